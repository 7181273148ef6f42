"""Sums as loops, in fen, rounded once, a half up."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Any, Final

from luodi.bulk.loops import Lane, Loop, loop
from luodi.bulk.native import Native, native
from luodi.bulk.ratios import ODD, GapError, Measure, Speaker, measure
from luodi.feel import tree as t
from luodi.feel.profile import names
from luodi.feel.run import Value, compile_tree
from luodi.feel.types import Type
from luodi.feel.unknown import Unknown
from luodi.policy.model import Expression, Gift

OPERATORS: Final = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


class Amount:
    """What a gift comes to. `names` are the facts it takes, in order."""

    def __init__(self, gift: Gift, expression: Expression, types: Mapping[str, Type]) -> None:
        self.factor = percent(gift.rate) if gift.of and gift.rate else Fraction(1)
        self.trees = (expression.tree, gift.times.tree) if gift.times else (expression.tree,)
        self.names = tuple(dict.fromkeys(name for tree in self.trees for name in names(tree)))
        self.runs = tuple(compile_tree(tree) for tree in self.trees)
        self.product: t.Tree = t.Arithmetic("*", *self.trees) if gift.times else self.trees[0]
        self.measures = tuple(measure(types[name]) for name in self.names)
        self.gifts: dict[tuple[str, str], Native] = {}
        self.why = ""

    @cached_property
    def loop(self) -> Native | None:
        """Its sums as a loop; without one every row is reckoned by its own values."""
        try:
            return amount_loop(self.product, self.names, self.measures, self.factor)
        except GapError:
            return None

    @property
    def gap(self) -> str:
        """Why there is no loop, if there is none."""
        if not self.gifts:
            self.giving("u8", "u8")
        return self.why

    def giving(self, asked: str, given: str) -> Native:
        """The loop from what a benefit comes to beside its gift, in numbers of one width, to what it comes to with it, in another's."""
        if (asked, given) not in self.gifts:
            spoken = self.names, self.measures, self.factor, asked, given
            try:
                found = gift_loop(self.product, *spoken)
            except GapError as gap:
                self.why, found = str(gap), gift_loop(None, *spoken)
            self.gifts[asked, given] = found
        return self.gifts[asked, given]

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
def amount_loop(tree: t.Tree, columns: tuple[str, ...], measures: tuple[Measure, ...], factor: Fraction) -> Loop:
    """A loop over the columns, scaled, into a column of sums. GapError where a node has no loop."""

    def body(lane: Lane) -> None:
        speaker = Speaker(lane, columns, measures)
        lane.put(len(columns), speaker.sum(tree, factor))

    return loop(["i64"] * (len(columns) + 1), 0, body)


@native
def gift_loop(
    tree: t.Tree | None, columns: tuple[str, ...], measures: tuple[Measure, ...], factor: Fraction, asked: str, given: str
) -> Loop:
    """Over what a benefit comes to where all facts of its gift are known, and the columns of those, into what it comes to and its sums.

    What it comes to counts on by which facts are unknown, the last fact's turn soonest; where the sum is known and there is nothing to
    give it is no. Counts the rows that are not a no and whose sum is to be reckoned by their own values. Without a tree all are: instead
    of the columns it then takes whether each fact is unknown.
    """

    def body(lane: Lane) -> Any:
        outcome, none = lane.get(0), lane.number(0)
        if tree is None:
            sum, gone = lane.number(ODD), [lane.is_("!=", lane.get(1 + number), none) for number in range(len(columns))]
        else:
            speaker = Speaker(lane, columns, measures, first=1)
            sum, gone = speaker.sum(tree, factor), speaker.unknown
        wants = none
        for unknown in gone:
            wants = lane.add(lane.add(wants, wants), lane.as_number(unknown))
        nothing = lane.both(lane.is_(">", sum, lane.number(ODD)), lane.is_("<=", sum, none))
        there = lane.both(lane.is_("!=", outcome, none), lane.negate(nothing))
        lane.put(len(columns) + 1, lane.choose(there, lane.add(outcome, wants), none))
        lane.put(len(columns) + 2, sum)
        return lane.both(there, lane.is_("==", sum, lane.number(ODD)))

    return loop([asked, *["i64" if tree else "u8"] * len(columns), given, "i64"], 0, body, counts=True)


@native
def relation_loop(tree: t.Comparison, columns: tuple[str, ...], measures: tuple[Measure, ...], ends: tuple[tuple[int, int], ...]) -> Loop:
    """A loop over the columns into cells: 0 does not hold, 1 holds, 2 unknown or not to be told here.

    With `ends`, the least and the most of each column, an unknown is taken as either: what comes to the same is told.
    """

    def body(lane: Lane) -> None:
        holds, odd = [], []
        speakers = [Speaker(lane, columns, measures, unknown_as=one) for one in product(*ends)] or [Speaker(lane, columns, measures)]
        for speaker in speakers:
            left, right, beyond = speaker.alike(speaker.ratio(tree.left), speaker.ratio(tree.right))
            holds.append(lane.is_(OPERATORS[tree.op], left, right))
            odd += [beyond] if ends else [beyond, *speaker.unknown]
        every, none = lane.both(*holds), lane.negate(lane.either(*holds))
        told = lane.choose(every, lane.number(1), lane.choose(none, lane.number(0), lane.number(2)))
        lane.put(len(columns), lane.choose(lane.either(*odd), lane.number(2), told))

    return loop([*["i64"] * len(columns), "u8"], 0, body)
