"""Which times a hall has on a day: out of its openings and the calendar, nothing stored."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from luodi.days.calendar import Calendar
from luodi.desk.appointments.models import Days, Opening, clock_time


@dataclass(frozen=True, slots=True)
class Slot:
    """A time with `places` in all; `taken` of them are gone."""

    day: date
    minute: int
    length: int
    places: int
    taken: int = 0

    @property
    def left(self) -> int:
        return max(self.places - self.taken, 0)

    @property
    def time(self) -> str:
        return clock_time(self.minute)

    @property
    def end(self) -> str:
        return clock_time(self.minute + self.length)


def slots_on(openings: Iterable[Opening], day: date, calendar: Calendar, closed: Collection[date] = ()) -> list[Slot]:
    """The times of a day, each once: where two openings have the same, their places add up; none on a day that is `closed`.

    UncoveredYearError beyond the calendar.
    """
    worked = calendar.is_workday(day)
    if day in closed:
        return []
    found: dict[int, Slot] = {}
    for opening in openings:
        if not _open(opening, day, worked=worked):
            continue
        for minute in range(opening.first, opening.last - opening.length + 1, opening.length):
            places = opening.places + (found[minute].places if minute in found else 0)
            found[minute] = Slot(day, minute, opening.length, places)
    return [found[minute] for minute in sorted(found)]


def _open(opening: Opening, day: date, *, worked: bool) -> bool:
    if day < opening.since or opening.until and day > opening.until or str(day.isoweekday()) not in opening.weekdays:
        return False
    return {Days.WORKED: worked, Days.FREE: not worked, Days.EVERY: True}[Days(opening.days)]
