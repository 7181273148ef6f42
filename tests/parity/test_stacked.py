"""Benefits that nearly always meet: who wins, who loses, what is left certain, held equal on rows full of ties and gaps."""

import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.bulk.plan import Plan
from luodi.decide.engine import Engine
from luodi.policy.model import Benefit, Stacking
from tests.decide.build import ON, REGIONS, at_most, benefit, money, program, stacking
from tests.parity.rows import Row, assert_equal

SUMS = ["投资额", "发票额", "月租金", "2元", "3元"]
TESTS = ["规上", "困难", "not(规上)", "另行购置"]


def small_rows(count: int, seed: int) -> list[Row]:
    """Rows of few values, so that sums are equal now and then and every pattern of the unknown comes up."""
    chance = random.Random(seed)
    values: dict[str, Sequence[Any]] = {
        **dict.fromkeys(("投资额", "发票额", "月租金"), (0, 100, 200, 300, 400)),
        **dict.fromkeys(("规上", "困难", "另行购置"), (True, True, False)),
        "从业人员": (10, 60, 200),
    }
    return [{name: chance.choice(of) for name, of in values.items() if chance.random() < 0.75} for _ in range(count)]


def held_equal(instruments: Sequence[Benefit | Stacking], seed: int = 1, count: int = 200) -> None:
    made = program(*instruments)
    assert_equal(Engine(made, REGIONS), Plan(made, REGIONS, "企业"), small_rows(count, seed), ON)


@st.composite
def meeting(draw: st.DrawFn) -> list[Benefit | Stacking]:
    ids = [f"b{number}" for number in range(draw(st.integers(3, 5)))]
    found: list[Benefit | Stacking] = []
    for id in ids:
        gift = draw(st.sampled_from([money, money, money, at_most]))(draw(st.sampled_from(SUMS)))
        when = draw(st.lists(st.sampled_from(TESTS), max_size=1))
        found.append(benefit(id, gift, when, force=draw(st.sampled_from(["应", "应", "应", "可", "鼓励"]))))
    for number in range(draw(st.integers(1, 3))):
        members = draw(st.lists(st.sampled_from(ids), min_size=2, max_size=4, unique=True))
        lifted = {"unless": draw(st.sampled_from(["另行购置", "困难"]))} if draw(st.booleans()) else {}
        found.append(stacking(f"s{number}", members, draw(st.sampled_from(["就高", "就高", members[0], None])), **lifted))
    if draw(st.integers(0, 2)) == 0:
        found.append(stacking("cap", draw(st.permutations(ids)), None, "合计不超过", ceiling=draw(st.sampled_from(["4元", "发票额"]))))
    return found


@settings(max_examples=30, deadline=None, derandomize=True)
@given(meeting(), st.integers(0, 10**6))
def test_whatever_meets_comes_to_the_same(instruments: list[Benefit | Stacking], seed: int) -> None:
    held_equal(instruments, seed, 60)


OPEN = benefit("open", money("投资额"), ["规上"])
OTHER = benefit("other", money("发票额"), ["困难"])
THIRD = benefit("third", money("月租金"))


@pytest.mark.parametrize(
    "rules",
    [
        [stacking("a", ["open", "other", "third"], "就高")],
        [stacking("a", ["open", "other", "third"], None)],
        [stacking("a", ["open", "other", "third"], "open")],
        [stacking("a", ["open", "other", "third"], "就高", unless="另行购置")],
        [stacking("a", ["open", "other"], "就高"), stacking("b", ["other", "third"], "就高")],
        [stacking("a", ["open", "third"], "third"), stacking("b", ["open", "other"], "就高"), stacking("c", ["third", "other"], "就高")],
        [stacking("a", ["open", "other", "third"], None, "合计不超过", ceiling="3元", unless="另行购置")],
        [stacking("a", ["open", "other"], None), stacking("b", ["third", "other"], None, "合计不超过", ceiling="投资额")],
    ],
    ids=["highest", "nobody named", "one named", "lifted", "overlapping", "a ring", "ceiling", "open then ceiling"],
)
def test_rules_one_by_one(rules: list[Stacking]) -> None:
    held_equal([OPEN, OTHER, THIRD, *rules], count=600)


@pytest.mark.parametrize(
    "when",
    [
        ["从业人员 >= 100", "从业人员 < 50"],
        ["规上", "not(规上)"],
        ["规上 or 困难", "not(规上)"],
        ["从业人员 >= 100 or 从业人员 < 50 or 规上", "从业人员 between 50 and 99"],
        ["从业人员 >= 50 or 从业人员 < 100"],
    ],
    ids=" 且 ".join,
)
def test_what_cannot_hold_is_a_no_and_what_must_is_a_yes(when: list[str]) -> None:
    held_equal([benefit("b", money("投资额"), when)], count=100)
