"""Spans of time as the texts put them (60天, 7个工作日, 6个月, 1年) and their sums with a day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from luodi.days.calendar import Calendar
from luodi.days.errors import MissingCalendarError, OutOfRangeError, WrongSpanError

UNITS = {"天": "天", "日": "天", "周": "周", "星期": "周", "月": "个月", "年": "年", "工作日": "工作日"}
WRITTEN = re.compile(r"(\d{1,5}|[一二两三四五六七八九十]{1,3})\s*(个?)\s*(天|日|周|星期|月|年|工作日)")
DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Span:
    """`amount` of `unit`, which is 天, 周, 个月, 年 or 工作日. A negative amount leads back."""

    amount: int
    unit: str


def parse_span(text: str) -> Span:
    """60天, 60日, 2周, 6个月, 三个月, 半年, 1年, 7个工作日, 7工作日; WrongSpanError on anything else."""
    written = text.strip()
    if written == "半年":
        return Span(6, "个月")
    match = WRITTEN.fullmatch(written)
    number = _number(match[1]) if match else None
    if not match or number is None:
        raise WrongSpanError(f"“{text}”不是一段时间", "数字加 天、日、周、个月、年、工作日", "例：60天、6个月、7个工作日")
    counted, unit = match[2], match[3]
    if unit == "月" and not counted:
        raise WrongSpanError(f"“{text}”不是一段时间", "数字加“个月”", f"例：{match[1]}个月")
    if unit in ("天", "日", "年") and counted:
        raise WrongSpanError(f"“{text}”不是一段时间", f"数字加“{unit}”，不带“个”", f"例：{match[1]}{unit}")
    return Span(number, UNITS[unit])


def show_span(span: Span) -> str:
    """The span in Chinese, without its sign: 60天, 6个月, 7个工作日."""
    return f"{abs(span.amount)}{'个工作日' if span.unit == '工作日' else span.unit}"


def add(day: date, span: Span, calendar: Calendar | None = None) -> date:
    """The day that lies `span` after `day`. Months and years clamp to the end of the month; working days need a calendar."""
    if span.unit == "个月":
        return add_months(day, span.amount)
    if span.unit == "年":
        return add_months(day, 12 * span.amount)
    if span.unit == "工作日":
        if calendar is None:
            raise MissingCalendarError(f"{show_span(span)}要按工作日历来数，这里没有日历", "天、周、个月或年")
        return calendar.add_workdays(day, span.amount)
    try:
        return day + timedelta(days=span.amount * (7 if span.unit == "周" else 1))
    except OverflowError:
        raise _out_of_range(day, span) from None


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day where it is shorter: 2020-01-31 and one month, 2020-02-29."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise _out_of_range(day, Span(months, "个月"))
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return DIGITS.get(ones)
    if (tens and tens not in DIGITS) or (ones and ones not in DIGITS):
        return None
    return 10 * DIGITS.get(tens, 1) + DIGITS.get(ones, 0)


def _out_of_range(day: date, span: Span) -> OutOfRangeError:
    return OutOfRangeError(f"{day}{'后' if span.amount >= 0 else '前'}{show_span(span)}已不在公元1年至9999年之内")
