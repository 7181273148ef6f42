"""Rows on either side of a new line, and of those the one that lies nearest to it, with its reasons by both drafts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import pyarrow as pa

from luodi.bulk.batch import Batch
from luodi.bulk.lines import Line
from luodi.bulk.periods import ACT_DAY
from luodi.bulk.plan import Plan
from luodi.decide.engine import Engine
from luodi.decide.model import Nearest, Outcome
from luodi.feel.run import Value

TRIED: Final = 60
FAR: Final = (99, 0, 0.0)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a row comes to by one draft. `outcome` is decided without the other benefits; `nearest` says what would make a no a yes."""

    outcome: Outcome
    nearest: Nearest | None


@dataclass(frozen=True, slots=True)
class Example:
    """A row with the facts that the benefit asks, as a policy file would write them; None where a draft does not hold the benefit."""

    id: str
    facts: Mapping[str, str]
    old: Answer | None
    new: Answer | None


class Sides:
    """The rows offered for each side of one benefit, a few of each."""

    def __init__(self, id: str, old: Plan, new: Plan, on: date) -> None:
        self.on = on
        self.engines = tuple(alone(plan, id) for plan in (old, new))
        self.plans = old, new
        self.offered: dict[str, list[tuple[str, dict[str, Value], dict[str, str]]]] = {}

    def offer(self, side: str, rows: pa.Array, batches: tuple[Batch, Batch], ids: pa.Array) -> None:
        """Rows of one batch that lie on a side, taken at even distances as long as few are held."""
        held = self.offered.setdefault(side, [])
        step = max(1, len(rows) // TRIED)
        for row in rows[::step].to_pylist()[: TRIED - len(held)]:
            facts: dict[str, Value] = {}
            said: dict[str, str] = {}
            for batch, names in zip(batches, self._names(), strict=True):
                facts |= batch.facts(names, row)
                said |= batch.spoken(names, row)
            held.append((ids[row].as_py(), facts, said))

    @property
    def examples(self) -> dict[str, Example]:
        """Of each side the row nearest to the line: by the draft that refuses it, the one that wants the smallest change."""
        return {side: min((self._example(*row) for row in rows), key=_distance) for side, rows in self.offered.items() if rows}

    def _names(self) -> list[tuple[str, ...]]:
        """The facts that the benefit asks, by each draft."""
        found = []
        for plan, engine in zip(self.plans, self.engines, strict=True):
            lines = [line for line in plan.lines if engine and line.benefit.id == engine.program.benefits[0].id]
            found.append(tuple(dict.fromkeys(name for line in lines for name in asked(line))))
        return found

    def _example(self, id: str, facts: Mapping[str, Value], said: Mapping[str, str]) -> Example:
        old, new = (self._answer(engine, plan.subject, facts) for engine, plan in zip(self.engines, self.plans, strict=True))
        return Example(id, said, old, new)

    def _answer(self, engine: Engine | None, subject: str, facts: Mapping[str, Value]) -> Answer | None:
        if engine is None:
            return None
        decision = engine.decide(subject, facts, self.on)
        [outcome] = decision.outcomes
        return Answer(outcome, engine.nearest(decision, facts).get(outcome.id))


def asked(line: Line) -> tuple[str, ...]:
    """The facts that a benefit asks: of place and day, of its conditions, of its sum."""
    places = () if line.area.everywhere else line.area.places
    when, amount = line.when, line.amount
    return (*places, ACT_DAY, *(when.when.names if when else ()), *(amount.names if amount else ()))


def alone(plan: Plan, id: str) -> Engine | None:
    """What decides that benefit alone."""
    mine = tuple(line.benefit for line in plan.lines if line.benefit.id == id)
    return Engine(replace(plan.program, benefits=mine, stackings=()), plan.regions) if mine else None


def _distance(example: Example) -> tuple[int, int, float]:
    refusals = [answer.nearest.far for answer in (example.old, example.new) if answer and answer.nearest]
    return min(refusals, default=FAR)
