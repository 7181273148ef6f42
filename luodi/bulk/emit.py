"""What a batch comes to as Arrow rows: long, one row for each row and benefit that is not a no, and one row for each row beside it."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from luodi.bulk.amounts import UNKNOWN
from luodi.bulk.answers import opening
from luodi.bulk.batch import Batch, Decided, Dimension, add_counted
from luodi.bulk.lines import POSSIBLE, SURE
from luodi.bulk.lookups import looked_up, taken
from luodi.bulk.loops import Lane, Loop, loop, sparse_loop
from luodi.bulk.memory import Run, empty, filled, zeros
from luodi.bulk.native import native

MOST: Final = 1 << 18
STATUSES: Final = ("no", "yes", "unknown")
TEXT: Final = pa.dictionary(pa.int32(), pa.string())
LONG: Final = pa.schema(
    [
        ("id", TEXT),
        ("benefit", TEXT),
        ("status", TEXT),
        ("amount", pa.int64()),
        ("certain", pa.int64()),
        ("possible", pa.int64()),
        ("lost_to", TEXT),
        ("missing", TEXT),
    ]
)
FIRMS: Final = pa.schema([("id", pa.string()), ("certain", pa.int64()), ("possible", pa.int64()), ("winners", TEXT)])


class Emitter:
    """Gathers long rows until there are enough for a row group, then gives them to `write`."""

    def __init__(self, batch: Batch, ids: pa.Array, write: Callable[[pa.RecordBatch], None], *, known_only: bool = False) -> None:
        self.known_only = known_only
        self.batch = batch
        self.ids = ids
        self.write = write
        self.count = 0
        self.room = MOST + batch.rows + 1
        self.rows, self.lines, self.missing, self.lost = (empty("i32", self.room) for _ in range(4))
        self.status = empty("u8", self.room)
        self.sums = [empty("i64", self.room) for _ in range(3)]
        self.texts: dict[str, int] = {"": 0}

    def add(self, number: int, one: Decided) -> None:
        """All rows of one benefit, by its number in the plan, that are not a no."""
        if one.outcome != 0:
            self._line(number, one)
            if self.count >= MOST:
                self.flush()

    def _line(self, number: int, one: Decided) -> None:
        found, numbers = self._picked(one)
        if not found:
            return
        line, outcomes = one.line, one.line.outcomes
        rows = _from(self.rows, self.count)
        _fill_loop("i32")(found, _from(self.lines, self.count), number)
        statuses = filled("u8", [STATUSES.index(outcome.status) for outcome in outcomes])
        _lookup("i32", "u8")(found, numbers.address, statuses.address, _from(self.status, self.count))
        texts = filled("i32", [self._text(outcome.missing) for outcome in outcomes])
        _lookup("i32", "i32")(found, numbers.address, texts.address, _from(self.missing, self.count))
        amount, certain, possible = (_from(run, self.count) for run in self.sums)
        if one.amount is None:
            _fill_loop("i64")(found, amount, UNKNOWN)
        else:
            _lookup("i32", "i64")(found, rows, one.amount.address, amount)
        if one.tied and one.certain and one.possible and one.lost and one.extra:
            _lookup("i32", "i64")(found, rows, one.certain.address, certain)
            _lookup("i32", "i64")(found, rows, one.possible.address, possible)
            losing = taken(Run("i32", found, self.rows.buffer, rows), one.lost, found)
            members = filled("i32", [-1, *one.tied.lines])
            _lookup("u8", "i32")(found, losing.address, members.address, _from(self.lost, self.count))
            self._open(one, found, numbers)
        else:
            counts = line.counting()
            _counted_loop()(found, numbers.address, counts.address, amount, certain, possible)
            _fill_loop("i32")(found, _from(self.lost, self.count), -1)
        self.count += found

    def _picked(self, one: Decided) -> tuple[int, Run]:
        """The rows whose outcome is wanted, and its number in each."""
        rows, numbers = self.batch.rows, empty("i32", self.batch.rows + 1)
        outcome = self._wanted(one)
        if isinstance(outcome, Run):
            return _pick_loop(outcome.width)(rows, outcome.address, _from(self.rows, self.count), numbers.address), numbers
        if not outcome:
            return 0, numbers
        _count_up_loop()(rows, _from(self.rows, self.count))
        _fill_loop("i32")(rows, numbers.address, outcome)
        return rows, numbers

    def _wanted(self, one: Decided) -> Dimension:
        """Its outcomes, with 0 for those that are left out."""
        if not self.known_only:
            return one.outcome
        wanted = [number if outcome.status == "yes" else 0 for number, outcome in enumerate(one.line.outcomes)]
        return wanted[one.outcome] if isinstance(one.outcome, int) else looked_up([one.outcome], [1], wanted, self.batch.rows)

    def _open(self, one: Decided, found: int, numbers: Run) -> None:
        """What losers wait for because the rule itself is open."""
        assert one.tied and one.extra
        rows = Run("i32", found, self.rows.buffer, _from(self.rows, self.count))
        extra, missing = taken(rows, one.extra, found), self.missing.view
        for place, group in enumerate(extra.view):
            if group:
                row = rows.view[place]
                waits = one.line.outcomes[numbers.view[place]].missing
                more = sorted(set(opening(self.batch, one.tied, group, row)) - set(waits))
                missing[self.count + place] = self._text((*waits, *more))

    def _text(self, missing: Sequence[str]) -> int:
        return self.texts.setdefault("、".join(missing), len(self.texts))

    def flush(self) -> None:
        """Give away what was gathered."""
        if not self.count:
            return
        ids = [line.benefit.id for line in self.batch.plan.lines]
        texts = list(self.texts)
        amount, certain, possible = (run.array(self.count) for run in self.sums)
        columns = [
            pa.DictionaryArray.from_arrays(self.rows.array(self.count), self.ids),
            _named(self.lines, self.count, ids),
            _named(self.status, self.count, STATUSES),
            _known(amount),
            certain,
            possible,
            _named(self.lost, self.count, ids),
            _named(self.missing, self.count, texts),
        ]
        self.write(pa.RecordBatch.from_arrays(columns, schema=LONG))
        self.count = 0


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
        winners = pa.DictionaryArray.from_arrays(coded.indices, pa.array(said, pa.string()))
        return pa.RecordBatch.from_arrays([ids, self.certain.array(), self.possible.array(), winners], schema=FIRMS)


def _named(run: Run, count: int, names: Sequence[str]) -> pa.DictionaryArray:
    """Codes as the names they stand for, numbered as they are first met, so that the same rows are always the same bytes; -1 is none."""
    codes = run.array(count).cast(pa.int32())
    met = codes.unique().to_pylist()
    order = {code: number for number, code in enumerate(code for code in met if code >= 0)}
    found = pc.index_in(codes, pa.array([*order], pa.int32()))
    return pa.DictionaryArray.from_arrays(found, pa.array([names[code] for code in order], pa.string()))


def _known(amount: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(amount, UNKNOWN), pa.scalar(None, pa.int64()), amount)


def _from(run: Run, place: int) -> int:
    """The address at which the run's `place` stands."""
    return run.address + place * {"u8": 1, "u16": 2, "i32": 4, "i64": 8}[run.width]


