"""Duties as rows: whom a text binds, taken at its word, and for which days it is owed."""

from collections import Counter
from datetime import date, timedelta

import pytest

from luodi.desk import clock
from luodi.desk.board.actions import enter_events, leave_the_rest, open_duties
from luodi.desk.board.duties import Owed, begun, duties, periods, units_named, units_table
from luodi.desk.board.sample import report_samples
from luodi.desk.ledger.queries import first_broken
from luodi.desk.outbox.models import Message
from luodi.desk.portal.library import shelf
from luodi.desk.registers.calendars import seed_calendar
from luodi.desk.registers.events import known_events
from luodi.desk.registers.models import Row, State
from luodi.desk.registers.reckoning import KnownDay
from tests.days.test_calendar import CALENDAR
from tests.desk.register_rows import CSV, day, worked
from tests.desk.test_scope import account, unit

TUESDAY = date(2020, 3, 10)
UNKNOWN = {name: KnownDay(None) for name in shelf().program.events}


def owed(id: str) -> list[Owed]:
    return [one for one in duties()[0] if one.duty.id == id]


def named(name: str, region: str) -> list[str]:
    return [unit.name for unit in units_named(name, region, units_table())]


@pytest.fixture
def opened(stored: str) -> str:
    seed_calendar(CSV)
    with clock.standing_at(day=TUESDAY):
        enter_events(TUESDAY)
        open_duties(TUESDAY, timed=True)
    return stored


def test_each_city_owes_the_monday_report() -> None:
    weekly = owed("resume-weekly-report")
    assert len(weekly) == 11
    assert {one.unit.level for one in weekly} == {"city"}
    assert "九江市人民政府" in {one.unit.name for one in weekly}
    assert begun(weekly[0]) == day("2020-02-10")
    days = [period.limit for period in periods(weekly[0], TUESDAY, UNKNOWN, CALENDAR)]
    assert days == ["2020-02-17", "2020-02-24", "2020-03-02", "2020-03-09", "2020-03-16"]


def test_the_monday_report_ends_with_its_time() -> None:
    ended = {**UNKNOWN, "江西复工复产15条的疫情防控期间结束": KnownDay("2020-03-05")}
    days = [period.limit for period in periods(owed("resume-weekly-report")[0], TUESDAY, ended, CALENDAR)]
    assert days == ["2020-02-17", "2020-02-24", "2020-03-02"]


def test_before_its_document_nothing_is_owed() -> None:
    assert periods(owed("resume-weekly-report")[0], day("2020-02-09"), UNKNOWN, CALENDAR) == []


def test_a_period_begins_when_the_one_before_has_ended() -> None:
    found = periods(owed("resume-weekly-report")[0], TUESDAY, UNKNOWN, CALENDAR)
    assert [period.started for period in found[-2:]] == [day("2020-03-03"), day("2020-03-10")]


@pytest.mark.parametrize(
    ("name", "region", "count", "one"),
    [
        ("各设区市", "360000", 11, "赣州市人民政府"),
        ("各县（区）人民政府", "360100", 9, "南昌县人民政府"),
        ("各市、县〔区〕政府", "360000", 11, "南昌市人民政府"),
        ("各省级政府", "000000", 1, "江西省人民政府"),
        ("市发改委", "360100", 1, "南昌市发展和改革委员会"),
    ],
)
def test_groups_that_the_text_means_whole_are_told_apart(name: str, region: str, count: int, one: str) -> None:
    found = named(name, region)
    assert one in found
    assert len(found) == count


@pytest.mark.parametrize("name", ["各部门", "相关县〔市、区〕政府", "企业", "各行业主管部门", "帮扶专员", "管委会"])
def test_what_is_no_unit_is_listed_and_not_guessed(name: str) -> None:
    assert named(name, "360400") == []


def test_every_binding_duty_is_owed_or_listed_and_no_other() -> None:
    every, listed = duties()
    told = {one.duty.id for one in (*every, *listed)}
    binding = {
        duty.id for document in shelf().policies.values() for duty in document.instruments if duty.kind == "duty" and duty.force == "应"
    }
    assert told == binding
    assert len({(one.duty.id, one.unit.name) for one in every}) == len(every)


def test_rows_are_opened_once_under_their_clause(opened: str) -> None:
    count = Row.objects.count()
    row = Row.objects.get(key="resume-weekly-report:赣州市人民政府:2020-03-09")
    assert (row.document, row.clause, row.due, row.region) == ("jx-20200210-resumption", "四/（十四）", day("2020-03-09"), "360700")
    assert row.program == shelf().program.fingerprint
    assert row.title == "每周一报送上周复工复产情况（3月9日）"
    with clock.standing_at(day=TUESDAY):
        assert open_duties(TUESDAY, timed=True) == 0
    with clock.standing_at(day=TUESDAY + timedelta(days=7)):
        assert open_duties(TUESDAY + timedelta(days=7), timed=True) > 0
    assert Row.objects.count() > count
    assert first_broken() is None


def test_a_day_that_hangs_on_an_event_waits_for_it(opened: str) -> None:
    """What must be made up within six months of the end of the epidemic has no day until that is entered."""
    assert known_events()["省级一级响应启动"].day == "2020-01-24"
    assert known_events()["省级一级响应解除"].day is None
    with clock.standing_at(day=day("2020-03-12")):
        enter_events(day("2020-03-12"))
        enter_events(day("2020-03-12"))
    assert known_events()["省级一级响应解除"].day == "2020-03-12"


def test_duties_without_a_day_are_left_to_the_worker_document_by_document(opened: str) -> None:
    before = Row.objects.count()
    assert leave_the_rest(TUESDAY) == len({one.document.id for one in duties()[0]})
    assert leave_the_rest(TUESDAY) == 0
    Message.objects.exclude(payload__document="nc-20200220-finance-15").delete()
    with clock.standing_at(day=TUESDAY):
        worked()
    new = Row.objects.filter(document="nc-20200220-finance-15")
    assert new.count() == Row.objects.count() - before > 30
    assert set(new.values_list("due", "waits")) == {(None, "")}


def test_on_a_sample_site_most_is_reported_some_late_and_one_unit_never_in_time(opened: str) -> None:
    account("supervisor", "ducha", unit=unit("示例·督查室", "360000", "province"))
    with clock.standing_at(day=TUESDAY):
        report_samples(TUESDAY)
    rows = list(Row.objects.filter(due__lt=TUESDAY).select_related("unit"))
    in_time = Counter(row.unit.name for row in rows if row.done_on and row.done_on <= row.due)
    never = {row.unit.name for row in rows if row.unit.name not in in_time and row.state == State.DONE}
    assert "上饶市人民政府" in never
    assert sum(in_time.values()) > len(rows) / 2
    assert Row.objects.filter(state=State.OPEN, due__lt=TUESDAY).exists()
    assert first_broken() is None
