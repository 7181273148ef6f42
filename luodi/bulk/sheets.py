"""Tables of an answer as an XLSX workbook: sums in 元, exact, as numbers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

Sheet = Sequence[Sequence[Any]]
WIDEST = 60


def yuan(fen: int) -> Decimal:
    """A sum in 元, exact."""
    return Decimal(fen) / 100


def write_sheets(path: Path, sheets: Mapping[str, Sheet]) -> None:
    """Each sheet with its first row as heading, frozen. The file is made aside and put in place whole."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([_safe(value) for value in row])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
        for number, column in enumerate(zip(*rows[:200], strict=True), 1):
            sheet.column_dimensions[sheet.cell(1, number).column_letter].width = min(
                WIDEST, 4 + max(2 * len(str(value)) for value in column)
            )
    aside = path.with_name(path.name + ".writing")
    book.save(aside)
    aside.replace(path)


def _safe(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula stays a text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
