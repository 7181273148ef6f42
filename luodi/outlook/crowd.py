"""The rows that are looked at as a whole: a table's, or a synthetic population's, batch by batch."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa

from luodi.bulk.doubled import doubled_ids
from luodi.bulk.header import Header, header
from luodi.bulk.plan import Plan
from luodi.bulk.reading import Reject, Rows, read_rows
from luodi.bulk.synth import population
from luodi.bulk.tables import BATCH, open_table
from luodi.policy.model import Fact

SYNTHETIC: Final = "合成的"

Batches = Callable[[Sequence[str]], Iterator[pa.RecordBatch]]


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """Rows of one kind of subject as one plan reads them. `name` says whose they are; `doubled` which rows repeat which row's id."""

    plan: Plan
    name: str
    head: Header
    synthetic: bool
    batches: Batches
    doubled: dict[int, int]

    def rows(self) -> Iterator[tuple[Rows, list[Reject]]]:
        """The rows that can be decided, and those set aside, a batch at a time, in the table's order."""
        first = 1
        for batch in self.batches(self.head.columns):
            count = batch.num_rows
            found = read_rows(batch, self.head, self.plan.regions, first, self.doubled_in(first, count))
            # Nothing of this batch is kept here while the next one is read.
            del batch
            yield found
            del found
            first += count

    def doubled_in(self, first: int, rows: int) -> dict[int, int]:
        """Of the rows `first` to `first + rows` those that repeat another."""
        return {row: before for row, before in self.doubled.items() if first <= row < first + rows}

    @property
    def known(self) -> frozenset[str]:
        """The facts that rows can have: those of columns, and those worked out of them."""
        stated = {source.fact.name for source in self.head.sources}
        return frozenset(stated | {name for name, derived in self.plan.derived.items() if stated & set(derived.names)})

    def fact(self, names: Sequence[str]) -> Fact | None:
        """The first of these facts that rows can have."""
        return next((self.plan.program.facts[name] for name in names if name in self.known), None)


def of_table(plan: Plan, path: Path, id: str | None = None) -> Crowd:
    """The rows of a Parquet or CSV file. TableError where it cannot be read."""
    table = open_table(path)
    head = header(table.columns, plan, id)
    return Crowd(plan, path.name, head, False, table.batches, doubled_ids(table, head.id))


def of_population(plan: Plan, rows: int, seed: int = 1, batch: int = BATCH, beside: Plan | None = None) -> Crowd:
    """A synthetic population: nobody in it is anybody. It has what `plan` asks, and what the plan `beside` it asks besides."""

    def made(count: int, size: int) -> Iterator[pa.RecordBatch]:
        yield from _joined(population(plan, count, seed, size), population(beside, count, seed, size) if beside else None)

    def batches(columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        for found in made(rows, batch):
            yield found.select(list(columns))

    first = next(made(1, 1))
    return Crowd(plan, f"{SYNTHETIC}{rows}行", header(first.schema.names, plan), True, batches, {})


def pair(old: Plan, new: Plan, rows: int, seed: int = 1, batch: int = BATCH) -> tuple[Crowd, Crowd]:
    """One synthetic population that has what either plan asks, as each of them reads it."""
    crowd = of_population(new, rows, seed, batch, beside=old)
    first = next(iter(_joined(population(new, 1, seed, 1), population(old, 1, seed, 1))))
    return Crowd(old, crowd.name, header(first.schema.names, old), True, crowd.batches, {}), crowd


def _joined(own: Iterator[pa.RecordBatch], others: Iterator[pa.RecordBatch] | None) -> Iterator[pa.RecordBatch]:
    """The same rows with the columns of both, each column once."""
    for one in own:
        other = next(others) if others else None
        more = [name for name in other.schema.names if name not in one.schema.names] if other else []
        names = [*one.schema.names, *more]
        yield pa.RecordBatch.from_arrays([*one.columns, *(other.column(name) for name in more)], names=names) if other else one
