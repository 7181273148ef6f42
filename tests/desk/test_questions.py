"""What is typed into a form, as a policy file spells it; and what is said when it cannot be read."""

import pytest

from luodi.desk.portal.library import shelf
from luodi.desk.portal.questions import complaint, field, read_answer
from luodi.places.errors import PlaceError
from luodi.policy.errors import PolicyError
from luodi.policy.model import Fact


def fact(name: str) -> Fact:
    return shelf().program.facts[name]


@pytest.mark.parametrize(
    ("box", "unit", "text"),
    [
        ("3", "万元", "3万元"),
        ("30000", "元", "3万元"),
        ("1,500.50", "元", "1500.5元"),
        ("３．５", "万元", "3.5万元"),
        ("3万", "元", "3万元"),
        ("3万元", "元", "3万元"),
        ("￥2000", "元", "2000元"),
        ("0.2", "亿元", "2000万元"),
        (" 3 ", "万元", "3万元"),
        ("5", "颗", "5元"),
    ],
)
def test_money_is_read_generously(box: str, unit: str, text: str) -> None:
    assert read_answer(fact("月租金"), {"月租金": box, "月租金.unit": unit}) == text


@pytest.mark.parametrize(
    ("name", "box", "text"),
    [
        ("吸纳就业人数", "12", "12人"),
        ("吸纳就业人数", "12人", "12人"),
        ("国家当期基准利率", "4.35", "4.35%"),
        ("国家当期基准利率", "4.35%", "4.35%"),
        ("注册地", "东湖区", "360102"),
        ("注册地", "江西省南昌市东湖区", "360102"),
        ("注册地", "360102", "360102"),
        ("承租国有房产", "是", "是"),
        ("企业规模", "小型", "小型"),
        ("事项发生日", "2020-03-01", "2020-03-01"),
        ("月租金", "", ""),
    ],
)
def test_other_answers_become_what_a_policy_file_would_say(name: str, box: str, text: str) -> None:
    assert read_answer(fact(name), {name: box}) == text


@pytest.mark.parametrize(
    ("name", "box", "said"),
    [
        ("月租金", "很多", "请填一个金额"),
        ("月租金", "0.001", "请填一个金额"),
        ("月租金", "-5", "月租金不能少于 0元，您填的是“-5元”。"),
        ("月租金", "9" * 20, "月租金不能超过 10亿元"),
        ("注册地", "南" * 3000, "字"),
        ("吸纳就业人数", "十二", "请填一个数"),
        ("吸纳就业人数", "99999999", "不能超过 1000000人"),
        ("国家当期基准利率", "四", "请填一个百分数"),
        ("企业规模", "巨型", "请从所列的几项里选"),
        ("事项发生日", "三月", "请填一个日期"),
        ("注册地", "南昌是", "南昌市"),
        ("注册地", "湾里区", "新建区"),
        ("注册地", "鼓楼区", "不止一处"),
    ],
)
def test_what_cannot_be_read_is_answered_with_one_sentence(name: str, box: str, said: str) -> None:
    with pytest.raises((PolicyError, PlaceError)) as caught:
        read_answer(fact(name), {name: box})
    sentence = complaint(fact(name), caught.value)
    assert said in sentence
    assert "[" not in sentence


@pytest.mark.parametrize(
    ("name", "answer", "number", "unit"),
    [
        ("月租金", "3.5万元", "3.5", "万元"),
        ("月租金", None, "", "万元"),
        ("吸纳就业人数", "12人", "12", "人"),
        ("国家当期基准利率", "4.35%", "4.35", "%"),
        ("注册地", "360102", "江西省南昌市东湖区", ""),
    ],
)
def test_an_earlier_answer_fills_the_box_and_its_unit(name: str, answer: str | None, number: str, unit: str) -> None:
    shown = field(fact(name), answer)
    assert (shown.number, shown.unit) == (number, unit)


def test_every_fact_of_the_library_can_be_asked_and_read_back() -> None:
    """A round trip through the form keeps an answer as it was."""
    given = {"boolean": "否", "money": "1.5万元", "date": "2020-03-01", "region": "360102"}
    for name, one in shelf().program.facts.items():
        answer = one.values[0] if one.values else given.get(one.type.kind) or ("12%" if one.type.unit == "%" else f"12{one.type.unit}")
        if one.type.hi is not None and one.type.kind == "money" and one.type.hi < 1_500_000:
            answer = "1元"
        shown = field(one, answer)
        posted = {name: shown.choice or shown.number, f"{name}.unit": shown.unit}
        assert read_answer(one, posted) == answer
