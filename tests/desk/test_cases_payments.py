"""The payment list goes out as a workbook and comes back with receipts: all released or none, never by who wrote an order."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from luodi.desk.cases.errors import StepError
from luodi.desk.cases.models import Case, Kind, Payment, State
from luodi.desk.cases.payments import HEAD, Receipt, read, release, waiting, written, yuan
from luodi.desk.parties.models import Account
from luodi.desk.parties.queries import scope_of
from tests.desk.case_files import HEALTH, INDUSTRY, counter, grant, officer, step
from tests.desk.signed import signed_in

__all__ = ["counter"]


@pytest.fixture
def ordered(counter: str) -> tuple[list[Case], Account, Account]:
    """Two cases whose orders are written, who wrote them and who may release them."""
    maker, checker = officer(INDUSTRY), officer(INDUSTRY)
    cases = [grant(publish=""), grant(publish="")]
    for case in cases:
        step(case, Kind.APPROVED, maker)
        step(case, Kind.PREPARED, maker)
    return cases, maker, checker


def filled(data: bytes, column: int = 7, value: str = "示例-{}") -> BytesIO:
    """The list with a column filled in, as somebody would by hand."""
    book = load_workbook(BytesIO(data))
    for number, row in enumerate(book.worksheets[0].iter_rows(min_row=2), start=1):
        row[column - 1].value = value.format(number)
    out = BytesIO()
    book.save(out)
    out.seek(0)
    return out


def test_out_and_back_every_order_is_released_by_the_second_hand(ordered: tuple[list[Case], Account, Account]) -> None:
    cases, maker, checker = ordered
    scope = scope_of(checker)
    data = written((one, one.payee) for one in waiting(scope))
    receipts = read(filled(data))
    assert [(one.case, one.amount, one.number) for one in receipts] == [
        (case.pk, 22_0000_00, f"示例-{number}") for number, case in enumerate(cases, 1)
    ]
    with pytest.raises(StepError, match="不能自己复核|不是您能"):
        release(receipts, scope_of(maker), maker)
    assert release(receipts, scope, checker) == 2
    assert set(Case.objects.values_list("state", flat=True)) == {State.DONE}
    assert set(Payment.objects.values_list("receipt", flat=True)) == {"示例-1", "示例-2"}
    with pytest.raises(StepError, match="已经付过"):
        release(receipts, scope, checker)


def test_one_wrong_line_and_nothing_is_paid(ordered: tuple[list[Case], Account, Account]) -> None:
    (first, second), _, checker = ordered
    scope = scope_of(checker)
    good = Receipt(first.pk, 22_0000_00, "示例-1")
    for wrong, why in (
        (Receipt(second.pk, 22_0000_01, "示例-2"), "金额"),
        (Receipt(second.pk + 9, 22_0000_00, "示例-2"), "不在待付"),
        (good, "重复"),
    ):
        with pytest.raises(StepError, match=why):
            release([good, wrong], scope, checker)
    assert not Payment.objects.exclude(paid_on=None).exists()
    with pytest.raises(StepError, match="不在待付"):
        release([good], scope_of(officer(HEALTH)), checker)


def test_what_is_no_list_of_ours_is_refused(counter: str) -> None:
    book = Workbook()
    book.active.append(["别的", "表"])
    other = BytesIO()
    book.save(other)
    other.seek(0)
    for file, why in ((BytesIO(b"no workbook"), "读不出"), (other, "第一行应是")):
        with pytest.raises(StepError, match=why):
            read(file)
    bad = Workbook()
    bad.active.append(list(HEAD))
    bad.active.append(["1", "示例", "很多", "", "", "", "示例-1"])
    out = BytesIO()
    bad.save(out)
    out.seek(0)
    with pytest.raises(StepError, match="第2行"):
        read(out)


def test_sums_are_yuan_with_two_places() -> None:
    assert [yuan(fen) for fen in (22_0000_00, 5, 100)] == ["220000.00", "0.05", "1.00"]


def test_the_page_gives_the_list_and_takes_it_back(ordered: tuple[list[Case], Account, Account]) -> None:
    _, maker, checker = ordered
    client = signed_in(checker)
    assert "2 笔，共 44万元" in client.get("/cases/payments/").content.decode()
    data = client.get("/cases/payments/list.xlsx").content
    assert client.post("/cases/payments/").status_code == 422
    back = filled(data)
    back.name = "list.xlsx"
    refused = signed_in(maker).post("/cases/payments/", {"list": back})
    assert refused.status_code == 422
    assert "一笔也没有付" in refused.content.decode()
    back.seek(0)
    assert client.post("/cases/payments/", {"list": back}).status_code == 302
    assert "没有制了单" in client.get("/cases/payments/").content.decode()
    assert signed_in(ordered[0][0].applicant).get("/cases/payments/").status_code == 403
