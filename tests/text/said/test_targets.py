"""Targets: word, metric, comparison, value, last day."""

from fractions import Fraction

import pytest

from tests.text.said.clauses import read


@pytest.mark.parametrize(
    ("text", "metric", "op", "value", "unit", "by"),
    [
        ("确保2020年3月初全省口罩日产能达到1000万只", "口罩日产能", ">=", 10_000_000, "只", "2020-03-10"),
        ("到2021年全省引进高端商业品牌30个", "高端商业品牌", "=", 30, "个", "2021-12-31"),
        ("要将客座率控制在50%以内", "客座率", "<=", Fraction(1, 2), "", None),
        ("2020年粮食种植面积达到514万亩", "粮食种植面积", ">=", 5_140_000, "亩", "2020-12-31"),
        ("至2020年末综合融资成本至少降低0.5个百分点", "综合融资成本", ">=", Fraction(1, 2), "个百分点", "2020-12-31"),
        ("企业职工基本养老保险基金中央调剂比例2020年提高到4%", "", "=", Fraction(1, 25), "", "2020-12-31"),
        ("8月底前完成35%农村敬老院的改造提升", "农村敬老院的改造提升", "=", Fraction(7, 20), "", "2020-08-31"),
        ("在2020年6月底前完成欠款“清零”", "", "=", 0, "", "2020-06-30"),
        ("到2025年，每千名老年人拥有养老床位40张以上", "拥有养老床位", ">=", 40, "张", "2025-12-31"),
        ("贫困发生率降至2%以下", "贫困发生率", "<=", Fraction(1, 50), "", None),
        ("优良天数比率达到85%", "优良天数比率", ">=", Fraction(17, 20), "", None),
        ("社会消费品零售总额年均增长9%", "社会消费品零售总额", "=", Fraction(9, 100), "", None),
        ("力争新增物流企业10家", "物流企业", "=", 10, "家", None),
        ("蔬菜产量达到或超过前3年平均值的98%得基础分6分", "", ">=", Fraction(49, 50), "", None),
    ],
)
def test_targets(text: str, metric: str, op: str, value: int | Fraction, unit: str, by: str | None) -> None:
    (target,) = read(text).targets
    assert (target.op, target.low, target.unit, target.by.day if target.by else None) == (op, value, unit, by)
    if metric:
        assert metric in target.metric
    assert target.words in text


def test_compared_with_another_figure() -> None:
    said = read("确保2020年企业信贷余额不低于2019年同期、融资成本不高于2019年同期。")
    assert [(target.metric, target.op, target.base, target.low) for target in said.targets] == [
        ("企业信贷余额", ">=", "2019年同期", None),
        ("融资成本", "<=", "2019年同期", None),
    ]


def test_the_direction_is_kept() -> None:
    (target,) = read("确保综合融资成本较2019年再降低0.5个百分点").targets
    assert (target.change, target.low) == (-1, Fraction(1, 2))


def test_what_stands_before_a_semicolon_holds_after_it() -> None:
    said = read("到2028年，总产值突破5000亿元，年均增长8%左右；粮食产量稳定在40亿斤以上。新增就业3万人。")
    assert [(target.low, target.by.day if target.by else None) for target in said.targets] == [
        (500_000_000_000, "2028-12-31"),
        (Fraction(2, 25), "2028-12-31"),
        (4_000_000_000, "2028-12-31"),
        (30_000, None),
    ]
    assert said.targets[1].metric == "总产值"


@pytest.mark.parametrize(
    "text",
    [
        "确保5000万元以上项目全部开工", "2020年底前，对500人以上的村开展核查", "确保单户100万元以下的贷款应贷尽贷",
        "每户建设用地不超过3亩", "截至今年8月底，加装电梯累计完成3127部",
        "贷款利率下浮10%", "担保费率降至1.5%以下", "补助比例提高到50%", "亩均税收达到10万元的，给予奖励",
        "对2020年新增的贷款，按再贷款利率的50%给予贴息",
        "按其年度实际完成额的6%给予补助",
        "每降低1个百分点扣1分",
        "2020年6月30日前到期的贷款，新增融资担保费率按1%收取", "得分90分以上为优秀", "宣布全域动态清零后",
        "提供24小时服务，确保365天“不打烊”",
        "新引进500强企业1家的，奖励100万元", "每新增1个零售网点得绩效分1分", "上半年工业增加值同比增长6.1%",
    ],
)  # fmt: skip
def test_figures_that_are_no_targets(text: str) -> None:
    assert read(text).targets == ()
