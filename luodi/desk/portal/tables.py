"""A table that somebody hands in, CSV or XLSX, as lines with their row numbers; and one handed out as a workbook of texts."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from typing import IO
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS, MOST_BYTES, MOST_UNPACKED = 2000, 2_000_000, 40_000_000
ENCODINGS = ("utf-8-sig", "gb18030")
WIDTH = 24


class TableError(ValueError):
    """What was handed in is no table that can be read; str() says why and what is taken."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table as its number there (the heading is row 1) and its texts by heading."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")


def read_table(file: IO[bytes] | None, headings: Sequence[str]) -> list[Line]:
    """The lines that are not empty. TableError where it is too large, unreadable, or lacks one of the headings."""
    data = file.read(MOST_BYTES + 1) if file else b""
    if not data or len(data) > MOST_BYTES:
        raise TableError("请选一个 CSV 或 XLSX 文件，不大于2兆")
    return _lines(_unpacked(data) if data.startswith(b"PK") else _split(_decoded(data)), headings)


def read_text(text: str, headings: Sequence[str]) -> list[Line]:
    """The same of what was pasted: columns apart by commas or tabs, with or without the headings."""
    rows = list(_split(text.strip()))
    headed = bool(rows) and rows[0][:1] == [headings[0]]
    return _lines(iter(rows if headed else [list(headings), *rows]), headings, first=2 if headed else 1)


def workbook(sheets: Mapping[str, Iterable[Sequence[str]]]) -> bytes:
    """Sheets by name, the first row of each its headings; every cell is a text, also one that begins with an equals sign."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, row in enumerate(rows):
            if not number:
                for column in range(1, len(row) + 1):
                    sheet.column_dimensions[get_column_letter(column)].width = WIDTH
            sheet.append([_cell(sheet, text, bold=not number) for text in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _lines(rows: Iterator[Sequence[str]], headings: Sequence[str], first: int = 2) -> list[Line]:
    heads = [text.strip() for text in next(rows, [])]
    if lacking := [name for name in headings if name not in heads]:
        raise TableError(f"第一行要有这几栏：{'、'.join(headings)}；缺{'、'.join(lacking)}")
    found = []
    for number, row in enumerate(rows, start=first):
        if any(text.strip() for text in row):
            found.append(Line(number, dict(zip(heads, (text.strip() for text in row), strict=False))))
        if len(found) > MOST_ROWS:
            raise TableError(f"一次不多于{MOST_ROWS}行")
    if not found:
        raise TableError("表里没有一行")
    return found


def _decoded(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError("认不出文字的编码，请另存为 UTF-8 的 CSV，或用 XLSX")


def _split(text: str) -> Iterator[Sequence[str]]:
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    try:
        yield from csv.reader(StringIO(text.replace("\0", "")), delimiter=delimiter)
    except csv.Error as error:
        raise TableError("读不出这个表，请检查引号和分栏") from error


def _unpacked(data: bytes) -> Iterator[Sequence[str]]:
    try:
        with ZipFile(BytesIO(data)) as packed:
            # A small file that unpacks to a huge one is no table of ours.
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise TableError("这个文件解开后太大")
        sheet = load_workbook(BytesIO(data), read_only=True, data_only=True).worksheets[0]
        rows = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 3)]
    except (BadZipFile, KeyError, ValueError, IndexError, OSError) as error:
        if isinstance(error, TableError):
            raise
        raise TableError("读不出这个 XLSX 文件") from error
    return iter(rows)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def _cell(sheet: WriteOnlyWorksheet, text: str, *, bold: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
