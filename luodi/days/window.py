"""Days a rule hangs on, and windows between two of them, where an event's day may not be known yet.

An anchor is written 2020-12-31, 疫情解除, or either of them ± a span: 疫情解除 + 3个月, 省级一级响应解除 + 60天.
A window is written A..B, both days included, either end left out where it is open; a month stands for its first day
at the start and its last at the end: 2020-02..2020-06.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Literal, Protocol

from luodi.days.calendar import Calendar
from luodi.days.errors import DayError, UnknownEventError, WrongAnchorError, WrongDayError, WrongWindowError
from luodi.days.span import Span, add, parse_span, show_span

Inside = Literal["yes", "no", "unknown"]

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MONTH = re.compile(r"(\d{4})-(\d{2})")
EVENT = re.compile(r"[A-Za-z_\u3400-\u9fff][0-9A-Za-z_\u3400-\u9fff]*")
MOVED = re.compile(r"(?P<base>.+?)\s*(?P<sign>\+|(?<!\d)-|\s-\s)\s*(?P<span>[^+-]+)")
EXAMPLES = "例：2020-12-31、疫情解除、疫情解除 + 3个月"


class KnownEvent(Protocol):
    """An event as far as days care: its ISO day, or None and the first ISO day on which it can lie, or None."""

    @property
    def day(self) -> str | None: ...

    @property
    def not_before(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Anchor:
    """An ISO day or an event, moved by `amount` of `unit` (天, 周, 个月, 年, 工作日), back where negative; 0 and "" do not move it."""

    day: str | None
    event: str | None
    amount: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """All days from `start` to `end`, both included; None is an open end."""

    start: Anchor | None
    end: Anchor | None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an anchor comes to: its day, or None with the first day on which it can lie (None: nothing is known).

    `event` is the event it hangs on. `ahead`: on the asked day that event has not happened yet, though its day is on record.
    """

    day: date | None
    not_before: date | None = None
    event: str | None = None
    ahead: bool = False


def parse_anchor(text: str) -> Anchor:
    """One anchor; WrongAnchorError, WrongDayError or WrongSpanError on anything else."""
    written = text.strip()
    if DAY.fullmatch(written):
        return Anchor(_iso(written), None)
    if EVENT.fullmatch(written):
        return Anchor(None, written)
    match = MOVED.fullmatch(written)
    if not match:
        raise _wrong_anchor(text)
    base = parse_anchor(match["base"])
    if base.unit:
        raise _wrong_anchor(text)
    span = parse_span(match["span"])
    amount = span.amount if match["sign"] == "+" else -span.amount
    return Anchor(base.day, base.event, amount, span.unit)


def parse_window(text: str) -> Window:
    """A..B, A.., ..B or ..; WrongWindowError where there is no `..` or the end lies before the start."""
    start, dots, end = text.partition("..")
    if not dots or end.startswith(".") or ".." in end:
        raise WrongWindowError(
            f"“{text}”不是一段期间",
            "起..止，不定的一头空着",
            "例：2020-02-26..2020-12-31、2020-02-26..、..疫情解除；一天写成 2020-02-24..2020-02-24",
        )
    window = Window(_end_of_window(start, last=False), _end_of_window(end, last=True))
    if _reversed(window):
        raise WrongWindowError(f"“{text}”的止日在起日之前", "起..止", "起日和止日是不是写反了？")
    return window


def show_anchor(anchor: Anchor) -> str:
    """2020年12月31日, 疫情结束, 疫情结束后3个月, 疫情结束前10天."""
    base = show_day(anchor.day) if anchor.day else str(anchor.event)
    if not anchor.amount:
        return base
    return f"{base}{'后' if anchor.amount > 0 else '前'}{show_span(Span(anchor.amount, anchor.unit))}"


def show_day(day: str | date) -> str:
    """2020年2月26日, from a date or an ISO day."""
    parts = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{parts.year}年{parts.month}月{parts.day}日"


def show_window(window: Window) -> str:
    """2020年2月26日至2020年12月31日, 自2020年2月起, 至疫情结束止, 疫情结束后3个月内, 不限日期."""
    start, end = window.start, window.end
    if start is None and end is None:
        return "不限日期"
    if end is None:
        return f"自{_month_or_day(start)}起" if start else ""
    if start is None or _follows(start, end):
        return f"{show_anchor(end)}内" if end.amount > 0 else f"至{show_anchor(end)}止"
    if start == end:
        return f"{show_anchor(start)}当日"
    return f"{show_anchor(start)}至{show_anchor(end)}"


