"""Conditions as tables: what every combination of cells comes to, decided once by the rules themselves."""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import product
from math import prod
from threading import Lock
from typing import Final, TypeVar

from luodi.bulk.cells import IMPOSSIBLE, Cells, value
from luodi.bulk.factor import Factored, Trees, factor
from luodi.bulk.kept import kept, key
from luodi.bulk.rules import NO, YES, Verdict, When, joined, verdict_of
from luodi.feel.profile import names
from luodi.feel.run import Run, Value, compile_tree
from luodi.feel.tree import Tree
from luodi.feel.types import BOOLEAN, Type
from luodi.feel.unknown import Unknown

MOST_CELLS: Final = 1 << 16
TOO_MANY: Final = "要分的情形太多"
SLOW: Final = 65535
Asker = TypeVar("Asker", str, int)


class WhenTable:
    """The conditions of a benefit over the cells they ask. `table` holds, for each combination, a number among `variants`.

    SLOW is no verdict: such a row is decided by its own values, and what it comes to may add to `variants`. `gap` says why
    every row is; `odd` whether any may be. `made` is what another such table was `written` as.
    """

    def __init__(self, trees: Sequence[Tree], types: Mapping[str, Type], *, settle: bool = True, made: bytes | None = None) -> None:
        self.trees = tuple(trees)
        self.types = types
        self.settle = settle
        self.names = tuple(dict.fromkeys(name for tree in trees for name in names(tree)))
        self.variants: list[Verdict] = [NO, YES]
        self.numbers = {NO: 0, YES: 1}
        self.lock = Lock()
        factored = factor(trees, types, settle=settle)
        self.cells = factored.cells
        self.gap = factored.gap or (TOO_MANY if prod(cells.size for cells in factored.cells) > MOST_CELLS else "")
        if self.gap:
            self.cells, self.table = (), [SLOW]
        else:
            self.table = self._read(made) if made else self._filled(factored, types)
        self.sizes = [cells.size for cells in self.cells]
        self.odd = SLOW in self.table

    @cached_property
    def when(self) -> When:
        """The conditions themselves."""
        return When(self.trees, self.types, settle=self.settle)

    def number(self, verdict: Verdict) -> int:
        """The number of a verdict; a new one is added."""
        with self.lock:
            if verdict not in self.numbers:
                self.variants.append(verdict)
                self.numbers[verdict] = len(self.variants) - 1
            return self.numbers[verdict]

    def written(self) -> bytes:
        """What was decided, as plain JSON."""
        return json.dumps([self.table, self.variants], ensure_ascii=False, separators=(",", ":")).encode()

    def _read(self, made: bytes) -> list[int]:
        table, variants = json.loads(made)
        self.variants = [(status, tuple(missing)) for status, missing in variants]
        self.numbers = {verdict: number for number, verdict in enumerate(self.variants)}
        return list(table)

    def _filled(self, factored: Factored, types: Mapping[str, Type]) -> list[int]:
        runs = [compile_tree(tree) for tree in factored.trees] if factored.relations else []
        found = []
        for combination in product(*[_values(cells, types) for cells in self.cells]):
            facts = {cells.fact: one for cells, one in zip(self.cells, combination, strict=True) if one is not None}
            if any(one is IMPOSSIBLE for one in facts.values()):
                found.append(0)
                continue
            verdict = self._related(runs, factored, facts) if runs else self.when.verdict(facts)
            found.append(SLOW if verdict is None else self.number(verdict))
        return found

    def _related(self, runs: Sequence[Run], factored: Factored, facts: dict[str, Value]) -> Verdict | None:
        """What the relations come to together with the rest; None where only the values themselves can tell."""
        for cells in factored.relations:
            assert cells.tree is not None
            open_ = frozenset(name for name in names(cells.tree) if name not in facts)
            if cells.fact not in facts:
                if not open_:
                    return None
                facts[cells.fact] = Unknown(open_)
        verdict = joined([verdict_of(rule, run(facts)) for rule, run in zip(self.when.rules, runs, strict=True)])
        return None if verdict[0] == "unknown" and self.when.settled else verdict


def when_tables(conditions: Mapping[Asker, Trees], types: Mapping[str, Type], *, settle: bool = True) -> dict[Asker, WhenTable]:
    """The table of each one's conditions, the same for the same ones: read where it was kept, else filled and kept."""
    keys = {asker: _key(trees, types, settle) for asker, trees in conditions.items()}
    trees = {keys[asker]: trees for asker, trees in conditions.items()}
    made = kept().get(trees)
    found = {name: WhenTable(asked, types, settle=settle, made=made.get(name)) for name, asked in trees.items()}
    kept().put({name: table.written() for name, table in found.items() if name not in made})
    return {asker: found[name] for asker, name in keys.items()}


def _key(trees: Trees, types: Mapping[str, Type], settle: bool) -> str:
    return key("conditions", trees, [types.get(name) for tree in trees for name in names(tree)], settle)


def _values(cells: Cells, types: Mapping[str, Type]) -> list[Value | None]:
    type = types.get(cells.fact, BOOLEAN)
    return [*(value(cells, cell, type) for cell in range(cells.unknown)), None]
