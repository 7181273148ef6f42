"""What a batch comes to as Arrow rows: long, one row for each row and benefit that is not a no, and one row for each row beside it."""

from collections.abc import Callable
from itertools import groupby
from operator import itemgetter
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from luodi.bulk.answers import opening
from luodi.bulk.batch import Batch, Decided
from luodi.bulk.counted import add_counted
from luodi.bulk.lines import POSSIBLE, STATUSES, SURE
from luodi.bulk.lookups import fill_loop, looked_up, spread, taken
from luodi.bulk.loops import Lane, Loop, loop, sparse_loop
from luodi.bulk.memory import Run, empty, filled, from_place, zeros
from luodi.bulk.native import native
from luodi.bulk.ratios import UNKNOWN

# Names are written again for each row group: few large ones cost less. Sums are what takes room.
MOST: Final = 1 << 20
MOST_SUMMED: Final = 1 << 17
NOBODY: Final = (1 << 16) - 1
TEXT: Final = pa.dictionary(pa.int32(), pa.string())
LINE: Final = pa.dictionary(pa.int16(), pa.string())
LONG: Final = pa.schema(
    [
        pa.field("id", TEXT, nullable=False),
        pa.field("benefit", LINE, nullable=False),
        pa.field("status", pa.dictionary(pa.int8(), pa.string()), nullable=False),
        pa.field("amount", pa.int64()),
        pa.field("certain", pa.int64(), nullable=False),
        pa.field("possible", pa.int64(), nullable=False),
        pa.field("lost_to", LINE),
        pa.field("missing", TEXT, nullable=False),
    ]
)
# What stands in the columns of sums where there can be none.
NOTHING: Final = 1 << 16
NO_SUM, NO_LINE = pa.nulls(NOTHING, pa.int64()), pa.nulls(NOTHING, pa.int16())
NOUGHT: Final = pa.repeat(pa.scalar(0, pa.int64()), NOTHING)
FIRMS: Final = pa.schema([("id", pa.string()), ("certain", pa.int64()), ("possible", pa.int64()), ("winners", TEXT)])


