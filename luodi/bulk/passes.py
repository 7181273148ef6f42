"""A pass over a table: its batches decided one after the other, for whoever adds them up or picks from them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from luodi.bulk.batch import Batch, Decided
from luodi.bulk.header import Header
from luodi.bulk.plan import Plan
from luodi.bulk.reading import read_rows
from luodi.bulk.tables import Table, doubled_ids


@dataclass(frozen=True, slots=True, eq=False)
class Passed:
    """One batch: its ids, what decides it, and how many of its rows were set aside as `luodi bulk` would."""

    ids: pa.Array
    batch: Batch
    rejected: int

    def each(self) -> Iterator[Decided]:
        """Its benefits as they are decided."""
        return (one for _, one in self.batch.each())


def passes(plan: Plan, table: Table, header: Header, on: date) -> Iterator[Passed]:
    """The table's batches in order on one day."""
    doubled, first = doubled_ids(table, header.id), 1
    for raw in table.batches(header.columns):
        own = {row: before for row, before in doubled.items() if first <= row < first + raw.num_rows}
        rows, rejects = read_rows(raw, header, plan.regions, first, own)
        yield Passed(rows.ids, Batch(plan, rows.columns, rows.count, on), len(rejects))
        first += raw.num_rows
