"""Dates, times, durations and numbers as text: read from it (None where it is none), and written."""

import re
from decimal import Context, Decimal, InvalidOperation, Overflow

from luodi.feel.values.dates import Date, from_ordinal, make_date
from luodi.feel.values.durations import DaysTime, YearsMonths
from luodi.feel.values.times import MIDNIGHT, NANOS, DateTime, Time, zone_exists

CONTEXT = Context(prec=34, Emax=6144, Emin=-6143, traps=[InvalidOperation, Overflow])
DATE = re.compile(r"(-?(?:[0-9]{4}|[1-9][0-9]{4,8}))-([0-9]{2})-([0-9]{2})", re.ASCII)
TIME = re.compile(
    r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,18}))?(?:(Z)|([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?|@([A-Za-z][A-Za-z0-9_+/-]*))?",
    re.ASCII,
)
YEARS_MONTHS = re.compile(r"(-)?P(?:([0-9]+)Y)?(?:([0-9]+)M)?", re.ASCII)
DAYS_TIME = re.compile(r"(-)?P(?:([0-9]+)D)?(?:(T)(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:\.([0-9]*))?S)?)?", re.ASCII)
NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)
LONGEST = 40


def read_number(text: str) -> Decimal | None:
    """A number as FEEL writes it, rounded to 34 digits."""
    if not NUMBER.fullmatch(text):
        return None
    try:
        return CONTEXT.create_decimal(text)
    except (InvalidOperation, Overflow):
        return None


def show_number(number: Decimal) -> str:
    """The number in full, without an exponent and without zeros that say nothing."""
    if not number:
        return "0"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_date(text: str) -> Date | None:
    """`2020-02-24`, `-0044-03-15`, `123456-01-01`."""
    match = DATE.fullmatch(text)
    return make_date(*map(int, match.groups())) if match else None


def show_date(date: Date) -> str:
    """The ISO form, with at least four digits of the year."""
    return f"{'-' if date.year < 0 else ''}{abs(date.year):04}-{date.month:02}-{date.day:02}"


def read_time(text: str) -> Time | None:
    """`10:30:00`, with fraction, and with `Z`, `+08:00` or `@Asia/Shanghai`."""
    match = TIME.fullmatch(text)
    if match is None:
        return None
    hour, minute, second = (int(part) for part in match.groups()[:3])
    if hour > 23 or minute > 59 or second > 59:
        return None
    nano = int((match[4] or "0")[:9].ljust(9, "0"))
    offset = 0 if match[5] else None
    if match[6]:
        offset = int(match[7]) * 3600 + int(match[8]) * 60 + int(match[9] or 0)
        if offset > 18 * 3600 or int(match[8]) > 59 or int(match[9] or 0) > 59:
            return None
        offset = -offset if match[6] == "-" else offset
    zone = match[10]
    if zone is not None and not zone_exists(zone):
        return None
    return Time(hour, minute, second, nano, offset, zone)


def show_time(time: Time) -> str:
    """The ISO form; a zone follows `@`."""
    fraction = f".{time.nano:09}".rstrip("0") if time.nano else ""
    text = f"{time.hour:02}:{time.minute:02}:{time.second:02}{fraction}"
    if time.zone is not None:
        return f"{text}@{time.zone}"
    if time.offset is None:
        return text
    return text + (show_offset(time.offset) if time.offset else "Z")


def show_offset(offset: int) -> str:
    """`+08:00`, with seconds only where there are any."""
    minutes, second = divmod(abs(offset), 60)
    hour, minute = divmod(minutes, 60)
    return f"{'-' if offset < 0 else '+'}{hour:02}:{minute:02}" + (f":{second:02}" if second else "")


def read_moment(text: str) -> DateTime | None:
    """A date and a time joined by `T`; a date alone is its midnight."""
    day, mark, clock = text.partition("T")
    date = read_date(day)
    if date is not None and clock.startswith("24:00:00"):
        date, clock = from_ordinal(date.ordinal + 1), clock.replace("24", "00", 1)
    time = read_time(clock) if mark else MIDNIGHT
    return DateTime(date, time) if date is not None and time is not None else None


def show_moment(moment: DateTime) -> str:
    """Date and time joined by `T`."""
    return f"{show_date(moment.date)}T{show_time(moment.time)}"


def read_duration(text: str) -> DaysTime | YearsMonths | None:
    """`P1Y2M`, `-P3D`, `PT1H30M0.5S`."""
    if len(text) > LONGEST * 2 or text.endswith(("P", "T")):
        return None
    match = YEARS_MONTHS.fullmatch(text)
    if match is not None:
        months = int(match[2] or 0) * 12 + int(match[3] or 0)
        return YearsMonths(-months if match[1] else months)
    match = DAYS_TIME.fullmatch(text)
    if match is None:
        return None
    days, hours, minutes, seconds = (int(match[index] or 0) for index in (2, 4, 5, 6))
    nanos = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * NANOS + int((match[7] or "0")[:9].ljust(9, "0"))
    return DaysTime(-nanos if match[1] else nanos)


def show_duration(duration: DaysTime | YearsMonths) -> str:
    """The ISO form without parts that are zero; `P0M` and `PT0S` for nothing."""
    if isinstance(duration, YearsMonths):
        years, months = map(abs, duration.parts)
        text = (f"{years}Y" if years else "") + (f"{months}M" if months else "") or "0M"
        return ("-P" if duration.months < 0 else "P") + text
    days, hours, minutes, seconds, nano = map(abs, duration.parts)
    fraction = f".{nano:09}".rstrip("0") if nano else ""
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + (f"{seconds}{fraction}S" if seconds or nano else "")
    text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "") or "T0S"
    return ("-P" if duration.nanos < 0 else "P") + text


def read_at(text: str) -> Date | Time | DateTime | DaysTime | YearsMonths | None:
    """What an at-literal stands for."""
    if text.lstrip("-").startswith("P"):
        return read_duration(text)
    return read_date(text) or (read_moment(text) if "T" in text else read_time(text))
