"""A program made ready for one kind of subject: its lines, the tests they share, and what each fact can change."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AnySet
from dataclasses import dataclass

from luodi.days.window import Window
from luodi.decide.area import OPEN_PLACES, AreaTest
from luodi.decide.asking import Questions
from luodi.decide.conditions import Readings
from luodi.decide.ground import Grounds
from luodi.decide.line import Line
from luodi.decide.period import ACT_DAY, PeriodTest
from luodi.decide.stacking import Group, group
from luodi.decide.standing import counted
from luodi.places.regions import COUNTRY
from luodi.policy.model import Area, Benefit
from luodi.policy.program import Program


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What a program holds for one kind of subject. Grounds that many benefits share stand once and are numbered.

    `touches` maps a fact to the numbers of the lines that it can change: those that ask it, and those that can meet them.
    `together` are the numbers of the lines that can meet others; `used` are all the facts that anything is asked by.
    """

    lines: tuple[Line, ...]
    grounds: Grounds
    groups: tuple[Group, ...]
    together: frozenset[int]
    touches: Mapping[str, frozenset[int]]
    questions: Questions
    used: frozenset[str]

    def touched(self, facts: Collection[str]) -> frozenset[int]:
        """The numbers of the lines that any of these facts can change."""
        return frozenset().union(*[self.touches[name] for name in facts if name in self.touches])

    def touches_most(self, facts: Collection[str]) -> bool:
        """Whether these facts can change more than half of the lines."""
        touched: set[int] = set()
        for name in facts:
            if name in self.touches:
                touched |= self.touches[name]
                if 2 * len(touched) > len(self.lines):
                    return True
        return False

    def meeting(self, numbers: AnySet[int]) -> list[Group]:
        """The groups that any of these lines stands in."""
        return [group for group in self.groups if not numbers.isdisjoint(group.members)]


def make_plan(program: Program, subject: str) -> Plan:
    """Everything the program holds for one kind of subject, compiled."""
    benefits = [benefit for benefit in program.benefits if subject in benefit.subjects]
    places = open_places(program, subject)
    tests = [(_area(benefit, places), PeriodTest(_windows(benefit), benefit.acts)) for benefit in benefits]
    grounds = {pair: number for number, pair in enumerate(dict.fromkeys(tests))}
    readings = Readings({name: fact.type for name, fact in program.facts.items()})
    numbers = {benefit.id: number for number, benefit in enumerate(benefits)}
    groups = tuple(ready for stacking in program.stackings if (ready := group(stacking, numbers)))
    undated = {id for id, head in program.documents.items() if head.date is None}
    outside = [stacking for stacking in program.stackings if not stacking.members]
    together = frozenset(number for each in groups for number in each.members)
    lines = tuple(
        Line(number, benefit, grounds[pair], readings, outside, counts, meets=number in together)
        for number, (benefit, pair, counts) in enumerate(zip(benefits, tests, counted(benefits, undated), strict=True))
    )
    questions = Questions(program.facts, [benefit.id for benefit in benefits])
    touches = _touches(lines, groups)
    used = frozenset({ACT_DAY, *touches, *OPEN_PLACES, *(name for area, _ in tests for name in area.places)})
    return Plan(lines, Grounds(tuple(grounds)), groups, together, touches, questions, used)


def open_places(program: Program, subject: str) -> tuple[str, ...]:
    """The places on which a benefit is tested that names none: 注册地 and 经营地, or what this kind of subject has instead."""
    facts = program.facts
    mine = [name for name, fact in facts.items() if fact.type.kind == "region" and (not fact.of or subject in fact.of)]
    own = [name for name in OPEN_PLACES if name in mine] or mine
    return tuple(dict.fromkeys((*own, *OPEN_PLACES)))


def _windows(benefit: Benefit) -> tuple[Window, ...]:
    """The benefit's own days and its document's, each once."""
    windows = [window for window in (benefit.during, benefit.in_force) if window]
    return tuple(dict.fromkeys(windows)) or (Window(None, None),)


def _area(benefit: Benefit, places: tuple[str, ...]) -> AreaTest:
    area = benefit.area or Area(None, COUNTRY)
    return AreaTest(area, (area.fact,) if area.fact else places)


def _touches(lines: Sequence[Line], groups: Sequence[Group]) -> dict[str, frozenset[int]]:
    meets = {number: frozenset({number}) for number in range(len(lines))}
    for each in groups:
        joined = frozenset().union(*(meets[number] for number in each.members))
        meets |= dict.fromkeys(joined, joined)
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for name in line.names:
            found.setdefault(name, set()).update(meets[number])
    for each in groups:
        for name in each.names:
            found.setdefault(name, set()).update(meets[each.members[0]])
    return {name: frozenset(numbers) for name, numbers in found.items()}
