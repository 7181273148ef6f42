"""When values are equal, and in what order they stand; None where the standard says null."""

from decimal import Decimal

from luodi.feel.values.dates import Date
from luodi.feel.values.durations import DaysTime, YearsMonths
from luodi.feel.values.ranges import Range, Value
from luodi.feel.values.times import NANOS, DateTime, Time, time_offset

MILLIS = 1_000_000
"""Moments are compared to the millisecond, as the conformance kit does."""
ORDERED = (Decimal, str, Date, DaysTime, YearsMonths)


def equals(one: Value, other: Value) -> bool | None:
    """`one = other`: values of different types are not comparable (None), and null equals only null."""
    if one is None or other is None:
        return one is other
    if type(one) is not type(other):
        return None
    if isinstance(one, list):
        return _all_equal(one, other) if len(one) == len(other) else False
    if isinstance(one, dict):
        return _all_equal([one[key] for key in one], [other[key] for key in one]) if one.keys() == other.keys() else False
    if isinstance(one, Range):
        if (one.low_closed, one.high_closed, one.sign) != (other.low_closed, other.high_closed, other.sign):
            return False
        return _all_equal([one.low, one.high], [other.low, other.high])
    if isinstance(one, (Time, DateTime)):
        return order(one, other) == 0
    return bool(one == other)


def _all_equal(ones: list[Value], others: list[Value]) -> bool | None:
    result: bool | None = True
    for one, other in zip(ones, others, strict=True):
        same = equals(one, other)
        if same is False:
            return False
        result = None if same is None else result
    return result


def same(one: Value, other: Value) -> bool:
    """Equal in the sense of membership and duplicates, where what cannot be compared differs."""
    return equals(one, other) is True


def order(one: Value, other: Value) -> int | None:
    """-1, 0 or 1 as `one` stands before, with or after `other`; None where they have no order."""
    if type(one) is not type(other):
        return None
    if isinstance(one, ORDERED):
        return _sign(one > other, one < other)
    if isinstance(one, DateTime):
        if one.time.is_local != other.time.is_local:
            return None
        difference = one.nanos // MILLIS - other.nanos // MILLIS
        return _sign(difference > 0, difference < 0)
    if isinstance(one, Time):
        first, second = time_offset(one), time_offset(other)
        if (first is None) != (second is None):
            return None
        difference = (one.nanos - (first or 0) * NANOS) // MILLIS - (other.nanos - (second or 0) * NANOS) // MILLIS
        return _sign(difference > 0, difference < 0)
    return None


def _sign(after: bool, before: bool) -> int:
    return int(after) - int(before)


def contains(range: Range, value: Value) -> bool | None:
    """Whether the value lies in the range; None where it cannot be compared with its ends."""
    if range.sign == "!=":
        same_place = order(value, range.low)
        return None if same_place is None else same_place != 0
    if range.low is not None:
        low = order(value, range.low)
        if low is None:
            return None
        if low < 0 or (low == 0 and not range.low_closed):
            return False
    if range.high is not None:
        high = order(value, range.high)
        if high is None:
            return None
        if high > 0 or (high == 0 and not range.high_closed):
            return False
    return True
