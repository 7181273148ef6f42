"""How many questions it takes to settle every benefit, against asking every fact in the order of the files; and that none is needless.

Run from the root of the checkout: python -m bench.decide.questions [FIRMS]. Firms are synthetic (合成), see `firms`.
A question is proved needed by two firms that agree with all that is known, differ in that one fact, and come to different outcomes.
"""

import random
import statistics
import sys
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from bench.decide.firms import ON, asked_of, firms
from luodi.decide.area import OPEN_PLACES
from luodi.decide.asking import ORDER, ask
from luodi.decide.base import altered
from luodi.decide.engine import Engine
from luodi.decide.line import Line
from luodi.decide.model import Decision, Question
from luodi.decide.period import ACT_DAY
from luodi.feel import tree as t
from luodi.feel.run import Value
from luodi.feel.walk import children
from luodi.places.regions import Regions
from luodi.policy.cache import load_program
from luodi.policy.model import Benefit, Expression, Fact, Stacking
from luodi.policy.program import Program

ROOT = Path(__file__).resolve().parent.parent.parent
FIRST = "注册地"
PLACES = ("360102", "360402", "360702", "420102", "110101")
TRIES = 3000
FIRMS = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what was known when it was put, and whether anything that somebody is bound to give or may give waited for it."""

    known: dict[str, Value]
    question: Question
    bound: bool


def asked(engine: Engine, subject: str, firm: Mapping[str, Value]) -> Iterator[Asked]:
    """Each question put to a firm that answers them all.

    Of the answer before only what a new fact touches is reckoned again, as long as it is no place; the last is held against `decide`.
    """
    plan = engine.plan(subject)
    forces = {benefit.id: benefit.force for benefit in engine.program.benefits}
    stated: dict[str, Value] = {}
    known = engine.known(stated, ON)
    grounds = plan.grounds.of(known)
    answer = engine.answer(plan, known, grounds)
    while waiting := [one for fact, one in answer.waiting.items() if fact not in stated]:
        first = min(waiting, key=ORDER)
        question = first.question
        if sum(one.order == first.order for one in waiting) > 1:
            # Of those that matter alike `decide` says which is first.
            question = next(one for one in engine.decide(subject, stated, ON).ask if one.fact not in stated)
        yield Asked(dict(stated), question, any(forces[id] != "鼓励" for id in question.settles))
        stated[question.fact] = firm.get(question.fact, ON)
        before, stood, known = known, grounds, engine.known(stated, ON)
        grounds = plan.grounds.of(known)
        if grounds is stood:
            new = [name for name, value in known.facts.items() if name not in before.facts or before.facts[name] != value]
            answer = altered(answer, plan, known, grounds, plan.touched(new))
        else:
            answer = engine.answer(plan, known, grounds)
    assert ask(answer.waiting) == engine.decide(subject, stated, ON).ask, "asking step by step ends otherwise than deciding at once"


def in_file_order(engine: Engine, subject: str, firm: Mapping[str, Value]) -> int:
    """How many facts must be asked in the order of the files until no benefit waits for one that can still be answered."""
    names = [fact.name for fact in asked_of(engine.program, subject)]
    low, high = 0, len(names)
    while low < high:
        middle = (low + high) // 2
        known = {name: firm[name] for name in names[:middle]}
        waits = any(one.fact in firm and one.fact not in known for one in engine.decide(subject, known, ON).ask)
        low, high = (middle + 1, high) if waits else (low, middle)
    return low


def at_least(engine: Engine, subject: str, firm: Mapping[str, Value]) -> int:
    """A bound that no order of questions goes below that does not ask the day of the act, with every answer known beforehand.

    Places are taken as known and are not counted. Counted is each fact without which some benefit still waits when all others are
    known, and one more for each of a set of benefits that still wait when only those are known and that share no fact.
    """
    plan = engine.plan(subject)
    places = {name: value for name, value in firm.items() if name in plan.grounds.names and name != ACT_DAY}
    grounds = plan.grounds.of(engine.known(places, ON))
    apart = [line for line in plan.lines if line.number not in plan.together]

    def waits(line: Line, names: Set[str]) -> set[str]:
        facts = {name: firm[name] for name in line.names.intersection(firm, names)}
        asks = {fact for fact, _ in line.alone(engine.known(places | facts, ON), grounds[line.ground]).asks}
        return asks.intersection(firm).difference(facts)

    needed = {name for line in apart for name in line.names.intersection(firm) if waits(line, line.names - {name})}
    met: set[str] = set()
    more = 0
    for line in apart:
        left = line.names - needed
        if waits(line, needed) and met.isdisjoint(left):
            met |= left
            more += 1
    return len(needed) + more


class Proof:
    """Finds for a question the two firms that show it was needed."""

    def __init__(self, program: Program, regions: Regions) -> None:
        self.program = program
        self.regions = regions
        self.engines: dict[str, tuple[Engine, dict[str, tuple[Any, ...]]]] = {}
        self.proved: set[tuple[object, ...]] = set()

    def needed(self, subject: str, known: Mapping[str, Value], question: Question) -> bool:
        return any(self._matters(subject, known, question.fact, id) for id in question.settles)

    def _matters(self, subject: str, known: Mapping[str, Value], fact: str, id: str) -> bool:
        engine, values = self._engine(id)
        known = {name: known[name] for name in (*values, *OPEN_PLACES) if name in known}
        key = (subject, fact, id, *known.items())
        if key not in self.proved and self._differ(subject, known, fact, engine, values):
            self.proved.add(key)
        return key in self.proved

    def _differ(self, subject: str, known: Mapping[str, Value], fact: str, engine: Engine, values: Mapping[str, tuple[Any, ...]]) -> bool:
        chance = random.Random(fact)
        open_facts = [name for name in values if name not in known and name != fact]
        for _ in range(TRIES):
            others = {**known, **{name: chance.choice(values[name]) for name in open_facts}}
            one, other = chance.choices(values.get(fact, (ON, ON - timedelta(days=200))), k=2)
            if one != other and _come_to(engine.decide(subject, others | {fact: one}, ON)) != _come_to(
                engine.decide(subject, others | {fact: other}, ON)
            ):
                return True
        return False

    def _engine(self, id: str) -> tuple[Engine, dict[str, tuple[Any, ...]]]:
        """The benefit with those it may meet, and the values worth trying of the facts they ask."""
        if id not in self.engines:
            stackings = tuple(stacking for stacking in self.program.stackings if id in stacking.members)
            ids = {id, *(member for stacking in stackings for member in stacking.members)}
            benefits = tuple(benefit for benefit in self.program.benefits if benefit.id in ids)
            few = replace(self.program, benefits=benefits, stackings=stackings)
            self.engines[id] = Engine(few, self.regions), _values(few)
        return self.engines[id]


def _come_to(decision: Decision) -> list[tuple[object, ...]]:
    return [(one.id, one.status, one.gives, one.certain, one.possible) for one in decision.outcomes]


def _values(program: Program) -> dict[str, tuple[Any, ...]]:
    trees = [one.tree for item in (*program.benefits, *program.stackings) for one in _expressions(item)]
    names = {node.text for tree in trees for node in _nodes(tree) if isinstance(node, t.Name) and node.text in program.facts}
    names |= {benefit.area.fact or FIRST for benefit in program.benefits if benefit.area}
    figures = [figure for tree in trees for node in _nodes(tree) if (figure := _figure(node)) is not None]
    return {name: _tried(program.facts[name], figures) for name in sorted(names)}


def _expressions(item: Benefit | Stacking) -> Iterator[Expression]:
    if isinstance(item, Stacking):
        yield from (one for one in (item.unless, item.ceiling) if one)
        return
    yield from (condition.expression for condition in item.when)
    gift = item.gives
    yield from (one for one in (gift.amount, gift.at_most, gift.of, gift.times) if one)


def _nodes(tree: t.Tree) -> Iterator[t.Tree]:
    yield tree
    for child in children(tree):
        yield from _nodes(child)


def _figure(node: t.Tree) -> Fraction | None:
    if isinstance(node, t.Money):
        return Fraction(node.fen)
    if isinstance(node, t.Percent):
        return Fraction(node.text) / 100
    return Fraction(node.text) if isinstance(node, t.Number) else None


def _tried(fact: Fact, figures: list[Fraction]) -> tuple[Any, ...]:
    kind = fact.type.kind
    if kind == "boolean":
        return True, False
    if kind == "region":
        return PLACES
    if kind == "date":
        return ON, ON - timedelta(days=200), ON - timedelta(days=2000)
    if kind == "string":
        return fact.values or ("合成甲", "合成乙")
    low, high = fact.type.lo or 0, fact.type.hi or 10**12
    whole = kind == "money" or fact.type.unit != "%"
    points = {low, high, Fraction(low + high, 2), *(figure + step for figure in figures for step in (-1, 0, 1))}
    points |= {figure + step for figure in figures for step in (Fraction(-1, 1000), Fraction(1, 1000))} if not whole else set()
    inside = sorted(point for point in points if low <= point <= high and (not whole or point.denominator == 1))
    return tuple(point.numerator if point.denominator == 1 else point for point in inside)


def main(*arguments: str) -> None:
    count = int(arguments[0]) if arguments else FIRMS
    program, regions = load_program(ROOT), Regions.load(ROOT / "reference" / "divisions")
    engine, proof = Engine(program, regions), Proof(program, regions)
    here, bound, least, there, needless = [], [], [], [], []
    for firm in firms(program, regions, count):
        put = list(asked(engine, "企业", firm))
        needless += [one.question for one in put if not proof.needed("企业", one.known, one.question)]
        here.append(len(put))
        bound.append(sum(one.bound for one in put))
        least.append(at_least(engine, "企业", firm))
        there.append(in_file_order(engine, "企业", firm))
    print(
        f"{count} synthetic firms, {len(asked_of(program, '企业'))} facts, {sum('企业' in b.subjects for b in program.benefits)} benefits"
    )
    for what, figures in (
        ("all settled", here),
        ("all but what is only encouraged", bound),
        ("no order can do with less than", least),
        ("all, in the order of the files", there),
    ):
        print(f"{what:<32}least {min(figures)}   median {statistics.median(figures):.0f}   most {max(figures)}")
    whole, counted = statistics.median(here) / statistics.median(there), statistics.median(bound) / statistics.median(there)
    print(f"median against the order of the files: {whole:.2f}, without what is only encouraged {counted:.2f}   target 0.50")
    print(f"questions of which no two firms prove that they were needed: {len(needless)}   target 0   {needless[:5]}")


if __name__ == "__main__":
    main(*sys.argv[1:])
