"""A Parquet file's rows, batch by batch, in as little memory as may be."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

LARGE: Final = 4
TOGETHER: Final = 64


def row_batches(path: Path, footer: pq.FileMetaData, columns: Sequence[str], size: int) -> Iterator[pa.RecordBatch]:
    """The named columns in batches of at most `size` rows, always cut alike. The footer of many columns and groups takes room: it is
    read once for all that read the file.

    Row groups of a few batches are read whole, some columns at a time: what reads a column takes more room than the column, and is
    then not there for all columns at once. Larger groups would not fit, and smaller ones make small batches: those are read as they come.
    """
    with pq.ParquetFile(path, metadata=footer) as file:
        groups = [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)]
        if not all(size <= rows <= LARGE * size for rows in groups[:-1]) or any(rows > LARGE * size for rows in groups):
            yield from file.iter_batches(size, columns=list(columns), use_threads=False)
            return
        for number in range(len(groups)):
            yield from _cut(_read(file, number, columns), columns, size)


def _read(file: pq.ParquetFile, group: int, columns: Sequence[str]) -> list[pa.Array]:
    found = []
    for first in range(0, len(columns), TOGETHER):
        names = list(columns[first : first + TOGETHER])
        table = file.read_row_group(group, columns=names, use_threads=True).combine_chunks()
        found += [table[name].chunk(0) if table.num_rows else table[name].combine_chunks() for name in names]
    return found


def _cut(arrays: list[pa.Array], columns: Sequence[str], size: int) -> Iterator[pa.RecordBatch]:
    rows = len(arrays[0])
    for first in range(0, rows, size):
        batch = pa.RecordBatch.from_arrays([array.slice(first, size) for array in arrays], names=list(columns))
        if first + size >= rows:
            # The next group is read when this one is no longer held.
            arrays.clear()
        yield batch
        del batch
