"""Whether a day, and the day of the act a benefit is claimed for, lie in the days it is given for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from luodi.bulk.rules import YES, Status, Verdict, joined
from luodi.days.window import Window, inside, resolve
from luodi.policy.model import Benefit, Event

ACT_DAY: Final = "事项发生日"
VARIANTS: Final[list[Verdict]] = [("no", ()), YES, ("unknown", ()), ("unknown", (ACT_DAY,))]


@dataclass(frozen=True, slots=True)
class PeriodTest:
    """`during`: the windows in all of which the day must lie; `acts`: the days of the acts, where the text says others than those."""

    during: tuple[Window, ...]
    acts: Window | None

    def variant(self, on: date, act: date | None, events: Mapping[str, Event]) -> int:
        """What it comes to, as a number among VARIANTS. An act without a day is of the day asked for where that day counts."""
        holds, over = self._day(on, events)
        windows = self._act_windows()
        if act is not None:
            verdict = joined([(holds, ()), (_inside(act, windows, events), ())])
        elif over or (self.acts and _inside(on, windows, events) != "yes"):
            verdict = joined([(holds, ()), ("unknown", (ACT_DAY,))])
        else:
            verdict = (holds, ())
        return VARIANTS.index(verdict)

    def cuts(self, events: Mapping[str, Event]) -> list[int]:
        """The ordinals of the days at which the day of an act may come to something else than on the day before, in order."""
        ends = [resolve(anchor, events) for window in self._act_windows() for anchor in (window.start, window.end) if anchor]
        days = {day.toordinal() for end in ends for day in (end.day, end.not_before) if day}
        return sorted(days | {day + 1 for day in days})

    def _day(self, on: date, events: Mapping[str, Event]) -> tuple[Status, bool]:
        """The day, and whether the period is over on it; nobody says what can still be claimed then."""
        holds = _inside(on, self.during, events)
        if holds != "no":
            return holds, False
        early = any(window.start and _inside(on, (Window(window.start, None),), events) == "no" for window in self.during)
        return ("no", False) if early else ("unknown", True)

    def _act_windows(self) -> tuple[Window, ...]:
        if self.acts is None:
            return self.during
        last = self.during[-1].end
        return (self.acts, Window(None, last)) if last else (self.acts,)


def period_test(benefit: Benefit) -> PeriodTest:
    """The benefit's own days and its document's, each once."""
    windows = [window for window in (benefit.during, benefit.in_force) if window]
    return PeriodTest(tuple(dict.fromkeys(windows)) or (Window(None, None),), benefit.acts)


def _inside(day: date, windows: tuple[Window, ...], events: Mapping[str, Event]) -> Status:
    found = {inside(day, window, events) for window in windows}
    return "no" if "no" in found else "unknown" if "unknown" in found else "yes"
