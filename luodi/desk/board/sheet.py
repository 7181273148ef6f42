"""The weekly report as a workbook: one sheet by unit, one of what is late."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

BY_UNIT = {"单位": "unit", "上周应办": "owed", "按时办结": "on_time", "超期办结": "late", "周一仍超期": "open"}
LATE = {"最后一天": "due", "责任单位": "unit", "事项": "title", "文件": "short", "条款": "clause"}
WIDTHS = {"unit": 30, "title": 50, "short": 26, "due": 12, "clause": 14}


def workbook(content: dict[str, Any], monday: date) -> bytes:
    """`content` as `Weekly` holds it, each late row with the document's short name as well."""
    book = Workbook(write_only=True)
    _sheet(book, f"{monday}按单位", BY_UNIT, content["units"])
    _sheet(book, "超期事项", LATE, content["late"])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _sheet(book: Workbook, title: str, columns: dict[str, str], rows: Iterable[dict[str, Any]]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, name in enumerate(columns.values()):
        sheet.column_dimensions["ABCDEFGH"[number]].width = WIDTHS.get(name, 12)
    sheet.append([_cell(sheet, head, bold=True) for head in columns])
    for row in rows:
        sheet.append([_cell(sheet, row[name]) for name in columns.values()])


def _cell(sheet: WriteOnlyWorksheet, value: str | int, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        # A text that begins with an equals sign is a text.
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
