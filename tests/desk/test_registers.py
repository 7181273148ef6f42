"""Registers: lawful steps, due days reckoned from acts and not from entries, one line and one telling for each."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from luodi.days.errors import MissingCalendarError, UncoveredYearError
from luodi.desk import clock
from luodi.desk.ledger.actions import Clause, named
from luodi.desk.ledger.models import Entry
from luodi.desk.ledger.queries import about, first_broken
from luodi.desk.outbox.models import Notice
from luodi.desk.parties.actions import go_away
from luodi.desk.parties.scope import Post, Scope
from luodi.desk.registers.actions import Opening, correct_day, held, open_rows, take_step
from luodi.desk.registers.errors import CorrectionError, StepError, UnknownError
from luodi.desk.registers.models import Kind, Row, State
from luodi.desk.registers.queries import LIGHTS, counted, in_order, light, lit, rows_within
from luodi.desk.registers.steps import lawful
from tests.desk.conftest import together
from tests.desk.register_rows import DAY, book, day, opened, opening, register, unit
from tests.desk.test_scope import account, party

__all__ = ["book", "register"]


@pytest.mark.parametrize(
    ("limit", "started", "due"),
    [("2个工作日", "2020-01-17", "2020-01-20"), ("2个工作日", "2020-01-23", "2020-02-04"), ("次日", "2020-03-09", "2020-03-10")],
)
def test_a_row_is_due_by_its_act(book: str, limit: str, started: str, due: str) -> None:
    row = opened(limit, started=day(started))
    assert (row.due, row.started) == (day(due), day(started))
    assert row.calendar == (1 if "工作日" in limit else None)
    assert light(row) == ("red" if due == "2020-03-10" else "late")


def test_entered_late_it_is_due_all_the_same(book: str) -> None:
    with clock.standing_at(day=date(2020, 3, 20)):
        row = opened("5个工作日", started=day("2020-03-09"))
    assert row.due == day("2020-03-16")
    (line,) = about(named(row))
    assert line.happened_on == day("2020-03-09")


def test_a_year_without_a_calendar_is_refused_and_no_row_opened(book: str) -> None:
    with pytest.raises(UncoveredYearError, match="2027"):
        open_rows([opening("1", limit="2个工作日"), opening("2", limit="2个工作日", started=day("2026-12-31"))])
    assert not Row.objects.exists()
    assert not Entry.objects.exists()


def test_without_any_calendar_working_days_are_refused(stored: str, register: None) -> None:
    with pytest.raises(MissingCalendarError):
        opened("2个工作日")
    assert opened("3天").due == day("2020-03-13")


def test_an_event_nobody_declared_is_refused(book: str) -> None:
    with pytest.raises(UnknownError, match="示例事件"):
        opened("示例事件 + 3天")


def test_a_register_nobody_entered_is_refused(book: str) -> None:
    with pytest.raises(UnknownError, match="test"):
        open_rows([Opening("elsewhere", "1", "示例", unit(), "360100")])


def test_rows_opened_again_are_there_once(book: str) -> None:
    assert len(open_rows([opening("1"), opening("2"), opening("1")])) == 2
    assert [row.key for row in open_rows([opening("1"), opening("3")])] == ["3"]
    assert Entry.objects.count() == Row.objects.count() == 3


def test_each_act_leaves_one_line_under_its_clause(book: str) -> None:
    officer = account("official", "jia", unit=unit())
    row = opened("5个工作日", clause=Clause("jx-20200210-resumption", "四/（十四）", "f" * 64))
    take_step(row, Kind.NOTED, by=officer, text="已发通知")
    take_step(row, Kind.DONE, by=officer, on=day("2020-03-10"), text="已报")
    lines = list(about(named(row)))
    assert [line.act for line in lines] == ["registers.opened", "registers.noted", "registers.done"]
    assert {(line.document, line.clause) for line in lines} == {("jx-20200210-resumption", "四/（十四）")}
    assert lines[1].actor == named(officer)
    assert "已发通知" not in lines[1].details
    assert first_broken() is None


def test_suspended_the_day_is_unknown_and_then_moves_by_the_working_days_suspended(book: str) -> None:
    row = opened("7个工作日", started=day("2020-03-02"))
    assert row.due == day("2020-03-11")
    row = take_step(row, Kind.PAUSED, on=day("2020-03-04"), text="请补一份材料")
    assert (row.state, row.due, row.waits, light(row)) == (State.PAUSED, None, "暂停", "waiting")
    row = take_step(row, Kind.RESUMED, on=day("2020-03-09"))
    assert (row.state, row.due) == (State.OPEN, day("2020-03-16"))


def test_an_extension_needs_its_reason_and_a_span(book: str) -> None:
    row = opened("2个工作日")
    with pytest.raises(StepError, match="理由"):
        take_step(row, Kind.EXTENDED, extend_by="3个工作日")
    with pytest.raises(StepError, match="延长多久"):
        take_step(row, Kind.EXTENDED, extend_by="几天", text="材料多")
    assert take_step(row, Kind.EXTENDED, extend_by="3个工作日", text="材料多").due == day("2020-03-17")


def test_every_step_that_the_table_does_not_allow_is_refused_and_leaves_nothing(book: str) -> None:
    row = opened("2个工作日")
    take_step(row, Kind.DONE)
    lines = Entry.objects.count()
    for kind in set(Kind.values) - set(lawful(State.DONE)):
        with pytest.raises(StepError):
            take_step(row, kind, text="示例", extend_by="1天")
    assert Entry.objects.count() == lines
    assert row.steps.count() == 2
    assert take_step(row, Kind.REOPENED, text="没有附表").state == State.OPEN


@pytest.mark.parametrize("on", ["2020-03-09", "2020-03-11"])
def test_a_step_lies_between_the_start_and_today(book: str, on: str) -> None:
    with pytest.raises(StepError, match=on):
        take_step(opened("2个工作日"), Kind.DONE, on=day(on))


def test_a_step_on_another_day_than_entered_is_corrected_and_both_stay(book: str) -> None:
    row = opened("5个工作日", started=day("2020-03-03"))
    row = correct_day(row, 1, day("2020-03-05"), reason="收文日写错")
    assert (row.started, row.due) == (day("2020-03-05"), day("2020-03-12"))
    row = correct_day(row, 1, day("2020-03-04"), reason="再核对")
    assert row.due == day("2020-03-11")
    assert [step.happened_on for step in row.steps.filter(kind=Kind.OPENED)] == [day("2020-03-03")]
    with pytest.raises(CorrectionError):
        correct_day(row, 1, day("2020-03-04"), reason=" ")
    with pytest.raises(CorrectionError):
        correct_day(row, 2, day("2020-03-04"), reason="更正的更正")


def test_a_correction_that_makes_a_later_step_unlawful_is_refused(book: str) -> None:
    row = opened("5个工作日", started=day("2020-03-03"))
    take_step(row, Kind.DONE, on=day("2020-03-04"))
    with pytest.raises(StepError, match="早于起算日"):
        correct_day(row, 1, day("2020-03-05"), reason="收文日写错")


def test_a_moved_day_is_told_once_to_who_holds_the_row_and_to_the_enterprise(book: str) -> None:
    officer, firm = account("official", "jia", unit=unit()), party("360100")
    row = opened("5个工作日", holder=officer, party=firm)
    assert not Notice.objects.exists()
    take_step(row, Kind.PAUSED, text="请补一份材料")
    assert not Notice.objects.exists()
    with clock.standing_at(day=day("2020-03-12")):
        take_step(row, Kind.RESUMED)
    assert [(notice.account, notice.party) for notice in Notice.objects.all()] == [("", firm), ("jia", None)]
    assert "2020年3月17日改为2020年3月19日" in Notice.objects.first().body


def test_who_is_away_passes_it_to_her_deputy_or_to_the_unit(book: str) -> None:
    jia, yi, bing = (account("official", login, unit=unit()) for login in ("jia", "yi", "bing"))
    go_away(jia, DAY, DAY + timedelta(days=30), deputy=yi)
    take_step(opened("5个工作日", holder=jia), Kind.EXTENDED, extend_by="1天", text="示例")
    assert [notice.account for notice in Notice.objects.all()] == ["yi"]
    go_away(yi, DAY, DAY + timedelta(days=30))
    take_step(opened("5个工作日", "2", holder=jia), Kind.EXTENDED, extend_by="1天", text="示例")
    assert {notice.account for notice in Notice.objects.all()[1:]} == {"jia", "yi", "bing"}
    assert bing.pk


def test_lights_as_filters_agree_with_the_light_of_each_row(book: str) -> None:
    for number in range(40):
        opened(f"{number % 9 + 1}个工作日", str(number), started=DAY - timedelta(days=number % 13))
    opened("", "a")
    take_step(opened("3天", "b"), Kind.PAUSED, text="示例")
    take_step(opened("3天", "c"), Kind.DONE)
    take_step(opened("3天", "d"), Kind.WITHDRAWN, text="示例")
    by_light = {name: set(Row.objects.filter(lit(name, DAY))) for name in LIGHTS}
    assert all(by_light.values())
    assert sum(map(len, by_light.values())) == Row.objects.count()
    for name, rows in by_light.items():
        assert {light(row) for row in rows} == {name}
    assert set(Row.objects.filter(lit("ahead", DAY))) == by_light["red"] | by_light["amber"]
    figures = Row.objects.aggregate(**counted(DAY))
    assert figures["late"] == len(by_light["late"])
    assert (figures["rows"], figures["done"], figures["done_late"]) == (44, 1, 0)


def test_lists_pass_the_scope_and_what_is_due_first_comes_first(book: str) -> None:
    other = unit("示例·区局", region="360102", level="county")
    firm = party("360102")
    first, second = opened("9天", "1"), opened("3天", "2", unit=other, region="360102", party=firm)
    none = opened("", "3")
    assert list(in_order(rows_within(Scope("supervisor", 1, posts=(Post(None, "3601"),))))) == [second, first, none]
    assert list(rows_within(Scope("official", 1, posts=(Post(other, "360102"),)))) == [second]
    assert list(rows_within(Scope("firm", 1, frozenset({firm.pk})))) == [second]
    assert list(rows_within(Scope())) == []


def test_of_two_who_finish_a_row_at_once_one_wins_and_the_other_is_told(apart: str, register: None) -> None:
    row = opened("3天")

    def finish() -> str:
        try:
            return take_step(row.pk, Kind.DONE).state
        except StepError as error:
            return str(error)

    said = together(finish, 3)
    assert said.count("done") == 1
    assert sum("已办" in one for one in said) == 2
    assert row.steps.count() == 2
    assert first_broken() is None


def test_several_rows_are_held_in_one_order(apart: str, register: None) -> None:
    """Two who act on the same two rows, named the other way round, both come through."""
    one, two = opened("3天", "1"), opened("3天", "2")

    def note(*ids: int) -> None:
        with transaction.atomic():
            for row in held(*ids):
                take_step(row, Kind.NOTED, text="示例")

    turns = iter([(one.pk, two.pk), (two.pk, one.pk)])
    together(lambda: note(*next(turns)))
    assert {row.steps.count() for row in (one, two)} == {3}
