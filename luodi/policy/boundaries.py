"""Boundary words held against operators: 以上, 以下, 以内 include the number; 超过, 不满, 小于 do not.

For texts of 2020 that is 民法总则 art. 205 (from 2021 Civil Code art. 1259). Neither governs an administrative document by
itself, so it is the reading a rule shares with its words unless its file says why not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from luodi.feel.tree import Call, Comparison, In, Money, Name, Number, Percent, Range, Test, Tree
from luodi.feel.walk import children
from luodi.policy.values import FEN

INCLUDES_UP = ("达到", "不低于", "不少于", "不小于")
INCLUDES_DOWN = ("不得超过", "不超过", "不高于", "不大于", "不多于")
EXCLUDES_UP = ("超过", "高于", "大于", "多于")
EXCLUDES_DOWN = ("不足", "不满", "小于", "低于", "少于")
BEFORE = {
    word: op for op, words in ((">=", INCLUDES_UP), ("<=", INCLUDES_DOWN), (">", EXCLUDES_UP), ("<", EXCLUDES_DOWN)) for word in words
}
AFTER = {"以上": ">=", "以下": "<=", "以内": "<="}
FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
NUMBER = re.compile(
    f"(?P<before>{'|'.join(sorted(BEFORE, key=len, reverse=True))})?"
    r"(?P<digits>\d+(?:\.\d+)?)(?P<unit>亿元|万元|元|%|％)?"
    rf"(?:[一-鿿]{{0,3}}?(?:（含）|\(含\)|及)?(?P<after>{'|'.join(AFTER)}))?"
)


@dataclass(frozen=True, slots=True)
class Slip:
    """A rule that compares a number by another operator than the words beside it in the text."""

    words: str
    number: str
    written: str
    expected: str


def slips(tree: Tree, words: str) -> Iterator[Slip]:
    """Every slip between a condition and the words it stands on; none where the words hold no boundary word."""
    bounds = {value: (op, match) for value, op, match in _bounds(words)}
    for value, op in _compared(tree):
        if value in bounds and bounds[value][0] != op:
            expected, match = bounds[value]
            yield Slip(match, match, op, expected)


def _bounds(words: str) -> Iterator[tuple[Fraction, str, str]]:
    for match in NUMBER.finditer(words):
        op = BEFORE.get(match["before"] or "") or AFTER.get(match["after"] or "")
        if op:
            yield Fraction(match["digits"]) * _scale(match["unit"]), op, match[0]


def _scale(unit: str | None) -> Fraction:
    return Fraction(FEN[unit]) if unit in FEN else Fraction(1, 100) if unit in ("%", "％") else Fraction(1)


def _compared(tree: Tree) -> Iterator[tuple[Fraction, str]]:
    """(number, operator) of every comparison with a literal, as if the number stood on the right. Negations are left alone."""
    if isinstance(tree, Call) and tree.function == Name("not"):
        return
    if isinstance(tree, Comparison):
        yield from ((value, tree.op) for value in _literals(tree.right))
        yield from ((value, FLIPPED[tree.op]) for value in _literals(tree.left))
        return
    if isinstance(tree, In):
        for test in tree.tests:
            if isinstance(test, Test):
                yield from ((value, test.op) for value in _literals(test.operand))
            elif isinstance(test, Range):
                yield from ((value, ">=" if test.low_closed else ">") for value in _literals(test.low))
                yield from ((value, "<=" if test.high_closed else "<") for value in _literals(test.high))
        return
    for child in children(tree):
        yield from _compared(child)


def _literals(tree: Tree) -> Iterator[Fraction]:
    if isinstance(tree, Money):
        yield Fraction(tree.fen)
    elif isinstance(tree, Number):
        yield Fraction(tree.text)
    elif isinstance(tree, Percent):
        yield Fraction(tree.text) / 100
    else:
        for child in children(tree):
            yield from _literals(child)
