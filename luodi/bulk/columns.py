"""A fact's column as loops read it, and the runs of cells made from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

import pyarrow as pa

from luodi.bulk.amounts import relation_loop
from luodi.bulk.cells import Cells, scale
from luodi.bulk.lookups import MOST_U8, LookUp, looked_up
from luodi.bulk.loops import Lane, Loop, loop
from luodi.bulk.memory import Run, empty, filled, of_array
from luodi.bulk.native import native
from luodi.bulk.ratios import UNKNOWN, measure
from luodi.feel import tree as t
from luodi.feel.profile import names
from luodi.feel.run import Value
from luodi.feel.types import Type


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
        measures = tuple(measure(columns[name].type) for name in asked)
        relation_loop(cells.tree, asked, measures, cells.ends)(rows, *[columns[name].run.address for name in asked], run.address)
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
        _order_loop(len(cells.marks), run.width)(rows, asked_of.run.address, run.address, *cells.marks)
    return run


def coded_cell(cells: Cells, value: Value) -> int:
    """The cell of a value that columns hold as a code."""
    if cells.sort == "known":
        return 0
    if cells.sort == "order":
        assert isinstance(value, date)
        return sum(value.toordinal() >= mark for mark in cells.marks)
    return cells.marks.index(value) if value in cells.marks else len(cells.marks)


def mapping(coded: Column, cell: Callable[[Any], int], unknown: int) -> LookUp:
    """A table by the codes of a column, of what each of its values is replaced by."""
    return LookUp((1,), [*[cell(value) for value in coded.values], unknown])


def mapped(coded: Column, cell: Callable[[Any], int], unknown: int, rows: int) -> Run:
    """A coded column with each of its values replaced by a number."""
    return mapping(coded, cell, unknown)([coded.run], rows)


@native
def _order_loop(marks: int, width: str) -> Loop:
    def body(lane: Lane) -> None:
        value, cell = lane.get(0), lane.number(0)
        for mark in lane.scalars[:marks]:
            cell = lane.add(cell, lane.as_number(lane.is_(">=", value, mark)))
        unknown = lane.is_("==", value, lane.number(UNKNOWN))
        lane.put(1, lane.choose(unknown, lane.number(marks + 1), cell))

    return loop(["i64", width], marks, body)


@native
def _unknown_loop() -> Loop:
    def body(lane: Lane) -> None:
        lane.put(1, lane.as_number(lane.is_("==", lane.get(0), lane.number(UNKNOWN))))

    return loop(["i64", "u8"], 0, body)
