"""Deciding: a program and one subject's facts on one day become outcomes, totals and the next questions."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeVar

from luodi.days.window import Window
from luodi.decide.area import OPEN_PLACES, AreaTest
from luodi.decide.asking import Questions
from luodi.decide.conditions import Reading, Readings
from luodi.decide.known import Known
from luodi.decide.line import OPEN_STACK, Line
from luodi.decide.model import Decision, Held, Nearest, Outcome
from luodi.decide.nearest import Nearness
from luodi.decide.period import ACT_DAY, PeriodTest
from luodi.decide.stacking import Claim, Group, group, stack
from luodi.feel.run import Value
from luodi.feel.unknown import Unknown
from luodi.places.regions import COUNTRY, Regions
from luodi.policy.model import Area, Benefit
from luodi.policy.program import Program

NO_TABLE: Final = Regions({}, {}, frozenset(), {}, Path())
AUDITED: Final = "以主管部门审核为准"

Test = TypeVar("Test", bound=Hashable)
KEPT: Final = 4096


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What a program holds for one kind of subject. Tests that many benefits share stand once and are numbered.

    `asking` maps a fact to the numbers of the lines that ask it.
    """

    lines: tuple[Line, ...]
    areas: tuple[AreaTest, ...]
    periods: tuple[PeriodTest, ...]
    groups: tuple[Group, ...]
    asking: Mapping[str, frozenset[int]]


class Engine:
    """Decides by one program. Expressions are compiled once a kind of subject, when it is first asked for.

    `regions` gives places their names; without it codes are shown.
    """

    def __init__(self, program: Program, regions: Regions | None = None) -> None:
        self.program = program
        self.regions = regions or NO_TABLE
        self.plans: dict[str, Plan] = {}
        self.place = lru_cache(KEPT)(self._place)
        self.days = lru_cache(KEPT)(self._days)
        self.questions = Questions(program.facts)
        types = {name: fact.type for name, fact in program.facts.items()}
        self.nearness = Nearness(types)
        self.derived = {name: Reading(fact.derived.tree, types) for name, fact in program.facts.items() if fact.derived}

    @property
    def subjects(self) -> tuple[str, ...]:
        """The kinds of subject the program holds anything for, in order of first appearance."""
        return tuple(dict.fromkeys(subject for benefit in self.program.benefits for subject in benefit.subjects))

    def decide(self, subject: str, facts: Mapping[str, Value], on: date, used: Collection[str] = ()) -> Decision:
        """What a `subject` (企业, 项目, …) with these facts comes to on that day. A fact that is left out is unknown.

        `used` are facts that something else is decided by: of others that no rule asks, the answer says so.

        Two facts mean something by being left out: without 经营地 it is where 注册地 is, without 事项发生日 the act is of that day.
        """
        plan = self.plans.get(subject) or self._plan(subject)
        stated, worked_out, known = self._known(facts, on)
        claims = self._claims(plan, known)
        stack(plan.groups, claims, known)
        pairs = sorted(zip(plan.lines, claims, strict=True), key=_rank)
        outcomes = tuple([line.outcome(claim) for line, claim in pairs])
        return Decision(
            on.isoformat(),
            subject,
            outcomes,
            sum([claim.certain for claim in claims]),
            sum([claim.possible for claim in claims]),
            self.questions.ask(
                [
                    (outcome, line.asks(known, outcome, claim.worth.missing))
                    for outcome, (line, claim) in zip(outcomes, pairs, strict=True)
                    if outcome.missing
                ]
            ),
            (*self._remarks(outcomes), *self._derivations(worked_out, known), *_unused(plan, subject, stated, self.derived, used)),
        )

    def nearest(self, decision: Decision, facts: Mapping[str, Value]) -> dict[str, Nearest]:
        """By id, the nearest change for each benefit that a decision made on these facts refuses, where there is one."""
        plan, known = self.plans[decision.subject], self.known(facts, date.fromisoformat(decision.on))
        lines = {line.benefit.id: line for line in plan.lines}
        found = {}
        for outcome in decision.outcomes:
            if outcome.status == "no":
                line = lines[outcome.id]
                found[outcome.id] = self.nearness.of(line, plan.areas[line.area], outcome, known)
        return {id: nearest for id, nearest in found.items() if nearest}

    def known(self, facts: Mapping[str, Value], on: date) -> Known:
        """What a decision on these facts goes by: they, and what they work out."""
        return self._known(facts, on)[2]

    def _known(self, facts: Mapping[str, Value], on: date) -> tuple[dict[str, Value], dict[str, Value], Known]:
        """What is stated, what that works out, and both as what a decision goes by."""
        stated = {name: value for name, value in facts.items() if not isinstance(value, Unknown)}
        worked_out = self._worked_out(stated, on)
        return stated, worked_out, Known({**worked_out, **stated}, on, self.program.facts, self.program.events, self.regions)

    def _worked_out(self, stated: Mapping[str, Value], on: date) -> dict[str, Value]:
        """What the stated facts settle of those that others can work out, also where it is stated otherwise."""
        asked = {name: reading for name, reading in self.derived.items() if not stated.keys().isdisjoint(reading.names)}
        if not asked:
            return {}
        known = Known(stated, on, self.program.facts, self.program.events, self.regions)
        values = {name: reading.value(known) for name, reading in asked.items()}
        return {name: value for name, value in values.items() if not isinstance(value, Unknown)}

    def _derivations(self, worked_out: Mapping[str, Value], known: Known) -> tuple[str, ...]:
        """A remark on each fact that was worked out, or that is stated otherwise than it comes to."""
        remarks = []
        for name, value in worked_out.items():
            by = f"按{'、'.join(known.values(self.derived[name].names))}"
            source = self.program.facts[name].derived_source
            if known.facts[name] == value:
                remarks.append(f"{name}{by}是{value}（{source}）")
            else:
                remarks.append(f"说的{name}是{known.words(name)}，{by}是{value}（{source}）；这里以说的为准")
        return tuple(remarks)

    def _claims(self, plan: Plan, known: Known) -> list[Claim]:
        facts = known.facts
        places = [self.place(test, tuple([facts.get(name) for name in test.places])) for test in plan.areas]
        days = [self.days(test, known.on, facts.get(ACT_DAY)) for test in plan.periods]
        stated = frozenset().union(*[plan.asking[name] for name in facts if name in plan.asking])
        return [line.claim(known, places[line.area], days[line.period], stated=number in stated) for number, line in enumerate(plan.lines)]

    def _place(self, test: AreaTest, codes: tuple[Value, ...]) -> Held:
        stated = {name: code for name, code in zip(test.places, codes, strict=True) if code is not None}
        return test.held(Known(stated, date.min, self.program.facts, self.program.events, self.regions))

    def _days(self, test: PeriodTest, on: date, act: Value) -> tuple[Held, ...]:
        stated = {} if act is None else {ACT_DAY: act}
        return test.held(Known(stated, on, self.program.facts, self.program.events, self.regions))

    def _plan(self, subject: str) -> Plan:
        benefits = [benefit for benefit in self.program.benefits if subject in benefit.subjects]
        places = self.open_places(subject)
        areas = [_area(benefit, places) for benefit in benefits]
        periods = [PeriodTest(_windows(benefit), benefit.acts) for benefit in benefits]
        area_numbers, period_numbers = _number(areas), _number(periods)
        readings = Readings({name: fact.type for name, fact in self.program.facts.items()})
        lines = tuple(
            Line(benefit, area_numbers[area], period_numbers[period], readings, self.program.stackings)
            for benefit, area, period in zip(benefits, areas, periods, strict=True)
        )
        numbers = {benefit.id: number for number, benefit in enumerate(benefits)}
        groups = tuple(ready for stacking in self.program.stackings if (ready := group(stacking, numbers)))
        self.plans[subject] = Plan(lines, tuple(area_numbers), tuple(period_numbers), groups, _asking(lines))
        return self.plans[subject]

    def open_places(self, subject: str) -> tuple[str, ...]:
        """The places on which a benefit is tested that names none: 注册地 and 经营地, or what this kind of subject has instead."""
        facts = self.program.facts
        mine = [name for name, fact in facts.items() if fact.type.kind == "region" and (not fact.of or subject in fact.of)]
        own = [name for name in OPEN_PLACES if name in mine] or mine
        return tuple(dict.fromkeys((*own, *OPEN_PLACES)))

    def _remarks(self, outcomes: Sequence[Outcome]) -> tuple[str, ...]:
        documents = self.program.documents
        encoded = len({benefit.quote.document for benefit in self.program.benefits})
        remarks = [f"按已编成规则的{encoded}份文件作答，此后的文件可能已有改动", AUDITED]
        met = dict.fromkeys(outcome.document for outcome in outcomes if outcome.status != "no")
        for id in met:
            if id in documents and documents[id].date is None:
                remarks.append(f"{documents[id].short}没有载明日期，自何日起生效不清楚")
        open_kinds = [outcome.gives.kind for outcome in outcomes if outcome.status != "no" and OPEN_STACK in outcome.stack]
        kinds = [outcome.gives.kind for outcome in outcomes if outcome.status != "no"]
        if any(kinds.count(kind) > 1 for kind in open_kinds):
            remarks.append("文件未规定能否与其他政策叠加的，按各自单独计算")
        return tuple(remarks)


