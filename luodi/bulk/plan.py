"""All that a program holds for one kind of subject, made ready for tables."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from luodi.bulk.amounts import Amount
from luodi.bulk.derived import Derived
from luodi.bulk.lines import Gate, Line
from luodi.bulk.lookups import LookUp
from luodi.bulk.native import Native
from luodi.bulk.periods import ACT_DAY, PeriodTest, period_test
from luodi.bulk.places import AreaTest, area_test, open_places
from luodi.bulk.stacking import Component, component_loop, components
from luodi.bulk.verdicts import WhenTable, when_tables
from luodi.bulk.waits import Waits
from luodi.feel.types import Type
from luodi.places.regions import Regions
from luodi.policy.making import uncollected
from luodi.policy.model import Expression, Gift
from luodi.policy.program import Program


@dataclass(frozen=True, slots=True)
class Tied:
    """A component of benefits that meet: its members' lines, and what lifts each group and how high its ceiling is."""

    component: Component
    lines: tuple[int, ...]
    lifts: tuple[WhenTable | None, ...]
    ceilings: tuple[Amount | None, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A benefit, or a part of it, that no loop can speak: such rows are decided one by one by their own values."""

    benefit: str
    part: str
    why: str


class Plan:
    """Lines in the program's order. `asked` are the facts any of them reads, also in order to work others out."""

    @uncollected()
    def __init__(self, program: Program, regions: Regions, subject: str) -> None:
        self.program = program
        self.regions = regions
        self.subject = subject
        self.types: Mapping[str, Type] = {name: fact.type for name, fact in program.facts.items()}
        benefits = {benefit.id: benefit for benefit in program.benefits if subject in benefit.subjects}
        asked = {id: tuple(condition.expression.tree for condition in benefit.when) for id, benefit in benefits.items()}
        self.tables = when_tables({id: trees for id, trees in asked.items() if trees}, self.types)
        places = open_places(program, subject)
        areas: dict[AreaTest, AreaTest] = {}
        periods: dict[PeriodTest, PeriodTest] = {}
        gates: dict[tuple[AreaTest, PeriodTest], Gate] = {}
        self.waits = Waits()
        self.lines = []
        for benefit in benefits.values():
            area, period = area_test(benefit, places), period_test(benefit)
            area, period = areas.setdefault(area, area), periods.setdefault(period, period)
            if (area, period) not in gates:
                gates[area, period] = Gate(area, period)
            self.lines.append(Line(benefit, gates[area, period], self.tables.get(benefit.id), self.types, self.waits))
        numbers = {id: number for number, id in enumerate(benefits)}
        self.tied = tuple(self._tied(component, numbers) for component in components(program.stackings, benefits))
        self.tied_lines = frozenset(number for tied in self.tied for number in tied.lines)
        # How many ask for the same conditions: what one alone asks for is not kept. Lifts are asked for again by whoever reads them.
        self.shared = Counter(id(line.when) for line in self.lines)
        self.shared.update({id(lift): 2 for tied in self.tied for lift in tied.lifts})
        self.derived = {name: Derived(fact, self.types) for name, fact in program.facts.items() if fact.derived}
        self.asked = self._asked()
        # What lines come to, by which of their columns there are: filled as tables are met.
        self.days: dict[tuple[int, date], dict[int | None, int]] = {}
        self.loops: dict[int, Native] = {}
        self.bound: dict[tuple[object, ...], LookUp] = {}

    def variants(self, period: PeriodTest, on: date) -> Callable[[date | None], int]:
        """What the days of a period come to by the day of the act, each reckoned once."""
        kept = self.days.setdefault((id(period), on), {})
        cuts = period.cuts(self.program.events)

        def variant(act: date | None) -> int:
            part = bisect_right(cuts, act.toordinal()) if act else None
            if part not in kept:
                kept[part] = period.variant(on, act, self.program.events)
            return kept[part]

        return variant

    def settling(self, tied: Tied) -> Native:
        """The loop that settles a component, made when it is first asked for."""
        if id(tied) not in self.loops:
            self.loops[id(tied)] = component_loop(tied.component)
        return self.loops[id(tied)]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What no loop speaks, with the reason."""
        found = []
        for line in self.lines:
            if line.when and line.when.gap:
                found.append(Gap(line.benefit.id, "when", line.when.gap))
            if line.amount and line.amount.gap:
                found.append(Gap(line.benefit.id, "gives", line.amount.gap))
        return tuple(found)

    def waiting(self, fact: str) -> tuple[str, ...]:
        """The benefits that ask a fact, itself or through one it works out."""
        worked_out = {name for name, derived in self.derived.items() if fact in derived.names}
        return tuple(line.benefit.id for line in self.lines if {fact, *worked_out} & set(_facts(line)))

    def _tied(self, component: Component, numbers: Mapping[str, int]) -> Tied:
        unless = {number: (group.stacking.unless.tree,) for number, group in enumerate(component.groups) if group.stacking.unless}
        tables = when_tables(unless, self.types, settle=False)
        lifts = [tables.get(number) for number in range(len(component.groups))]
        ceilings = [self._ceiling(group.stacking.ceiling) for group in component.groups]
        return Tied(component, tuple(numbers[benefit.id] for benefit in component.benefits), tuple(lifts), tuple(ceilings))

    def _ceiling(self, expression: Expression | None) -> Amount | None:
        return Amount(Gift("money", amount=expression), expression, self.types) if expression else None

    def _asked(self) -> tuple[str, ...]:
        found = dict.fromkeys(name for line in self.lines for name in _facts(line))
        for tied in self.tied:
            for part in (*(lift.names for lift in tied.lifts if lift), *(ceiling.names for ceiling in tied.ceilings if ceiling)):
                found.update(dict.fromkeys(part))
        for name, derived in self.derived.items():
            if name in found:
                found.update(dict.fromkeys(derived.names))
        return tuple(dict.fromkeys((*found, ACT_DAY)))


def _facts(line: Line) -> tuple[str, ...]:
    places = () if line.area.everywhere else line.area.places
    return (*places, *(line.when.names if line.when else ()), *(line.amount.names if line.amount else ()))