class Emitter:
    """Gathers long rows until there are enough for a row group, then gives them to `write`, which uses them at once.

    Most benefits have no sum and lose to nobody: what stands there is the same for all their rows, and only how many there are is
    gathered.
    """

    def __init__(self, batch: Batch, ids: pa.Array, write: Callable[[pa.Table], None], *, known_only: bool = False) -> None:
        self.known_only = known_only
        self.batch = batch
        self.ids = ids
        self.benefits = pa.array([line.benefit.id for line in batch.plan.lines], pa.string())
        self.write = write
        self.count = self.summed = 0
        self.stretches: list[tuple[bool, int]] = []
        room = MOST + batch.rows + 1
        self.rows, self.missing = (empty("i32", room) for _ in range(2))
        self.lines = empty("u16", room)
        self.status = empty("u8", room)
        room = MOST_SUMMED + batch.rows + 1
        self.sums = [empty("i64", room) for _ in range(3)]
        self.lost = empty("u16", room)

    def add(self, number: int, one: Decided) -> None:
        """All rows of one benefit, by its number in the plan, that are not a no."""
        if one.outcome != 0:
            self._line(number, one)
            if self.count >= MOST or self.summed >= MOST_SUMMED:
                self.flush()

    def flush(self) -> None:
        """Give away what was gathered."""
        if not self.count:
            return
        amount, certain, possible = (run.array(self.summed) for run in self.sums)
        lost = _typed(self.lost, pa.int16(), self.summed)
        columns = [
            _coded(self.rows.array(self.count), self.ids),
            _coded(_typed(self.lines, pa.int16(), self.count), self.benefits),
            _coded(_typed(self.status, pa.int8(), self.count), pa.array(STATUSES, pa.string())),
            self._stretched(_where(pc.not_equal(amount, UNKNOWN), amount), NO_SUM),
            self._stretched(certain, NOUGHT),
            self._stretched(possible, NOUGHT),
            self._stretched(_coded(_where(pc.greater_equal(lost, 0), lost), self.benefits), _coded(NO_LINE, self.benefits)),
            self._waiting(),
        ]
        self.write(pa.Table.from_arrays(columns, schema=LONG))
        self.count = self.summed = 0
        self.stretches.clear()

    def _stretched(self, summed: pa.Array, nothing: pa.Array) -> pa.ChunkedArray:
        """The column of all rows: its stretches of rows with sums, and between them nothing."""
        chunks, first = [], 0
        for there, stretches in groupby(self.stretches, itemgetter(0)):
            count = sum(found for _, found in stretches)
            if there:
                chunks.append(summed.slice(first, count))
                first += count
            else:
                chunks += [nothing.slice(0, count - done) for done in range(0, count, len(nothing))]
        return pa.chunked_array(chunks)

    def _line(self, number: int, one: Decided) -> None:
        outcome = self._wanted(one)
        said, waits = one.line.coded.statuses, one.line.waiting
        runs = (outcome, said, waits, self.rows, self.status, self.missing, self.lines)
        found = _line_loop(outcome.width)(self.batch.rows, *[run.address for run in runs], self.count, number)
        if not found:
            return
        summed = self._sums(one, outcome, from_place(self.rows, self.count), found)
        self.stretches.append((summed, found))
        self.count += found
        self.summed += found if summed else 0

    def _sums(self, one: Decided, outcome: Run, rows: int, found: int) -> bool:
        """Gather the sums of the picked rows, and who they lost to; whether there can be any."""
        amount = one.amount
        if not amount and not one.tied:
            return False
        lost = from_place(self.lost, self.summed)
        sums = [from_place(run, self.summed) for run in self.sums]
        if one.tied and one.certain and one.possible and one.lost:
            if amount:
                _pick_sum_loop()(found, rows, amount.address, sums[0])
            else:
                fill_loop("i64")(found, sums[0], UNKNOWN)
            members = filled("u16", [NOBODY, *one.tied.lines])
            addresses = [run.address for run in (one.certain, one.possible, one.lost, members)]
            _tied_loop()(found, rows, *addresses, *sums[1:], lost)
            self._open(one, outcome, rows, found)
        elif amount:
            _counted_loop(outcome.width)(found, rows, outcome.address, one.line.coded.counts.address, amount.address, *sums)
            fill_loop("u16")(found, lost, NOBODY)
        return True

    def _wanted(self, one: Decided) -> Run:
        """Its outcomes, with 0 for those that are left out."""
        rows = self.batch.rows
        outcome = spread(one.outcome, rows)
        if not self.known_only:
            return outcome
        wanted = [number if outcome.status == "yes" else 0 for number, outcome in enumerate(one.line.outcomes)]
        return looked_up([outcome], [1], wanted, rows)

    def _open(self, one: Decided, outcome: Run, first: int, found: int) -> None:
        """What losers wait for because the rule itself is open."""
        assert one.tied and one.extra
        rows = Run("i32", found, self.rows.buffer, first)
        extra, open_ = taken(rows, one.extra, found), empty("i32", found + 1)
        for place in open_.view[: _pick_loop(extra.width)(found, extra.address, open_.address)].tolist():
            row = rows.view[place]
            waits = one.line.outcomes[outcome.view[row]].missing
            more = sorted(set(opening(self.batch, one.tied, extra.view[place], row)) - set(waits))
            self.missing.view[self.count + place] = one.line.waits.number((*waits, *more))

    def _waiting(self) -> pa.DictionaryArray:
        """What rows wait for, over those texts only that there are, in the texts' order: the same rows are always the same bytes."""
        texts = self.batch.plan.waits.texts
        met, places = zeros("u8", len(texts)), zeros("i32", len(texts))
        _met_loop()(self.count, self.missing.address, met.address)
        order = sorted((code for code, here in enumerate(met.view) if here), key=texts.__getitem__)
        for place, code in enumerate(order):
            places.view[code] = place
        codes = taken(self.missing, places, self.count)
        return _coded(codes.array(), pa.array([texts[code] for code in order], pa.string()))


