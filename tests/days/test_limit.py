"""Limits: the day each is due, with suspensions, extensions and events whose day is not known yet."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from luodi.days.calendar import Calendar
from luodi.days.errors import MissingCalendarError, UncoveredYearError, UnknownEventError, WrongLimitError
from luodi.days.limit import Due, Limit, Pause, due, parse_limit, show_limit, write_limit
from luodi.days.span import Span
from luodi.days.window import Anchor

CALENDAR = Calendar.load(Path(__file__).parents[2] / "reference" / "calendar" / "workdays.csv")
DAYS = st.dates(date(2020, 1, 1), date(2024, 12, 31))
SPANS = st.one_of(
    st.builds(Span, st.integers(1, 90), st.sampled_from(["工作日", "天"])),
    st.builds(Span, st.integers(1, 8), st.sampled_from(["周", "个月"])),
)


@dataclass(frozen=True)
class Known:
    day: str | None
    not_before: str | None = None


def day(text: str) -> date:
    return date.fromisoformat(text)


def last(limit: str, started: str | None, **more: object) -> date | None:
    return due(parse_limit(limit), day(started) if started else None, calendar=CALENDAR, **more).day


@pytest.mark.parametrize(
    ("limit", "started", "expected"),
    [
        ("2个工作日", "2020-01-17", "2020-01-20"),
        ("2个工作日", "2020-01-23", "2020-02-04"),
        ("7个工作日内", "2020-09-28", "2020-10-14"),
        ("当日", "2020-03-10", "2020-03-10"),
        ("次日", "2020-02-28", "2020-02-29"),
        ("15日", "2020-03-01", "2020-03-16"),
        ("1个月", "2020-01-31", "2020-02-29"),
        ("2020-03-31", "2020-03-10", "2020-03-31"),
        ("2020-03-31", None, "2020-03-31"),
        ("2020-03-31 + 5个工作日", None, "2020-04-08"),
    ],
)
def test_the_last_day(limit: str, started: str | None, expected: str) -> None:
    assert last(limit, started) == day(expected)


@pytest.mark.parametrize(
    ("limit", "shown"),
    [
        ("2个工作日", "2个工作日内"),
        ("当天", "当日"),
        ("次日", "次日"),
        ("1天", "次日"),
        ("2020-03-31", "2020年3月31日前"),
        ("疫情解除 + 3个月", "疫情解除后3个月前"),
        ("", "未载明期限"),
    ],
)
def test_a_limit_is_said_in_words(limit: str, shown: str) -> None:
    assert show_limit(parse_limit(limit)) == shown


@pytest.mark.parametrize("text", ["2个工作日左右", "3", "尽快！"])
def test_what_is_no_limit_is_refused(text: str) -> None:
    with pytest.raises(WrongLimitError, match="例：2个工作日"):
        parse_limit(text)


def test_without_a_limit_nothing_is_due_and_nothing_waited_for() -> None:
    assert due(Limit(), day("2020-03-10")) == Due()


def test_what_has_not_started_is_not_due() -> None:
    assert due(parse_limit("2个工作日"), None, calendar=CALENDAR) == Due()


def test_an_event_that_has_not_come_is_waited_for() -> None:
    limit = parse_limit("一级响应解除 + 60天")
    assert due(limit, day("2020-02-01"), events={"一级响应解除": Known(None, "2020-03-01")}) == Due(waits="一级响应解除")
    assert due(limit, day("2020-02-01"), events={"一级响应解除": Known("2020-03-12")}).day == day("2020-05-11")
    with pytest.raises(UnknownEventError):
        due(limit, None, events={})


def test_before_an_event_counts_back() -> None:
    assert due(parse_limit("一级响应解除 - 3天"), None, events={"一级响应解除": Known("2020-03-12")}).day == day("2020-03-09")


def test_2027_is_refused() -> None:
    with pytest.raises(UncoveredYearError, match="2027"):
        last("1个工作日", "2026-12-31")
    with pytest.raises(UncoveredYearError):
        last("1个工作日", "2027-01-04")
    with pytest.raises(MissingCalendarError):
        due(parse_limit("1个工作日"), day("2020-01-02"))


def test_suspended_over_national_day() -> None:
    """7 working days from 21 September 2020; asked to supplement on the 24th, supplied on 10 October."""
    plain = last("7个工作日", "2020-09-21")
    paused = last("7个工作日", "2020-09-21", pauses=[Pause(day("2020-09-24"), day("2020-10-10"))])
    assert (plain, paused) == (day("2020-09-29"), day("2020-10-15"))
    assert CALENDAR.count_workdays(day("2020-09-24"), day("2020-10-10")) == CALENDAR.count_workdays(plain, paused)


def test_while_suspended_no_day_is_due() -> None:
    limit = parse_limit("7个工作日")
    assert due(limit, day("2020-09-21"), pauses=[Pause(day("2020-09-24"))], calendar=CALENDAR) == Due(waits="暂停")
    assert last("7个工作日", "2020-09-21", pauses=[Pause(day("2020-09-30"))]) == day("2020-09-29")


def test_a_fixed_day_is_not_moved_by_a_suspension() -> None:
    assert last("2020-03-31", "2020-03-01", pauses=[Pause(day("2020-03-10"), day("2020-03-20"))]) == day("2020-03-31")


def test_extensions_follow_on_the_last_day() -> None:
    assert last("5个工作日", "2020-03-02", extensions=[Span(3, "工作日"), Span(7, "天")]) == day("2020-03-19")
    assert last("2020-03-31", "2020-03-02", extensions=[Span(1, "个月")]) == day("2020-04-30")


def test_lights_come_on_by_the_share_of_time_used() -> None:
    ten = due(parse_limit("10个工作日"), day("2020-03-02"), calendar=CALENDAR)
    assert ten == Due(day("2020-03-16"), amber=day("2020-03-11"), red=day("2020-03-13"))
    fixed = due(parse_limit("2020-03-31"), day("2020-03-01"))
    assert fixed == Due(day("2020-03-31"), amber=day("2020-03-21"), red=day("2020-03-28"))
    assert due(parse_limit("2020-03-31"), None) == Due(day("2020-03-31"), day("2020-03-31"), day("2020-03-31"))


@given(DAYS, st.integers(1, 60), st.integers(0, 80), st.integers(0, 80))
@example(date(2020, 9, 21), 7, 3, 16)
def test_a_suspension_moves_the_day_by_exactly_the_suspended_working_days(started: date, n: int, after: int, length: int) -> None:
    limit = Limit(span=Span(n, "工作日"))
    plain = due(limit, started, calendar=CALENDAR).day
    since, until = started + timedelta(days=after), started + timedelta(days=after + length)
    assert plain is not None
    assume(since < plain)
    moved = due(limit, started, pauses=[Pause(since, until)], calendar=CALENDAR).day
    assert moved is not None
    assert CALENDAR.count_workdays(plain, moved) == CALENDAR.count_workdays(since, until)


@given(DAYS, SPANS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=4), st.lists(SPANS, max_size=2))
def test_lights_are_in_order_and_days_suspended_never_count(
    started: date, span: Span, gaps: list[tuple[int, int]], extensions: list[Span]
) -> None:
    pauses = [Pause(started + timedelta(days=at), started + timedelta(days=at + length)) for at, length in gaps]
    found = due(Limit(span=span), started, pauses=pauses, extensions=extensions, calendar=CALENDAR)
    assert found.day is not None and found.amber is not None and found.red is not None
    assert started < found.amber <= found.red <= found.day
    assert not any(pause.until and pause.since < found.day <= pause.until for pause in pauses)
    assert found.day >= due(Limit(span=span), started, extensions=extensions, calendar=CALENDAR).day


@given(DAYS, SPANS, st.permutations([(1, 5), (3, 9), (20, 22)]))
def test_the_order_in_which_suspensions_are_written_does_not_matter(started: date, span: Span, gaps: list[tuple[int, int]]) -> None:
    def found(order: list[tuple[int, int]]) -> Due:
        pauses = [Pause(started + timedelta(days=at), started + timedelta(days=until)) for at, until in order]
        return due(Limit(span=span), started, pauses=pauses, calendar=CALENDAR)

    assert found(gaps) == found(sorted(gaps)) == found([(1, 9), (20, 22)])


@given(DAYS, SPANS)
def test_an_anchor_counts_as_a_span_from_its_day(started: date, span: Span) -> None:
    anchored = due(
        Limit(anchor=Anchor(None, "甲", span.amount, span.unit)), None, events={"甲": Known(started.isoformat())}, calendar=CALENDAR
    )
    assert anchored == due(Limit(span=span), started, calendar=CALENDAR)


@given(
    st.one_of(
        st.builds(Limit, span=SPANS),
        st.builds(Limit, anchor=st.builds(Anchor, st.none(), st.just("疫情解除"), st.integers(1, 9), st.just("个月"))),
    )
)
@example(Limit())
@example(Limit(anchor=Anchor("2020-03-31", None)))
@example(Limit(anchor=Anchor("2020-03-31", None, -3, "工作日")))
def test_a_limit_is_read_back_as_it_was_written(limit: Limit) -> None:
    assert parse_limit(write_limit(limit)) == limit
