"""Where and when benefits hold for one subject: the tests of place, day and act that they share, each reckoned once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from luodi.decide.area import AreaTest
from luodi.decide.known import Known
from luodi.decide.model import Held, Status, together, worded
from luodi.decide.period import ACT_DAY, PeriodTest
from luodi.feel.run import Value

MOST_KEPT: Final = 4096
MOST_MET: Final = 128


class Ground(NamedTuple):
    """What place, day and act come to, together `holds`; `missing` and `remarks` are all of theirs.

    Place and act have no words yet: `spoken` says which facts go into them. Of grounds with the same number `alike`, all of one day
    asked for, only what is shown differs.
    """

    held: tuple[Held, ...]
    holds: Status
    missing: tuple[str, ...]
    remarks: tuple[str, ...]
    spoken: tuple[tuple[int, tuple[str, ...]], ...]
    alike: int


def stand(held: tuple[Held, ...], spoken: tuple[tuple[int, tuple[str, ...]], ...] = (), alike: int = 0) -> Ground:
    """The ground that these tests make."""
    missing = tuple(dict.fromkeys([name for one in held for name in one.missing]))
    return Ground(held, together(held), missing, tuple([one.remark for one in held if one.remark]), spoken, alike)


class Grounds:
    """Finds the grounds of a plan. `tests` are those of place and of days of each; `names` are the facts they all go by.

    What was met last is kept, so that a ground that is the same is the same object.
    """

    def __init__(self, tests: Sequence[tuple[AreaTest, PeriodTest]]) -> None:
        areas = {area: number for number, area in enumerate(dict.fromkeys(area for area, _ in tests))}
        periods = {period: number for number, period in enumerate(dict.fromkeys(period for _, period in tests))}
        self.areas, self.periods = tuple(areas), tuple(periods)
        self.pairs = [(areas[area], periods[period]) for area, period in tests]
        self.asked = tuple(dict.fromkeys(name for area in areas if not area.everywhere for name in area.places))
        self.names = (ACT_DAY, *self.asked)
        self.met: dict[tuple[Value, ...], tuple[Ground, ...]] = {}
        self.inside: dict[Value, tuple[Status, ...]] = {}
        self.places: dict[tuple[int | Status | None, ...], Held] = {}
        self.acted: dict[Value, tuple[Status | None, ...]] = {}
        self.days: dict[tuple[int, date, Status | None], tuple[Held, ...]] = {}
        self.grounds: dict[tuple[int, int], Ground] = {}
        self.alike: dict[tuple[object, ...], int] = {}

    def of(self, known: Known) -> tuple[Ground, ...]:
        """One for each pair."""
        key = known.on, *map(known.facts.get, self.names)
        if key not in self.met:
            if len(self.met) >= MOST_MET:
                self.met.clear()
            self.met[key] = self._of(known)
        return self.met[key]

    def _of(self, known: Known) -> tuple[Ground, ...]:
        if max(len(self.grounds), len(self.inside), len(self.acted), len(self.days)) > MOST_KEPT:
            for kept in (self.grounds, self.inside, self.places, self.acted, self.days):
                kept.clear()
        inside = {name: self._inside(known.facts[name], known) for name in self.asked if name in known.facts}
        places = [self._place(number, test, inside, known) for number, test in enumerate(self.areas)]
        acted = self._acted(known)
        days = [self._days(number, test, acted[number], known) for number, test in enumerate(self.periods)]
        return tuple([self._ground(area, places[area], days[period], known.on) for area, period in self.pairs])

    def area(self, number: int) -> AreaTest:
        """The test of place of a ground."""
        return self.areas[self.pairs[number][0]]

    def _inside(self, code: Value, known: Known) -> tuple[Status, ...]:
        """Whether a place lies in each of the areas."""
        if code not in self.inside:
            self.inside[code] = tuple([test.inside(str(code), known.regions) for test in self.areas])
        return self.inside[code]

    def _place(self, number: int, test: AreaTest, inside: Mapping[str, Sequence[Status]], known: Known) -> Held:
        key = number, *[inside[name][number] if name in inside else None for name in test.places]
        if key not in self.places:
            stated = {name: inside[name][number] for name in test.places if name in inside}
            self.places[key] = test.come_to(stated, {}, known.regions)
        return self.places[key]

    def _acted(self, known: Known) -> tuple[Status | None, ...]:
        """Whether the day of the act lies in each of the periods."""
        day = known.facts.get(ACT_DAY)
        if day not in self.acted:
            self.acted[day] = tuple([test.acted(known) for test in self.periods])
        return self.acted[day]

    def _days(self, number: int, test: PeriodTest, acted: Status | None, known: Known) -> tuple[Held, ...]:
        key = number, known.on, acted
        if key not in self.days:
            held = test.held(known)
            self.days[key] = worded(held, 1, {}) if acted else held
        return self.days[key]

    def _ground(self, area: int, place: Held, days: tuple[Held, ...], on: date) -> Ground:
        # Places and days are kept as long as the grounds made of them, so that their ids stay theirs.
        key = id(place), id(days)
        if key not in self.grounds:
            held = place, *days
            sort = on, *[(one.holds, one.missing, one.remark) for one in held]
            places = () if self.areas[area].everywhere else ((0, self.areas[area].places),)
            acts = ((2, (ACT_DAY,)),) if len(days) > 1 else ()
            self.grounds[key] = stand(held, places + acts, self.alike.setdefault(sort, len(self.alike)))
        return self.grounds[key]
