"""One fact's way from what it is to where a condition fails no longer: how far it is, and in which words it is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Final

from luodi.days.window import show_day
from luodi.decide.known import Known, place_name
from luodi.decide.model import Change
from luodi.feel import tree as t
from luodi.feel.run import Value, compile_tree
from luodi.feel.settle import ORDERED, OTHER
from luodi.feel.types import Type
from luodi.policy.model import Fact
from luodi.policy.values import decimal, shown

YUAN: Final = 100
YEAR: Final = 365
RISE: Final = {True: "不低于", False: "超过"}
FALL: Final = {True: "不高于", False: "低于"}
LATER: Final = {True: "不早于", False: "晚于"}
EARLIER: Final = {True: "不晚于", False: "早于"}


@dataclass(frozen=True, slots=True)
class Step:
    """`fact` moves from `now` to `value`. `edges` are what the condition `tree` compares it with, `passing` the values tried that pass."""

    tree: t.Tree
    fact: str
    now: Value
    value: Value
    edges: tuple[Value, ...]
    passing: tuple[Value, ...]
    type: Type

    @property
    def ordered(self) -> bool:
        return self.type.kind in ORDERED


def farness(steps: Sequence[Step]) -> tuple[int, Fraction, int]:
    """How far steps are together: those without an order, the ways of the others, and edges to be passed and not only reached."""
    ordered = [step for step in steps if step.ordered]
    passed = sum(not _bound(step)[1] for step in ordered)
    return len(steps) - len(ordered), sum(map(_way, ordered), Fraction(0)), passed


def _way(step: Step) -> Fraction:
    """From 0 to 1: of a sum or count as a share of it, of a day by years."""
    bound = _bound(step)[0]
    if isinstance(bound, date):
        return min(Fraction(1), Fraction(abs((bound - step.now).days), YEAR))
    return Fraction(abs(bound - step.now), max(abs(bound), abs(step.now), 1))


def closer(step: Step) -> Value:
    """Just past an edge that must be passed, by one 元 or one of what is counted; the value tried where that is not sure to be whole."""
    if not step.ordered or step.type.unit == "%" or step.type.kind == "date":
        return step.value
    bound, closed = _bound(step)
    unit = YUAN if step.type.kind == "money" else 1
    return step.value if closed else floor(bound) + unit if step.value > step.now else ceil(bound) - unit


def change(step: Step, known: Known) -> Change:
    """The step in words: 裁员人数 58人（企业职工总数的5.8%） → 不高于55人（5.5%），差3人."""
    fact = known.declared[step.fact]
    now = known.words(step.fact)
    if not step.ordered:
        return Change(step.fact, now, _choice(step, known))
    bound, closed = _bound(step)
    if isinstance(bound, date):
        words = LATER if step.value > step.now else EARLIER
        days = abs((bound - step.now).days)
        return Change(step.fact, now, f"{words[closed]}{show_day(bound)}", f"{days}天" if days else "")
    up = step.value > step.now
    if fact.type.unit != "%" and Fraction(bound).denominator != 1:
        bound, closed = (ceil(bound) if up else floor(bound)), True
    # Where only one value passes, no side of it does.
    only = closed and not any(value > bound if up else value < bound for value in step.passing)
    word = "等于" if only and len(step.edges) == 1 else (RISE if up else FALL)[closed]
    share, limit = _shares(step, known)
    return Change(step.fact, f"{now}{share}", f"{word}{shown(bound, fact)}{limit}", _apart(bound, step.now, fact))


def _bound(step: Step) -> tuple[Value, bool]:
    """The edge that must be reached (True) or passed (False)."""
    if step.value in step.edges:
        return step.value, True
    if step.value > step.now:
        return max((edge for edge in step.edges if step.now <= edge < step.value), default=step.value), False
    return min((edge for edge in step.edges if step.value < edge <= step.now), default=step.value), False


def _choice(step: Step, known: Known) -> str:
    if step.type.kind == "boolean":
        return f"为{'是' if step.value else '否'}"
    others = [_named(value, step, known) for value in step.passing if value != OTHER]
    if step.value == OTHER:
        return f"不为{known.words(step.fact)}"
    return f"为{'、'.join(others)}{'之一' if len(others) > 1 else ''}"


def _named(value: Value, step: Step, known: Known) -> str:
    return place_name(str(value), known.regions) if step.type.kind == "region" else str(value)


def _apart(bound: Value, now: Value, fact: Fact) -> str:
    apart = abs(bound - now)
    if not apart:
        return ""
    return f"{decimal(Fraction(apart) * 100)}个百分点" if fact.type.unit == "%" else shown(apart, fact)


def _shares(step: Step, known: Known) -> tuple[str, str]:
    """Where the condition compares a fact with a share of another, the share it is and the share it must keep to."""
    tree = step.tree
    if (
        not isinstance(tree, t.Comparison)
        or tree.left != t.Name(step.fact)
        or not isinstance(tree.right, t.Arithmetic)
        or tree.right.op != "*"
    ):
        return "", ""
    share, whole = tree.right.left, tree.right.right
    if isinstance(share, t.Name) and known.declared[share.text].type.kind == step.type.kind and known.declared[share.text].type.unit != "%":
        share, whole = whole, share
    limit = compile_tree(share)(known.facts)
    total = known.facts.get(whole.text) if isinstance(whole, t.Name) else None
    if not isinstance(limit, int | Fraction) or not isinstance(total, int | Fraction) or not total or limit > 1:
        return "", ""
    assert isinstance(whole, t.Name)
    return f"（{whole.text}的{_percent(Fraction(step.now) / total)}）", f"（{_percent(Fraction(limit))}）"


def _percent(ratio: Fraction) -> str:
    """5.8%; more digits than two are cut off with 约."""
    hundredths = round(ratio * 10_000)
    return f"{'' if Fraction(hundredths, 10_000) == ratio else '约'}{decimal(Fraction(hundredths, 100))}%"
