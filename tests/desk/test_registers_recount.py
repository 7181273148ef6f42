"""Events that come or were entered wrongly, calendars corrected: each row gets its day once; and who is told that something is late."""

from datetime import date

import pytest
from django.core.management import call_command

from luodi.desk import clock
from luodi.desk.ledger.actions import named
from luodi.desk.ledger.models import Entry
from luodi.desk.ledger.queries import about, first_broken
from luodi.desk.outbox.models import Message, Notice, Schedule, State
from luodi.desk.outbox.schedules import run_schedules
from luodi.desk.registers import jobs
from luodi.desk.registers.actions import Opening, open_rows, take_step
from luodi.desk.registers.calendars import correct_calendar, current_calendar, enter_calendar, seed_calendar
from luodi.desk.registers.errors import CorrectionError, UnknownError
from luodi.desk.registers.events import declare_events, enter_event_day, known_events
from luodi.desk.registers.models import CalendarVersion, EventDay, Kind, Row
from luodi.desk.registers.telling import escalate
from tests.desk.conftest import together
from tests.desk.register_rows import CSV, book, day, opened, register, titles, unit, worked
from tests.desk.test_scope import account, party

__all__ = ["book", "register"]
EVENT = "省级一级响应解除"


@pytest.fixture
def licences(book: str) -> list[Row]:
    """Licences of five firms whose last day hangs on the end of the response."""
    declare_events([EVENT], source="示例")
    rows = [
        Opening("test", str(n), f"示例·许可证{n}", unit(), "360100", f"{EVENT} + 30天", day("2020-02-01"), party("360100", n))
        for n in range(1, 6)
    ]
    return open_rows(rows)


def test_until_the_event_comes_no_day_is_known(licences: list[Row]) -> None:
    assert {(row.due, row.waits) for row in licences} == {(None, EVENT)}
    assert known_events()[EVENT].day is None


def test_entered_late_every_licence_gets_its_day_once(licences: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "AT_ONCE", 2)
    with clock.standing_at(day=day("2020-03-20")):
        enter_event_day(EVENT, day("2020-03-12"), source="省指挥部令")
        worked()
        assert set(Row.objects.values_list("due", "told", "moves")) == {(day("2020-04-11"), day("2020-04-11"), 1)}
        assert Notice.objects.filter(title="最后一天有变动").count() == 5
        jobs.recount_some(Message(payload={"why": "再来一次", "event": EVENT, "series": "x"}))
        assert Notice.objects.count() == 5


def test_corrected_later_it_recounts_and_tells_once(licences: list[Row]) -> None:
    enter_event_day(EVENT, day("2020-03-11"), source="传闻")
    worked()
    enter_event_day(EVENT, day("2020-03-12"), source="省指挥部令")
    worked()
    assert set(Row.objects.values_list("due", "moves")) == {(day("2020-04-11"), 2)}
    bodies = list(Notice.objects.filter(party=licences[0].party).values_list("body", flat=True))
    assert len(bodies) == 2
    assert "由2020年4月10日改为2020年4月11日" in bodies[1]
    lines = [line.said for line in about(named(licences[0])) if line.act == "registers.moved"]
    assert [(line["from"], line["to"]) for line in lines] == [(None, "2020-04-10"), ("2020-04-10", "2020-04-11")]
    assert EventDay.objects.count() == 3
    assert first_broken() is None


def test_taken_back_the_day_is_open_again_and_told_when_it_comes(licences: list[Row]) -> None:
    for entry in (day("2020-03-11"), None, day("2020-03-11"), day("2020-03-12")):
        enter_event_day(EVENT, entry, source="示例")
        worked()
    # The same day as was told before is no news.
    assert Notice.objects.filter(party=licences[0].party).count() == 2


def test_what_says_nothing_new_or_from_nowhere_is_refused(licences: list[Row]) -> None:
    with pytest.raises(CorrectionError):
        enter_event_day(EVENT, None, source="示例")
    with pytest.raises(CorrectionError, match="依据"):
        enter_event_day(EVENT, day("2020-03-12"), source="")
    with pytest.raises(UnknownError):
        enter_event_day("没听说过", day("2020-03-12"), source="示例")
    assert declare_events([EVENT], source="示例") == 0


