"""Amounts: what a number is to a grant, and which numbers are none."""

from fractions import Fraction

import pytest

from tests.text.said.clauses import read


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("给予50万元前期经费补助", ["sum"]),
        ("给予最高不超过300万元的一次性补助", ["cap"]),
        ("按其发票额的50%给予一次性补助", ["rate"]),
        ("按其年度实际完成额的6%，给予最高不超过300万元的补助", ["rate", "cap"]),
        ("设备投资额超过100万元的，按100万元以上部分的10%补助", ["threshold", "threshold", "rate"]),
        ("设立总规模不低于1亿元的引导资金", ["floor"]),
        ("由市、县区财政按照1:1的比例分担", ["share"]),
        ("缓缴期限原则上不超过6个月", ["cap"]),
        ("可展期1年还款", ["span"]),
        ("1个月房租免收、2个月租金减半", ["span", "span", "rate"]),
        ("奖励额度不设上限", ["open"]),
        ("首次突破1亿元、5亿元的，分别给予10万元、30万元奖励", ["threshold", "threshold", "sum", "sum"]),
        ("1亿元以上（不含1亿元）的企业", ["threshold"]),
        ("贷款期限不超过3年", ["cap"]),
        ("税率由3%降至1%", ["rate", "rate"]),
        ("同比增长10%以上的，给予奖励", ["threshold"]),
    ],
)
def test_roles(text: str, roles: list[str]) -> None:
    assert [amount.role for amount in read(text).amounts] == roles


@pytest.mark.parametrize(
    "text",
    [
        "2个工作日内办结", "到达前14日内", "7×24小时服务", "对参保职工30人以下的企业", "12个月内全面建成", "75%乙醇企业",
        "每降低1个百分点扣1分",
        "覆盖率每1个百分点得0.1分", "工业增加值同比增长6.1%", "亿元专项贷款", "超过部分准予结转至以后三年内扣除", "有效期3个月的临时许可证",
    ],
)  # fmt: skip
def test_numbers_that_are_no_amounts(text: str) -> None:
    assert read(text).amounts == ()


def test_what_a_sum_is_given_for() -> None:
    said = read("给予每人每天补助300元；按每吸纳1名劳动者就业给予1000元；每年最高奖励不超过5000万元；按30元/人/天的标准")
    assert [(amount.number.low, amount.number.per) for amount in said.amounts if amount.number] == [
        (300, ("人", "天")),
        (1000, ("名",)),
        (50_000_000, ("年",)),
        (30, ("人", "天")),
    ]


def test_several_in_a_row_are_several() -> None:
    amounts = read("参照其年度贡献的70%、80%和90%给予奖励").amounts
    assert [amount.number.low for amount in amounts if amount.number] == [Fraction(7, 10), Fraction(4, 5), Fraction(9, 10)]


def test_a_figure_of_a_target_is_no_amount() -> None:
    said = read("贷款利率下浮10%以上，确保2020年小微企业信贷增长20%以上")
    assert [target.low for target in said.targets] == [Fraction(1, 5)]
    assert [amount.words for amount in said.amounts] == ["10%以上"]
