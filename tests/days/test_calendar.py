"""Working days against the calendar of 2019–2026, and files that are no calendar."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.days.calendar import Calendar
from luodi.days.errors import UncoveredYearError, WrongCalendarError

PATH = Path(__file__).parents[2] / "reference" / "calendar" / "workdays.csv"
CALENDAR = Calendar.load(PATH)
INNER_DAYS = st.dates(date(2020, 1, 1), date(2025, 12, 31))
STEPS = st.integers(-200, 200)


@pytest.mark.parametrize(
    ("day", "n", "due"),
    [
        ("2020-01-17", 2, "2020-01-20"),  # Sunday 19 January is a make-up day
        ("2020-01-23", 2, "2020-02-04"),  # the Spring Festival of 2020 was extended to 2 February
        ("2020-01-23", 0, "2020-01-23"),
        ("2020-02-03", -1, "2020-01-23"),
        ("2020-01-25", 1, "2020-02-03"),
        ("2020-09-30", 1, "2020-10-09"),
        ("2020-10-09", 1, "2020-10-10"),  # a Saturday worked
        ("2020-12-31", 1, "2021-01-04"),
        ("2026-12-30", 1, "2026-12-31"),
    ],
)
def test_the_nth_working_day(day: str, n: int, due: str) -> None:
    assert CALENDAR.add_workdays(date.fromisoformat(day), n).isoformat() == due


@pytest.mark.parametrize(
    ("day", "worked"),
    [("2020-01-19", True), ("2020-01-24", False), ("2020-02-01", False), ("2020-02-03", True), ("2020-02-08", False), ("2019-02-02", True)],
)
def test_make_up_days_are_worked_and_holidays_are_not(day: str, worked: bool) -> None:
    assert CALENDAR.is_workday(date.fromisoformat(day)) is worked


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2027, 1, 1)])
def test_years_without_rows_are_refused(day: date) -> None:
    with pytest.raises(UncoveredYearError, match=rf"{day.year}年.*2019年至2026年"):
        CALENDAR.is_workday(day)
    with pytest.raises(UncoveredYearError):
        CALENDAR.add_workdays(day, 1)
    with pytest.raises(UncoveredYearError):
        CALENDAR.count_workdays(date(2020, 1, 1), day)


def test_a_sum_that_leads_out_of_the_covered_years_is_refused() -> None:
    with pytest.raises(UncoveredYearError, match="2027年"):
        CALENDAR.add_workdays(date(2026, 12, 31), 1)
    with pytest.raises(UncoveredYearError, match="2018年"):
        CALENDAR.add_workdays(date(2019, 1, 2), -1)


@settings(max_examples=60, deadline=None)
@given(INNER_DAYS, STEPS, STEPS)
def test_adding_is_monotone(day: date, n: int, m: int) -> None:
    few, many = sorted((n, m))
    assert CALENDAR.add_workdays(day, few) <= CALENDAR.add_workdays(day, many) or few <= 0 <= many


@settings(max_examples=60, deadline=None)
@given(INNER_DAYS, st.integers(0, 40), STEPS)
def test_a_later_start_is_never_due_earlier(day: date, later: int, n: int) -> None:
    assert CALENDAR.add_workdays(day, n) <= CALENDAR.add_workdays(day + timedelta(days=later), n)


@settings(max_examples=60, deadline=None)
@given(INNER_DAYS, st.integers(1, 200))
def test_counting_undoes_adding(day: date, n: int) -> None:
    due = CALENDAR.add_workdays(day, n)
    assert CALENDAR.is_workday(due)
    assert CALENDAR.count_workdays(day, due) == n
    assert CALENDAR.count_workdays(day, due - timedelta(days=1)) == n - 1


@settings(max_examples=30, deadline=None)
@given(INNER_DAYS, st.integers(0, 60))
def test_counting_agrees_with_asking_each_day(day: date, length: int) -> None:
    until = day + timedelta(days=length)
    assert CALENDAR.count_workdays(day, until) == sum(CALENDAR.is_workday(day + timedelta(days=n)) for n in range(1, length + 1))


def test_each_row_agrees_with_its_weekday() -> None:
    for row in PATH.read_text(encoding="utf-8").splitlines()[1:]:
        day, worked, kind, name = row.split(",")
        weekend = date.fromisoformat(day).weekday() >= 5
        assert (worked, bool(name)) == {"": ("1", False), "周末": ("0", False), "放假": ("0", True), "补班": ("1", True)}[kind], row
        assert kind == "放假" or weekend == (kind in ("周末", "补班")), row


HEADER = "day,workday,kind,name\n"


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        ("", ":1", "表头"),
        ("date,is_workday\n2020-01-01,0\n", ":1", "表头"),
        (HEADER, "", "没有日子"),
        (HEADER + "2020-01-01,2,,\n", ":2", "2020-01-01,2"),
        (HEADER + "2020-13-01,1,,\n", ":2", "2020-13-01"),
        (HEADER + "2020-01-01,0,,\n2020-01-03,1,,\n", ":3", "没有接着上一行"),
        (HEADER + "2020-01-01,0,,\n2020-01-02,1,,\n", "", "整年"),
    ],
)
def test_a_faulty_file_is_refused_with_its_line(tmp_path: Path, content: str, place: str, message: str) -> None:
    path = tmp_path / "workdays.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WrongCalendarError, match=message) as caught:
        Calendar.load(path)
    assert caught.value.place == f"{path}{place}"


def test_a_missing_or_binary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongCalendarError, match="读不出来"):
        Calendar.load(tmp_path / "none.csv")
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WrongCalendarError, match="读不出来"):
        Calendar.load(tmp_path / "binary.csv")
