"""Limits of what must be done (2个工作日, 次日, 1个月, 2020-03-31, 疫情解除 + 3个月) and the day on which each is due.

The day of the act that starts a limit is not counted: two working days from a Friday end on Tuesday. While something is suspended no
day counts: from the day after it was suspended to the day on which it goes on, that day included. What is due is a pure function of
the limit, the acts, the events' days and the calendar.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from luodi.days.calendar import Calendar
from luodi.days.errors import DayError, MissingCalendarError, WrongLimitError
from luodi.days.span import Span, add, parse_span, show_span
from luodi.days.window import Anchor, KnownEvent, parse_anchor, resolve, show_anchor

WORDS = {"当日": Span(0, "天"), "当天": Span(0, "天"), "次日": Span(1, "天"), "第二天": Span(1, "天")}
SHOWN = {span: word for word, span in reversed(WORDS.items())}
AMBER = Fraction(2, 3)
RED = Fraction(9, 10)


@dataclass(frozen=True, slots=True)
class Limit:
    """Either a `span` from the act that starts it, or an `anchor`: a day, or an event's day moved by a span. Neither: no limit is set."""

    span: Span | None = None
    anchor: Anchor | None = None

    @property
    def event(self) -> str | None:
        return self.anchor.event if self.anchor else None

    @property
    def unit(self) -> str:
        """The unit it is counted in, empty where nothing is counted."""
        return self.span.unit if self.span else self.anchor.unit if self.anchor else ""


@dataclass(frozen=True, slots=True)
class Pause:
    """Suspended on `since`, gone on with on `until`; None while it still is."""

    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """The last day, and the days from which two thirds and nine tenths of the time are used.

    All are None while the last day cannot be known: `waits` says for what, an event's name or 暂停; empty where no limit is set.
    """

    day: date | None = None
    amber: date | None = None
    red: date | None = None
    waits: str = ""


def parse_limit(text: str) -> Limit:
    """2个工作日, 2个工作日内, 当日, 次日, 1个月, 2020-03-31, 疫情解除 + 3个月; empty for none. WrongLimitError on anything else."""
    written = text.strip().removesuffix("内")
    if not written:
        return Limit()
    if written in WORDS:
        return Limit(span=WORDS[written])
    try:
        return Limit(span=parse_span(written))
    except DayError:
        pass
    try:
        return Limit(anchor=parse_anchor(written))
    except DayError as error:
        raise WrongLimitError(
            f"“{text}”不是一个期限", "一段时间、日期、事件，或它们加一段时间", f"例：2个工作日、次日、疫情解除 + 3个月。{error}"
        ) from None


def write_limit(limit: Limit) -> str:
    """The limit as `parse_limit` reads it."""
    if limit.span:
        return show_span(limit.span)
    if limit.anchor is None:
        return ""
    base = limit.anchor.day or str(limit.anchor.event)
    moved = Span(limit.anchor.amount, limit.anchor.unit)
    return f"{base} {'+' if moved.amount > 0 else '-'} {show_span(moved)}" if moved.amount else base


def show_limit(limit: Limit) -> str:
    """2个工作日内, 当日, 次日, 2020年3月31日前, 疫情解除后3个月前; 未载明期限 where none is set."""
    if limit.span:
        return SHOWN.get(limit.span) or f"{show_span(limit.span)}内"
    return f"{show_anchor(limit.anchor)}前" if limit.anchor else "未载明期限"


def due(
    limit: Limit,
    started: date | None,
    *,
    pauses: Iterable[Pause] = (),
    extensions: Iterable[Span] = (),
    events: Mapping[str, KnownEvent] | None = None,
    calendar: Calendar | None = None,
) -> Due:
    """When it is due. `started` is the day of the act; None where that has not happened: then only a day or an event can tell.

    Extensions follow one after another on the last day. DayError where the calendar does not cover the days, or an event is not known.
    """
    base, spans = _legs(limit, started, events or {})
    if base is None:
        return Due(waits=limit.event or "")
    spans = (*spans, *extensions)
    merged = _merged(pauses)
    day: date | None = base
    for span in spans:
        day = _walk(base if day is None else day, _days(day, span), merged, _counted_in(span.unit, calendar))
        if day is None:
            return Due(waits="暂停")
    assert day is not None
    # A day that the text fixes is nobody's to count: its time runs from the act.
    counted = _counted_in(spans[0].unit if spans else "天", calendar)
    begin = base if spans else started
    left_out = merged if spans else ()
    return Due(day, _share(begin, day, AMBER, left_out, counted), _share(begin, day, RED, left_out, counted))


def _legs(limit: Limit, started: date | None, events: Mapping[str, KnownEvent]) -> tuple[date | None, tuple[Span, ...]]:
    """From where it is counted, and what: nothing where the day stands fixed."""
    if limit.span:
        return started, (limit.span,)
    if limit.anchor is None:
        return None, ()
    if limit.anchor.amount > 0:
        base = Anchor(limit.anchor.day, limit.anchor.event)
        return resolve(base, events).day, (Span(limit.anchor.amount, limit.anchor.unit),)
    return resolve(limit.anchor, events).day, ()


class _Counted:
    """Days that count: working ones by the calendar, or all."""

    def __init__(self, calendar: Calendar | None) -> None:
        self.calendar = calendar

    def after(self, day: date, n: int) -> date:
        return self.calendar.add_workdays(day, n) if self.calendar else day + timedelta(days=n)

    def between(self, after: date, until: date) -> int:
        return self.calendar.count_workdays(after, until) if self.calendar else (until - after).days


def _counted_in(unit: str, calendar: Calendar | None) -> _Counted:
    if unit != "工作日":
        return _Counted(None)
    if calendar is None:
        raise MissingCalendarError("期限按工作日计，这里没有日历")
    return _Counted(calendar)


def _days(start: date | None, span: Span) -> int:
    """How many days the span counts from `start`: months by the calendar, so that pauses can be left out of them day by day."""
    if span.unit == "工作日" or start is None:
        return span.amount
    return (add(start, span) - start).days


def _merged(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """In order, those that touch made one."""
    merged: list[Pause] = []
    for pause in sorted(pauses, key=lambda one: one.since):
        last = merged[-1] if merged else None
        if last is None or (last.until is not None and last.until < pause.since):
            merged.append(pause)
        elif last.until is not None and (pause.until is None or pause.until > last.until):
            merged[-1] = Pause(last.since, pause.until)
    return tuple(merged)


def _walk(start: date, n: int, pauses: Iterable[Pause], counted: _Counted) -> date | None:
    """The n-th counted day after `start` that is not suspended; None where a suspension that still lasts comes before it."""
    at, left = start, n
    if not n:
        return start
    for pause in pauses:
        if pause.until is not None and pause.until <= at:
            continue
        if counted.after(at, left) <= pause.since:
            break
        left -= max(counted.between(at, pause.since), 0)
        if pause.until is None:
            return None
        at = pause.until
    return counted.after(at, left)


def _share(begin: date | None, day: date, share: Fraction, pauses: Iterable[Pause], counted: _Counted) -> date:
    """The first day by which that share of the time from `begin` to `day` is used."""
    if begin is None or begin >= day:
        return day
    pauses = tuple(pauses)
    suspended = sum(_within(pause, begin, day, counted) for pause in pauses)
    used = -(-(counted.between(begin, day) - suspended) * share.numerator // share.denominator)
    return min(_walk(begin, used, pauses, counted) or day, day)


def _within(pause: Pause, begin: date, day: date, counted: _Counted) -> int:
    since, until = max(pause.since, begin), min(pause.until or day, day)
    return counted.between(since, until) if since < until else 0