def _unused(
    plan: Plan, subject: str, stated: Mapping[str, Value], derived: Mapping[str, Reading], elsewhere: Collection[str]
) -> tuple[str, ...]:
    """A remark on stated facts that no rule asks of this kind of subject, so that nobody takes them for considered."""
    used = {ACT_DAY, *elsewhere, *plan.asking, *OPEN_PLACES, *(name for test in plan.areas for name in test.places)}
    used.update(name for fact, reading in derived.items() if fact in used for name in reading.names)
    unused = [name for name in stated if name not in used]
    return (f"没有用到：{'、'.join(unused)}（没有一条规则问{subject}这件事）",) if unused else ()


def _windows(benefit: Benefit) -> tuple[Window, ...]:
    """The benefit's own days and its document's, each once."""
    windows = [window for window in (benefit.during, benefit.in_force) if window]
    return tuple(dict.fromkeys(windows)) or (Window(None, None),)


def _area(benefit: Benefit, places: tuple[str, ...]) -> AreaTest:
    area = benefit.area or Area(None, COUNTRY)
    return AreaTest(area, (area.fact,) if area.fact else places)


def _asking(lines: Sequence[Line]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for name in line.names:
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _number(tests: Sequence[Test]) -> dict[Test, int]:
    return {test: number for number, test in enumerate(dict.fromkeys(tests))}


def _rank(pair: tuple[Line, Claim]) -> tuple[int, bool, int]:
    """Bound and held by what is paid, then possible, unknown, encouraged, and what is not given."""
    claim = pair[1]
    if claim.status == "no":
        rank = 4
    elif claim.force == "鼓励":
        rank = 3
    elif claim.status == "unknown":
        rank = 2
    else:
        rank = 0 if claim.force == "应" and claim.worth.given.at_most is None else 1
    return rank, claim.lost_to is not None, -claim.certain - claim.possible
