"""Tables of whole numbers, looked up in by runs: which entry stands at the place that a row's numbers point to together."""

from collections.abc import Sequence
from typing import Any, Final

from llvmlite import ir

from luodi.bulk.loops import I32, I64, U8, Lane, Loop, loop
from luodi.bulk.memory import Dimension, Run, empty, filled, of_bytes
from luodi.bulk.native import Native, native

MOST_U8: Final = 256
MOST: Final = {"u8": MOST_U8, "u16": 1 << 16, "i64": 1 << 63}
SMALL: Final = (2, 3, 4, 6, 9, 12, 16, 24, 32)


class LookUp:
    """A table made ready. `strides` say by how much each input's number moves the place.

    `same`: the entry that all places have, where they do; `own`: whether each entry is its own place.
    """

    def __init__(self, strides: Sequence[int], table: Sequence[int]) -> None:
        self.strides = tuple(strides)
        self.width = "u8" if max(table, default=0) < MOST_U8 else "u16"
        self.same = table[0] if len(set(table)) == 1 else None
        self.own = len(self.strides) == 1 and list(table) == [*range(len(table))]
        self.room = next((size for size in SMALL if len(table) <= size), None)
        self.loops: dict[tuple[str, ...], Native] = {}
        self.entries = filled(self.width, [*table, *[0] * (self.room - len(table))] if self.room else table)

    def __call__(self, inputs: Sequence[Run], rows: int) -> Run:
        """The entries of so many rows."""
        out, widths = empty(self.width, rows), tuple([run.width for run in inputs])
        lookup = self.loops.get(widths)
        if lookup is None:
            lookup = self.loops[widths] = self._loop(widths)
        lookup(rows, *[run.address for run in inputs], self.entries.address, out.address, *self.strides)
        return out

    def _loop(self, widths: tuple[str, ...]) -> Native:
        if self.room and {self.width, *widths} == {"u8"}:
            return _select_loop(len(widths), self.room)
        return _lookup_loop(widths, self.width)


def spread(dimension: Dimension, rows: int) -> Run:
    """A number for each row; one number for all rows, as narrow as it can stand, is said for each."""
    if isinstance(dimension, Run):
        return dimension
    width = next(width for width, most in MOST.items() if 0 <= dimension < most or width == "i64")
    run = empty(width, rows)
    fill_loop(width)(rows, run.address, dimension)
    return run


def looked_up(inputs: Sequence[Run], strides: Sequence[int], table: Sequence[int], rows: int) -> Run:
    """The number that stands in the table at the place that the inputs point to together."""
    return LookUp(strides, table)(inputs, rows)


def taken(places: Run, table: Run | bytearray, rows: int) -> Run:
    """The entry of a table at each place, as wide as the table's entries."""
    entries = table if isinstance(table, Run) else of_bytes(table)
    out = empty(entries.width, rows)
    _lookup_loop((places.width,), entries.width)(rows, places.address, entries.address, out.address, 1)
    return out


def indexed(inputs: Sequence[Run], strides: Sequence[int], rows: int) -> Run:
    """The places themselves, where there are too many for a table."""
    out = empty("i32", rows)
    _index_loop(tuple(run.width for run in inputs))(rows, *[run.address for run in inputs], out.address, *strides)
    return out


@native
def fill_loop(width: str) -> Loop:
    return loop([width], 1, lambda lane: lane.put(0, lane.scalars[0]))


@native
def _lookup_loop(widths: tuple[str, ...], out: str) -> Loop:
    def body(lane: Lane) -> None:
        lane.put(len(widths) + 1, lane.get(len(widths), _place(lane, len(widths))))

    return loop([*widths, out, out], len(widths), body)


@native
def _select_loop(inputs: int, size: int) -> Loop:
    """A small table as so many choices, which many rows make at once, where a look-up is made row by row."""

    def body(lane: Lane) -> None:
        build = lane.builder
        place = build.mul(lane.narrow(0), build.trunc(lane.scalars[0], U8)) if inputs > 1 else lane.narrow(0)
        for number in range(1, inputs):
            place = build.add(place, build.mul(lane.narrow(number), build.trunc(lane.scalars[number], U8)))
        found = lane.narrow(inputs, lane.number(0))
        for entry in range(1, size):
            here = build.icmp_unsigned("==", place, build.trunc(lane.number(entry), U8))
            found = build.select(here, lane.narrow(inputs, lane.number(entry)), found)
        lane.put(inputs + 1, found)

    return loop(["u8"] * (inputs + 2), inputs, body)


@native
def _index_loop(widths: tuple[str, ...]) -> Loop:
    def body(lane: Lane) -> None:
        lane.put(len(widths), _place(lane, len(widths)))

    return loop([*widths, "i32"], len(widths), body)


def _place(lane: Lane, inputs: int) -> Any:
    """Reckoned in 32 bits, in which a vector holds twice as many: no table has more places."""
    build, place = lane.builder, ir.Constant(I32, 0)
    for number in range(inputs):
        place = build.add(place, build.mul(lane.fitted(number, "i32"), build.trunc(lane.scalars[number], I32)))
    return build.zext(place, I64)
