"""Duties, bans, force, stacking."""

import pytest

from luodi.days.window import Anchor
from tests.text.said.clauses import read


@pytest.mark.parametrize(
    ("text", "who", "what", "rhythm"),
    [
        ("各地要加强督查。", ("各地",), "要加强督查", ""),
        ("各县（市、区）人民政府应于12月底前报送。", ("各县(市、区)人民政府",), "应于12月底前报送", ""),
        ("市发改委、市工信局会同有关部门梳理名单。", ("市发改委", "市工信局"), "会同有关部门梳理名单", ""),
        (
            "从事示例产品生产、加工、运输、销售、储存、配送、检测、检验、认证、研发、设计、咨询以及其他各项相关经营活动的示例企业要停产。",
            (),
            None,
            "",
        ),
        ("由市金融办牵头落实。", ("市金融办",), "牵头落实", ""),
        ("供水、供电、供气等公用事业服务单位要密切关注。", ("供水、供电、供气等公用事业服务单位",), "要密切关注", ""),
        ("发现病例的单位，要及时报告。", ("发现病例的单位",), "要及时报告", ""),
        ("各设区市在疫情防控期间要每周一报送情况。", ("各设区市",), "要每周一报送情况", "每周一"),
        ("每日发布价格监测信息。", (), "每日发布价格监测信息", "每日"),
        ("市领导每两个月开展一次调研。", (), "市领导每两个月开展一次调研", "每两个月"),
        ("实行日监测日报告。", (), "实行日监测日报告", "每日"),
        ("逐月推进清偿工作。", (), "逐月推进清偿工作", "每月"),
    ],
)
def test_duties(text: str, who: tuple[str, ...], what: str | None, rhythm: str) -> None:
    (duty,) = read(text).duties
    assert (duty.who, duty.what, duty.rhythm) == (who, text.strip("。") if what is None else what, rhythm)


def test_the_last_day_of_a_duty() -> None:
    (duty,) = read("各省应于3月5日前报备。").duties
    assert (duty.due, duty.force) == (Anchor("2020-03-05", None), "应")


@pytest.mark.parametrize(
    "text",
    [
        "给予每人每月1000元补贴。",
        "为贯彻落实部署，确保增长，现提出以下措施。",
        "本办法自印发之日起施行，有效期至2025年12月31日。",
        "加强宣传引导。",
    ],
)
def test_sentences_that_are_no_duties(text: str) -> None:
    assert read(text).duties == ()


@pytest.mark.parametrize(
    ("text", "who", "what", "word"),
    [
        ("金融机构不得盲目抽贷、断贷、压贷。", "金融机构", "盲目抽贷、断贷、压贷", "不得"),
        ("严禁任何形式的野生动物交易，涉嫌犯罪的移交公安机关。", "", "任何形式的野生动物交易，涉嫌犯罪的移交公安机关", "严禁"),
        ("清单之外一律不得实施审批，严禁收取保证金。", "清单之外", "实施审批", "一律不得"),
        ("不得要求到现场办理，鼓励通过网络评审。", "", "要求到现场办理", "不得"),
        ("未经批准，不得擅自设卡。", "", "擅自设卡", "不得"),
    ],
)
def test_bans(text: str, who: str, what: str, word: str) -> None:
    ban = read(text).bans[0]
    assert (ban.who, ban.what, ban.word) == (who, what, word)


@pytest.mark.parametrize("text", ["未做到不得分", "调整为最短不得少于15日", "不得超过100个基点", "不得不停产", "禁止类项目"])
def test_words_that_ban_nothing(text: str) -> None:
    assert read(text).bans == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各部门应当办结。", [("应", "应当")]),
        ("企业可申请缓缴，鼓励业主减免租金。", [("可", "可"), ("鼓励", "鼓励")]),
        ("各地要抓紧落实。", [("应", "要")]),
        ("不得收费。可以延期。", [("应", "不得"), ("可", "可以")]),
        ("给予50万元补助。", []),
        ("重要物资供应保障的必要需求可能增加，响应主要要求，应急许可无须办理", []),
    ],
)
def test_force(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(binding.force, binding.word) for binding in read(text).bindings] == expected


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("按照“就高”的原则兑现，不重复享受", ["就高", "不重复"]),
        ("按“就高、不重复”原则执行", ["就高", "不重复"]),
        ("不叠加享受其他政策", ["不重复"]),
        ("可叠加享受", ["可叠加"]),
        ("在中央财政贴息50%的基础上，省财政再给予25%的贴息", ["可叠加"]),
        ("三年内累计不超过1000万元", ["合计不超过"]),
        ("取消反担保要求", ["取消"]),
        ("国家有新规定的，从其规定", ["从其规定"]),
        ("在2019年基础上再降0.5个百分点，反复叠加", []),
    ],
)
def test_stacking(text: str, rules: list[str]) -> None:
    assert [stack.rule for stack in read(text).stacks] == rules
