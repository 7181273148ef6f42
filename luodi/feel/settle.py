"""What an unknown result must be whatever the missing facts are: found by trying the cells that the expression's thresholds make.

Where facts are compared with each other (裁员人数 <= 20% * 职工总数) the ends of what each may be are tried instead.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from math import ceil, floor, prod
from typing import Any

from luodi.feel import tree as t
from luodi.feel.kleene import Constant
from luodi.feel.profile import names
from luodi.feel.run import Facts, Run, Value, compile_tree, split
from luodi.feel.types import Type
from luodi.feel.unknown import Unknown
from luodi.feel.walk import children

LIMIT = 4096
ORDERED = ("number", "money", "date")
OTHER = "\0"
TURNING = ("<", "<=", ">", ">=")
STEADY = ("+", "-", "*")
Threshold = tuple[Fraction, Run]


def settle(tree: t.Tree, facts: Facts, scope: Mapping[str, Type]) -> Value:
    """The value of a checked expression; where that is unknown but the same for every value the missing facts may have, that value.
    At most 4,096 combinations are tried."""
    value = compile_tree(tree)(facts)
    return Settler(tree, scope)(facts, value) if value.__class__ is Unknown else value


def may_settle(tree: t.Tree, scope: Mapping[str, Type]) -> bool:
    """Whether three-valued logic may leave unknown what does not matter: a fact stands in it twice, or is compared with another."""
    return repeated(tree, scope) or any(ends_of(tree, scope))


def repeated(tree: t.Tree, scope: Mapping[str, Type]) -> bool:
    """Whether a fact stands in the tree more than once."""
    return any(count > 1 for name, count in Counter(_places(tree)).items() if name in scope)


def ends_of(tree: t.Tree, scope: Mapping[str, Type]) -> dict[str, tuple[Any, Any]]:
    """The least and the most of each fact that stands once in the tree, where it is compared with others by which is more.

    Only of comparisons of sums, differences and products: whether one holds changes nowhere without doing so between two ends.
    """
    once = {name for name, count in Counter(_places(tree)).items() if count == 1 and name in scope}
    found: dict[str, tuple[Any, Any]] = {}
    for node in _comparisons(tree):
        asked = names(node)
        if len(asked) > 1 and once.issuperset(asked) and _steady(node.left) and _steady(node.right):
            ends = {name: (scope[name].lo, scope[name].hi) for name in asked}
            if all(low is not None and high is not None for low, high in ends.values()):
                found |= ends
    return found


class Settler:
    """One expression prepared for settling: where each name is compared, and with what."""

    __slots__ = ("run", "scope", "thresholds", "names", "fixed", "ends")

    def __init__(self, tree: t.Tree, scope: Mapping[str, Type]) -> None:
        self.run = compile_tree(tree)
        self.scope = scope
        self.names = tuple(name for name in names(tree) if name in scope)
        self.thresholds: dict[str, list[Threshold] | None] = {name: [] for name in self.names}
        self._read(tree)
        # What is compared with constants alone has the same cells whatever the other facts are.
        constant = [name for name, noted in self.thresholds.items() if noted and all(isinstance(run, Constant) for _, run in noted)]
        self.ends = ends_of(tree, scope)
        self.fixed: dict[str, list[Any]] = {}
        self.fixed = {name: self._cells(name, {}) for name in constant}

    def __call__(self, facts: Facts, value: Value) -> Value:
        """What the unknown `value` is settled to, or `value` itself."""
        missing = [name for name in self.names if facts.get(name, value).__class__ is Unknown]
        known = self._known(facts)
        choices = {name: values for name in missing if (values := _finite(self.scope[name]))}
        if prod(len(values) for values in choices.values()) > LIMIT:
            return value
        if self._differ(known, missing):
            return value
        result, tried = value, 0
        for combination in product(*choices.values()):
            assigned = {**known, **dict(zip(choices, combination, strict=True))}
            cells = {name: found for name in missing if name not in choices and (found := self._cells(name, assigned))}
            tried += prod(len(values) for values in cells.values())
            if tried > LIMIT:
                return value
            for inner in product(*cells.values()):
                found = self.run({**assigned, **dict(zip(cells, inner, strict=True))})
                if found.__class__ is Unknown or (result is not value and found != result):
                    return value
                result = found
        return result

    def _differ(self, known: Facts, missing: Sequence[str]) -> bool:
        """Whether a few values far apart give different results already, as most do: each fact at its first, middle and last cell."""
        cells = {name: found for name in missing if (found := self.cells(name, known))}
        seen: list[Value] = []
        for at in (0, 1, 2):
            for turned in (None, *cells):
                there = {name: values[_at(at if name != turned else 2 - at, values)] for name, values in cells.items()}
                found = self.run({**known, **there})
                if found.__class__ is Unknown:
                    continue
                if seen and found != seen[0]:
                    return True
                seen.append(found)
        return False

    def matter(self, facts: Facts, missing: Sequence[str]) -> frozenset[str]:
        """Those of the missing names whose value changes the result for some values of the others; all where that is too much to try."""
        cells = [self.cells(name, facts) for name in missing]
        if not all(cells) or prod(map(len, cells)) > LIMIT:
            return frozenset(missing)
        known = self._known(facts)
        results = {tried: self.run({**known, **dict(zip(missing, tried, strict=True))}) for tried in product(*cells)}
        found = set()
        for at, name in enumerate(missing):
            rest: dict[tuple[Any, ...], Value] = {}
            for tried, result in results.items():
                if rest.setdefault((*tried[:at], *tried[at + 1 :]), result) != result:
                    found.add(name)
                    break
        return frozenset(found)

    def cells(self, name: str, facts: Facts) -> Sequence[Any]:
        """A value of `name` for each cell that its thresholds make, given the other facts; none where they are not known."""
        return _finite(self.scope[name]) or self._cells(name, facts)

    def _known(self, facts: Facts) -> dict[str, Value]:
        """Of what is known, what the expression asks."""
        return {name: facts[name] for name in self.names if name in facts and facts[name].__class__ is not Unknown}

    def _read(self, node: t.Tree) -> None:
        """Note what each name is compared with; a name that stands anywhere else has no cells (None)."""
        if isinstance(node, t.Name):
            self.thresholds[node.text] = None
            return
        if isinstance(node, t.Comparison):
            self._compared(node.left, (node.right,))
            self._compared(node.right, (node.left,))
        elif isinstance(node, t.Between):
            self._compared(node.value, (node.low, node.high))
            self._rest(node.low, node.high)
        elif isinstance(node, t.In):
            operands = tuple(_operands(node.tests))
            self._compared(node.value, operands)
            self._rest(*operands)
        else:
            for child in children(node):
                self._read(child)

    def _rest(self, *nodes: t.Tree) -> None:
        for node in nodes:
            self._read(node)

    def _compared(self, side: t.Tree, others: tuple[t.Tree, ...]) -> None:
        ratio, subject = split(side)
        if not isinstance(subject, t.Name):
            self._read(side)
            return
        noted = self.thresholds.get(subject.text)
        if noted is not None:
            noted.extend((ratio, compile_tree(other)) for other in others)

    def edges(self, name: str, assigned: Facts) -> list[Any]:
        """What `name` is compared with, given the other facts; nothing where that is not known."""
        values = []
        for ratio, run in self.thresholds[name] or ():
            value = run(assigned)
            if value.__class__ is Unknown or isinstance(value, list):
                return []
            values.append(value / ratio if ratio != 1 else value)
        return values

    def _cells(self, name: str, assigned: Facts) -> list[Any]:
        """A value of `name` for each cell; where its thresholds are not known its ends, or none."""
        if name in self.fixed:
            return self.fixed[name]
        type = self.scope[name]
        values = self.edges(name, assigned)
        if not values:
            return [*self.ends.get(name, ())]
        if type.kind in ORDERED:
            return _around(values, type)
        return [*dict.fromkeys(values), OTHER] if type.kind in ("string", "region") else []


def _places(tree: t.Tree) -> Iterator[str]:
    """Every name in the tree, each time it stands there."""
    if isinstance(tree, t.Name):
        yield tree.text
    for child in children(tree):
        yield from _places(child)


def _comparisons(tree: t.Tree) -> Iterator[t.Comparison]:
    """Those by which is more."""
    if isinstance(tree, t.Comparison) and tree.op in TURNING:
        yield tree
    for child in children(tree):
        yield from _comparisons(child)


def _steady(tree: t.Tree) -> bool:
    """Whether it is made of numbers and facts by sums, differences and products alone."""
    if isinstance(tree, t.Arithmetic):
        return tree.op in STEADY and _steady(tree.left) and _steady(tree.right)
    return isinstance(tree, (t.Name, t.Number, t.Percent, t.Money))


def _operands(tests: tuple[t.Tree, ...]) -> Iterator[t.Tree]:
    for test in tests:
        if isinstance(test, t.Test):
            yield test.operand
        elif isinstance(test, t.Range):
            yield from (test.low, test.high)
        elif isinstance(test, t.List):
            yield from _operands(test.items)
        else:
            yield test


def _at(third: int, values: Sequence[Any]) -> int:
    """The first, the middle or the last place."""
    return third * (len(values) - 1) // 2


def _finite(type: Type) -> tuple[Any, ...]:
    return (True, False) if type.kind == "boolean" else type.values


def _around(values: list[Any], type: Type) -> list[Any]:
    """Each threshold, and a value below, above and between them, inside the bounds of the type."""
    to_number: Callable[[Any], Any] = date.toordinal if type.kind == "date" else Fraction
    low, high = (1, date.max.toordinal()) if type.kind == "date" else (type.lo, type.hi)
    points = sorted({to_number(value) for value in values} | {Fraction(bound) for bound in (low, high) if bound is not None})
    if not points:
        return []
    candidates = [points[0] - 1, *points, points[-1] + 1]
    candidates += [(one + other) / Fraction(2) for one, other in zip(points, points[1:], strict=False)]
    if type.kind != "number":
        whole = {number for value in candidates for number in (floor(value), ceil(value))}
        candidates = [*whole]
    inside = [value for value in candidates if (low is None or value >= low) and (high is None or value <= high)]
    return [date.fromordinal(int(value)) if type.kind == "date" else _plain(value) for value in inside]


def _plain(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value