class Tally:
    """One row for each row of a batch: what is certain, what is possible, and which benefits won over others, by their ids."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.certain, self.possible, self.marks = (zeros("i64", rows) for _ in range(3))
        self.names: list[str] = []

    def add(self, one: Decided) -> None:
        """One benefit of every row."""
        add_counted(one, self.rows, self.certain, self.possible)
        if one.lost is None or one.tied is None:
            return
        members = [benefit.id for benefit in one.tied.component.benefits]
        self.names += [id for id in members if id not in self.names]
        bits = filled("i64", [0, *[1 << self.names.index(id) for id in members]])
        _mark_loop()(self.rows, one.lost.address, bits.address, self.marks.address)

    def firms(self, ids: pa.Array) -> pa.RecordBatch:
        """The rows."""
        coded = self.marks.array().dictionary_encode()
        said = [" ".join(name for bit, name in enumerate(self.names) if mark >> bit & 1) for mark in coded.dictionary.to_pylist()]
        winners = _coded(coded.indices, pa.array(said, pa.string()))
        return pa.RecordBatch.from_arrays([ids, self.certain.array(), self.possible.array(), winners], schema=FIRMS)


def _coded(codes: pa.Array, names: pa.Array) -> pa.DictionaryArray:
    # Codes are our own: to look through them for one that is none would take as long as to write them.
    return pa.DictionaryArray.from_arrays(codes, names, safe=False)


def _typed(run: Run, type: pa.DataType, count: int) -> pa.Array:
    """The run's first numbers as numbers of a type as wide."""
    return pa.Array.from_buffers(type, count, [None, run.buffer])


def _where(known: pa.BooleanArray, values: pa.Array) -> pa.Array:
    """The values that are known, null elsewhere."""
    return pa.Array.from_buffers(values.type, len(values), [known.buffers()[1], values.buffers()[1]])


@native
def _line_loop(width: str) -> Loop:
    """Of the rows that are not a no their places, the status, what they wait for and the benefit's number, gathered behind so many."""

    def body(lane: Lane) -> None:
        outcome, place = lane.get(0), lane.add(lane.scalars[0], lane.scalars[-1])
        for array, value in ((3, lane.index), (4, lane.get(1, outcome)), (5, lane.get(2, outcome)), (6, lane.scalars[1])):
            lane.put(array, value, place)

    return sparse_loop([width, "u8", "i32", "i32", "u8", "i32", "u16"], 2, body)


@native
def _pick_loop(width: str) -> Loop:
    """The places at which there is anything."""
    return sparse_loop([width, "i32"], 0, lambda lane: lane.put(1, lane.index, lane.scalars[-1]))


@native
def _counted_loop(width: str) -> Loop:
    """Of the picked rows the sum, and what of it is certain and what possible."""

    def body(lane: Lane) -> None:
        row, zero = lane.get(0), lane.number(0)
        how, sum = lane.get(2, lane.get(1, row)), lane.get(3, row)
        lane.put(4, sum)
        lane.put(5, lane.choose(lane.is_("==", how, lane.number(SURE)), sum, zero))
        lane.put(6, lane.choose(lane.is_("==", how, lane.number(POSSIBLE)), sum, zero))

    return loop(["i32", width, "u8", *["i64"] * 4], 0, body)


@native
def _tied_loop() -> Loop:
    """Of the picked rows what is certain and possible beside the others, and who they lost to."""

    def body(lane: Lane) -> None:
        row = lane.get(0)
        lane.put(5, lane.get(1, row))
        lane.put(6, lane.get(2, row))
        lane.put(7, lane.get(4, lane.get(3, row)))

    return loop(["i32", "i64", "i64", "u8", "u16", "i64", "i64", "u16"], 0, body)


@native
def _pick_sum_loop() -> Loop:
    return loop(["i32", "i64", "i64"], 0, lambda lane: lane.put(2, lane.get(1, lane.get(0))))


@native
def _met_loop() -> Loop:
    return loop(["i32", "u8"], 0, lambda lane: lane.put(1, lane.number(1), lane.get(0)))


@native
def _mark_loop() -> Loop:
    return loop(["u8", "i64", "i64"], 0, lambda lane: lane.put(2, lane.builder.or_(lane.get(2), lane.get(1, lane.get(0)))))