@native
def _pick_loop(width: str) -> Loop:
    def body(lane: Lane) -> Any:
        number, kept = lane.get(0), lane.scalars[-1]
        lane.put(1, lane.index, kept)
        lane.put(2, number, kept)
        return lane.is_("!=", number, lane.number(0))

    return sparse_loop([width, "i32", "i32"], body)


@native
def _count_up_loop() -> Loop:
    return loop(["i32"], 0, lambda lane: lane.put(0, lane.index))


@native
def _fill_loop(width: str) -> Loop:
    return loop([width], 1, lambda lane: lane.put(0, lane.scalars[0]))


@native
def _lookup(place: str, width: str) -> Loop:
    return loop([place, width, width], 0, lambda lane: lane.put(2, lane.get(1, lane.get(0))))


@native
def _mark_loop() -> Loop:
    return loop(["u8", "i64", "i64"], 0, lambda lane: lane.put(2, lane.builder.or_(lane.get(2), lane.get(1, lane.get(0)))))


@native
def _counted_loop() -> Loop:
    def body(lane: Lane) -> None:
        how, sum, zero = lane.get(1, lane.get(0)), lane.get(2), lane.number(0)
        lane.put(3, lane.choose(lane.is_("==", how, lane.number(SURE)), sum, zero))
        lane.put(4, lane.choose(lane.is_("==", how, lane.number(POSSIBLE)), sum, zero))

    return loop(["i32", "u8", "i64", "i64", "i64"], 0, body)
