"""Sums as loops: exact ratios of whole numbers in 64 bits, where whatever would leave them is told apart, never wrapped.

A loop's result is in fen, rounded once, a half up. Two values below every sum stand for what is none: UNKNOWN, where a fact it
needs is, and ODD, where the loop cannot tell and the row's own values must.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, Final

from luodi.bulk.cells import scale
from luodi.bulk.loops import Lane, Loop, loop
from luodi.bulk.native import Native, native
from luodi.feel import tree as t
from luodi.feel.profile import names
from luodi.feel.run import Value, compile_tree
from luodi.feel.types import Type
from luodi.feel.unknown import Unknown
from luodi.policy.model import Expression, Gift

UNKNOWN: Final = -(2**63)
ODD: Final = UNKNOWN + 1
OPERATORS: Final = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


@dataclass(frozen=True, slots=True)
class Ratio:
    """`over` / `under`, where `under` is above zero: a whole number where it is the same in every row. `odd`: not to be relied on."""

    over: Any
    under: Any
    odd: Any


class GapError(Exception):
    """An expression that no loop can speak."""


class Amount:
    """What a gift comes to. `names` are the facts it takes, in order; without a loop every row is reckoned by its own values."""

    def __init__(self, gift: Gift, expression: Expression, types: Mapping[str, Type]) -> None:
        factor = percent(gift.rate) if gift.of and gift.rate else Fraction(1)
        self.factor = factor
        self.trees = (expression.tree, gift.times.tree) if gift.times else (expression.tree,)
        self.names = tuple(dict.fromkeys(name for tree in self.trees for name in names(tree)))
        self.runs = tuple(compile_tree(tree) for tree in self.trees)
        product: t.Tree = t.Arithmetic("*", *self.trees) if gift.times else self.trees[0]
        scales = tuple(scale(types[name]) for name in self.names)
        self.loop, self.gap = _looped(lambda: amount_loop(product, self.names, scales, factor))

    def of(self, facts: Mapping[str, Value]) -> int | None:
        """The sum in fen by one row's own values; None where it stays unknown."""
        total: int | Fraction = self.factor
        for run in self.runs:
            found = run(facts)
            if isinstance(found, Unknown):
                return None
            total *= found
        return half_up(total)


def half_up(fen: int | Fraction) -> int:
    """To the whole fen, half a fen up."""
    exact = Fraction(fen)
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def percent(text: str) -> Fraction:
    """25% or 0.25 as a ratio."""
    return Fraction(text.rstrip("%")) / (100 if text.endswith("%") else 1)


@native
def amount_loop(tree: t.Tree, columns: tuple[str, ...], scales: tuple[int, ...], factor: Fraction) -> Loop:
    """A loop over the columns, scaled, into a column of sums. GapError where a node has no loop."""

    def body(lane: Lane) -> None:
        ratio = _Speaker(lane, columns, scales).ratio(tree, factor)
        total, odd = _rounded(lane, ratio)
        unknown = _any_unknown(lane, len(columns))
        found = lane.choose(odd, lane.number(ODD), total)
        lane.put(len(columns), lane.choose(unknown, lane.number(UNKNOWN), found))

    return loop(["i64"] * (len(columns) + 1), 0, body)


@native
def relation_loop(tree: t.Comparison, columns: tuple[str, ...], scales: tuple[int, ...]) -> Loop:
    """A loop over the columns into cells: 0 does not hold, 1 holds, 2 unknown or not to be told here."""

    def body(lane: Lane) -> None:
        speaker = _Speaker(lane, columns, scales)
        one, other = speaker.ratio(tree.left), speaker.ratio(tree.right)
        left, right, odd = speaker.alike(one, other)
        holds = lane.as_number(lane.is_(OPERATORS[tree.op], left, right))
        lost = lane.either(_any_unknown(lane, len(columns)), odd)
        lane.put(len(columns), lane.choose(lost, lane.number(2), holds))

    return loop([*["i64"] * len(columns), "u8"], 0, body)


