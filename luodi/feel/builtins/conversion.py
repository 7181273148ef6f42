"""Built-in functions that make one sort of value from another."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from luodi.feel.builtins.registry import builtin
from luodi.feel.values.dates import Date, make_date
from luodi.feel.values.durations import DaysTime, YearsMonths
from luodi.feel.values.ranges import Function, Range, Value
from luodi.feel.values.text import (
    read_date,
    read_duration,
    read_moment,
    read_number,
    read_time,
    show_date,
    show_duration,
    show_moment,
    show_number,
    show_time,
)
from luodi.feel.values.times import NANOS, UTC_MIDNIGHT, DateTime, Time, zone_exists

SEPARATORS = (" ", ",", ".")


@builtin("date(from: string|date|date and time)")
def date(value: Value) -> Value:
    if isinstance(value, str):
        return read_date(value)
    return value.date if isinstance(value, DateTime) else value


@builtin("date(year: number, month: number, day: number)")
def date_of(year: Decimal, month: Decimal, day: Decimal) -> Value:
    return make_date(int(year), int(month), int(day)) if abs(year) < 10**10 and abs(month) < 99 and abs(day) < 99 else None


@builtin("time(from: string|time|date|date and time)")
def time(value: Value) -> Value:
    if isinstance(value, str):
        return read_time(value)
    if isinstance(value, Date):
        return UTC_MIDNIGHT
    return value.time if isinstance(value, DateTime) else value


@builtin("time(hour: number, minute: number, second: number, offset: days and time duration?~)")
def time_of(hour: Decimal, minute: Decimal, second: Decimal, offset: DaysTime | None = None) -> Value:
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        return None
    nano = int((second - int(second)) * NANOS)
    if offset is not None and abs(offset.nanos) > 18 * 3600 * NANOS:
        return None
    return Time(int(hour), int(minute), int(second), nano, None if offset is None else offset.nanos // NANOS)


@builtin("date and time(from: string|date|date and time)")
def moment(value: Value) -> Value:
    if isinstance(value, str):
        return read_moment(value)
    return DateTime(value, UTC_MIDNIGHT) if isinstance(value, Date) else value


@builtin("date and time(date: date|date and time, time: time)")
def moment_of(day: Value, clock: Time) -> Value:
    return DateTime(day.date if isinstance(day, DateTime) else day, clock)


@builtin("date and time(date: date and time, timezone: string)")
def moment_in(value: DateTime, zone: str) -> Value:
    if not zone_exists(zone):
        return None
    return DateTime(value.date, Time(value.time.hour, value.time.minute, value.time.second, value.time.nano, None, zone))


@builtin(
    "date and time(year: number, month: number, day: number, hour: number, minute: number, second: number)",
    "date and time(year: number, month: number, day: number, hour: number, minute: number, second: number, offset: days and time duration)",
)
def moment_from_parts(
    year: Decimal, month: Decimal, day: Decimal, hour: Decimal, minute: Decimal, second: Decimal, offset: DaysTime | None = None
) -> Value:
    day_of, clock = date_of(year, month, day), time_of(hour, minute, second, offset)
    return DateTime(day_of, clock) if day_of is not None and clock is not None else None


@builtin("date and time(year: number, month: number, day: number, hour: number, minute: number, second: number, timezone: string)")
def moment_from_parts_in(
    year: Decimal, month: Decimal, day: Decimal, hour: Decimal, minute: Decimal, second: Decimal, timezone: str
) -> Value:
    found = moment_from_parts(year, month, day, hour, minute, second)
    return None if found is None else moment_in(found, timezone)


@builtin("duration(from: string|days and time duration|years and months duration)")
def duration(value: Value) -> Value:
    return read_duration(value) if isinstance(value, str) else value


@builtin("years and months duration(from: date|date and time, to: date|date and time)")
def years_and_months(start: Value, end: Value) -> Value:
    one, other = (value.date if isinstance(value, DateTime) else value for value in (start, end))
    months = (other.year - one.year) * 12 + other.month - one.month
    if months > 0 and other.day < one.day:
        months -= 1
    elif months < 0 and other.day > one.day:
        months += 1
    return YearsMonths(months)


@builtin("number(from: string, grouping separator: string~, decimal separator: string~)", "number(from: string|number)")
def number(value: Value, grouping: str | None = None, point: str | None = None) -> Value:
    if isinstance(value, Decimal):
        return value
    if (grouping is not None and grouping not in SEPARATORS) or (point is not None and point not in SEPARATORS[1:]):
        return None
    if grouping is not None and grouping == point:
        return None
    text = value.replace(grouping, "") if grouping is not None else value
    return read_number(text.replace(point, ".") if point is not None else text)


@builtin("string(from: any)")
def string(value: Value) -> Value:
    if value is None or isinstance(value, str):
        return value
    return shown(value)


def shown(value: Value) -> str:
    """A value as FEEL writes it."""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ", ".join(shown(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {shown(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Range):
        return _shown_range(value)
    if isinstance(value, Function):
        return f"function({', '.join(value.parameters)})"
    return WRITERS[type(value)](value)


def _shown_range(value: Range) -> str:
    if value.low is None or value.high is None:
        sign = (">" if value.high is None else "<") + ("=" if (value.low_closed if value.high is None else value.high_closed) else "")
        return f"{sign}{shown(value.low if value.high is None else value.high)}"
    low, high = shown(value.low), shown(value.high)
    return f"{'[' if value.low_closed else '('}{low}..{high}{']' if value.high_closed else ')'}"


WRITERS: dict[type, Callable[[Any], str]] = {
    Decimal: show_number,
    Date: show_date,
    Time: show_time,
    DateTime: show_moment,
    DaysTime: show_duration,
    YearsMonths: show_duration,
}


@builtin("is(value1: any?, value2: any?)")
def is_(one: Value = None, other: Value = None) -> Value:
    return type(one) is type(other) and bool(one == other)


@builtin("not(negand: any)")
def not_(value: Value) -> Value:
    return not value if isinstance(value, bool) else None
