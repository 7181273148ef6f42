"""The few cells into which the rules cut a fact: no more is kept of a column than in which of them each row lies.

Within a cell no rule that was factored can tell two values apart, so one value stands for all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final, Literal

from luodi.feel.profile import names
from luodi.feel.run import Value
from luodi.feel.tree import Tree
from luodi.feel.types import Type

Sort = Literal["truth", "choice", "order", "known", "relation"]
IMPOSSIBLE: Final = object()
SIZES: Final = {"truth": 3, "known": 2, "relation": 3}
DECIMALS: Final = 6
MOST: Final = 2**62


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of one fact. The last is always that of the unknown.

    truth: no, yes. choice: each of `marks`, then any other value. order: below the first mark, from it to the second, …; marks are
    scaled whole numbers, or ordinals of days. known: known. relation: whether `tree`, which compares facts, does not hold, holds;
    where one is unknown it is told all the same if it is alike at the `ends` of what each may be, scaled.
    """

    fact: str
    sort: Sort
    marks: tuple[Any, ...] = ()
    tree: Tree | None = None
    ends: tuple[tuple[int, int], ...] = ()

    @property
    def size(self) -> int:
        return SIZES.get(self.sort) or len(self.marks) + 2

    @property
    def asked(self) -> tuple[str, ...]:
        """The facts whose values tell the cell."""
        return names(self.tree) if self.tree is not None else (self.fact,)

    @property
    def unknown(self) -> int:
        return self.size - 1


def scale(type: Type) -> int:
    """By how much a fact's numbers are multiplied to stand as whole ones: six decimals where the fact's bounds leave room for them."""
    if type.kind != "number":
        return 1
    return 10**DECIMALS if type.hi is not None and type.hi * 10**DECIMALS <= MOST else 1


def scaled_ends(type: Type) -> tuple[int, int]:
    """The least and the most that a fact with both bounds may be, as columns hold it."""
    assert type.lo is not None and type.hi is not None
    return ceil(Fraction(type.lo) * scale(type)), floor(Fraction(type.hi) * scale(type))


def marks_of(thresholds: Sequence[Value], type: Type) -> tuple[int, ...]:
    """The marks at which an ordered value passes from below a threshold to it, and from it to above."""
    found = set()
    for threshold in thresholds:
        exact = Fraction(threshold.toordinal()) if isinstance(threshold, date) else Fraction(threshold) * scale(type)
        found |= {ceil(exact), floor(exact) + 1}
    return tuple(sorted(found))


def value(cells: Cells, cell: int, type: Type) -> Any:
    """A value that lies in the cell; IMPOSSIBLE where none of the fact's type does. Not for the cell of the unknown."""
    if cells.sort in ("truth", "relation"):
        return bool(cell)
    if cells.sort == "choice":
        if cell < len(cells.marks):
            return cells.marks[cell]
        others = [choice for choice in type.values if choice not in cells.marks]
        return others[0] if others else IMPOSSIBLE if type.values else "\0"
    if cells.sort == "known":
        return _any_of(type)
    point = cells.marks[cell - 1] if cell else cells.marks[0] - 1
    if type.kind == "date":
        return date.fromordinal(point) if 0 < point <= date.max.toordinal() else IMPOSSIBLE
    number = Fraction(point, scale(type))
    if (type.lo is not None and number < type.lo) or (type.hi is not None and number > type.hi):
        return IMPOSSIBLE
    return number.numerator if number.denominator == 1 else number


def _any_of(type: Type) -> Any:
    if type.kind == "boolean":
        return True
    if type.kind == "date":
        return date(2020, 1, 1)
    if type.kind in ("number", "money"):
        return type.lo or 0
    return type.values[0] if type.values else "\0"
