"""Boundary words against operators: 以上 and 以下 include the number, 超过 and 不满 do not."""

import pytest

from luodi.feel.parse import parse
from luodi.policy.boundaries import slips


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("投资额 >= 100万元", "投资额100万元以上"),
        ("投资额 > 100万元", "投资额超过100万元的"),
        ("投资额 <= 1000万元", "总投资1000万元及以下的"),
        ("面积 < 5000", "建筑面积小于5000平方米"),
        ("完成额 >= 30% * 总额", "达到项目投资总额30%以上的"),
        ("100万元 < 投资额", "超过100万元"),
        ("总价 in [3亿元..5亿元]", "3亿元至5亿元"),
        ("裁员率 <= 20%", "不超过企业职工总数20%"),
        ("人数 <= 30", "30人（含）以下的企业"),
        ("投资额 = 100万元", "投资额100万元的"),
    ],
)
def test_agreement(rule: str, words: str) -> None:
    assert list(slips(parse(rule), words)) == []


@pytest.mark.parametrize(
    ("rule", "words", "expected"),
    [
        ("投资额 > 100万元", "投资额100万元以上", ">="),
        ("投资额 >= 100万元", "投资额超过100万元的", ">"),
        ("面积 <= 5000", "建筑面积小于5000平方米", "<"),
        ("100万元 <= 投资额", "超过100万元", ">"),
        ("完成额 > 30% * 总额", "达到项目投资总额30%以上的", ">="),
        ("人数 < 30", "30人（含）以下的企业", "<="),
        ("甲 and 投资额 in (100万元..200万元]", "投资额100万元以上", ">="),
    ],
)
def test_slips(rule: str, words: str, expected: str) -> None:
    assert [slip.expected for slip in slips(parse(rule), words)] == [expected]


def test_another_number_is_not_held_against_the_words() -> None:
    assert list(slips(parse("人数 > 300"), "投资额100万元以上")) == []
