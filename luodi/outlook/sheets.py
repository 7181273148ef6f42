"""Tables of answers: one shape that is printed, written as a workbook, and laid out on a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from luodi.bulk.errors import TableError
from luodi.decide.show import columns as width_of
from luodi.policy.values import show_money

ROOM: Final = 1_048_575
WIDEST: Final = 44
MONEY: Final = "#,##0.00"


@dataclass(frozen=True, slots=True)
class Fen:
    """A sum of money."""

    fen: int


Cell = str | int | Fen
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its heads. `note` says what must be known to read it."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


def printed(sheet: Sheet, most: int) -> Iterator[str]:
    """The sheet for a terminal, no more than `most` rows of it; Han letters take two columns."""
    yield f"【{sheet.title}】" + sheet.note
    texts = [sheet.heads, *(tuple(said(cell) for cell in row) for row in sheet.rows[:most])]
    widths = [min(WIDEST, max(_width(row[place]) for row in texts)) for place in range(len(sheet.heads))]
    kinds = sheet.rows[0] if sheet.rows else sheet.heads
    for row in texts:
        yield "  " + "  ".join(_padded(text, width, kind) for text, width, kind in zip(row, widths, kinds, strict=True)).rstrip()
    if len(sheet.rows) > most:
        yield f"  ……还有{len(sheet.rows) - most}行"
    elif not sheet.rows:
        yield "  （没有）"


def said(cell: Cell) -> str:
    """A cell as it is read."""
    return show_money(cell.fen) if isinstance(cell, Fen) else str(cell)


def write_workbook(sheets: Sequence[Sheet], path: Path) -> None:
    """All sheets as a workbook, put in place whole; money in 元, exact to the fen. TableError for more rows than a workbook holds."""
    for sheet in sheets:
        if len(sheet.rows) > ROOM:
            raise TableError(f"“{sheet.title}”有{len(sheet.rows)}行", f"一张工作表不超过{ROOM}行", "用 --json，或把表分开算")
    aside = path.with_name(path.name + ".writing")
    aside.write_bytes(workbook(sheets))
    aside.replace(path)


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The same in memory."""
    book, written = Workbook(write_only=True), BytesIO()
    for sheet in sheets:
        _write(book, sheet)
    book.save(written)
    return written.getvalue()


def _write(book: Workbook, sheet: Sheet) -> None:
    page = book.create_sheet(sheet.title[:31])
    page.freeze_panes = f"A{3 if sheet.note else 2}"
    for number, head in enumerate(sheet.heads):
        widest = max([_width(head), *(_width(said(row[number])) for row in sheet.rows[:200])])
        page.column_dimensions[get_column_letter(number + 1)].width = min(60, widest + 2)
    if sheet.note:
        page.append([_cell(page, sheet.note)])
    page.append([_cell(page, f"{head}（元）" if _is_money(sheet, number) else head, bold=True) for number, head in enumerate(sheet.heads)])
    for row in sheet.rows:
        page.append([_cell(page, cell) for cell in row])


def _is_money(sheet: Sheet, number: int) -> bool:
    return bool(sheet.rows) and isinstance(sheet.rows[0][number], Fen)


def _cell(page: WriteOnlyWorksheet, value: Cell, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, Decimal(value.fen) / 100 if isinstance(value, Fen) else value)
    if isinstance(value, str):
        # A text that begins with an equals sign is a text.
        cell.data_type = "s"
    if isinstance(value, Fen):
        cell.number_format = MONEY
    if bold:
        cell.font = Font(bold=True)
    return cell


def _width(text: str) -> int:
    return sum(width_of(letter) for letter in text)


def _padded(text: str, width: int, kind: Cell) -> str:
    """Numbers to the right, texts to the left; a text too long for its column is cut."""
    while _width(text) > width:
        text = text[:-2] + "…"
    blanks = " " * (width - _width(text))
    return text + blanks if isinstance(kind, str) else blanks + text
