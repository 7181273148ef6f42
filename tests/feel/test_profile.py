from fractions import Fraction

import pytest

from luodi.feel.errors import MismatchError
from luodi.feel.parse import parse
from luodi.feel.profile import check, names, substitute
from luodi.feel.show import show
from luodi.feel.types import BOOLEAN, DATE, MONEY, Type

SCOPE = {
    "营收": Type("money", lo=0, hi=10**14),
    "总额": Type("money", lo=100, hi=10**14),
    "无界": MONEY,
    "人数": Type("number", lo=0, hi=1000),
    "温差": Type("number", lo=-5, hi=10),
    "甲": BOOLEAN,
    "日": DATE,
    "行业": Type("list", item=Type("string", values=("工业", "建筑"))),
    "名称": Type("string"),
    "注册地": Type("region"),
}


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("30% * 营收", "money", 0, 3 * 10**13),
        ("营收 - 总额", "money", -(10**14), 10**14 - 100),
        ("营收 / 总额", "number", 0, 10**12),
        ("营收 / 人数", "money", 0, None),
        ("人数 * 温差", "number", -5000, 10000),
        ("-温差", "number", -10, 5),
        ("min(营收, 5元)", "money", 0, 500),
        ("max(营收, 5元)", "money", 500, 10**14),
        ("sum(人数, 温差)", "number", -5, 1010),
        ("floor(人数 / 3)", "number", 0, 334),
        ("if 甲 then 1元 else 2元", "money", 100, 200),
        ("abs(温差)", "number", 0, 10),
        ("人数 ** 2", "number", 0, 10**6),
        ("无界 - 营收", "money", None, None),
        ("count(行业)", "number", 0, None),
    ],
)
def test_bounds_of_sums_and_numbers(text, kind, low, high):
    found = check(parse(text), SCOPE)
    assert (found.kind, found.lo, found.hi) == (kind, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "甲 and not(甲)",
        '日 in [@"2020-01-01"..date("2020-02-01")]',
        '"工业" in 行业',
        '名称 = "随便"',
        '注册地 in ["360100", "360102"]',
        "营收 >= 30% * 总额",
        "人数 in (1, > 3)",
        "甲 = true",
    ],
)
def test_conditions_of_the_profile(text):
    assert check(parse(text), SCOPE) == BOOLEAN


@pytest.mark.parametrize(
    "text",
    [
        "营收 * 人数 * 人数",
        "无界 * 2",
        "营收 / 1元 * 营收 * 人数",
        "营收 ** 2",
        "人数 ** 人数",
        "{a: 1}",
        "[1, 2][1]",
        "some x in 行业 satisfies x",
        "a.b",
    ],
)
def test_what_the_profile_refuses(text):
    with pytest.raises(MismatchError):
        check(parse(text), SCOPE)


def test_bounds_hold_for_every_value():
    found = check(parse("(营收 + 总额) * 25% - 温差 * 1元"), SCOPE)
    assert found.lo == Fraction(100, 4) - 1000
    assert found.hi == 2 * 10**14 // 4 + 500


def test_names_come_in_order_and_leave_out_functions_and_bound_names():
    assert names(parse("min(乙, 甲) > 丙 and 甲")) == ("乙", "甲", "丙")
    assert names(parse("for x in 甲 return x + 乙")) == ("甲", "乙")
    assert names(parse("floor(floor)")) == ("floor",)


def test_definitions_are_put_in_for_their_names():
    tree = substitute(parse("not(中小微企业) and 甲"), {"中小微企业": parse("人数 < 300 or 营收 < 1亿元")})
    assert show(tree) == "not(人数 < 300 or 营收 < 1亿元) and 甲"
    assert show(substitute(parse("for x in x return x"), {"x": parse("y")})) == "for x in x return x"
    assert show(substitute(parse("min(min, 1)"), {"min": parse("a")})) == "min(a, 1)"
