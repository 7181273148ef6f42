"""What a value answers to `value.name`: members of contexts, parts of dates, times, durations and ranges."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from luodi.feel.values.dates import Date
from luodi.feel.values.durations import DaysTime, YearsMonths
from luodi.feel.values.ranges import Range, Value
from luodi.feel.values.times import NANOS, DateTime, Time, time_offset

Property = Callable[[Any], Value]


def _offset(time: Time) -> Value:
    offset = time_offset(time)
    return None if offset is None else DaysTime(offset * NANOS)


def _second(time: Time) -> Decimal:
    return Decimal(time.second) + Decimal(time.nano) / NANOS if time.nano else Decimal(time.second)


DATE: dict[str, Property] = {
    "year": lambda date: Decimal(date.year),
    "month": lambda date: Decimal(date.month),
    "day": lambda date: Decimal(date.day),
    "weekday": lambda date: Decimal(date.weekday),
}
TIME: dict[str, Property] = {
    "hour": lambda time: Decimal(time.hour),
    "minute": lambda time: Decimal(time.minute),
    "second": _second,
    "time offset": _offset,
    "timezone": lambda time: time.zone,
}


def _of_date(read: Property) -> Property:
    return lambda moment: read(moment.date)


def _of_time(read: Property) -> Property:
    return lambda moment: read(moment.time)


def _part(index: int) -> Property:
    return lambda duration: Decimal(duration.parts[index])


PROPERTIES: dict[type, dict[str, Property]] = {
    Date: DATE,
    Time: TIME,
    DateTime: {name: _of_date(read) for name, read in DATE.items()} | {name: _of_time(read) for name, read in TIME.items()},
    DaysTime: {name: _part(index) for index, name in enumerate(("days", "hours", "minutes", "seconds"))},
    YearsMonths: {name: _part(index) for index, name in enumerate(("years", "months"))},
    Range: {
        "start": lambda range: range.low,
        "end": lambda range: range.high,
        "start included": lambda range: range.low_closed,
        "end included": lambda range: range.high_closed,
    },
}


def member(value: Value, name: str) -> Value:
    """`value.name`; of a list, of each of its items; null where there is none."""
    if isinstance(value, dict):
        return value.get(name)
    if isinstance(value, list):
        return [member(item, name) for item in value]
    read = PROPERTIES.get(type(value), {}).get(name)
    return None if read is None else read(value)
