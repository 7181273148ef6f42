"""Tables on disk, Parquet or CSV, read in batches; a CSV's values stay the texts they are."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from luodi.bulk.errors import TableError
from luodi.bulk.groups import row_batches
from luodi.bulk.reading import UNREADABLE

# Three to a row group of 131,072, which is read whole where there are few columns: fewer calls for as many rows, in no more memory.
BATCH: Final = 43_712
GROUP: Final = 131_072
FEW: Final = 128
BLOCK: Final = 1 << 24
ENDINGS: Final = (".parquet", ".csv")
UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
KINDS: Final = "完整的 Parquet，或 UTF-8 编码、第一行是列名的 CSV"
AS_UTF8: Final = "不是 UTF-8 编码：在表格软件里另存为“CSV UTF-8”"
RAGGED: Final = re.compile(r"(?:Row #(\d+): )?Expected (\d+) columns, got (\d+)")
# One thread, so that broken rows have their numbers.
READ: Final = pcsv.ReadOptions(block_size=BLOCK, use_threads=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A file of rows. `columns` are its names, in order; `footer` is what a Parquet file says of its row groups, read once."""

    path: Path
    columns: tuple[str, ...]
    footer: pq.FileMetaData | None = field(default=None, compare=False, repr=False)

    @property
    def identity(self) -> list[object]:
        """What says that it is still the same file: its name, its size and when it was changed."""
        known = self.path.stat()
        return [self.path.name, known.st_size, known.st_mtime_ns]

    def batches(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """The named columns, a batch at a time, always cut alike. A CSV has UNREADABLE besides: the text of a row that has no columns."""
        try:
            if self.footer:
                yield from row_batches(self.path, self.footer, columns, rows_at_once(len(columns)))
            else:
                yield from _cut(_csv(self.path, columns), rows_at_once(len(columns)))
        except (pa.ArrowException, OSError) as error:
            raise _unread(f"{self.path} 读到一半读不下去", error) from None


def rows_at_once(columns: int) -> int:
    """How many rows of so many columns are a batch."""
    return GROUP if columns <= FEW else BATCH


def open_table(path: Path) -> Table:
    """The table's header; TableError for what is neither Parquet nor CSV."""
    if _ending(path) not in ENDINGS:
        raise TableError(f"{path}", "以 .parquet 或 .csv 结尾的文件")
    if not path.is_file():
        raise TableError(f"{path} 是文件夹" if path.is_dir() else f"没有 {path}", "一个 .parquet 或 .csv 文件")
    with path.open("rb") as file:
        begins = file.read(2)
    if not begins:
        raise TableError(f"{path} 是空的", KINDS)
    if begins in UTF16:
        raise TableError(f"{path} 读不出来", KINDS, AS_UTF8)
    try:
        footer = pq.read_metadata(path) if _ending(path) == ".parquet" else None
        names = footer.schema.to_arrow_schema().names if footer else _csv_names(path)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise _unread(f"{path} 读不出来", error) from None
    if len(names) == 1 and (found := re.search(r"[;；\t|]", names[0])):
        raise TableError(f"{path} 只有一列，列名里有“{found[0]}”", KINDS, "列之间要用逗号隔开")
    return Table(path, tuple(names), footer)


def _ending(path: Path) -> str:
    return path.suffix.lower()


def _csv_names(path: Path) -> list[str]:
    with pcsv.open_csv(path, READ, pcsv.ParseOptions(invalid_row_handler=lambda _: "skip")) as reader:
        return list(reader.schema.names)


def _csv(path: Path, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """A CSV's rows as they are read, those with too few or too many columns in their places."""
    broken: deque[pcsv.InvalidRow] = deque()

    def met(row: pcsv.InvalidRow) -> str:
        # A quotation mark without its fellow swallows whole rows: that is not one row to be set aside.
        if "\n" in row.text:
            return "error"
        broken.append(row)
        return "skip"

    convert = pcsv.ConvertOptions(
        column_types=dict.fromkeys(columns, pa.string()), include_columns=list(columns), strings_can_be_null=False
    )
    schema = pa.schema([(name, pa.string()) for name in (*columns, UNREADABLE)])
    # Rows are numbered by the file, its header being the first.
    following = 2
    with pcsv.open_csv(path, READ, pcsv.ParseOptions(invalid_row_handler=met), convert) as reader:
        for batch in reader:
            good = batch.append_column(UNREADABLE, pa.nulls(batch.num_rows, pa.string()))
            while broken and broken[0].number - following <= good.num_rows:
                before = broken[0].number - following
                yield good.slice(0, before)
                yield _unreadable(broken.popleft(), schema)
                good = good.slice(before)
                following += before + 1
            yield good
            following += good.num_rows
    for row in broken:
        yield _unreadable(row, schema)


def _unreadable(row: pcsv.InvalidRow, schema: pa.Schema) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([{UNREADABLE: row.text}], schema)


def _cut(rows: Iterator[pa.RecordBatch], size: int) -> Iterator[pa.RecordBatch]:
    """The same rows, so many a batch."""
    waiting: list[pa.RecordBatch] = []
    held = 0
    for batch in rows:
        waiting.append(batch)
        held += batch.num_rows
        while held >= size:
            whole = pa.Table.from_batches(waiting).combine_chunks()
            yield from whole.slice(0, size).to_batches()
            waiting = whole.slice(size).to_batches()
            held -= size
    if held:
        yield from pa.Table.from_batches(waiting).combine_chunks().to_batches()


def _unread(found: str, error: Exception) -> Exception:
    """What stopped the reading, in the reader's words; what the machine itself refuses stays what it is."""
    if isinstance(error, OSError) and error.errno is not None:
        return error
    text = str(error).splitlines()[0]
    ragged = RAGGED.search(text)
    if isinstance(error, UnicodeDecodeError) or "UTF8" in text:
        return TableError(found, KINDS, AS_UTF8)
    if ragged:
        row = f"第{int(ragged[1]) - 1}行" if ragged[1] else "有一行"
        return TableError(f"{found}：{row}有{ragged[3]}列，列名有{ragged[2]}列", "每行一样多的列", "看看引号是否成对")
    return TableError(found, KINDS, text)
