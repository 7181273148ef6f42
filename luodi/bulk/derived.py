"""Facts that others work out where they are not stated: decided once for each combination of cells that is met."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from math import prod
from typing import Final
from zlib import compress, decompress

from luodi.bulk.cells import IMPOSSIBLE, Cells, scale, value
from luodi.bulk.columns import Column, cells_run, mapped
from luodi.bulk.factor import factor
from luodi.bulk.kept import kept, key
from luodi.bulk.lookups import indexed, looked_up, taken
from luodi.bulk.memory import Run, filled
from luodi.bulk.rules import Rule
from luodi.feel import tree as t
from luodi.feel.profile import names
from luodi.feel.run import Value, compile_tree
from luodi.feel.types import Type
from luodi.feel.unknown import Unknown
from luodi.feel.walk import rebuild
from luodi.policy.model import Fact

UNMET: Final = 255
Known = tuple[Value | None, tuple[tuple[str, int], ...], tuple[str, ...]]


class Derived:
    """A choice that other facts work out. `tables` hold, by which of those a table has, what each combination of their cells comes to,
    as a number among the choices; UNMET where it was not met yet."""

    def __init__(self, fact: Fact, types: Mapping[str, Type]) -> None:
        assert fact.derived is not None
        self.fact = fact
        self.types = types
        self.names = names(fact.derived.tree)
        self.cells = factor((fact.derived.tree,), types).cells
        self.first = next((name for name in self.names if types[name].values), None)
        self.tables: dict[tuple[str, ...], bytearray] = {}
        self.kept: dict[Known, int] = {}
        self.narrowed = cache(self._narrowed)

    @cached_property
    def rule(self) -> Rule:
        """What works it out."""
        assert self.fact.derived is not None
        return Rule(self.fact.derived.tree, self.types)

    def column(self, columns: Mapping[str, Column], rows: int) -> Column | None:
        """The fact's column, stated values first; None where nothing is stated of it or of what it is worked out from."""
        stated = columns.get(self.fact.name)
        cells = [one for one in self.cells if one.fact in columns]
        if not cells:
            return stated
        choices, strides = self.fact.type.values, _strides(cells)
        places = indexed([cells_run(one, columns, rows) for one in cells], strides, rows)
        found = taken(places, self._table(cells, strides, places), rows)
        if stated is not None:
            own = mapped(stated, choices.index, len(choices), rows)
            size = len(choices) + 1
            merged = [one if one < len(choices) else other for one in range(size) for other in range(size)]
            found = looked_up([own, found], [size, 1], merged, rows)
        return Column(self.fact.type, "coded", taken(found, filled("i32", range(len(choices) + 1)), rows), choices)

    def _table(self, cells: Sequence[Cells], strides: Sequence[int], places: Run) -> bytearray:
        """The table over these cells, in which none of the places is UNMET any longer. What it comes to is kept."""
        facts = tuple(one.fact for one in cells)
        name = key("derived", self.fact.derived, [self.types[fact] for fact in self.names], self.fact.type, facts)
        size = prod(one.size for one in cells)
        if facts not in self.tables:
            made = kept().get([name]).get(name)
            self.tables[facts] = bytearray(decompress(made)) if made else bytearray([UNMET]) * size
        table = self.tables[facts]
        unmet = [place for place in places.array().unique().to_pylist() if table[place] == UNMET]
        for place in unmet:
            table[place] = self._code(cells, strides, place)
        if unmet:
            kept().put({name: compress(table, 1)})
        return table

    def _code(self, cells: Sequence[Cells], strides: Sequence[int], place: int) -> int:
        combination = {one: place // stride % one.size for one, stride in zip(cells, strides, strict=True)}
        facts = {one.fact: value(one, cell, self.types[one.fact]) for one, cell in combination.items() if cell != one.unknown}
        if not facts or IMPOSSIBLE in facts.values():
            return len(self.fact.type.values)
        # Most marks are of another trade than the row's own: what it comes to is the same on either side of them.
        narrow, own = self.narrowed(facts.get(self.first)) if self.first else (self.rule, self.cells)
        known = tuple((one.fact, _cell(one, facts[one.fact], self.types[one.fact])) for one in own if one.fact in facts)
        key = (facts.get(self.first or ""), known, tuple(facts))
        if key not in self.kept:
            found = narrow.value(facts) if narrow else self._under_each(facts)
            if not isinstance(found, Unknown):
                # The whole rule tries more cells and may give up where the narrower one does not: what it says counts.
                found = self.rule.value(facts)
            self.kept[key] = len(self.fact.type.values) if isinstance(found, Unknown) else self.fact.type.values.index(found)
        return self.kept[key]

    def _under_each(self, facts: Mapping[str, Value]) -> Value:
        """What it comes to whatever the first choice is; unknown where that differs."""
        assert self.first is not None
        found = [narrow.value(facts) for choice in self.types[self.first].values if (narrow := self.narrowed(choice)[0])]
        return found[0] if all(one == found[0] for one in found) else Unknown(frozenset({self.first}))

    def _narrowed(self, first: Value | None) -> tuple[Rule | None, tuple[Cells, ...]]:
        """The rule once the first choice is known, and the cells that then still matter."""
        assert self.fact.derived is not None and self.first is not None
        if first is None:
            return None, self.cells
        tree = narrowed(self.fact.derived.tree, self.first, first)
        return Rule(tree, self.types), factor((tree,), self.types).cells


def narrowed(tree: t.Tree, name: str, known: Value) -> t.Tree:
    """The tree where one fact is known, without the branches that this rules out."""
    if names(tree) == (name,):
        found = compile_tree(tree)({name: known})
        return t.Boolean(found) if isinstance(found, bool) else tree
    if isinstance(tree, t.And):
        parts = [narrowed(part, name, known) for part in tree.parts]
        return t.Boolean(False) if t.Boolean(False) in parts else t.And(tuple(parts))
    if isinstance(tree, t.If):
        test = narrowed(tree.test, name, known)
        if isinstance(test, t.Boolean):
            return narrowed(tree.then if test.value else tree.otherwise, name, known)
    return rebuild(tree, lambda child: narrowed(child, name, known))


def _cell(cells: Cells, found: Value, type: Type) -> int:
    """In which cell a value lies."""
    if cells.sort == "order":
        return bisect_right(cells.marks, found.toordinal() if isinstance(found, date) else found * scale(type))
    return cells.marks.index(found) if found in cells.marks else len(cells.marks)


def _strides(cells: Sequence[Cells]) -> list[int]:
    return [prod(one.size for one in cells[number + 1 :]) for number in range(len(cells))]
