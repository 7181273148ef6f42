from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings

from luodi.feel.parse import parse
from luodi.feel.profile import names
from luodi.feel.run import compile_tree
from luodi.feel.settle import Settler, settle
from luodi.feel.types import Type
from luodi.feel.unknown import Unknown
from tests.feel.trees import DOMAINS, WORLD, conditions, facts

SCOPE = {
    **WORLD,
    "人数": Type("number", lo=0, hi=100_000),
    "收入": Type("money", lo=0, hi=10**15),
    "上年": Type("money", lo=0, hi=10**15),
    "率": Type("number", unit="%", lo=0, hi=1),
    "名称": Type("string"),
    "表": Type("list", item=Type("string")),
}
SMALL = "人数 < 20 or 收入 < 300万元"
MEDIUM = "(人数 >= 300 and 收入 >= 2000万元) or (人数 < 300 and 收入 >= 0元) or (人数 < 1000 and 收入 < 2000万元) or 收入 < 4亿元"


@pytest.mark.parametrize(
    ("text", "given_facts", "expected"),
    [
        ("人数 < 1000 or 收入 < 4亿元", {"人数": 500}, True),
        ("人数 >= 300 and 收入 >= 2亿元 or 人数 < 300 or 收入 < 2亿元", {"人数": 500}, True),
        ("人数 >= 300 and 收入 >= 2亿元 or 人数 < 300 or 收入 < 2亿元", {}, True),
        ("收入 > 30% * 上年 or 收入 <= 30% * 上年", {"上年": 12345}, True),
        ("收入 >= 1元 and 收入 < 1元", {}, False),
        ("收入 > 1元 and 收入 < 1.01元", {}, False),
        ("人数 > 1 and 人数 < 1.01 and 人数 < 0", {}, False),
        ("甲 or not(甲)", {}, True),
        ('行业 = "工业" or 行业 in ["建筑", "软件"]', {}, True),
        ('日 < @"2020-02-01" or 日 >= @"2020-02-01"', {}, True),
        ('名称 = "甲" or 名称 != "甲"', {}, True),
        ("收入 >= 0元", {}, True),
        ("if 甲 then 人数 < 3 or 人数 >= 3 else true", {}, True),
        ("收入 <= 20% * 上年", {"收入": 0}, True),
        ("收入 <= 20% * 上年", {"收入": 10**15}, False),
        ("收入 > 20% * 上年", {"上年": 0, "收入": 1}, True),
        ("收入 <= 率 * 上年", {"收入": 0}, True),
        ("收入 <= 率 * 上年 or 人数 < 5", {"收入": 0}, True),
        ("收入 + 上年 >= 0元", {}, True),
    ],
)
def test_what_no_missing_fact_can_change_is_settled(text, given_facts, expected):
    assert settle(parse(text), given_facts, SCOPE) is expected


@pytest.mark.parametrize(
    ("text", "given_facts"),
    [
        ("人数 < 1000 or 收入 < 4亿元", {"人数": 2000}),
        (SMALL, {"人数": 20}),
        ("人数 > 1 and 人数 < 1.01", {}),
        ('日 > @"2020-02-01" and 日 < @"2020-02-03"', {}),
        ('行业 = "工业" or 行业 = "建筑"', {}),
        ('名称 = "甲"', {}),
        ('"甲" in 表', {}),
        ("收入 > 上年 or 收入 <= 上年", {}),
        ("收入 <= 20% * 上年", {"收入": 5}),
        ("收入 <= 率 * 上年", {"收入": 5, "率": Fraction(1, 2)}),
        ("收入 < 率 * 上年", {"收入": 0}),
        ("收入 = 上年", {}),
        ("收入 = 上年 + 1元", {}),
        ("10元 / 人数 > 1元 or 10元 / 人数 <= 1元", {}),
    ],
)
def test_what_a_missing_fact_can_change_stays_unknown(text, given_facts):
    tree = parse(text)
    found = settle(tree, given_facts, SCOPE)
    assert isinstance(found, Unknown)
    assert found == compile_tree(tree)(given_facts)


def test_the_number_of_trials_is_bounded():
    scope = {f"甲{number}": Type("boolean") for number in range(13)}
    text = " and ".join(f"(甲{number} or not(甲{number}))" for number in range(13))
    assert isinstance(settle(parse(text), {}, scope), Unknown)
    assert settle(parse(text.rsplit(" and ", 1)[0]), {}, scope) is True


def test_a_known_value_is_returned_as_it_is():
    assert settle(parse("收入 / 3"), {"收入": 100}, SCOPE) == Fraction(100, 3)
    assert settle(parse('日 = @"2020-02-01"'), {"日": date(2020, 2, 1)}, SCOPE) is True


@given(conditions(), facts())
@settings(max_examples=200, deadline=None)
def test_settling_agrees_with_trying_everything(text, given_facts):
    tree = parse(text)
    run = compile_tree(tree)
    found = settle(tree, given_facts, WORLD)
    missing = [name for name in names(tree) if name not in given_facts]
    tried = {run({**given_facts, **dict(zip(missing, values, strict=True))}) for values in product(*(DOMAINS[name] for name in missing))}
    if not isinstance(found, Unknown):
        assert {value for value in tried if not isinstance(value, Unknown)} <= {found}
        assert found in tried


def test_of_missing_facts_those_matter_that_can_still_change_the_result():
    scope = {"甲": Type("boolean"), "乙": Type("boolean"), "数": Type("number", "", (), 0, 10)}
    settler = Settler(parse("(甲 or 乙) and (甲 or not(乙)) or 数 > 3 and 乙"), scope)
    assert settler.matter({}, ("甲", "乙", "数")) == {"甲", "乙", "数"}
    assert settler.matter({"数": 2}, ("甲", "乙")) == {"甲"}
    assert settler.matter({"甲": False}, ("乙", "数")) == {"乙", "数"}
    assert settler.matter({"甲": True}, ("乙", "数")) == frozenset()