def resolve(anchor: Anchor, events: Mapping[str, KnownEvent], on: date | None = None, calendar: Calendar | None = None) -> Resolved:
    """What the anchor comes to by the events' days. `on` is the asked day and only sets `ahead`; 工作日 need the calendar.

    UnknownEventError where the event is not declared.
    """
    if anchor.day is not None:
        return Resolved(_moved(anchor, anchor.day, calendar))
    name = str(anchor.event)
    event = events.get(name)
    if event is None:
        raise _unknown_event(name, events)
    if event.day is not None:
        ahead = on is not None and event.day > on.isoformat()
        return Resolved(_moved(anchor, event.day, calendar), None, name, ahead)
    return Resolved(None, _moved(anchor, event.not_before, calendar) if event.not_before else None, name)


def inside(day: date, window: Window, events: Mapping[str, KnownEvent], calendar: Calendar | None = None) -> Inside:
    """Whether `day` lies in the window: no where one end excludes it, unknown where an end's day is not known and matters."""
    after = _not_before_start(day, resolve(window.start, events, calendar=calendar)) if window.start else "yes"
    if after == "no":
        return "no"
    until = _not_after_end(day, resolve(window.end, events, calendar=calendar)) if window.end else "yes"
    if until == "no":
        return "no"
    return "yes" if after == until == "yes" else "unknown"


def _not_before_start(day: date, start: Resolved) -> Inside:
    if start.day is not None:
        return "yes" if start.day <= day else "no"
    return "no" if start.not_before is not None and day < start.not_before else "unknown"


def _not_after_end(day: date, end: Resolved) -> Inside:
    if end.day is not None:
        return "yes" if day <= end.day else "no"
    return "yes" if end.not_before is not None and day <= end.not_before else "unknown"


def _moved(anchor: Anchor, iso: str, calendar: Calendar | None) -> date:
    day = date.fromisoformat(iso)
    return add(day, Span(anchor.amount, anchor.unit), calendar) if anchor.amount else day


def _end_of_window(text: str, *, last: bool) -> Anchor | None:
    written = text.strip()
    if not written:
        return None
    month = MONTH.fullmatch(written)
    if not month:
        return parse_anchor(written)
    year, number = int(month[1]), int(month[2])
    if not year or not 1 <= number <= 12:
        raise WrongDayError(f"没有“{written}”这个月", "年-月", "例：2020-02")
    return Anchor(f"{written}-{monthrange(year, number)[1] if last else 1:02}", None)


def _reversed(window: Window) -> bool:
    start, end = window.start, window.end
    return bool(start and end and start.day and end.day and not start.amount and not end.amount and start.day > end.day)


def _iso(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise WrongDayError(f"没有“{text}”这一天", "年-月-日", "例：2020-02-29") from None


def _month_or_day(anchor: Anchor) -> str:
    if anchor.day and anchor.day.endswith("-01") and not anchor.amount:
        return show_day(anchor.day).removesuffix("1日")
    return show_anchor(anchor)


def _follows(start: Anchor, end: Anchor) -> bool:
    """Whether the window runs from an event to a span after that same event: then the span says it all."""
    return start.event is not None and start.event == end.event and not start.amount and end.amount > 0


def _wrong_anchor(text: str) -> DayError:
    loose = re.fullmatch(r"\s*(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*日?\s*", text)
    if loose:
        return WrongDayError(f"“{text}”", "年-月-日，月和日各两位", f"例：{loose[1]}-{int(loose[2]):02}-{int(loose[3]):02}")
    hint = "加减号用半角 + -。" if "＋" in text or "－" in text else ""
    return WrongAnchorError(f"“{text}”不是一个日子", "日期、事件，或它们加减一段时间", hint + EXAMPLES)


def _unknown_event(name: str, events: Mapping[str, KnownEvent]) -> UnknownEventError:
    near = get_close_matches(name, events, n=2, cutoff=0.4)
    hint = f"是不是“{'”或“'.join(near)}”？" if near else f"已登记的事件：{'、'.join(events) or '无'}"
    return UnknownEventError(f"没有登记“{name}”这个事件", "登记过的事件", hint)
