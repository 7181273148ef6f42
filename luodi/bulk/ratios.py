"""Expressions spoken over a lane: exact ratios of whole numbers in 64 bits, where whatever would leave them is told apart, never wrapped.

Where the facts' own bounds show that no step can leave 64 bits, none is tested: many rows are then reckoned at once, and a value
beyond the bounds of its fact is left to the row. Two values below every sum stand for what is none: UNKNOWN, where a fact it needs
is, and ODD, where the loop cannot tell and the row's own values must.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, lcm
from typing import Any, Final

from luodi.bulk.cells import scale
from luodi.bulk.loops import Lane
from luodi.feel import tree as t
from luodi.feel.profile import names
from luodi.feel.run import compile_tree
from luodi.feel.types import Type
from luodi.feel.unknown import Unknown

UNKNOWN: Final = -(2**63)
ODD: Final = UNKNOWN + 1
ANY: Final = 2**63
EXACT: Final = 2**51


@dataclass(frozen=True, slots=True)
class Ratio:
    """`over` / `under`, where `under` is above zero: a whole number where it is the same in every row. `odd`: not to be relied on.
    `most`: where it is not odd, `over` is no further from nought."""

    over: Any
    under: Any
    odd: Any
    most: int = ANY


class GapError(Exception):
    """An expression that no loop can speak."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How a column holds a fact's numbers: times `scale`, and none further from nought than `most`."""

    scale: int
    most: int


def measure(type: Type) -> Measure:
    """How columns hold numbers of that type."""
    ends = [ceil(abs(Fraction(end) * scale(type))) for end in (type.lo, type.hi) if end is not None]
    return Measure(scale(type), max(ends) if len(ends) > 1 else ANY)


