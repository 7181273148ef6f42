"""A fact's column as loops read it, and the runs of cells made from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, Final, Literal

import pyarrow as pa

from luodi.bulk.amounts import UNKNOWN, relation_loop
from luodi.bulk.cells import Cells, scale
from luodi.bulk.loops import U8, Lane, Native, loop
from luodi.bulk.memory import Run, empty, filled, of_array, of_bytes
from luodi.feel import tree as t
from luodi.feel.profile import names
from luodi.feel.run import Value
from luodi.feel.types import Type

MOST_U8: Final = 256
SMALL: Final = (2, 3, 4, 6, 9, 12, 16, 24, 32, 48, 64)


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One fact of every row. `truth`: 0 no, 1 yes, 2 unknown. `coded`: a number among `values`, their count where unknown.
    `number`: money in fen, or a number times the scale of its type; UNKNOWN where it is."""

    type: Type
    sort: Literal["truth", "coded", "number"]
    run: Run
    values: tuple[Value, ...] = ()

    def value(self, row: int) -> Value | None:
        """What the fact is in that row; None where unknown."""
        found = self.run.view[row]
        if self.sort == "truth":
            return None if found == 2 else bool(found)
        if self.sort == "coded":
            return self.values[found] if found < len(self.values) else None
        if found == UNKNOWN:
            return None
        exact = Fraction(found, scale(self.type))
        return exact.numerator if exact.denominator == 1 else exact

    def picked(self, rows: pa.Array) -> "Column":
        """The column with those rows only."""
        return Column(self.type, self.sort, of_array(self.run.array().take(rows), self.run.width), self.values)


def column(type: Type, values: Sequence[Value | None]) -> Column:
    """A column from values of the type; None is unknown."""
    if type.kind == "boolean":
        return Column(type, "truth", filled("u8", [2 if value is None else int(value) for value in values]))
    if type.kind in ("number", "money"):
        scaled = [UNKNOWN if value is None else int(value * scale(type)) for value in values]
        return Column(type, "number", filled("i64", scaled))
    distinct = tuple(dict.fromkeys(value for value in values if value is not None))
    codes = {value: code for code, value in enumerate(distinct)}
    return Column(type, "coded", filled("i32", [codes.get(value, len(distinct)) for value in values]), distinct)


def cells_run(cells: Cells, columns: Mapping[str, Column], rows: int) -> Run:
    """In which of its cells each row lies."""
    if cells.sort == "relation":
        assert isinstance(cells.tree, t.Comparison)
        asked = names(cells.tree)
        run = empty("u8", rows)
        types = {name: columns[name].type for name in asked}
        relation_loop(cells.tree, asked, types)(rows, *[columns[name].run.address for name in asked], run.address)
        return run
    asked_of = columns[cells.fact]
    if asked_of.sort == "coded":
        return mapped(asked_of, lambda value: coded_cell(cells, value), cells.unknown, rows)
    if cells.sort == "truth":
        return asked_of.run
    if asked_of.sort == "truth":
        return looked_up([asked_of.run], [1], [0, 0, 1], rows)
    run = empty("u8" if cells.size <= MOST_U8 else "u16", rows)
    if cells.sort == "known":
        _unknown_loop()(rows, asked_of.run.address, run.address)
    else:
        # Held by a name: an address alone keeps nothing alive.
        marks = filled("i64", cells.marks)
        _order_loop(marks.count, run.width)(rows, asked_of.run.address, marks.address, run.address)
    return run


def coded_cell(cells: Cells, value: Value) -> int:
    """The cell of a value that columns hold as a code."""
    if cells.sort == "known":
        return 0
    if cells.sort == "order":
        assert isinstance(value, date)
        return sum(value.toordinal() >= mark for mark in cells.marks)
    return cells.marks.index(value) if value in cells.marks else len(cells.marks)


def mapped(coded: Column, cell: Callable[[Any], int], unknown: int, rows: int) -> Run:
    """A coded column with each of its values replaced by a number."""
    return looked_up([coded.run], [1], [*[cell(value) for value in coded.values], unknown], rows)


def looked_up(inputs: Sequence[Run], strides: Sequence[int], table: Sequence[int], rows: int) -> Run:
    """The number that stands in the table at the place that the inputs point to together."""
    width = "u8" if max(table, default=0) < MOST_U8 else "u16"
    out = empty(width, rows)
    room = next((size for size in SMALL if len(table) <= size), None)
    narrow = width == "u8" and all(run.width == "u8" for run in inputs)
    lookup = _select_loop(len(inputs), room) if room and narrow else _lookup_loop(tuple(run.width for run in inputs), width)
    entries = filled(width, [*table, *[0] * (room - len(table))] if room else table)
    lookup(rows, *[run.address for run in inputs], entries.address, out.address, *strides)
    return out


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


@cache
def _lookup_loop(widths: tuple[str, ...], out: str) -> Native:
    def body(lane: Lane) -> None:
        lane.put(len(widths) + 1, lane.get(len(widths), _place(lane, len(widths))))

    return loop([*widths, out, out], len(widths), body)


@cache
def _select_loop(inputs: int, size: int) -> Native:
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


@cache
def _index_loop(widths: tuple[str, ...]) -> Native:
    def body(lane: Lane) -> None:
        lane.put(len(widths), _place(lane, len(widths)))

    return loop([*widths, "i32"], len(widths), body)


def _place(lane: Lane, inputs: int) -> Any:
    place = lane.number(0)
    for number in range(inputs):
        place = lane.add(place, lane.multiply(lane.get(number), lane.scalars[number]))
    return place


@cache
def _order_loop(marks: int, width: str) -> Native:
    def body(lane: Lane) -> None:
        value, cell = lane.get(0), lane.number(0)
        for mark in range(marks):
            cell = lane.add(cell, lane.as_number(lane.is_(">=", value, lane.get(1, lane.number(mark)))))
        unknown = lane.is_("==", value, lane.number(UNKNOWN))
        lane.put(2, lane.choose(unknown, lane.number(marks + 1), cell))

    return loop(["i64", "i64", width], 0, body)


@cache
def _unknown_loop() -> Native:
    def body(lane: Lane) -> None:
        lane.put(1, lane.as_number(lane.is_("==", lane.get(0), lane.number(UNKNOWN))))

    return loop(["i64", "u8"], 0, body)
