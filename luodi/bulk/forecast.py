"""What a library costs over a table: certain and possible, by benefit, bearer, place, trade, size and month; and a pot that runs out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from luodi.bulk.batch import Decided, add_counted
from luodi.bulk.bearing import borne
from luodi.bulk.columns import Column, mapped
from luodi.bulk.header import Header
from luodi.bulk.memory import Run, zeros
from luodi.bulk.passes import Passed, passes
from luodi.bulk.plan import Plan
from luodi.bulk.sums import counted_by, summed, summed_by
from luodi.bulk.tables import Table
from luodi.places.regions import COUNTRY, Regions

UNSTATED: Final = "没有说"
PLACES: Final = ("注册地", "经营地", "项目所在地", "居住地", "参保地")
BY: Final = {"trade": "划型行业", "size": "企业规模"}


@dataclass(slots=True)
class Cost:
    """Fen certain, and fen possible beyond that."""

    certain: int = 0
    possible: int = 0

    def add(self, certain: int, possible: int) -> None:
        self.certain += certain
        self.possible += possible


@dataclass(slots=True)
class BenefitCost:
    """One benefit: its cost, the rows that certainly have it and those of which it is unknown."""

    id: str
    title: str
    document: str
    clause: str
    force: str
    cost: Cost = field(default_factory=Cost)
    yes: int = 0
    unknown: int = 0


@dataclass(slots=True)
class Forecast:
    """A table on one day. `by` holds for bearer, place, trade and size the cost of each."""

    on: str
    rows: int = 0
    rejected: int = 0
    total: Cost = field(default_factory=Cost)
    benefits: dict[str, BenefitCost] = field(default_factory=dict)
    by: dict[str, dict[str, Cost]] = field(default_factory=lambda: {"bearer": {}, "place": {}, "trade": {}, "size": {}})

    def add(self, kind: str, key: str, certain: int, possible: int) -> None:
        if certain or possible:
            self.by[kind].setdefault(key, Cost()).add(certain, possible)


@dataclass(slots=True)
class Pot:
    """So many fen for one benefit's certain sums. `asked` is all that is due; by `proportion` each gets that part of its own, in fen
    rounded down; first come, `served` rows get theirs whole, and `last` is the id of the row at which the pot is empty."""

    benefit: str
    fen: int
    asked: int = 0
    rows: int = 0
    served: int = 0
    last: str | None = None

    @property
    def enough(self) -> bool:
        return self.asked <= self.fen

    def take(self, certain: pa.Array, ids: pa.Array) -> None:
        """One batch, in its order."""
        due = pc.indices_nonzero(pc.greater(certain, 0))
        for place, fen in zip(due.to_pylist(), certain.take(due).to_pylist(), strict=True):
            self.asked += fen
            self.rows += 1
            if self.asked <= self.fen:
                self.served += 1
            elif self.last is None:
                self.last = ids[place].as_py()


def forecast(plan: Plan, table: Table, header: Header, on: date, pots: Sequence[Pot] = ()) -> Forecast:
    """The cost on one day; pots are emptied in the table's order."""
    return added_up(passes(plan, table, header, on), plan, on, {pot.benefit: pot for pot in pots})


def added_up(batches: Iterable[Passed], plan: Plan, on: date, pots: Mapping[str, Pot]) -> Forecast:
    """Batches as one forecast."""
    found = Forecast(on.isoformat())
    for passed in batches:
        found.rows += passed.batch.rows
        found.rejected += passed.rejected
        keys = {kind: _keys(passed, fact, plan.regions) for kind, fact in _dimensions(passed.batch.columns).items()}
        for one in passed.each():
            if one.outcome != 0:
                _add(found, passed, one, keys, pots)
    return found


Keys = tuple[Run, list[str]]


def _add(found: Forecast, passed: Passed, one: Decided, keys: Mapping[str, Keys], pots: Mapping[str, Pot]) -> None:
    rows, benefit = passed.batch.rows, one.line.benefit
    certain, possible = zeros("i64", rows), zeros("i64", rows)
    own = found.benefits.get(benefit.id)
    if own is None:
        own = BenefitCost(benefit.id, benefit.title, benefit.quote.document, benefit.quote.clause, benefit.force)
        found.benefits[benefit.id] = own
    numbers = _tallied(one, rows)
    own.yes += sum(count for outcome, count in zip(one.line.outcomes, numbers, strict=False) if outcome.status == "yes")
    own.unknown += sum(count for outcome, count in zip(one.line.outcomes, numbers, strict=False) if outcome.status == "unknown")
    if not add_counted(one, rows, certain, possible):
        return
    sums = summed(certain, rows), summed(possible, rows)
    own.cost.add(*sums)
    found.total.add(*sums)
    bearers = borne(benefit.shares, certain, rows), borne(benefit.shares, possible, rows)
    for bearer in bearers[0]:
        found.add("bearer", bearer, bearers[0][bearer], bearers[1][bearer])
    for kind, (run, names) in keys.items():
        parts = summed_by(run, len(names), certain, rows), summed_by(run, len(names), possible, rows)
        for name, *both in zip(names, *parts, strict=True):
            found.add(kind, name, *both)
    if benefit.id in pots:
        pots[benefit.id].take(certain.array(), passed.ids)


def _tallied(one: Decided, rows: int) -> list[int]:
    count = len(one.line.outcomes)
    if isinstance(one.outcome, int):
        return [rows if number == one.outcome else 0 for number in range(count)]
    return counted_by(one.outcome, count, rows)


def _dimensions(columns: Mapping[str, Column]) -> dict[str, str]:
    """The facts by which costs are told apart, as far as the table says them."""
    place = next((name for name in PLACES if name in columns), None)
    found = {"place": place} if place else {}
    return {**found, **{kind: fact for kind, fact in BY.items() if fact in columns}}


def _keys(passed: Passed, fact: str, regions: Regions) -> Keys:
    column = passed.batch.columns[fact]
    label: Any = (lambda code: _district(str(code), regions)) if column.type.kind == "region" else str
    names = list(dict.fromkeys([*(label(value) for value in column.values), UNSTATED]))
    return mapped(column, lambda value: names.index(label(value)), names.index(UNSTATED), passed.batch.rows), names


def _district(code: str, regions: Regions) -> str:
    """The prefecture in which a place lies, or the place itself where it is wider."""
    if code == COUNTRY or code not in regions.names:
        return code
    above = [upper for upper in regions.above(code) if not upper.endswith("0000")]
    return regions.full_name(above[0] if above else code)
