"""What a calendar would do to the open rows if it were entered: nothing is written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from luodi.days.calendar import Calendar
from luodi.desk.registers.actions import world_now
from luodi.desk.registers.models import Row, Step
from luodi.desk.registers.queries import LIVE
from luodi.desk.registers.reckoning import reckon

AT_ONCE = 500
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Moved:
    """A row whose last day would move."""

    title: str
    unit: str
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """How many open rows count working days, how many of them would move, and the first of those."""

    counted: int
    moved: int
    first: tuple[Moved, ...]


def foresee(calendar: Calendar) -> Foreseen:
    """DayError where the calendar no longer covers a row's days."""
    world = replace(world_now(), calendar=calendar)
    counted, moved = 0, []
    for rows in _batches():
        steps: dict[int, list[Step]] = {}
        for step in Step.objects.filter(row__in=[row.pk for row in rows]).order_by("row", "number"):
            steps.setdefault(step.row_id, []).append(step)
        for row in rows:
            counted, before = counted + 1, row.due
            if reckon(row, steps[row.pk], world):
                moved.append(Moved(row.title, row.unit.name, before, row.due))
    return Foreseen(counted, len(moved), tuple(moved[:SHOWN]))


def _batches() -> Iterator[list[Row]]:
    after = 0
    while True:
        rows = Row.objects.filter(state__in=LIVE, working=True, pk__gt=after).select_related("unit").order_by("pk")
        batch = list(rows[:AT_ONCE])
        if not batch:
            return
        yield batch
        after = batch[-1].pk
