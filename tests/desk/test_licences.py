"""Licences: their new last day by type and by the events' days as entered, for one, for a list, and kept for a firm, told once."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from luodi.desk import clock
from luodi.desk.ledger.queries import first_broken
from luodi.desk.licences.actions import enter_licences
from luodi.desk.licences.errors import LicenceError
from luodi.desk.licences.lists import ASKED, HEADINGS, read_list
from luodi.desk.licences.models import Licence
from luodi.desk.licences.types import licence_types
from luodi.desk.licences.validity import Validity, entered_days, validity
from luodi.desk.outbox.models import Notice
from luodi.desk.parties.models import Account, Role
from luodi.desk.parties.queries import scope_of
from luodi.desk.portal.library import shelf
from luodi.desk.portal.tables import Line, read_table
from luodi.desk.registers.calendars import seed_calendar
from luodi.desk.registers.events import declare_events, enter_event_day
from luodi.desk.registers.models import Row, State
from luodi.desk.registers.queries import rows_within
from luodi.desk.registers.telling import escalate
from tests.desk.case_files import clerk, firm, officer
from tests.desk.register_rows import CSV, day, worked
from tests.desk.signed import signed_in
from tests.desk.test_scope import account

DRUG, FOOD, LAB, OTHER = "药品经营许可证", "食品经营许可证", "检验检测机构证书", "其他许可证"
END, LOCAL = "省级一级响应解除", "当地疫情解除"
NANCHANG = "360102"
ISSUER = "南昌市市场监督管理局"
BEGUN = day("2020-01-24")
TODAY = day("2020-03-20")


@pytest.fixture
def desk(stored: str) -> Iterator[str]:
    """Events declared and not come, the calendar there, eight days after the response was lowered and before anybody entered it."""
    seed_calendar(CSV)
    declare_events(shelf().program.events, source="示例")
    with clock.standing_at(day=TODAY):
        yield stored


def asked(kind: str, last_day: str, on: date = TODAY, **answers: str) -> Validity:
    return validity(licence_types()[kind], day(last_day), {"注册地": NANCHANG, **answers}, on, entered_days())


def entered(*lines: tuple[str, str, str, str], by: Account) -> None:
    rows = [Line(number, dict(zip(HEADINGS, cells, strict=False))) for number, cells in enumerate(lines, start=2)]
    listed, aside = read_list(rows, "")
    assert not aside
    assert enter_licences(listed, by=by).aside == ()


def test_every_type_stands_on_benefits_of_the_library() -> None:
    assert {DRUG, FOOD, LAB, OTHER} < set(licence_types())
    for kind in licence_types().values():
        assert kind.benefits
        assert all(benefit.gives.kind == "delay" for benefit in kind.benefits)


def test_while_the_day_is_not_entered_it_waits_for_the_event(desk: str) -> None:
    found = asked(DRUG, "2020-02-10")
    assert (found.found.stands, found.found.waits, found.until) == ("waits", END, None)
    assert found.found.outcome.force == "应"


def test_entered_it_is_put_off_by_sixty_days(desk: str) -> None:
    enter_event_day(END, day("2020-03-12"), source="示例")
    assert asked(DRUG, "2020-02-10").until == day("2020-05-11")
    assert asked(DRUG, "2020-03-12").until == day("2020-05-11")
    for outside in ("2020-01-23", "2020-03-13"):
        found = asked(DRUG, outside)
        assert found.found.stands in ("same", "open")
        assert "drug-licence-extended" not in {one.outcome.id for one in (found.found, *found.others) if one.stands != "same"}


def test_may_is_not_shall_and_what_no_text_says_stays_open(desk: str) -> None:
    enter_event_day(LOCAL, day("2020-03-18"), source="示例")
    food = asked(FOOD, "2020-03-01")
    assert (food.until, food.found.outcome.force, food.found.outcome.granted_by) == (day("2020-03-18"), "可", "文件未载明")
    # Put off to a day before its own it would lose: it keeps its own.
    assert asked(FOOD, "2020-03-19", 许可证在疫情防控期间到期="否").found.stands == "same"
    lab = asked(LAB, "2020-03-01")
    assert lab.found.stands == "open"
    assert "因疫情无法按期申请检验检测机构复查换证" in lab.found.needs
    other = asked(OTHER, "2020-03-01", 许可证在疫情防控期间到期="是")
    assert (other.found.stands, other.until) == ("words", None)
    assert "一定期限" in other.found.outcome.gives.words


def test_a_list_comes_back_with_new_days_and_what_cannot_be_read_is_set_aside(desk: str) -> None:
    enter_event_day(END, day("2020-03-12"), source="示例")
    text = (
        "种类,号码,到期日,持有人,所在地,许可证在疫情防控期间到期\r\n"
        f"{DRUG},A1,2020-02-10,示例·甲药店,南昌市东湖区,\r\n"
        f"{DRUG},A1,2020-02-11,示例·甲药店,,\r\n"
        "驾驶证,B1,2020-02-10,,,\r\n"
        f"{DRUG},B2,二月十日,,,\r\n"
        f"{DRUG},,2020-02-10,,,\r\n"
        f"{DRUG},B3,2020-02-10,,火星,\r\n"
        f"{OTHER},=C1,2020/2/28,,,是\r\n".replace("2020/2/28", "2020/02/28")
        + f"{OTHER},C2,2020-02-28,,,也许\r\n"
    )
    for data in (text.encode("utf-8-sig"), text.encode("gb18030"), as_workbook(text)):
        sheets = download(data)
        got = {row[1]: (row[5], row[6]) for row in sheets["新的最后一天"][1:]}
        assert got == {"A1": ("2020-05-11", "顺延"), "=C1": (None, "延到哪一天，文件未载明（可）")}
        assert [row[0] for row in sheets["退回的行"][1:]] == ["3", "4", "5", "6", "7", "9"]
        assert "上面已有一行" in sheets["退回的行"][1][1]


def as_workbook(text: str) -> bytes:
    book = Workbook()
    for line in text.splitlines():
        book.active.append([cell if not cell.startswith("=") else f"'{cell}"[1:] for cell in line.split(",")])
    for row in book.active.iter_rows():
        for cell in row:
            cell.data_type = "s"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def download(data: bytes) -> dict[str, list[tuple[str | None, ...]]]:
    file = BytesIO(data)
    file.name = "list.csv"
    response = Client().post("/licences/list/", {"list": file, "place": "江西省南昌市", "download": "1"})
    assert response.status_code == 200
    book = load_workbook(BytesIO(response.content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_what_is_no_list_is_refused(desk: str) -> None:
    for data, why in (
        (b"", "请选一个"),
        (b"PK\x03\x04nothing", "读不出"),
        ("甲,乙\n1,2\n".encode(), "缺种类"),
        ("种类,号码,到期日\n".encode(), "没有一行"),
    ):
        file = BytesIO(data)
        file.name = "list.csv"
        response = Client().post("/licences/list/", {"list": file})
        assert response.status_code == 422
        assert why in response.content.decode()


def test_one_is_asked_on_the_page_and_quotes_its_words(desk: str) -> None:
    page = Client().get("/licences/", {"type": DRUG, "last_day": "2020-02-10", "place": "江西省南昌市东湖区"}).content.decode()
    assert f"等事件：{END}的日子还没有录入" in page
    assert "有效期顺延至省级疫情一级响应解除之日后的60天止" in page
    enter_event_day(END, day("2020-03-12"), source="示例")
    page = Client().get("/licences/", {"type": DRUG, "last_day": "2020-02-10", "place": "江西省南昌市东湖区"}).content.decode()
    assert "顺延到 2020年5月11日" in page
    for wrong in (
        {"type": "驾驶证", "last_day": "2020-02-10"},
        {"type": DRUG, "last_day": "昨天"},
        {"type": DRUG, "last_day": "2020-02-10", "place": "火星"},
    ):
        assert Client().get("/licences/", wrong).status_code == 422


def test_entered_late_every_licence_gets_its_day_once_corrected_later_once_more(desk: str) -> None:
    inspector, shop = officer(ISSUER), firm(NANCHANG, "示例·东湖药店")
    own = clerk(shop)
    lines = [(DRUG, f"药{number}", "2020-02-10", shop.name) for number in range(3)]
    entered(*lines, (DRUG, "早", "2020-01-23", shop.code), by=inspector)
    page = signed_in(own).get("/licences/mine/").content.decode()
    assert page.count(f"等事件：{END}的日子还没有录入") == 3
    enter_event_day(END, day("2020-03-12"), source="示例：指挥部令")
    worked()
    assert dues() == {"药0": day("2020-05-11"), "药1": day("2020-05-11"), "药2": day("2020-05-11"), "早": day("2020-01-23")}
    assert Notice.objects.filter(party=shop, title="最后一天有变动").count() == 3
    enter_event_day(END, day("2020-03-13"), source="示例：更正")
    worked()
    assert dues()["药1"] == day("2020-05-12")
    bodies = Notice.objects.filter(party=shop, title="最后一天有变动").values_list("body", flat=True)
    assert sum("由2020年5月11日改为2020年5月12日" in body for body in bodies) == 3
    assert len(bodies) == 6
    assert "2020年5月12日" in signed_in(own).get("/licences/mine/").content.decode()
    assert first_broken() is None


def dues() -> dict[str, date | None]:
    return {one.number: one.row.due for one in Licence.objects.select_related("row")}


DAYS = st.dates(day("2020-01-01"), day("2020-06-30"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(own=DAYS, entries=st.lists(st.none() | st.dates(BEGUN, TODAY), min_size=1, max_size=4))
@example(own=day("2020-03-13"), entries=[day("2020-03-15"), day("2020-03-12"), day("2020-03-15")])
def test_whatever_is_entered_and_corrected_the_day_is_the_texts_and_is_told_once(desk: str, own: date, entries: list[date | None]) -> None:
    with transaction.atomic():
        shop = firm(NANCHANG, "示例·东湖药店")
        entered((DRUG, "药", own.isoformat(), shop.name), by=officer(ISSUER))
        row = Licence.objects.get().row
        last, told = None, [row.due] if row.due else []
        for entry in entries:
            if entry == last:
                continue
            enter_event_day(END, entry, source="示例")
            worked()
            last = entry
            row.refresh_from_db()
            assert row.due == expected(own, entry)
            if row.due and (not told or told[-1] != row.due):
                told.append(row.due)
        news = Notice.objects.filter(party=shop, title="最后一天有变动").count()
        assert news == len(told) - (1 if own < BEGUN else 0)
        transaction.set_rollback(True)


def expected(own: date, end: date | None) -> date | None:
    """nc37 二/（六）: what runs out from 2020-01-24 to the end of the response, both days included, holds to sixty days after it."""
    if own < BEGUN:
        return own
    if end is None:
        return None
    return end + timedelta(days=60) if own <= end else own


def test_another_last_day_withdraws_the_old_row_and_the_same_changes_nothing(desk: str) -> None:
    inspector, shop = officer(ISSUER), firm(NANCHANG, "示例·东湖药店")
    entered((DRUG, "药", "2020-02-10", shop.name), by=inspector)
    entered((DRUG, "药", "2020-02-10", shop.name), by=inspector)
    assert Row.objects.count() == 1
    entered((DRUG, "药", "2021-02-10", shop.name), by=inspector)
    entered((DRUG, "药", "2020-02-10", shop.name), by=inspector)
    assert list(Row.objects.order_by("id").values_list("state", flat=True)) == [State.WITHDRAWN, State.WITHDRAWN, State.OPEN]
    assert Licence.objects.get().row.waits == END


def test_who_enters_for_whom(desk: str) -> None:
    shop, far = firm(NANCHANG, "示例·东湖药店"), firm("360402", "示例·濂溪药店")
    lines = [
        Line(2, {"种类": DRUG, "号码": "药", "到期日": "2020-02-10", "持有人": shop.name}),
        Line(3, {"种类": DRUG, "号码": "远", "到期日": "2020-02-10", "持有人": far.name}),
    ]
    listed, _ = read_list(lines, "")
    with pytest.raises(LicenceError):
        enter_licences(listed, by=clerk(shop))
    done = enter_licences(listed, by=officer(ISSUER))
    assert (done.new, [one.number for one in done.aside]) == (1, [3])
    other = enter_licences(listed[:1], by=officer("南昌市卫生健康委员会"))
    assert "别的发证单位" in other.aside[0].why


def test_a_licence_is_no_units_duty(desk: str) -> None:
    """Nobody is told that a firm's licence is late, and no list of what units owe shows it."""
    inspector, shop = officer(ISSUER), firm(NANCHANG, "示例·东湖药店")
    watcher = account(Role.SUPERVISOR, "watch", unit=inspector.unit)
    entered((DRUG, "早", "2020-01-23", shop.name), by=inspector)
    assert escalate(TODAY) == 0
    assert not rows_within(scope_of(watcher)).exists()


def test_the_officer_enters_a_list_on_the_page(desk: str) -> None:
    shop = firm(NANCHANG, "示例·东湖药店")
    file = BytesIO(f"种类,号码,到期日,持有人\n{DRUG},药,2020-02-10,{shop.name}\n{DRUG},无,2020-02-10,示例·没有\n".encode())
    file.name = "list.csv"
    client = signed_in(officer(ISSUER))
    said = client.post("/licences/mine/", {"list": file}).content.decode()
    assert "新登记 1 本" in said
    assert "第 3 行" in said
    assert client.post("/licences/mine/").status_code == 422
    assert signed_in(clerk(shop)).post("/licences/mine/").status_code == 422
    sample = Client().get("/licences/list/sample.csv").content
    assert read_table(BytesIO(sample), ASKED)
