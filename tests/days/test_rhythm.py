"""Rhythms read, shown, and the days on which they fall due."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.days.calendar import Calendar
from luodi.days.errors import MissingCalendarError, OutOfRangeError, UncoveredYearError, WrongRhythmError
from luodi.days.rhythm import Rhythm, due_days, next_due, parse_rhythm, show_rhythm

CALENDAR = Calendar.load(Path(__file__).parents[2] / "reference" / "calendar" / "workdays.csv")


@pytest.mark.parametrize(
    ("text", "rhythm", "shown"),
    [
        ("每日", Rhythm(1, "天"), "每日"),
        ("每天", Rhythm(1, "天"), "每日"),
        ("每10日", Rhythm(10, "天"), "每10天"),
        ("每个工作日", Rhythm(1, "工作日"), "每个工作日"),
        ("每3个工作日", Rhythm(3, "工作日"), "每3个工作日"),
        ("每周", Rhythm(1, "周"), "每周"),
        ("每两周", Rhythm(2, "周"), "每2周"),
        ("每周一", Rhythm(1, "周", 1), "每周一"),
        ("每星期天", Rhythm(1, "周", 7), "每周日"),
        ("每月", Rhythm(1, "个月"), "每月"),
        ("每个月", Rhythm(1, "个月"), "每月"),
        ("每月5日前", Rhythm(1, "个月", 5), "每月5日"),
        ("每两个月", Rhythm(2, "个月"), "每2个月"),
        ("每季度", Rhythm(3, "个月"), "每季度"),
        ("每半年", Rhythm(6, "个月"), "每半年"),
        ("每年", Rhythm(12, "个月"), "每年"),
        ("每2年", Rhythm(24, "个月"), "每2年"),
    ],
)
def test_rhythms(text: str, rhythm: Rhythm, shown: str) -> None:
    assert parse_rhythm(text) == rhythm
    assert show_rhythm(rhythm) == shown
    assert parse_rhythm(shown) == rhythm


@pytest.mark.parametrize("text", ["", "每", "周一", "每周八", "每月32日", "每月0日", "每0天", "每隔一天", "随时", "经常"])
def test_what_is_no_rhythm_is_refused(text: str) -> None:
    with pytest.raises(WrongRhythmError, match="例：每周一"):
        parse_rhythm(text)


@pytest.mark.parametrize(
    ("text", "since", "first", "last", "due"),
    [
        ("每日", "2020-02-26", "2020-02-25", "2020-02-28", ["2020-02-26", "2020-02-27", "2020-02-28"]),
        ("每周一", "2020-02-26", "2020-02-01", "2020-03-16", ["2020-03-02", "2020-03-09", "2020-03-16"]),
        ("每周", "2020-02-26", "2020-02-26", "2020-03-08", ["2020-03-01", "2020-03-08"]),
        ("每两周", "2020-02-26", "2020-03-01", "2020-04-10", ["2020-03-08", "2020-03-22", "2020-04-05"]),
        ("每月", "2020-01-31", "2020-02-01", "2020-04-30", ["2020-02-29", "2020-03-31", "2020-04-30"]),
        ("每月31日", "2020-02-01", "2020-02-01", "2020-04-30", ["2020-02-29", "2020-03-31", "2020-04-30"]),
        ("每月5日", "2020-03-06", "2020-03-01", "2020-05-05", ["2020-04-05", "2020-05-05"]),
        ("每两个月", "2020-03-04", "2020-03-04", "2020-12-31", ["2020-04-30", "2020-06-30", "2020-08-31", "2020-10-31", "2020-12-31"]),
        ("每季度", "2020-02-26", "2020-02-26", "2020-12-31", ["2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31"]),
        ("每半年", "2020-08-01", "2020-08-01", "2021-06-30", ["2020-12-31", "2021-06-30"]),
        ("每年", "2020-08-01", "2021-01-01", "2022-12-30", ["2021-12-31"]),
        (
            "每个工作日",
            "2020-01-18",
            "2020-01-17",
            "2020-02-03",
            ["2020-01-19", "2020-01-20", "2020-01-21", "2020-01-22", "2020-01-23", "2020-02-03"],
        ),
        ("每3个工作日", "2020-01-19", "2020-01-20", "2020-02-03", ["2020-01-21", "2020-02-03"]),
        ("每日", "2020-02-26", "2020-02-27", "2020-02-26", []),
        ("每个工作日", "2026-12-30", "2026-12-30", "2026-12-31", ["2026-12-30", "2026-12-31"]),
    ],
)
def test_due_days(text: str, since: str, first: str, last: str, due: list[str]) -> None:
    found = due_days(parse_rhythm(text), date.fromisoformat(since), date.fromisoformat(first), date.fromisoformat(last), CALENDAR)
    assert [day.isoformat() for day in found] == due


def test_working_day_rhythms_need_a_calendar_that_covers_them() -> None:
    rhythm = parse_rhythm("每个工作日")
    with pytest.raises(MissingCalendarError, match="每个工作日"):
        due_days(rhythm, date(2020, 1, 1), date(2020, 1, 1), date(2020, 2, 1))
    with pytest.raises(UncoveredYearError):
        due_days(rhythm, date(2026, 12, 1), date(2026, 12, 30), date(2027, 1, 4), CALENDAR)


def test_the_end_of_time_is_refused() -> None:
    with pytest.raises(OutOfRangeError):
        next_due(Rhythm(1, "周"), date(9999, 12, 1), date(9999, 12, 31))
    with pytest.raises(OutOfRangeError):
        next_due(Rhythm(1, "个月"), date(9999, 12, 1), date(9999, 12, 31))


RHYTHMS = st.sampled_from(
    ["每日", "每10日", "每周", "每周三", "每两周", "每月", "每月30日", "每两个月", "每季度", "每年", "每个工作日", "每7个工作日"]
)
DAYS = st.dates(date(2020, 1, 1), date(2022, 12, 31))


@settings(max_examples=80, deadline=None)
@given(RHYTHMS, DAYS, DAYS)
def test_the_next_due_day_is_the_first_of_the_due_days(text: str, since: date, after: date) -> None:
    rhythm = parse_rhythm(text)
    following = next_due(rhythm, since, after, CALENDAR)
    assert following > after and following >= since
    assert due_days(rhythm, since, after + timedelta(days=1), following, CALENDAR) == (following,)