def test_done_rows_keep_their_day(licences: list[Row]) -> None:
    take_step(licences[0], Kind.DONE)
    enter_event_day(EVENT, day("2020-03-09"), source="示例")
    worked()
    assert Row.objects.get(pk=licences[0].pk).due is None


def test_a_corrected_calendar_is_a_new_version_and_moves_what_counts_working_days(book: str) -> None:
    """Qingming of 2020: were 6 April worked, five working days from 1 April would end a day earlier."""
    officer = account("official", "jia", unit=unit())
    with clock.standing_at(day=day("2020-04-02")):
        working, plain = opened("5个工作日", "1", started=day("2020-04-01")), opened("5天", "2", started=day("2020-04-01"))
        assert (working.due, plain.due) == (day("2020-04-09"), day("2020-04-06"))
        version = correct_calendar({day("2020-04-06"): True}, reason="示例：省里另有安排", by=officer)
        worked()
    working.refresh_from_db()
    plain.refresh_from_db()
    assert (working.due, working.calendar, plain.due) == (day("2020-04-08"), 2, day("2020-04-06"))
    assert titles("jia") == ["最后一天有变动"]
    assert version.number == current_calendar()[0] == 2
    assert current_calendar()[1].is_workday(day("2020-04-06"))
    assert CalendarVersion.objects.count() == 2


def test_a_correction_of_the_calendar_must_change_a_covered_day_and_say_why(book: str) -> None:
    with pytest.raises(CorrectionError):
        correct_calendar({day("2020-04-06"): False}, reason="示例")
    with pytest.raises(CorrectionError):
        correct_calendar({day("2020-04-06"): True}, reason="")


def test_a_new_year_is_entered_whole(book: str) -> None:
    content = CSV.read_text("utf-8") + "".join(
        f"{date.fromordinal(n)},1,,\n" for n in range(date(2027, 1, 1).toordinal(), date(2028, 1, 1).toordinal())
    )
    assert enter_calendar(content, reason="2027年放假安排").number == 2
    assert opened("1个工作日", started=day("2020-03-10")).calendar == 2


def test_the_calendar_is_seeded_once_and_the_daily_look_planned(stored: str, register: None) -> None:
    call_command("load_calendar", verbosity=0)
    call_command("load_calendar", verbosity=0)
    assert not seed_calendar(CSV)
    assert Schedule.objects.get().rhythm == "每日"
    assert run_schedules() == 1
    worked()
    assert set(Message.objects.values_list("state", flat=True)) == {State.DONE}


def test_two_corrections_at_once_make_two_versions(apart: str, register: None) -> None:
    seed_calendar(CSV)
    days = iter([day("2020-04-06"), day("2020-04-05")])
    together(lambda: correct_calendar({next(days): True}, reason="示例"))
    calendar = current_calendar()[1]
    assert current_calendar()[0] == 3
    assert calendar.is_workday(day("2020-04-05")) and calendar.is_workday(day("2020-04-06"))


def test_late_rows_go_up_step_by_step_and_each_person_hears_once_a_day(book: str) -> None:
    upper = unit("示例·省局", region="360000", level="province")
    below = unit("示例·市局", upper=upper)
    account("official", "jia", unit=below)
    account("official", "sheng", unit=upper)
    account("supervisor", "ducha", unit=unit("示例·督查室"))
    for number in range(1, 8):
        opened("10天", str(number), started=day("2020-03-01"))
    told = {}
    for text in ("2020-03-07", "2020-03-08", "2020-03-09", "2020-03-12", "2020-03-13", "2020-03-15"):
        told[text] = escalate(day(text))
    assert told == {"2020-03-07": 0, "2020-03-08": 7, "2020-03-09": 0, "2020-03-12": 7, "2020-03-13": 0, "2020-03-15": 7}
    assert titles("jia") == ["7 项将到期", "7 项超期", "7 项超期"]
    assert titles("sheng") == titles("ducha") == ["7 项超期"]
    assert "另有 2 项" in Notice.objects.get(account="ducha").body


def test_what_was_sent_back_climbs_anew(book: str) -> None:
    account("official", "jia", unit=unit())
    row = opened("1天", started=day("2020-03-01"))
    escalate(day("2020-03-10"))
    take_step(row, Kind.DONE)
    assert escalate(day("2020-03-11")) == 0
    take_step(row, Kind.REOPENED, text="没有附表")
    assert escalate(day("2020-03-12")) == 1
    assert Entry.objects.filter(subject=named(row)).count() == 3
