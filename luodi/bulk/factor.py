"""Conditions factored: which cells of which facts they ask, and which comparisons of facts with each other stand between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from luodi.bulk.cells import Cells, marks_of, scaled_ends
from luodi.feel import tree as t
from luodi.feel.profile import names
from luodi.feel.run import Value, compile_tree, split
from luodi.feel.settle import ends_of
from luodi.feel.types import Type
from luodi.feel.walk import rebuild

ORDERED = ("number", "money", "date")
Trees = tuple[t.Tree, ...]


@dataclass(frozen=True, slots=True)
class Factored:
    """`trees` are the conditions with each relation as a name of its own; `cells` all that they ask, relations last.

    `gap` says why no table can hold them, in which case nothing else counts.
    """

    trees: Trees
    cells: tuple[Cells, ...]
    gap: str = ""

    @property
    def relations(self) -> tuple[Cells, ...]:
        return tuple(cells for cells in self.cells if cells.sort == "relation")


def factor(trees: Sequence[t.Tree], types: Mapping[str, Type], *, settle: bool = True) -> Factored:
    """The conditions of one benefit. Where they `settle`, so do their relations."""
    reader = _Reader(types, settle)
    try:
        plain = tuple(reader.read_whole(tree) for tree in trees)
    except _GapError as gap:
        return Factored(tuple(trees), (), str(gap))
    return Factored(plain, (*reader.cells(), *reader.relations.values()))


class _GapError(Exception):
    """A construct of which no cells can be made; the message is the reason."""


@dataclass(slots=True)
class _Reader:
    types: Mapping[str, Type]
    settle: bool
    ends: frozenset[str] = frozenset()
    met: dict[str, list[Value]] = field(default_factory=dict)
    bare: set[str] = field(default_factory=set)
    relations: dict[t.Tree, Cells] = field(default_factory=dict)

    def cells(self) -> tuple[Cells, ...]:
        return tuple(self._of(name, marks) for name, marks in self.met.items())

    def _of(self, name: str, marks: list[Value]) -> Cells:
        kind = self.types[name].kind
        if kind == "boolean":
            return Cells(name, "truth")
        if kind in ORDERED:
            return Cells(name, "order", marks_of(marks, self.types[name])) if marks else Cells(name, "known")
        return Cells(name, "choice", tuple(dict.fromkeys(marks)))

    def read_whole(self, tree: t.Tree) -> t.Tree:
        """A whole condition."""
        self.ends = frozenset(ends_of(tree, self.types) if self.settle else ())
        return self.read(tree)

    def read(self, tree: t.Tree) -> t.Tree:
        """The tree with its relations named; what it compares is noted."""
        if isinstance(tree, t.Name):
            if self.types[tree.text].kind != "boolean":
                raise _GapError(f"“{tree.text}”不是与定数相比")
            self.met.setdefault(tree.text, [])
            return tree
        if isinstance(tree, t.Between):
            return self.read(t.And((t.Comparison(">=", tree.value, tree.low), t.Comparison("<=", tree.value, tree.high))))
        if isinstance(tree, t.In):
            parts = tuple(part for test in tree.tests for part in _compared(tree.value, test))
            return self.read(parts[0]) if len(parts) == 1 else t.Or(tuple(self.read(part) for part in parts))
        if isinstance(tree, t.Comparison):
            return self._comparison(tree)
        if isinstance(tree, (t.And, t.Or, t.If)):
            return rebuild(tree, self.read)
        if isinstance(tree, t.Call) and isinstance(tree.function, t.Name) and tree.function.text == "not":
            return t.Call(tree.function, (self.read(tree.arguments[0]),))
        if isinstance(tree, (*t.LITERALS, t.Boolean)):
            return tree
        raise _GapError(f"{type(tree).__name__} 写法")

    def _comparison(self, tree: t.Comparison) -> t.Tree:
        for side, other in ((tree.left, tree.right), (tree.right, tree.left)):
            ratio, subject = split(side)
            if isinstance(subject, t.Name) and not names(other):
                threshold = compile_tree(other)({})
                self.met.setdefault(subject.text, []).append(threshold / ratio if ratio != 1 else threshold)
                return tree
        asked = names(tree)
        if any(self.types[name].kind not in ("number", "money") for name in asked):
            raise _GapError("互相比较的不都是数")
        for name in asked:
            self.met.setdefault(name, [])
        key = f"\0{len(self.relations)}"
        ends = tuple(scaled_ends(self.types[name]) for name in asked) if self.ends.issuperset(asked) else ()
        return t.Name(self.relations.setdefault(tree, Cells(key, "relation", (), tree, ends)).fact)


def _compared(value: t.Tree, test: t.Tree) -> Trees:
    """A test of `in` as comparisons."""
    if isinstance(test, t.List):
        return tuple(part for item in test.items for part in _compared(value, item))
    if isinstance(test, t.Test):
        return (t.Comparison(test.op, value, test.operand),)
    if isinstance(test, t.Range):
        low = t.Comparison(">=" if test.low_closed else ">", value, test.low)
        return (t.And((low, t.Comparison("<=" if test.high_closed else "<", value, test.high))),)
    return (t.Comparison("=", value, test),)