class Speaker:
    """Says an expression over one lane; `unknown_as` are numbers that stand for what is unknown, one for each column."""

    def __init__(
        self, lane: Lane, columns: tuple[str, ...], measures: tuple[Measure, ...], first: int = 0, unknown_as: Sequence[int] = ()
    ) -> None:
        self.lane = lane
        read = [lane.get(first + number) for number in range(len(columns))]
        self.unknown = [lane.is_("==", value, lane.number(UNKNOWN)) for value in read]
        if unknown_as:
            read = [lane.choose(gone, lane.number(to), value) for gone, to, value in zip(self.unknown, unknown_as, read, strict=True)]
        self.columns = {name: self._stated(*one) for name, *one in zip(columns, read, measures, strict=True)}

    def sum(self, tree: t.Tree, factor: Fraction) -> Any:
        """What the tree times the factor comes to: UNKNOWN, ODD, or in fen."""
        lane = self.lane
        total, odd = _rounded(lane, self.ratio(tree, factor))
        found = lane.choose(odd, lane.number(ODD), total)
        return lane.choose(lane.either(*self.unknown), lane.number(UNKNOWN), found) if self.unknown else found

    def ratio(self, tree: t.Tree, factor: Fraction = Fraction(1)) -> Ratio:
        """The value of the tree, times a constant."""
        constant = _constant(tree)
        if constant is not None:
            exact = constant * factor
            return Ratio(self.lane.number(exact.numerator), exact.denominator, self.lane.truth(False), abs(exact.numerator))
        if isinstance(tree, t.Name):
            return self._scaled(self.columns[tree.text], factor)
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
        left, right = self._level(one, other)
        return left.over, right.over, self.lane.either(left.odd, right.odd)

    def _stated(self, value: Any, measure: Measure) -> Ratio:
        """A column's value; what lies beyond the bounds of its fact is odd, and nought, that nothing made of it leaves 64 bits."""
        lane = self.lane
        if measure.most >= ANY:
            return Ratio(value, measure.scale, lane.truth(False))
        beyond = lane.either(lane.is_(">", value, lane.number(measure.most)), lane.is_("<", value, lane.number(-measure.most)))
        return Ratio(lane.choose(beyond, lane.number(0), value), measure.scale, beyond, measure.most)

    def _level(self, one: Ratio, other: Ratio) -> tuple[Ratio, Ratio]:
        """Both over one divisor; `under` is only right where it is the same in every row."""
        if isinstance(one.under, int) and isinstance(other.under, int):
            under = lcm(one.under, other.under)
            return self._widened(one, under // one.under), self._widened(other, under // other.under)
        return self._widened(one, other.under), self._widened(other, one.under)

    def _widened(self, ratio: Ratio, times: Any) -> Ratio:
        over, odd, most = self._times(ratio.over, times, ratio.most)
        under = ratio.under * times if isinstance(ratio.under, int) and isinstance(times, int) else ratio.under
        return Ratio(over, under, self.lane.either(ratio.odd, odd), most)

    def _product(self, tree: t.Arithmetic, factor: Fraction) -> Ratio:
        for side, other in ((tree.right, tree.left), (tree.left, tree.right)):
            constant = _constant(side)
            if constant and (tree.op == "*" or side is tree.right):
                return self.ratio(other, factor * (constant if tree.op == "*" else 1 / constant))
        one, other_ratio = self.ratio(tree.left, factor), self.ratio(tree.right)
        odd = self.lane.either(one.odd, other_ratio.odd)
        if tree.op == "*":
            over, odd_over, most = self._times(one.over, other_ratio.over, one.most, other_ratio.most)
            under, odd_under = self._under(one.under, other_ratio.under)
            return Ratio(over, under, self.lane.either(odd, odd_over, odd_under), most)
        # A divisor that is not above zero is left to the row's own values: it is never one in practice.
        over, odd_over, most = self._times(one.over, other_ratio.under, one.most)
        under, odd_under, _ = self._times(other_ratio.over, one.under, other_ratio.most)
        low = self.lane.is_("<=", other_ratio.over, self.lane.number(0))
        bad = self.lane.either(odd, odd_over, odd_under, low)
        return Ratio(over, self.lane.choose(bad, self.lane.number(1), under), bad, most)

    def _sum(self, one: Ratio, other: Ratio) -> Ratio:
        left, right = self._level(one, other)
        odd, most = self.lane.either(left.odd, right.odd), left.most + right.most
        if most < ANY:
            total = self.lane.add(left.over, right.over)
        else:
            total, beyond = self.lane.checked("+", left.over, right.over)
            odd, most = self.lane.either(odd, beyond), ANY
        if isinstance(left.under, int) and left.under == right.under:
            return Ratio(total, left.under, odd, most)
        under, odd_under = self._under(one.under, other.under)
        return Ratio(total, under, self.lane.either(odd, odd_under), most)

    def _extreme(self, name: str, one: Ratio, other: Ratio) -> Ratio:
        left, right = self._level(one, other)
        odd, first = self.lane.either(left.odd, right.odd), self.lane.is_("<=" if name == "min" else ">=", left.over, right.over)
        if isinstance(left.under, int) and left.under == right.under:
            return Ratio(self.lane.choose(first, left.over, right.over), left.under, odd, max(left.most, right.most))
        under = self.lane.choose(first, self._lane_number(one.under), self._lane_number(other.under))
        return Ratio(self.lane.choose(first, one.over, other.over), under, odd, max(one.most, other.most))

    def _scaled(self, ratio: Ratio, factor: Fraction) -> Ratio:
        """The ratio times a constant, in lowest terms as far as they are known."""
        if isinstance(ratio.under, int):
            together = factor / ratio.under
            over, odd, most = self._times(ratio.over, together.numerator, ratio.most)
            return Ratio(over, together.denominator, self.lane.either(ratio.odd, odd), most)
        over, odd_over, most = self._times(ratio.over, factor.numerator, ratio.most)
        under, odd_under, _ = self._times(ratio.under, factor.denominator)
        return Ratio(over, under, self.lane.either(ratio.odd, odd_over, odd_under), most)

    def _times(self, one: Any, other: Any, most: int = ANY, other_most: int = ANY) -> tuple[Any, Any, int]:
        """The product, whether it left 64 bits, and how far it may be from nought. A constant bounds itself."""
        bound = most * (abs(other) if isinstance(other, int) else other_most)
        if isinstance(other, int) and other == 1:
            return one, self.lane.truth(False), most
        if bound < ANY:
            return self.lane.multiply(one, self._lane_number(other)), self.lane.truth(False), bound
        return *self.lane.checked("*", one, self._lane_number(other)), ANY

    def _under(self, one: Any, other: Any) -> tuple[Any, Any]:
        if isinstance(one, int) and isinstance(other, int):
            return one * other, self.lane.truth(False)
        return self.lane.checked("*", self._lane_number(one), self._lane_number(other))

    def _lane_number(self, value: Any) -> Any:
        return self.lane.number(value) if isinstance(value, int) else value


def type_name(tree: t.Tree) -> str:
    """What a gap calls a node."""
    return f"{type(tree).__name__} 写法"


def _rounded(lane: Lane, ratio: Ratio) -> tuple[Any, Any]:
    """To the whole fen, half a fen up; a divisor beyond 64 bits cannot be reckoned with here."""
    if ratio.under == 1:
        return ratio.over, ratio.odd
    if isinstance(ratio.under, int) and ratio.under >= 2**62:
        return lane.number(0), lane.truth(True)
    if isinstance(ratio.under, int) and 2 * ratio.most + ratio.under <= EXACT:
        # The quotient of doubles is that of the whole numbers once it is rounded down: both are far below 2^53.
        twice = lane.add(lane.add(ratio.over, ratio.over), lane.number(ratio.under))
        return lane.floor_small(twice, lane.number(2 * ratio.under)), ratio.odd
    under = lane.number(ratio.under) if isinstance(ratio.under, int) else ratio.under
    twice, odd_twice = lane.checked("*", ratio.over, lane.number(2))
    shifted, odd_shifted = lane.checked("+", twice, under)
    divisor, odd_divisor = lane.checked("*", under, lane.number(2))
    odd = lane.either(ratio.odd, odd_twice, odd_shifted, odd_divisor)
    return lane.floor(shifted, lane.choose(odd, lane.number(1), divisor)), odd


def _constant(tree: t.Tree) -> Fraction | None:
    if names(tree) or not isinstance(tree, (t.Number, t.Percent, t.Money, t.Arithmetic, t.Negate)):
        return None
    found = compile_tree(tree)({})
    return None if isinstance(found, Unknown) else Fraction(found)
