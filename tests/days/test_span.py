"""Spans read, shown, and added to a day."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.days.calendar import Calendar
from luodi.days.errors import MissingCalendarError, OutOfRangeError, WrongSpanError
from luodi.days.span import Span, add, add_months, parse_span, show_span

CALENDAR = Calendar.load(Path(__file__).parents[2] / "reference" / "calendar" / "workdays.csv")


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("60天", 60, "天"),
        ("15日", 15, "天"),
        ("7个工作日", 7, "工作日"),
        ("12工作日", 12, "工作日"),
        ("2周", 2, "周"),
        ("6个月", 6, "个月"),
        (" 6 个月 ", 6, "个月"),
        ("三个月", 3, "个月"),
        ("两个月", 2, "个月"),
        ("十五日", 15, "天"),
        ("二十天", 20, "天"),
        ("六十天", 60, "天"),
        ("九十九天", 99, "天"),
        ("十天", 10, "天"),
        ("半年", 6, "个月"),
        ("1年", 1, "年"),
    ],
)
def test_spans_as_the_texts_put_them(text: str, amount: int, unit: str) -> None:
    assert parse_span(text) == Span(amount, unit)


@pytest.mark.parametrize(
    "text", ["", "6", "月", "3月", "6个天", "-3天", "1.5年", "二三天", "十十天", "百天", "6 months", "6个月内", "1000000天"]
)
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(WrongSpanError, match="不是一段时间"):
        parse_span(text)


def test_a_month_of_the_year_is_not_a_number_of_months() -> None:
    with pytest.raises(WrongSpanError, match="例：3个月"):
        parse_span("3月")


@settings(max_examples=50)
@given(st.integers(0, 99999), st.sampled_from(["天", "周", "个月", "年", "工作日"]))
def test_what_is_shown_reads_back(amount: int, unit: str) -> None:
    assert parse_span(show_span(Span(amount, unit))) == Span(amount, unit)


@pytest.mark.parametrize(
    ("day", "span", "result"),
    [
        ("2020-03-12", Span(60, "天"), "2020-05-11"),
        ("2020-03-12", Span(-12, "天"), "2020-02-29"),
        ("2020-03-12", Span(2, "周"), "2020-03-26"),
        ("2020-01-31", Span(1, "个月"), "2020-02-29"),
        ("2019-01-31", Span(1, "个月"), "2019-02-28"),
        ("2020-01-31", Span(3, "个月"), "2020-04-30"),
        ("2020-03-31", Span(-1, "个月"), "2020-02-29"),
        ("2020-11-30", Span(3, "个月"), "2021-02-28"),
        ("2020-01-15", Span(-1, "个月"), "2019-12-15"),
        ("2020-02-29", Span(1, "年"), "2021-02-28"),
        ("2020-02-29", Span(4, "年"), "2024-02-29"),
        ("2020-01-17", Span(2, "工作日"), "2020-01-20"),
    ],
)
def test_a_span_after_a_day(day: str, span: Span, result: str) -> None:
    assert add(date.fromisoformat(day), span, CALENDAR).isoformat() == result


def test_working_days_need_a_calendar() -> None:
    with pytest.raises(MissingCalendarError, match="7个工作日"):
        add(date(2020, 1, 17), Span(7, "工作日"))


@pytest.mark.parametrize(
    "span", [Span(99999, "年"), Span(-99999, "年"), Span(10**12, "天"), Span(99999 * 12, "个月"), Span(99999999, "周")]
)
def test_sums_outside_the_years_1_to_9999_are_refused(span: Span) -> None:
    with pytest.raises(OutOfRangeError, match="9999"):
        add(date(2020, 1, 1), span)


@settings(max_examples=80)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(-600, 600))
def test_adding_months_is_monotone_and_stays_in_the_month(one: date, other: date, months: int) -> None:
    early, late = sorted((one, other))
    assert add_months(early, months) <= add_months(late, months)
    moved = add_months(one, months)
    assert (moved.year * 12 + moved.month) - (one.year * 12 + one.month) == months
    assert moved.day == one.day or (moved.day < one.day and moved.day >= 28)
