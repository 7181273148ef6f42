"""Rows of 示例 facts drawn by a seed, decided both ways and held against each other."""

import random
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from luodi.bulk.answers import Answer, answers
from luodi.bulk.batch import Batch
from luodi.bulk.columns import column
from luodi.bulk.counted import totals
from luodi.bulk.plan import Plan
from luodi.decide.engine import Engine
from luodi.decide.model import Decision, Outcome
from luodi.policy.model import Fact

CODES = ["360102", "360100", "360000", "360102", "360100", "360402", "420100", "110000", "110100", "000000"]
EDGES = [1, 10, 20, 100, 300, 500_000_000, 10**8, 2 * 10**9, 3 * 10**10, 5 * 10**10, 10**10]
Row = dict[str, Any]


def some(chance: random.Random, fact: Fact) -> Any:
    """A value of the fact, now and then on an edge that rules have."""
    type = fact.type
    if type.kind == "boolean":
        return chance.random() < 0.6
    if type.kind == "region":
        return chance.choice(CODES)
    if type.kind == "date":
        return date.fromordinal(date(2020, 1, 1).toordinal() + chance.randrange(500))
    if type.kind == "string":
        return chance.choice(type.values or ("甲", "乙"))
    if type.unit == "%":
        return Fraction(chance.randrange(10_001), 10_000)
    low, high = type.lo or 0, type.hi if type.hi is not None else 10**12
    return min(max(chance.choice([low, chance.choice(EDGES), int(10 ** chance.uniform(0, 12))]), low), high)


def drawn(facts: Mapping[str, Fact], names: Sequence[str], count: int, seed: int, unknown: float) -> list[Row]:
    """So many rows of the named facts, each unknown by that chance."""
    chance = random.Random(seed)
    return [{name: some(chance, facts[name]) for name in names if chance.random() >= unknown} for _ in range(count)]


def as_table(facts: Mapping[str, Fact], names: Sequence[str], rows: Sequence[Row]) -> dict[str, list[Any]]:
    """The rows as the columns of a table: money in fen, shares in percent."""
    columns: dict[str, list[Any]] = {"编号": [f"示例{number}" for number in range(len(rows))]}
    for name in names:
        kind, unit = facts[name].type.kind, facts[name].type.unit
        if unit == "%":
            columns[f"{name}（%）"] = [None if name not in row else Decimal(int(row[name] * 10_000)).scaleb(-2) for row in rows]
        else:
            columns[f"{name}（分）" if kind == "money" else name] = [row.get(name) for row in rows]
    return columns


def batch_of(plan: Plan, rows: Sequence[Row], on: date) -> Batch:
    """The rows as columns; a fact that no row states is no column."""
    names = [name for name in plan.asked if any(name in row for row in rows)]
    columns = {name: column(plan.types[name], [row.get(name) for row in rows]) for name in names}
    return Batch(plan, columns, len(rows), on)


def assert_equal(engine: Engine, plan: Plan, rows: Sequence[Row], on: date) -> None:
    """Every benefit of every row comes to the same both ways, and so do the sums."""
    batch = batch_of(plan, rows, on)
    decided = batch.decided()
    certain, possible = totals(decided, len(rows))
    for number, row in enumerate(rows):
        decision = engine.decide(plan.subject, row, on)
        assert (certain.view[number], possible.view[number]) == (decision.certain, decision.possible), row
        assert {one.benefit: one for one in answers(batch, decided, number)} == expected(decision), row


def expected(decision: Decision) -> dict[str, Answer]:
    return {outcome.id: _answer(outcome) for outcome in decision.outcomes}


def _answer(outcome: Outcome) -> Answer:
    gives = outcome.gives
    amount = gives.amount if gives.amount is not None else gives.at_most
    known = None if outcome.status == "no" else amount
    return Answer(outcome.id, outcome.status, outcome.missing, known, outcome.certain, outcome.possible, outcome.lost_to)
