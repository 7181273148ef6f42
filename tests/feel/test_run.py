import operator
from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings

from luodi.feel.errors import FeelError
from luodi.feel.parse import parse
from luodi.feel.profile import check, names
from luodi.feel.run import compile_tree
from luodi.feel.unknown import Unknown
from tests.feel.trees import DOMAINS, WORLD, conditions, facts

A = Unknown(frozenset({"甲"}))
B = Unknown(frozenset({"乙"}))
THREE = (True, False, A)


def value(text, **given_facts):
    return compile_tree(parse(text))(given_facts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("min(6% * 额, 300万元)", 60_000_000),
        ("10% * (额 - 100万元)", 90_000_000),
        ("额 / 3", Fraction(1_000_000_000, 3)),
        ("额 / 1万元", 1000),
        ("floor(额 / 3万元) * 1万元", 333_000_000),
        ("额 >= 30% * 额", True),
        ("1/3 + 2/3", 1),
        ("2 ** 3", 8),
        ("-数 + 5", 2),
        ("数 in [1..3)", False),
        ("数 in (1, 3)", True),
        ("数 between 1 and 3", True),
        ('日 in [@"2020-02-01"..@"2020-02-29"]', True),
        ('日 > date("2020-02-29")', False),
        ('if 数 > 2 then "多" else "少"', "多"),
        ('"乙" in 表', True),
        ("count(表)", 2),
        ("max([1, 数])", 3),
        ("sum(1, 数)", 4),
        ("round half up(2.5)", 3),
        ("round half down(2.5)", 2),
        ("decimal(2.5, 0)", 2),
        ("round up(1.234, 2)", Fraction(124, 100)),
        ("round half up(1250, -2)", 1300),
        ("ceiling(-1.5)", -1),
        ("abs(-数)", 3),
        ("modulo(-7, 数)", 2),
        ("not(数 = 3)", False),
    ],
)
def test_values(text, expected):
    found = value(text, 额=1_000_000_000, 数=3, 日=date(2020, 2, 10), 表=["甲", "乙"])
    assert found == expected
    assert type(found) is type(expected)


def test_and_or_not_follow_kleene():
    order = {False: 0, A: 1, True: 2}
    back = {place: found for found, place in order.items()}
    for one, other in product(THREE, THREE):
        given_facts = {"x": one, "y": other}
        assert value("x and y", **given_facts) == back[min(order[one], order[other])]
        assert value("x or y", **given_facts) == back[max(order[one], order[other])]
        assert value("not(x and y)", **given_facts) == value("not(x) or not(y)", **given_facts)
        assert value("x and y", **given_facts) == value("y and x", **given_facts)
    for one in THREE:
        assert value("not(not(x))", x=one) == one


def test_no_and_unknown_is_no():
    assert value("甲 and 乙", 甲=False) is False
    assert value("甲 and 乙", 乙=False) is False
    assert value("甲 or 乙", 乙=True) is True


def test_unknown_says_what_it_waits_for():
    assert value("甲 and 乙") == Unknown(frozenset({"甲", "乙"}))
    assert value("甲 and 乙", 甲=True) == B
    assert value("人数 + 台数 > 3", 台数=1) == Unknown(frozenset({"人数"}))
    assert value("if 甲 then 1 else 2") == A
    assert value("if 甲 then 1 else 1") == 1
    assert value("x in (1, y)", x=1) is True
    assert value("x in (1, y)", x=2) == Unknown(frozenset({"y"}))


def test_division_by_zero_is_unknown_with_a_remark():
    assert value("10元 / 人数", 人数=0) == Unknown(frozenset(), ("人数 为 0，不能作除数",))
    assert value("10元 / 人数 > 1元 or 甲", 人数=0, 甲=True) is True
    assert value("10元 / 人数 > 1元 or 甲", 人数=0) == Unknown(frozenset({"甲"}), ("人数 为 0，不能作除数",))
    assert value("modulo(3, 人数)", 人数=0).remarks == ("人数 为 0，不能作除数",)


def test_what_the_profile_does_not_run_is_refused_before_it_runs():
    with pytest.raises(FeelError):
        compile_tree(parse("{a: 1}"))


@given(conditions(), facts())
@settings(max_examples=300, deadline=None)
def test_evaluation_never_raises_and_gives_the_checked_type(text, given_facts):
    tree = parse(text)
    assert check(tree, WORLD, text).kind == "boolean"
    found = compile_tree(tree)(given_facts)
    assert found is True or found is False or isinstance(found, Unknown)


@given(conditions(), facts())
@settings(max_examples=200, deadline=None)
def test_unknown_never_becomes_yes_or_no_wrongly(text, given_facts):
    tree = parse(text)
    run = compile_tree(tree)
    found = run(given_facts)
    missing = [name for name in names(tree) if name not in given_facts]
    if isinstance(found, Unknown):
        assert found.facts <= set(missing)
        return
    for values in product(*(DOMAINS[name] for name in missing)):
        filled = run({**given_facts, **dict(zip(missing, values, strict=True))})
        assert filled is found or (isinstance(filled, Unknown) and filled.remarks)


@given(conditions(), facts())
@settings(max_examples=100, deadline=None)
def test_comparisons_agree_with_plain_arithmetic(text, given_facts):
    number = given_facts.get("人数", 2)
    run = compile_tree(parse("30% * 人数 >= 额 / 7"))
    for sum_of in (0, 3, 4, 5, 6, 7, 13, 14):
        expected = operator.ge(Fraction(3, 10) * number, Fraction(sum_of, 7))
        assert run({"人数": number, "额": sum_of}) is expected
