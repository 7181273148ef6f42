"""Sums, products and powers of numbers, texts, times and durations; None where the standard says null."""

from collections.abc import Callable
from decimal import Decimal, DecimalException

from luodi.feel.values.dates import Date, add_months, from_ordinal
from luodi.feel.values.durations import DaysTime, YearsMonths
from luodi.feel.values.ranges import Value
from luodi.feel.values.text import CONTEXT
from luodi.feel.values.times import DAY, NANOS, UTC_MIDNIGHT, DateTime, Time, moment_from, time_from, time_offset

Operation = Callable[[Value, Value], Value]
LONGEST = DAY * 366 * 10**10
MONTHS = 12 * 10**10


def apply(op: str, one: Value, other: Value) -> Value:
    """`one op other`, for + - * / **."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return calculate(op, one, other)
    operation = TABLE.get((op, type(one), type(other)))
    return None if operation is None else operation(one, other)


def calculate(op: str, one: Decimal, other: Decimal) -> Decimal | None:
    """The number in 34 digits; None where there is none or it is too large."""
    try:
        if op == "/" and not other:
            return None
        found = NUMBERS[op](one, other)
    except DecimalException:
        return None
    return found if found.is_finite() else None


NUMBERS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": CONTEXT.add,
    "-": CONTEXT.subtract,
    "*": CONTEXT.multiply,
    "/": CONTEXT.divide,
    "**": CONTEXT.power,
}


def negate(value: Value) -> Value:
    """`-value`."""
    if isinstance(value, Decimal):
        return CONTEXT.minus(value)
    if isinstance(value, DaysTime):
        return DaysTime(-value.nanos)
    return YearsMonths(-value.months) if isinstance(value, YearsMonths) else None


def days_time(nanos: int) -> DaysTime | None:
    """The duration, or None beyond what calendars reach."""
    return DaysTime(nanos) if abs(nanos) < LONGEST else None


def years_months(months: int) -> YearsMonths | None:
    """The duration, or None beyond what calendars reach."""
    return YearsMonths(months) if abs(months) < MONTHS else None


def _moment_plus(moment: DateTime, duration: DaysTime) -> DateTime:
    return moment_from(moment.local_nanos + duration.nanos, moment.time)


def _moment_plus_months(moment: DateTime, duration: YearsMonths) -> DateTime | None:
    date = add_months(moment.date, duration.months)
    return None if date is None else DateTime(date, moment.time)


def _date_plus(date: Date, duration: DaysTime) -> Date:
    return from_ordinal((date.ordinal * DAY + duration.nanos) // DAY)


def _between_moments(one: DateTime, other: DateTime) -> DaysTime | None:
    if one.time.is_local != other.time.is_local:
        return None
    return DaysTime(one.nanos - other.nanos)


def _between_times(one: Time, other: Time) -> DaysTime | None:
    first, second = time_offset(one), time_offset(other)
    if (first is None) != (second is None):
        return None
    return DaysTime(one.nanos - other.nanos - ((first or 0) - (second or 0)) * NANOS)


def _minus(operation: Operation) -> Operation:
    return lambda one, other: operation(one, negate(other))


def _turned(operation: Operation) -> Operation:
    return lambda one, other: operation(other, one)


def _times_days(duration: DaysTime, by: Decimal) -> DaysTime | None:
    return days_time(int(CONTEXT.multiply(Decimal(duration.nanos), by)))


def _times_months(duration: YearsMonths, by: Decimal) -> YearsMonths | None:
    return years_months(int(CONTEXT.multiply(Decimal(duration.months), by)))


def _over_days(duration: DaysTime, by: Decimal) -> DaysTime | None:
    return days_time(int(CONTEXT.divide(Decimal(duration.nanos), by))) if by else None


def _over_months(duration: YearsMonths, by: Decimal) -> YearsMonths | None:
    return years_months(int(CONTEXT.divide(Decimal(duration.months), by))) if by else None


def _midnight(date: Date) -> DateTime:
    return DateTime(date, UTC_MIDNIGHT)


TABLE: dict[tuple[str, type, type], Operation] = {
    ("+", str, str): lambda one, other: one + other,
    ("+", DateTime, DaysTime): _moment_plus,
    ("+", DaysTime, DateTime): _turned(_moment_plus),
    ("-", DateTime, DaysTime): _minus(_moment_plus),
    ("+", DateTime, YearsMonths): _moment_plus_months,
    ("+", YearsMonths, DateTime): _turned(_moment_plus_months),
    ("-", DateTime, YearsMonths): _minus(_moment_plus_months),
    ("+", Date, DaysTime): _date_plus,
    ("+", DaysTime, Date): _turned(_date_plus),
    ("-", Date, DaysTime): _minus(_date_plus),
    ("+", Date, YearsMonths): lambda one, other: add_months(one, other.months),
    ("+", YearsMonths, Date): lambda one, other: add_months(other, one.months),
    ("-", Date, YearsMonths): lambda one, other: add_months(one, -other.months),
    ("+", Time, DaysTime): lambda one, other: time_from(one.nanos + other.nanos, one),
    ("+", DaysTime, Time): lambda one, other: time_from(one.nanos + other.nanos, other),
    ("-", Time, DaysTime): lambda one, other: time_from(one.nanos - other.nanos, one),
    ("-", Date, Date): lambda one, other: DaysTime((one.ordinal - other.ordinal) * DAY),
    ("-", DateTime, DateTime): _between_moments,
    ("-", DateTime, Date): lambda one, other: _between_moments(one, _midnight(other)),
    ("-", Date, DateTime): lambda one, other: _between_moments(_midnight(one), other),
    ("-", Time, Time): _between_times,
    ("+", DaysTime, DaysTime): lambda one, other: days_time(one.nanos + other.nanos),
    ("-", DaysTime, DaysTime): lambda one, other: days_time(one.nanos - other.nanos),
    ("+", YearsMonths, YearsMonths): lambda one, other: years_months(one.months + other.months),
    ("-", YearsMonths, YearsMonths): lambda one, other: years_months(one.months - other.months),
    ("*", DaysTime, Decimal): _times_days,
    ("*", Decimal, DaysTime): _turned(_times_days),
    ("*", YearsMonths, Decimal): _times_months,
    ("*", Decimal, YearsMonths): _turned(_times_months),
    ("/", DaysTime, Decimal): _over_days,
    ("/", YearsMonths, Decimal): _over_months,
    ("/", DaysTime, DaysTime): lambda one, other: calculate("/", Decimal(one.nanos), Decimal(other.nanos)),
    ("/", YearsMonths, YearsMonths): lambda one, other: calculate("/", Decimal(one.months), Decimal(other.months)),
}
