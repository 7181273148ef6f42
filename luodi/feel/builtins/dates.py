"""Built-in functions on dates and times, and the two that ask the clock."""

from datetime import UTC, datetime
from decimal import Decimal

from luodi.feel.builtins.registry import builtin
from luodi.feel.values.dates import Date
from luodi.feel.values.ranges import Value
from luodi.feel.values.times import DateTime, Time

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def _date(value: Date | DateTime) -> Date:
    return value.date if isinstance(value, DateTime) else value


@builtin("day of year(date: date|date and time)")
def day_of_year(date: Value) -> Value:
    return Decimal(_date(date).day_of_year)


@builtin("day of week(date: date|date and time)")
def day_of_week(date: Value) -> Value:
    return WEEKDAYS[_date(date).weekday - 1]


@builtin("month of year(date: date|date and time)")
def month_of_year(date: Value) -> Value:
    return MONTHS[_date(date).month - 1]


@builtin("week of year(date: date|date and time)")
def week_of_year(date: Value) -> Value:
    return Decimal(_date(date).week_of_year)


@builtin("now()")
def now() -> Value:
    moment = datetime.now(UTC)
    clock = Time(moment.hour, moment.minute, moment.second, moment.microsecond * 1000, 0)
    return DateTime(Date(moment.year, moment.month, moment.day), clock)


@builtin("today()")
def today() -> Value:
    moment = datetime.now(UTC)
    return Date(moment.year, moment.month, moment.day)
