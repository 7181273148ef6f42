"""Whether the day asked for, and the day of the act it is claimed for, lie in the days a benefit is given for."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from luodi.days.window import Anchor, Window, inside, resolve, show_anchor, show_day, show_window
from luodi.decide.known import Known
from luodi.decide.model import Held, Status

ACT_DAY: Final = "事项发生日"


@dataclass(frozen=True, slots=True)
class PeriodTest:
    """`during`: the windows in all of which the day must lie, the benefit's own first, then its document's.

    `acts`: the days of the acts it is given for, where the text says others than those.
    """

    during: tuple[Window, ...]
    acts: Window | None

    def held(self, known: Known) -> tuple[Held, ...]:
        """The day, and the act where its day matters: given, of other days than those in force, or asked for after the end.

        An act whose day is not given is taken as done on the day asked for where that day counts; otherwise its day is asked.
        """
        day, over = self._day(known)
        act = self._act(known, over=over)
        return (day, act) if act else (day,)

    def acted(self, known: Known) -> Status | None:
        """Whether the day of the act lies in its days; None where it is not given."""
        day = known.facts.get(ACT_DAY)
        return lies(day, self._act_windows(), known) if isinstance(day, date) else None

    def _day(self, known: Known) -> tuple[Held, bool]:
        """The day, and whether the period is over on it."""
        on = known.on
        text, value = f"在有效期内：{shown_windows(self.during)}", {"日期": show_day(on)}
        holds = lies(on, self.during, known)
        if holds == "yes":
            return Held("day", text, value, "yes", None), False
        if holds == "unknown":
            return Held("day", text, value, "unknown", None, (), unknown_event(self.during, known)), False
        for window in self.during:
            if window.start and lies(on, (Window(window.start, None),), known) == "no":
                return Held("day", text, value, "no", None, (), f"尚未生效，自{_begins(window.start, known)}起"), False
        end = next(window.end for window in self.during if window.end and lies(on, (window,), known) == "no")
        remark = f"文件未载明{show_anchor(end)}以后还能否申领有效期内发生的事项"
        return Held("day", text, value, "unknown", None, (), remark), True

    def _act(self, known: Known, *, over: bool) -> Held | None:
        windows = self._act_windows()
        text = f"事项发生在：{shown_windows(windows)}"
        holds = self.acted(known)
        if holds:
            remark = unknown_event(windows, known) if holds == "unknown" else ""
            return Held("act", text, known.values((ACT_DAY,)), holds, None, (), remark)
        if over or (self.acts and lies(known.on, windows, known) != "yes"):
            return Held("act", text, {}, "unknown", None, (ACT_DAY,))
        return None

    def _act_windows(self) -> tuple[Window, ...]:
        """The days of acts where the text says them, never after the end of the document itself."""
        if self.acts is None:
            return self.during
        last = self.during[-1].end
        return (self.acts, Window(None, last)) if last else (self.acts,)


def lies(day: date, windows: tuple[Window, ...], known: Known) -> Status:
    """Whether the day lies in all of the windows."""
    found = {inside(day, window, known.events) for window in windows}
    return "no" if "no" in found else "unknown" if "unknown" in found else "yes"


def shown_windows(windows: tuple[Window, ...]) -> str:
    """All of them, each once."""
    return "，且".join(dict.fromkeys(show_window(window) for window in windows))


def unknown_event(windows: tuple[Window, ...], known: Known) -> str:
    """Which of the days they hang on are not known yet."""
    names = [_event(anchor, known) for window in windows for anchor in (window.start, window.end)]
    return f"{'、'.join(name for name in names if name)}是哪一天还不知道，不能断定是否在期内"


def _event(anchor: Anchor | None, known: Known) -> str:
    if anchor is None or anchor.event is None or resolve(anchor, known.events).day is not None:
        return ""
    return f"“{anchor.event}”"


def _begins(start: Anchor, known: Known) -> str:
    day = resolve(start, known.events).day
    return show_day(day) if day else show_anchor(start)
