"""The payment list: orders that wait for the second hand, out as a workbook, and back with the bank's receipts, all released or none."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile

from django.db import transaction
from django.db.models import QuerySet
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from luodi.desk.cases.actions import Step, take_step
from luodi.desk.cases.errors import StepError
from luodi.desk.cases.models import Correction, Kind, Payment
from luodi.desk.cases.queries import cases_within
from luodi.desk.parties.models import Account
from luodi.desk.parties.scope import Scope
from luodi.policy.values import show_money

HEAD = ("办件号", "收款人", "金额（元）", "事项", "文件", "条款", "回单号")
WIDTHS = (10, 36, 16, 50, 34, 16, 24)
MOST_ROWS, MOST_BYTES, MOST_UNPACKED = 2000, 2_000_000, 40_000_000


@dataclass(frozen=True, slots=True)
class Receipt:
    """A line that came back: the case's number, the sum in fen, the bank's receipt."""

    case: int
    amount: int
    number: str


def waiting(scope: Scope) -> QuerySet[Payment]:
    """The orders written and not yet released, of the cases an account may see."""
    return Payment.objects.filter(case__in=cases_within(scope), paid_on=None).select_related("case__party", "maker").order_by("case_id")


def open_corrections(scope: Scope) -> QuerySet[Correction]:
    """The corrections written and not yet checked, of the cases an account may see."""
    found = Correction.objects.filter(payment__case__in=cases_within(scope), done_on=None)
    return found.select_related("payment__case", "maker").order_by("id")


def written(payments: Iterable[tuple[Payment, str]]) -> bytes:
    """The orders, each with its payee's name, as a workbook: sums as texts of yuan, the last column empty for the receipts."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("拨付清单")
    sheet.freeze_panes = "A2"
    for number, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEFG"[number]].width = width
    sheet.append([_text(sheet, name, bold=True) for name in HEAD])
    for payment, payee in payments:
        case = payment.case
        cells = (str(case.pk), payee, yuan(payment.amount), case.title, case.document, case.clause, "")
        sheet.append([_text(sheet, text) for text in cells])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read(file: IO[bytes]) -> list[Receipt]:
    """The lines with a receipt, as the list came back. StepError says which line is wrong."""
    try:
        with ZipFile(file) as packed:
            # A small file that unpacks to a huge one is none of ours.
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise StepError("这份清单解开后太大，不是从这里导出的")
        file.seek(0)
        rows = load_workbook(file, read_only=True, data_only=True).worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + 2)
        lines = [tuple("" if value is None else str(value).strip() for value in row) for row in rows]
    except (BadZipFile, KeyError, ValueError, IndexError, OSError) as error:
        raise StepError("读不出这份清单，请用从这里导出的 XLSX 文件填回单号") from error
    if not lines or lines[0][: len(HEAD)] != HEAD:
        raise StepError(f"清单第一行应是：{'、'.join(HEAD)}")
    if len(lines) > MOST_ROWS + 1:
        raise StepError(f"清单一次不多于{MOST_ROWS}行")
    return [_receipt(number, line) for number, line in enumerate(lines[1:], start=2) if any(line) and line[len(HEAD) - 1]]


@transaction.atomic
def release(receipts: Iterable[Receipt], scope: Scope, by: Account) -> int:
    """Release every order that came back with its receipt, all or none; how many. StepError names the case that stands in the way."""
    receipts = sorted(receipts, key=lambda one: one.case)
    if len({one.case for one in receipts}) < len(receipts):
        raise StepError("清单里有重复的办件号，一件只付一次")
    orders = {payment.case_id: payment for payment in waiting(scope)}
    for one in receipts:
        order = orders.get(one.case)
        if order is None:
            raise StepError(f"办件{one.case}不在待付的清单里，可能已经付过、退回，或不归您办")
        if order.amount != one.amount:
            raise StepError(f"办件{one.case}的金额是{show_money(order.amount)}，清单里写的不是，不能付")
        take_step(Step(one.case, Kind.PAID, by, receipt=one.number))
    return len(receipts)


def yuan(fen: int) -> str:
    """220000.00: yuan with two places, without separators, as banks read it."""
    return f"{fen // 100}.{fen % 100:02}"


def _receipt(number: int, line: tuple[str, ...]) -> Receipt:
    case, amount = line[0], line[2]
    whole, _, part = amount.partition(".")
    if not (case.isdecimal() and len(case) < 12 and whole.isdecimal() and len(whole) < 13 and (part or "0").isdecimal() and len(part) < 3):
        raise StepError(f"清单第{number}行的办件号或金额不对：{case}，{amount}")
    return Receipt(int(case), int(whole) * 100 + int(part.ljust(2, "0") or 0), line[len(HEAD) - 1][:80])


def _text(sheet: WriteOnlyWorksheet, text: str, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    # A text that begins with an equals sign is a text.
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
