"""Every printed form of responsibility, and what it says of the lead."""

import pytest

from luodi.text.read import read_text
from luodi.text.units import find_lists

FORMS = [
    ("（责任单位：市发改委、市财政局，各县〔市、区〕政府）", (), (), ("市发改委", "市财政局", "各县〔市、区〕政府"), "none"),
    ("(责任单位:市发改委,市财政局)", (), (), ("市发改委", "市财政局"), "none"),
    ("［责任单位：市财政局，各县（区）人民政府、开发区管委会］", (), (), ("市财政局", "各县（区）人民政府", "开发区管委会"), "none"),
    ("责任单位：市工信局、财政局", (), (), ("市工信局", "财政局"), "none"),
    ("（责任部门：示例海关、市财政局）", (), (), ("示例海关", "市财政局"), "none"),
    ("（省财政厅牵头）", ("省财政厅",), (), (), "named"),
    ("（省财政厅、省国资委牵头，省科技厅等配合）", ("省财政厅", "省国资委"), ("省科技厅",), (), "named"),
    ("（省国资委牵头，省科技厅，各市、县〔区〕人民政府配合）", ("省国资委",), ("省科技厅", "各市、县〔区〕人民政府"), (), "named"),
    ("（省财政厅、省商务厅按职责分工牵头，省直有关部门配合）", ("省财政厅", "省商务厅"), ("省直有关部门",), (), "several"),
    ("（省财政厅、省商务厅按职责分工负责）", (), (), ("省财政厅", "省商务厅"), "none"),
    ("（市金融办、市财政局依职责落实）", (), (), ("市金融办", "市财政局"), "none"),
    ("（市金融办牵头落实）", ("市金融办",), (), (), "named"),
    ("（省药监局负责）", (), (), ("省药监局",), "none"),
    ("（牵头单位：市财政局；责任单位：市工信局、市科技局）", ("市财政局",), ("市工信局", "市科技局"), (), "named"),
    ("（牵头单位：市财政局；配合单位：市工信局）", ("市财政局",), ("市工信局",), (), "named"),
    ("（省人力资源社会保障厅、省财政厅等，各市、县〔区〕政府）", (), (), (), ""),
    ("（牵头单位：市财政局，配合单位：市工信局、市科技局）", ("市财政局",), ("市工信局", "市科技局"), (), "named"),
    ("（责任领导：张示例；责任单位：市财政局）", (), (), ("市财政局",), "none"),
    ("（牵头领导：李示例，牵头单位：市财政局，责任单位：市工信局）", ("市财政局",), ("市工信局",), (), "named"),
    ("（责任单位：市财政局（牵头）、市工信局）", ("市财政局",), ("市工信局",), (), "named"),
    ("（责任单位：市财政局 市工信局 市科技局）", (), (), ("市财政局", "市工信局", "市科技局"), "none"),
    ("（责任单位：市财政局；配合单位：市工信局。完成时限：2020年6月底）", (), ("市工信局",), ("市财政局",), "none"),
    ("（市财政局会同市工信局负责）", ("市财政局",), ("市工信局",), (), "named"),
    ("（市财政局牵头，2020年6月底前完成）", ("市财政局",), (), (), "named"),
    ("（各地区、各有关部门负责，持续推进）", (), (), ("各地区", "各有关部门"), "none"),
    ("（市政府办公室、各县区政府分工负责）", (), (), ("市政府办公室", "各县区政府"), "none"),
    ("【责任单位：市财政局、市工信局】", (), (), ("市财政局", "市工信局"), "none"),
    ("（负责部门：市商务局；适用范围：全市）", (), (), ("市商务局",), "none"),
    ("（省财政厅等省直有关部门负责）", (), (), ("省财政厅", "省直有关部门"), "none"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "lead", "support", "plain", "rule"), FORMS, ids=[form[0] for form in FORMS])
def test_forms(form: str, lead: tuple[str, ...], support: tuple[str, ...], plain: tuple[str, ...], rule: str) -> None:
    lists = find_lists(f"各地要落实责任。{form}")
    if not rule:
        assert lists == []
        return
    assert len(lists) == 1
    found = lists[0]
    assert (found.lead, found.support, found.plain, found.rule) == (lead, support, plain, rule)


def test_a_list_that_says_the_first_leads() -> None:
    found = find_lists("加强合作。（省商务厅、省财政厅按职责分工负责，列第一的为牵头单位，下同）推动融合。（省财政厅负责）")
    assert [one.plain for one in found] == [("省商务厅", "省财政厅"), ("省财政厅",)]
    assert [one.says_first for one in found] == [True, False]


@pytest.mark.parametrize(
    ("text", "repair"),
    [
        ("落实责任。责任单位：市财政局、市工信局)", "责任单位名单缺左括号"),
        ("落实责任。(责任单位：市财政局、市工信局", "责任单位名单缺右括号"),
        ("落实责任。责任单位：市财政局、市工信局", "责任单位名单缺左、右括号"),
        ("落实责任。（责任单位：市财政局市工信局）", "“市财政局市工信局”中间缺顿号，拆成市财政局、市工信局"),
    ],
)
def test_damage_is_restored_and_said(text: str, repair: str) -> None:
    (document,) = read_text(f"示例市人民政府关于示例的通知\n各县区：\n一、甲。其余。（责任单位：市商务局）\n二、乙。{text}\n").documents
    assert document.clauses[1].units == ("市财政局", "市工信局")
    assert [remark.message for remark in document.remarks] == [repair]


def test_brackets_are_lost_only_where_others_have_them() -> None:
    (document,) = read_text(
        "示例市人民政府关于示例的通知\n各县区：\n一、甲。其余。责任单位：市商务局\n二、乙。其余。责任单位：市财政局\n"
    ).documents
    assert document.clauses[1].units == ("市财政局",)
    assert document.remarks == ()


@pytest.mark.parametrize(
    "text",
    [
        "实行“一窗式”受理（含网上办理）。",
        "（影剧院、网吧等封闭性场所暂缓）",
        "由市财政局牵头，会同市工信局研究。",
        "（领导小组、指挥部）审核",
        "要明确责任单位和时限。",
    ],
)
def test_other_brackets_are_no_lists(text: str) -> None:
    assert find_lists(text) == []


def test_names_that_only_look_joined_stay_whole() -> None:
    (found,) = find_lists("（责任单位：省市场监管局、市城市管理局、市委市政府督查室、国网示例市供电公司）")
    assert found.plain == ("省市场监管局", "市城市管理局", "市委市政府督查室", "国网示例市供电公司")


def test_a_note_makes_the_first_named_lead_everywhere() -> None:
    text = """示例市人民政府关于示例工作的意见
各县（区）人民政府：
现提出以下意见：
一、支持企业。给予补助。（责任单位：市工信局、市财政局）
二、稳定就业。给予补贴。（责任单位：市人社局，各县区政府）
注：1、责任单位排第一的为牵头单位。
"""
    document = read_text(text).documents[0]
    assert document.unit_rule == "first"
    assert [(clause.lead, clause.support) for clause in document.clauses[1:3]] == [
        (("市工信局",), ("市财政局",)),
        (("市人社局",), ("各县区政府",)),
    ]
