"""Tables on disk, Parquet or CSV, read in batches; a CSV's values stay the texts they are."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from luodi.bulk.errors import TableError
from luodi.bulk.groups import row_batches

BATCH: Final = 65_536
BLOCK: Final = 1 << 24
ENDINGS: Final = (".parquet", ".csv")


@dataclass(frozen=True, slots=True)
class Table:
    """A file of rows. `columns` are its names, in order."""

    path: Path
    columns: tuple[str, ...]

    @property
    def identity(self) -> list[object]:
        """What says that it is still the same file: its name, its size and when it was changed."""
        known = self.path.stat()
        return [self.path.name, known.st_size, known.st_mtime_ns]

    def batches(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """The named columns, a batch at a time, always cut alike."""
        try:
            if self.path.suffix == ".parquet":
                yield from row_batches(self.path, columns, BATCH)
            else:
                yield from _csv(self.path, columns)
        except pa.ArrowInvalid as error:
            raise TableError(f"{self.path} 读到一半读不下去", "完整的 Parquet 或 UTF-8 编码的 CSV", str(error).splitlines()[0]) from None


def open_table(path: Path) -> Table:
    """The table's header; TableError for what is neither Parquet nor CSV."""
    if path.suffix not in ENDINGS:
        raise TableError(f"{path}", "以 .parquet 或 .csv 结尾的文件")
    try:
        if path.suffix == ".parquet":
            return Table(path, tuple(pq.read_schema(path).names))
        with pcsv.open_csv(path, pcsv.ReadOptions(block_size=BLOCK)) as reader:
            return Table(path, tuple(reader.schema.names))
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise TableError(f"{path} 读不出来", "Parquet，或 UTF-8 编码、第一行是列名的 CSV", str(error).splitlines()[0]) from None


def doubled_ids(table: Table, id: str) -> dict[int, int]:
    """Rows, from 1, whose id stood before, with the row in which it stood first. Eight bytes a row are kept meanwhile."""
    hashes = array("q")
    for batch in table.batches([id]):
        hashes.extend(map(hash, batch.column(0).to_pylist()))
    suspects = _repeated(hashes)
    if not suspects:
        return {}
    found: dict[int, int] = {}
    met: dict[object, int] = {}
    first = 1
    for batch in table.batches([id]):
        for row in range(first, first + batch.num_rows):
            if hashes[row - 1] in suspects:
                name = batch.column(0)[row - first].as_py()
                if name not in (None, "") and met.setdefault(name, row) != row:
                    found[row] = met[name]
        first += batch.num_rows
    return found


def _repeated(hashes: "array[int]") -> frozenset[int]:
    """The hashes that stand more than once."""
    ordered = pa.array(memoryview(hashes)) if not hashes else _numbers(hashes)
    ordered = ordered.take(pc.array_sort_indices(ordered))
    if len(ordered) < 2:
        return frozenset()
    same = pc.equal(ordered.slice(1), ordered.slice(0, len(ordered) - 1))
    return frozenset(ordered.slice(1).filter(same).to_pylist())


def _numbers(hashes: "array[int]") -> pa.Array:
    return pa.Array.from_buffers(pa.int64(), len(hashes), [None, pa.py_buffer(hashes)])


def _csv(path: Path, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    convert = pcsv.ConvertOptions(
        column_types=dict.fromkeys(columns, pa.string()), include_columns=list(columns), strings_can_be_null=False
    )
    waiting: list[pa.RecordBatch] = []
    with pcsv.open_csv(path, pcsv.ReadOptions(block_size=BLOCK, use_threads=False), convert_options=convert) as reader:
        for batch in reader:
            waiting.append(batch)
            while sum(one.num_rows for one in waiting) >= BATCH:
                whole = pa.Table.from_batches(waiting).combine_chunks()
                yield from whole.slice(0, BATCH).to_batches()
                waiting = whole.slice(BATCH).to_batches()
    if sum(one.num_rows for one in waiting):
        yield from pa.Table.from_batches(waiting).combine_chunks().to_batches()
