"""Whom to reach without being asked: rows whose known facts settle that a bound benefit is theirs, and rows that one fact keeps from it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from luodi.bulk.answers import Answer, answer
from luodi.bulk.batch import Decided, rows_with
from luodi.bulk.header import Header
from luodi.bulk.memory import Run
from luodi.bulk.passes import Passed, passes
from luodi.bulk.plan import Plan
from luodi.bulk.tables import Table
from luodi.feel.profile import names
from luodi.feel.speak import speak

KINDS: Final = ("money", "charge", "delay", "right")
Paid = Collection[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One condition that holds: how it reads, the facts it stands on, where each of them is asked from, and the words of the text."""

    condition: str
    facts: Mapping[str, str]
    sources: Mapping[str, str]
    words: str


@dataclass(frozen=True, slots=True)
class Reached:
    """A row and a benefit that is certainly its own, or for which one fact is wanting (`missing`, with the question that asks it)."""

    id: str
    benefit: str
    amount: int | None
    missing: str | None
    question: str
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class Reach:
    """`certain` and `short` hold at most so many rows as were asked for; `counts` and `shorts` count all, by benefit, and `wanting`
    the rows by the one fact they lack."""

    on: str
    rows: int = 0
    already: int = 0
    certain: list[Reached] = field(default_factory=list)
    short: list[Reached] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    shorts: Counter[str] = field(default_factory=Counter)
    wanting: Counter[str] = field(default_factory=Counter)


def reach(plan: Plan, table: Table, header: Header, on: date, *, benefits: Collection[str], paid: Paid = (), most: int = 10_000) -> Reach:
    """The rows to reach for these benefits, less those that `paid` says have theirs already."""
    found = Reach(on.isoformat())
    for passed in passes(plan, table, header, on):
        found.rows += passed.batch.rows
        for one in passed.each():
            if one.line.benefit.id in benefits:
                _add(found, passed, one, paid, most)
    return found


def bound(plan: Plan, kinds: Collection[str]) -> tuple[str, ...]:
    """The benefits that the text binds, of the kinds asked for, and that ask anything of the row."""
    return tuple(line.benefit.id for line in plan.lines if line.benefit.force == "应" and line.benefit.gives.kind in kinds)


def _add(found: Reach, passed: Passed, one: Decided, paid: Paid, most: int) -> None:
    id = one.line.benefit.id
    for number, outcome in enumerate(one.line.outcomes):
        if outcome.status == "no" or (outcome.status == "unknown" and len(outcome.missing) != 1):
            continue
        sure = outcome.status == "yes"
        for row in _rows(one, number, passed.batch.rows):
            said = answer(passed.batch, one, row)
            if said.lost_to is not None:
                continue
            if (passed.ids[row].as_py(), id) in paid:
                found.already += 1
                continue
            (found.counts if sure else found.shorts)[id] += 1
            if not sure:
                found.wanting[outcome.missing[0]] += 1
            listed = found.certain if sure else found.short
            if len(listed) < most:
                listed.append(_reached(passed, one, row, said))


def _rows(one: Decided, number: int, rows: int) -> list[int]:
    if isinstance(one.outcome, Run):
        return rows_with(one.outcome, number, rows)
    return list(range(rows)) if one.outcome == number else []


def _reached(passed: Passed, one: Decided, row: int, said: Answer) -> Reached:
    facts = passed.batch.plan.program.facts
    missing = said.missing[0] if said.status == "unknown" and said.missing else None
    question = facts[missing].question if missing is not None and missing in facts else ""
    return Reached(passed.ids[row].as_py(), said.benefit, said.amount, missing, question, tuple(_evidence(passed, one, row)))


def _evidence(passed: Passed, one: Decided, row: int) -> Iterator[Evidence]:
    batch, benefit = passed.batch, one.line.benefit
    facts = batch.plan.program.facts
    if not one.line.area.everywhere:
        known = batch.spoken(one.line.area.places, row)
        within = batch.plan.regions.full_name(one.line.area.area.within)
        yield Evidence(f"在{within}", known, _sources(known, batch.plan), "……".join(benefit.quote.words))
    for condition in benefit.when:
        tree = condition.expression.tree
        known = batch.spoken([name for name in names(tree) if name in facts], row)
        yield Evidence(speak(tree), known, _sources(known, batch.plan), "……".join(condition.quote.words))


def _sources(known: Mapping[str, str], plan: Plan) -> dict[str, str]:
    """Where each fact comes from: the table, or what it was worked out by."""
    worked_out = {name: derived.fact.derived_source for name, derived in plan.derived.items()}
    return {name: f"所给的表；没有填的按{worked_out[name]}算" if name in worked_out else "所给的表" for name in known}
