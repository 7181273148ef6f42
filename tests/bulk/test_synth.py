"""The synthetic population: clearly synthetic, the same by its seed whatever the batches, and taken by the library without a reject."""

import pyarrow as pa

from luodi.bulk.header import header
from luodi.bulk.reading import read_rows
from luodi.bulk.synth import population, some_rows
from tests.bulk.build import plan


def test_rows_are_the_same_by_seed_and_number() -> None:
    made = plan()
    whole = pa.Table.from_batches(population(made, 1_000, 7, 1_000))
    pieces = [some_rows(made, first, 250, 7) for first in range(0, 1_000, 250)]
    assert [row for piece in pieces for row in piece.to_pylist()] == whole.to_pylist()
    assert some_rows(made, 0, 100, 8).to_pylist() != whole.slice(0, 100).to_pylist()


def test_every_row_says_that_it_is_synthetic_and_can_be_read() -> None:
    made = plan()
    batch = some_rows(made, 0, 3_000, 1)
    assert all(id.startswith("合成") for id in batch.column("编号").to_pylist())
    rows, rejects = read_rows(batch, header(batch.schema.names, made), made.regions, 1, {})
    assert (rows.count, rejects) == (3_000, [])
    silent = batch.column("规上").null_count
    assert 0 < silent < 60
