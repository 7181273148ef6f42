"""Whom to reach without being asked: rows whose held facts settle that a bound benefit is theirs, and rows that one fact keeps from it."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from luodi.bulk.answers import answer
from luodi.bulk.batch import Batch, Decided, rows_with
from luodi.bulk.errors import TableError
from luodi.bulk.memory import Run, of_array
from luodi.bulk.plan import Plan
from luodi.bulk.reading import Reject
from luodi.bulk.sums import summed
from luodi.decide.engine import Engine
from luodi.decide.model import Held, Outcome
from luodi.outlook.crowd import Crowd
from luodi.outlook.sides import alone, asked
from luodi.outlook.sums import Counted
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
        self.paid = pa.array([row for row, benefit in paid if benefit == id], pa.string())
        self.most = most
        self.engine: Engine | None = alone(plan, id)

    def take(self, batch: Batch, one: Decided, ids: pa.Array) -> None:
        """Add one batch. Counts are taken for all rows at once, evidence for those that are listed."""
        certain = Counted(batch.rows, [one]).certain.array()
        for number, outcome in enumerate(one.line.outcomes):
            if outcome.status == "yes" or (outcome.status == "unknown" and len(outcome.missing) == 1):
                rows = self._unpaid(_standing(batch, one, number), ids)
                missing = outcome.missing[0] if outcome.status == "unknown" else ""
                self._count(missing, rows, certain)
                listed = self.found.short if missing else self.found.certain
                for row in rows[: max(0, self.most - len(listed))].to_pylist():
                    listed.append(self._reached(batch, one, row, ids[row].as_py(), certain[row].as_py(), missing))

    def _unpaid(self, rows: pa.Array, ids: pa.Array) -> pa.Array:
        if not len(self.paid):
            return rows
        unpaid = rows.filter(pc.invert(pc.is_in(ids.take(rows), self.paid)))
        self.found.already += len(rows) - len(unpaid)
        return unpaid

    def _count(self, missing: str, rows: pa.Array, certain: pa.Array) -> None:
        found = self.found
        if not len(rows):
            return
        if missing:
            found.shorts[self.id] += len(rows)
            found.wanting[missing] += len(rows)
        else:
            found.counts[self.id] += len(rows)
            found.sums[self.id] += summed(of_array(certain.take(rows), "i64"), len(rows))

    def _reached(self, batch: Batch, one: Decided, row: int, id: str, certain: int, missing: str) -> Reached:
        assert self.engine is not None
        facts = batch.facts(asked(one.line), row)
        [outcome] = self.engine.decide(self.plan.subject, facts, batch.on).outcomes
        return Reached(id, self.id, outcome, certain, missing, {name: self._source(name) for name in facts})

    def _source(self, name: str) -> str:
        """Who holds a fact, or what it is worked out by, and the clause that asks it."""
        fact = self.plan.program.facts.get(name)
        stated = {source.fact.name for source in self.found.crowd.head.sources}
        by = self.held.get(name, TABLE) if name in stated else f"按{fact.derived_source}算出" if fact and fact.derived else TABLE
        document, _, clause = fact.source.partition(" ") if fact else ("", "", "")
        head = self.plan.program.documents.get(document)
        return f"{by}；要问它的是{head.short if head else document} {clause}".rstrip() if document else by


def _standing(batch: Batch, one: Decided, number: int) -> pa.Array:
    """The rows of an outcome that lose to no other benefit; of unknown ones those that wait for no more than the outcome itself does."""
    outcome = one.line.outcomes[number]
    if isinstance(one.outcome, Run):
        rows = pa.array(rows_with(one.outcome, number, batch.rows), pa.int32())
    else:
        rows = pa.array(range(batch.rows if one.outcome == number else 0), pa.int32())
    if not one.tied or not one.lost or not one.extra:
        return rows
    rows = rows.filter(pc.equal(one.lost.array().take(rows), 0))
    if outcome.status == "yes":
        return rows
    # A rule on several benefits may be open for want of further facts.
    waiting = rows.filter(pc.greater(one.extra.array().take(rows), 0)).to_pylist()
    more = [row for row in waiting if len(answer(batch, one, row).missing) > len(outcome.missing)]
    return rows.filter(pc.invert(pc.is_in(rows, pa.array(more, pa.int32()))))