class _Speaker:
    """Says an expression over one lane."""

    def __init__(self, lane: Lane, columns: tuple[str, ...], scales: tuple[int, ...]) -> None:
        self.lane = lane
        self.columns = columns
        self.scales = scales

    def ratio(self, tree: t.Tree, factor: Fraction = Fraction(1)) -> Ratio:
        """The value of the tree, times a constant."""
        constant = _constant(tree)
        if constant is not None:
            exact = constant * factor
            return Ratio(self.lane.number(exact.numerator), exact.denominator, self.lane.truth(False))
        if isinstance(tree, t.Name):
            place = self.columns.index(tree.text)
            return self._scaled(Ratio(self.lane.get(place), self.scales[place], self.lane.truth(False)), factor)
        if isinstance(tree, t.Negate):
            return self.ratio(tree.operand, -factor)
        if isinstance(tree, t.Arithmetic) and tree.op in "+-":
            return self._sum(self.ratio(tree.left, factor), self.ratio(tree.right, factor if tree.op == "+" else -factor))
        if isinstance(tree, t.Arithmetic) and tree.op in "*/":
            return self._product(tree, factor)
        if isinstance(tree, t.Call) and isinstance(tree.function, t.Name) and tree.function.text in ("min", "max"):
            items = tree.arguments[0].items if isinstance(tree.arguments[0], t.List) else tree.arguments
            found = self.ratio(items[0])
            for item in items[1:]:
                found = self._extreme(tree.function.text, found, self.ratio(item))
            return self._scaled(found, factor)
        raise GapError(type_name(tree))

    def alike(self, one: Ratio, other: Ratio) -> tuple[Any, Any, Any]:
        """Two values over one divisor, so that whole numbers compare as they do, and whether that is not to be relied on."""
        if isinstance(one.under, int) and isinstance(other.under, int):
            under = lcm(one.under, other.under)
            left, odd_left = self._times(one.over, under // one.under)
            right, odd_right = self._times(other.over, under // other.under)
        else:
            left, odd_left = self._times(one.over, other.under)
            right, odd_right = self._times(other.over, one.under)
        return left, right, self.lane.either(one.odd, other.odd, odd_left, odd_right)

    def _product(self, tree: t.Arithmetic, factor: Fraction) -> Ratio:
        for side, other in ((tree.right, tree.left), (tree.left, tree.right)):
            constant = _constant(side)
            if constant and (tree.op == "*" or side is tree.right):
                return self.ratio(other, factor * (constant if tree.op == "*" else 1 / constant))
        one, other_ratio = self.ratio(tree.left, factor), self.ratio(tree.right)
        odd = self.lane.either(one.odd, other_ratio.odd)
        if tree.op == "*":
            over, odd_over = self._times(one.over, other_ratio.over)
            under, odd_under = self._under(one.under, other_ratio.under)
            return Ratio(over, under, self.lane.either(odd, odd_over, odd_under))
        # A divisor that is not above zero is left to the row's own values: it is never one in practice.
        over, odd_over = self._times(one.over, other_ratio.under)
        under, odd_under = self._times(other_ratio.over, one.under)
        low = self.lane.is_("<=", other_ratio.over, self.lane.number(0))
        bad = self.lane.either(odd, odd_over, odd_under, low)
        return Ratio(over, self.lane.choose(bad, self.lane.number(1), under), bad)

    def _sum(self, one: Ratio, other: Ratio) -> Ratio:
        left, right, odd = self.alike(one, other)
        total, beyond = self.lane.checked("+", left, right)
        if isinstance(one.under, int) and isinstance(other.under, int):
            return Ratio(total, lcm(one.under, other.under), self.lane.either(odd, beyond))
        under, odd_under = self._under(one.under, other.under)
        return Ratio(total, under, self.lane.either(odd, beyond, odd_under))

    def _extreme(self, name: str, one: Ratio, other: Ratio) -> Ratio:
        left, right, odd = self.alike(one, other)
        first = self.lane.is_("<=" if name == "min" else ">=", left, right)
        if isinstance(one.under, int) and isinstance(other.under, int):
            return Ratio(self.lane.choose(first, left, right), lcm(one.under, other.under), odd)
        under = self.lane.choose(first, self._lane_number(one.under), self._lane_number(other.under))
        return Ratio(self.lane.choose(first, one.over, other.over), under, odd)

    def _scaled(self, ratio: Ratio, factor: Fraction) -> Ratio:
        """The ratio times a constant, in lowest terms as far as they are known."""
        if isinstance(ratio.under, int):
            together = factor / ratio.under
            over, odd = self._times(ratio.over, together.numerator)
            return Ratio(over, together.denominator, self.lane.either(ratio.odd, odd))
        over, odd_over = self._times(ratio.over, factor.numerator)
        under, odd_under = self._times(ratio.under, factor.denominator)
        return Ratio(over, under, self.lane.either(ratio.odd, odd_over, odd_under))

    def _times(self, one: Any, other: Any) -> tuple[Any, Any]:
        if isinstance(other, int) and other == 1:
            return one, self.lane.truth(False)
        return self.lane.checked("*", one, self._lane_number(other))

    def _under(self, one: Any, other: Any) -> tuple[Any, Any]:
        if isinstance(one, int) and isinstance(other, int):
            return one * other, self.lane.truth(False)
        return self.lane.checked("*", self._lane_number(one), self._lane_number(other))

    def _lane_number(self, value: Any) -> Any:
        return self.lane.number(value) if isinstance(value, int) else value


def type_name(tree: t.Tree) -> str:
    """What a gap calls a node."""
    return f"{type(tree).__name__} 写法"


def _looped(make: Callable[[], Native]) -> tuple[Native | None, str]:
    try:
        return make(), ""
    except GapError as gap:
        return None, str(gap)


def _rounded(lane: Lane, ratio: Ratio) -> tuple[Any, Any]:
    """To the whole fen, half a fen up; a divisor beyond 64 bits cannot be reckoned with here."""
    if ratio.under == 1:
        return ratio.over, ratio.odd
    if isinstance(ratio.under, int) and ratio.under >= 2**62:
        return lane.number(0), lane.truth(True)
    under = lane.number(ratio.under) if isinstance(ratio.under, int) else ratio.under
    twice, odd_twice = lane.checked("*", ratio.over, lane.number(2))
    shifted, odd_shifted = lane.checked("+", twice, under)
    divisor, odd_divisor = lane.checked("*", under, lane.number(2))
    odd = lane.either(ratio.odd, odd_twice, odd_shifted, odd_divisor)
    return lane.floor(shifted, lane.choose(odd, lane.number(1), divisor)), odd


def _any_unknown(lane: Lane, columns: int) -> Any:
    tests = [lane.is_("==", lane.get(column), lane.number(UNKNOWN)) for column in range(columns)]
    return lane.either(*tests) if tests else lane.truth(False)


def _constant(tree: t.Tree) -> Fraction | None:
    if names(tree) or not isinstance(tree, (t.Number, t.Percent, t.Money, t.Arithmetic, t.Negate)):
        return None
    found = compile_tree(tree)({})
    return None if isinstance(found, Unknown) else Fraction(found)
