"""Rhythms of duties (每日, 每周一, 每两个月, 每季度 …) and the days on which they fall due.

Where a text names a day (每周一, 每月5日), that day is due. Where it names only a period (每周, 每月, 每季度), once in each
period is owed, and the period's last day is due: Sunday, the last of the month, of the quarter, of the year.
Periods of several weeks or months are counted from the one in which the duty began.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import dropwhile, takewhile

from luodi.days.calendar import Calendar
from luodi.days.errors import DayError, MissingCalendarError, OutOfRangeError, WrongRhythmError
from luodi.days.span import add_months, parse_span

WEEKDAYS = "一二三四五六日"
PLAIN = {
    "日": (1, "天"),
    "天": (1, "天"),
    "个工作日": (1, "工作日"),
    "工作日": (1, "工作日"),
    "周": (1, "周"),
    "星期": (1, "周"),
    "月": (1, "个月"),
    "个月": (1, "个月"),
    "季度": (3, "个月"),
    "季": (3, "个月"),
    "半年": (6, "个月"),
    "年": (12, "个月"),
}
NAMED_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
NAMED_DAY = re.compile(r"月(\d{1,2})[日号](?:前|之前)?")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Once in every `every` of `unit` (天, 工作日, 周, 个月), by the named day: `on` is a weekday (1 Monday … 7) or a day of the month.

    Quarters, half years and years are 3, 6 and 12 months of the calendar year. `on` None: by the period's last day.
    """

    every: int
    unit: str
    on: int | None = None


def parse_rhythm(text: str) -> Rhythm:
    """每日, 每个工作日, 每周, 每周一, 每两周, 每月, 每月5日, 每两个月, 每季度, 每半年, 每年, …; WrongRhythmError on anything else."""
    written = text.strip()
    if not written.startswith("每"):
        raise _wrong(text)
    rest = written[1:]
    if rest in PLAIN:
        return Rhythm(*PLAIN[rest])
    if match := NAMED_WEEKDAY.fullmatch(rest):
        return Rhythm(1, "周", WEEKDAYS.index(match[1].replace("天", "日")) + 1)
    if match := NAMED_DAY.fullmatch(rest):
        if not 1 <= int(match[1]) <= 31:
            raise _wrong(text)
        return Rhythm(1, "个月", int(match[1]))
    try:
        span = parse_span(rest)
    except DayError:
        raise _wrong(text) from None
    if not span.amount:
        raise _wrong(text)
    return Rhythm(12 * span.amount, "个月") if span.unit == "年" else Rhythm(span.amount, span.unit)


def show_rhythm(rhythm: Rhythm) -> str:
    """The rhythm in Chinese: 每日, 每周一, 每2个月, 每季度."""
    if rhythm.on is not None:
        return f"每周{WEEKDAYS[rhythm.on - 1]}" if rhythm.unit == "周" else f"每月{rhythm.on}日"
    if rhythm.unit == "个月":
        short = {1: "每月", 3: "每季度", 6: "每半年", 12: "每年"}.get(rhythm.every)
        years = f"每{rhythm.every // 12}年" if rhythm.every % 12 == 0 else f"每{rhythm.every}个月"
        return short or years
    if rhythm.every == 1:
        return {"天": "每日", "周": "每周", "工作日": "每个工作日"}[rhythm.unit]
    return f"每{rhythm.every}{'个工作日' if rhythm.unit == '工作日' else rhythm.unit}"


def due_days(rhythm: Rhythm, since: date, first: date, last: date, calendar: Calendar | None = None) -> tuple[date, ...]:
    """The due days from `first` to `last`, both included, of a duty that began on `since`; ascending. 工作日 need a calendar."""
    start = max(since, first)
    if rhythm.unit == "工作日":
        return _workdays(rhythm, since, start, last, _needed(calendar, rhythm))
    return tuple(takewhile(lambda day: day <= last, dropwhile(lambda day: day < start, _due(rhythm, since, start))))


def next_due(rhythm: Rhythm, since: date, after: date, calendar: Calendar | None = None) -> date:
    """The first due day after the day `after` of a duty that began on `since`."""
    if rhythm.unit == "工作日":
        return _next_workday(rhythm, since, after, _needed(calendar, rhythm))
    return next(day for day in _due(rhythm, since, max(since, after)) if day > after and day >= since)


def _needed(calendar: Calendar | None, rhythm: Rhythm) -> Calendar:
    if calendar is None:
        raise MissingCalendarError(f"{show_rhythm(rhythm)}要按工作日历来数，这里没有日历")
    return calendar


def _workdays(rhythm: Rhythm, since: date, start: date, last: date, calendar: Calendar) -> tuple[date, ...]:
    days = (start + timedelta(days=n) for n in range((last - start).days + 1))
    return tuple(day for day in days if calendar.is_workday(day) and _worked(calendar, since, day) % rhythm.every == 0)


def _next_workday(rhythm: Rhythm, since: date, after: date, calendar: Calendar) -> date:
    if after < since:
        return calendar.add_workdays(since, rhythm.every - calendar.is_workday(since))
    return calendar.add_workdays(after, rhythm.every - _worked(calendar, since, after) % rhythm.every)


def _worked(calendar: Calendar, since: date, day: date) -> int:
    """How many working days from `since` to `day`, both included."""
    return calendar.is_workday(since) + calendar.count_workdays(since, day)


def _due(rhythm: Rhythm, since: date, start: date) -> Iterator[date]:
    """All due days from the period in which `start` lies; the first may lie before `start`."""
    try:
        yield from (_months if rhythm.unit == "个月" else _days)(rhythm, since, start)
    except OverflowError:
        raise OutOfRangeError("期限已不在公元1年至9999年之内") from None


def _days(rhythm: Rhythm, since: date, start: date) -> Iterator[date]:
    weekly = rhythm.unit == "周"
    length = rhythm.every * (7 if weekly else 1)
    begin = since - timedelta(days=since.weekday()) if weekly else since
    begin += timedelta(days=(start - begin).days // length * length)
    offset = timedelta(days=length - 1 if rhythm.on is None else rhythm.on - 1)
    while True:
        yield begin + offset
        begin += timedelta(days=length)


def _months(rhythm: Rhythm, since: date, start: date) -> Iterator[date]:
    aligned = rhythm.every in (1, 3, 6, 12)
    begin = date(since.year, since.month - (since.month - 1) % rhythm.every if aligned else since.month, 1)
    elapsed = (start.year - begin.year) * 12 + start.month - begin.month
    begin = add_months(begin, elapsed // rhythm.every * rhythm.every)
    while True:
        end = add_months(begin, rhythm.every - 1)
        length = monthrange(end.year, end.month)[1]
        yield end.replace(day=length if rhythm.on is None else min(rhythm.on, length))
        begin = add_months(begin, rhythm.every)


def _wrong(text: str) -> WrongRhythmError:
    return WrongRhythmError(f"“{text}”不是一种节奏", "每日、每周、每周一、每月、每月5日、每两个月、每季度、每年等", "例：每周一")
