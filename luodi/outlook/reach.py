"""Whom to reach without being asked: rows whose held facts settle that a bound benefit is theirs, and rows that one fact keeps from it."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from luodi.bulk.answers import Answer, answer
from luodi.bulk.batch import Batch, Decided, rows_with
from luodi.bulk.errors import TableError
from luodi.bulk.memory import Run
from luodi.bulk.plan import Plan
from luodi.bulk.reading import Reject
from luodi.decide.engine import Engine
from luodi.decide.model import Held, Outcome
from luodi.outlook.crowd import Crowd
from luodi.outlook.sides import alone, asked
from luodi.policy.quotes import nearest

SUMS: Final = ("money", "charge", "delay")
TABLE: Final = "所给的表"
Paid = Collection[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Reached:
    """A row and a benefit that is certainly its own, or for which one fact is wanting (`missing`; "" where none is).

    `certain` is what of its sum is certain beside the others, in fen; `conditions` are those of `decide`, with value, words and place;
    `sources` says of each fact that they stand on where it comes from.
    """

    id: str
    benefit: str
    outcome: Outcome
    certain: int
    missing: str
    sources: Mapping[str, str]

    @property
    def conditions(self) -> tuple[Held, ...]:
        return self.outcome.conditions


@dataclass(slots=True)
class Reach:
    """`certain` and `short` list at most so many as were asked for; `counts`, `sums` (certain fen) and `shorts` count all by benefit,
    `wanting` all by the one fact they lack. `already` were left out as paid; `unmatched` of the paid list are of no row of the table."""

    crowd: Crowd
    on: date
    rows: int = 0
    rejects: list[Reject] = field(default_factory=list)
    already: int = 0
    unmatched: int = 0
    certain: list[Reached] = field(default_factory=list)
    short: list[Reached] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    sums: Counter[str] = field(default_factory=Counter)
    shorts: Counter[str] = field(default_factory=Counter)
    wanting: Counter[str] = field(default_factory=Counter)


def reach(
    crowd: Crowd, on: date, benefits: Collection[str], *, paid: Paid = (), held: Mapping[str, str] | None = None, most: int = 1000
) -> Reach:
    """The rows to reach for these benefits, less those that `paid` (id, benefit) says have theirs.

    `held` says of each fact by whom it is held; facts that it does not name count as unknown. None: all that the table states is held.
    """
    crowd = crowd if held is None else only_held(crowd, held)
    found = Reach(crowd, on)
    seekers = {id: _Seeker(found, crowd.plan, id, held or {}, frozenset(paid), most) for id in benefits}
    wanted = pa.array(sorted({id for id, _ in paid}), pa.string())
    met: set[str] = set()
    for rows, refused in crowd.rows():
        found.rows += rows.count
        found.rejects += refused
        met.update(rows.ids.filter(pc.is_in(rows.ids, wanted)).to_pylist())
        batch = Batch(crowd.plan, rows.columns, rows.count, on)
        for _, one in batch.each():
            if one.line.benefit.id in seekers:
                seekers[one.line.benefit.id].take(batch, one, rows.ids)
    found.unmatched = sum(id not in met for id, _ in paid)
    return found


def bound(plan: Plan, *, rights: bool) -> tuple[str, ...]:
    """The benefits that the text binds somebody to give: those of sums and days, and rights too where they are wanted."""
    return tuple(line.benefit.id for line in plan.lines if line.benefit.force == "应" and (rights or line.benefit.gives.kind in SUMS))


def only_held(crowd: Crowd, held: Mapping[str, str]) -> Crowd:
    """The crowd with none but the facts that are held. TableError for a fact that there is none of."""
    facts = crowd.plan.program.facts
    for name in held:
        if name not in facts:
            raise TableError(f"没有叫“{name}”的事实", "规则要问的事实的名字", nearest(name, list(facts)))
    kept = tuple(source for source in crowd.head.sources if source.fact.name in held)
    gone = tuple(source.fact.name for source in crowd.head.sources if source.fact.name not in held)
    return replace(crowd, head=replace(crowd.head, sources=kept, missing=(*crowd.head.missing, *gone)))


class _Seeker:
    """One benefit, while batches come."""

    def __init__(self, found: Reach, plan: Plan, id: str, held: Mapping[str, str], paid: frozenset[tuple[str, str]], most: int) -> None:
        self.found = found
        self.plan = plan
        self.id = id
        self.held = held
        self.paid = paid
        self.most = most
        self.engine: Engine | None = alone(plan, id)

    def take(self, batch: Batch, one: Decided, ids: pa.Array) -> None:
        for number, outcome in enumerate(one.line.outcomes):
            if outcome.status == "yes" or (outcome.status == "unknown" and len(outcome.missing) == 1):
                for row in _rows(one, number, batch.rows):
                    self._row(batch, one, row, ids[row].as_py())

    def _row(self, batch: Batch, one: Decided, row: int, id: str) -> None:
        said, found = answer(batch, one, row), self.found
        if said.lost_to is not None or (said.status == "unknown" and len(said.missing) != 1):
            return
        if (id, self.id) in self.paid:
            found.already += 1
            return
        missing = said.missing[0] if said.status == "unknown" else ""
        if missing:
            found.shorts[self.id] += 1
            found.wanting[missing] += 1
        else:
            found.counts[self.id] += 1
            found.sums[self.id] += said.certain
        listed = found.short if missing else found.certain
        if len(listed) < self.most:
            listed.append(self._reached(batch, one, row, id, said, missing))

    def _reached(self, batch: Batch, one: Decided, row: int, id: str, said: Answer, missing: str) -> Reached:
        assert self.engine is not None
        facts = batch.facts(asked(one.line), row)
        [outcome] = self.engine.decide(self.plan.subject, facts, batch.on).outcomes
        return Reached(id, self.id, outcome, said.certain, missing, {name: self._source(name) for name in facts})

    def _source(self, name: str) -> str:
        """Who holds a fact, or what it is worked out by, and the clause that asks it."""
        fact = self.plan.program.facts.get(name)
        stated = {source.fact.name for source in self.found.crowd.head.sources}
        by = self.held.get(name, TABLE) if name in stated else f"按{fact.derived_source}算出" if fact and fact.derived else TABLE
        document, _, clause = fact.source.partition(" ") if fact else ("", "", "")
        head = self.plan.program.documents.get(document)
        return f"{by}；要问它的是{head.short if head else document} {clause}".rstrip() if document else by


def _rows(one: Decided, number: int, rows: int) -> list[int]:
    if isinstance(one.outcome, Run):
        return rows_with(one.outcome, number, rows)
    return list(range(rows)) if one.outcome == number else []
