"""Expressions read aloud in Chinese."""

import pytest

from luodi.feel.parse import parse
from luodi.feel.speak import speak


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("规上工业企业", "规上工业企业"),
        ("not(规上工业企业)", "不是：规上工业企业"),
        ("本年度设备投资额 > 100万元", "本年度设备投资额超过100万元"),
        ("本年度设备投资额 >= 30% * 项目投资总额", "本年度设备投资额不低于30%×项目投资总额"),
        ('技术改造项目 = "鼓励类"', "技术改造项目是鼓励类"),
        ('企业规模 in ["中型", "小型", "微型"]', "企业规模是中型、小型、微型之一"),
        ("总价 in [3亿元..5亿元)", "总价不低于3亿元、低于5亿元"),
        ("甲 and (乙 or 丙)", "甲，且（乙，或丙）"),
        ("not(总价 = 3亿元)", "总价不是3亿元"),
        ('开工日 <= @"2020-02-09"', "开工日不晚于2020年2月9日"),
        ("10% * (发票额 - 100万元)", "10%×（发票额减100万元）"),
        ("甲 - (乙 - 丙)", "甲减（乙减丙）"),
        ("甲 * min(月数, 12) / 12", "甲×（月数与12中较小的）÷12"),
        ("not(甲 and 乙)", "并非（甲，且乙）"),
        ("人数 between 5 and 9", "人数在5至9之间（含两端）"),
    ],
)
def test_speak(written: str, spoken: str) -> None:
    assert speak(parse(written)) == spoken
