"""Quantities: every expression of the case list with its value, and numerals that count nothing."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.text.said.figures import read_value
from luodi.text.said.model import Number, Said
from luodi.text.said.show import show_number, show_quantity
from tests.text.said.clauses import read

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "money_cases.yaml").read_text(encoding="utf-8"))
UNITS = {"工作日": "workday", "小时": "hour", "个月": "month", "年": "year"}
KINDS = {
    "money": "money", "per": "money", "ratio": "ratio", "points": "points", "bp": "basis", "multiple": "multiple", "count": "count",
    "duration": "span",
}  # fmt: skip


def exact(value: float | int) -> Fraction:
    """The value of the list; a fraction cut off after four digits stands for the simple one."""
    fraction = Fraction(str(value))
    return fraction.limit_denominator(9) if fraction.denominator > 1000 else fraction


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_the_case_list(case: dict[str, Any]) -> None:
    said = read(case["text"])
    if case["kind"] == "date":
        check_date(case, said)
    elif case.get("value", case.get("values")) is None:
        assert said.numbers == ()
    else:
        check_number(case, said)


def check_date(case: dict[str, Any], said: Said) -> None:
    if "anchor" in case:
        assert said.periods[0].opens is not None
        assert said.periods[0].opens.event == case["anchor"]
        return
    (day,) = said.days
    expected = case["value"] if isinstance(case["value"], list) else [case["value"]]
    assert [day.first, day.last][-len(expected) :] == [str(value) for value in expected]
    assert day.year_given is ("needs" not in case)


def check_number(case: dict[str, Any], said: Said) -> None:
    number = said.numbers[-1]
    if case["kind"] in KINDS and number.kind != "share":
        assert number.kind == KINDS[case["kind"]]
    if "values" in case:
        assert [one.low for one in said.numbers] == case["values"]
    elif isinstance(case["value"], list):
        assert list(number.parts or (number.low, number.high)) == [exact(value) for value in case["value"]]
    else:
        assert number.low == number.high
        assert number.effect == exact(case["value"])
    assert number.effect_op == case.get("op", number.effect_op)
    assert number.approximate is case.get("approx", False)
    assert number.cap is (case.get("role") == "cap")
    if "anchor" in case:
        anchor = said.limits[0].anchor
        assert anchor is not None and anchor.event == case["anchor"]
    if "unit" in case:
        assert unit_of(number) == case["unit"]


def unit_of(number: Number) -> str:
    unit = UNITS.get(number.unit, number.unit)
    return f"{unit}/{'·'.join(number.per)}" if number.per else unit


@pytest.mark.parametrize(
    "text",
    [
        "三明市人民政府", "第三条", "“十四五”规划", "“三请三回”活动", "“5020”项目", "亿元以上项目", "四个意识", "12345热线", "三年行动计划",
        "五年规划", "5G基站", "三元区", "二季度", "电话：0731—58225116", "第2批", "数百万元", "XX%", "万元", "100",
    ],
)  # fmt: skip
def test_numerals_that_count_nothing(text: str) -> None:
    assert read(text).numbers == ()


@pytest.mark.parametrize(
    ("text", "kind", "low", "unit"),
    [
        ("补助１０００元", "money", 1000, "元"),
        ("补助1,000元", "money", 1000, "元"),
        ("补助1.5亿元", "money", 150_000_000, "元"),
        ("补助五千万元", "money", 50_000_000, "元"),
        ("补助一百二十万元", "money", 1_200_000, "元"),
        ("补助一亿二千万元", "money", 120_000_000, "元"),
        ("补助30 万 元", "money", 300_000, "元"),
        ("按八成给付", "ratio", Fraction(4, 5), ""),
        ("按九折收取", "ratio", Fraction(9, 10), ""),
        ("已减免租金20万以上", "money", 200_000, "元"),
        ("确诊20万以上", None, None, None),
        ("浓度控制在35微克/立方米以下", "count", 35, "微克"),
        ("新增电梯5000部左右", "count", 5000, "部"),
        ("两部门联合发文", None, None, None),
        ("一次性奖励", None, None, None),
        ("千分之五", None, None, None),
        ("三个月内", "span", 3, "个月"),
        ("十五个工作日", "span", 15, "工作日"),
        ("半年", "span", 6, "个月"),
        ("十余家企业", "count", 10, "家"),
    ],
)
def test_written_forms(text: str, kind: str | None, low: int | Fraction | None, unit: str | None) -> None:
    numbers = read(text).numbers
    assert [(one.kind, one.low, one.unit) for one in numbers] == ([(kind, low, unit)] if kind else [])


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("营收5亿元（含）以上", ">="), ("营收1亿元以上（不含1亿元）", ">"), ("营收1亿元（不含）以下", "<"), ("至少降低5%", ">="),
        ("不超过职工总数20%", "<="),
        ("超过100万元", ">"), ("不满1年", "<"), ("达到30%以上", ">="), ("最高奖励20万元", "<="), ("20万元", "="),
        ("最低工资标准的80%", "="),
    ],
)  # fmt: skip
def test_comparisons(text: str, op: str) -> None:
    (number,) = read(text).numbers
    assert number.op == op


def test_a_range_without_its_first_unit_takes_the_second() -> None:
    (number,) = read("补助1—3万元").numbers
    assert (number.low, number.high) == (10_000, 30_000)


@pytest.mark.parametrize(
    ("text", "value"), [("1,000", 1000), ("2万亿", 2 * 10**12), ("一点五", Fraction(3, 2)), ("三四", None), ("", None), ("百", 100)]
)
def test_read_value(text: str, value: int | Fraction | None) -> None:
    assert (read_value(text) if text else None) == value


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 10**9 - 1))
def test_money_reads_back_what_was_shown(yuan: int) -> None:
    (number,) = read(f"补助{show_quantity(Fraction(yuan), 'money', '元')}。").numbers
    assert number.low == yuan
    assert show_number(number) == show_quantity(Fraction(yuan), "money", "元")


def test_the_words_stand_where_they_say() -> None:
    text = "对  符合条件的，给予  30 万元 以上补助"
    (number,) = read(text).numbers
    assert text[number.start : number.end] == number.words == "30 万元 以上"
    assert (number.place.start, number.place.end) == (number.start, number.end)
