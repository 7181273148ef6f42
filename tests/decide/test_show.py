from unicodedata import east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.days.window import parse_anchor
from luodi.decide.model import Given
from luodi.decide.show import show, wrapped
from luodi.decide.wording import gift_words
from luodi.policy.model import Gift
from tests.decide.build import at_most, benefit, decide, money, program, quote, stacking, wan, yuan

HEADS = program().documents


def text(*args: object, width: int = 96) -> str:
    return show(decide(*args), HEADS, width, whole=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Given("money", amount=wan(22)), "22万元"),
        (Given("money", amount=yuan(1234) + 50), "1234.5元"),
        (Given("charge", amount=wan(6)), "少付6万元"),
        (Given("charge", at_most=wan(25)), "至多少付25万元"),
        (Given("money", amount=wan(1), per="月"), "每月1万元"),
        (Given("money", amount=yuan(12000), each=yuan(1000), times=12, per="人"), "1.2万元（每人1000元，共12人）"),
        (Given("money", rate="25%"), "25%"),
        (Given("money"), "金额待定"),
        (Given("charge"), "少付多少待定"),
        (Given("delay", until="2020-02-24", until_rule="2020年2月24日"), "延至2020年2月24日"),
        (Given("delay", until="2020-05-11", until_rule="响应解除后60天"), "延至响应解除后60天，即2020年5月11日"),
        (Given("delay", until_rule="疫情解除"), "延至疫情解除（是哪一天还不知道）"),
        (Given("delay", by="6个月"), "延长6个月"),
        (Given("delay", by_at_most="6个月"), "至多延长6个月"),
        (Given("right", right="不作违约处理"), "不作违约处理"),
    ],
)
def test_gifts_in_words(given: Given, words: str) -> None:
    assert gift_words(given) == words


def test_what_is_given_is_shown_with_its_reasons_and_words() -> None:
    one = benefit(
        "补助",
        money("22万元"),
        when=["规上"],
        shares={"南昌市": 1, "县区": 1},
        shares_quote=quote("按照1:1的比例分担", "一/4"),
        lead=("市工信局",),
        support=("市财政局",),
    )
    found = text([one], {"规上": True})
    for line in [
        "企业，2020年3月10日",
        "确定 22万元    可能再有 0元",
        "1. 示例补助　22万元",
        "   凭      示例通知 一/1：“示例条款的原话”",
        "   因      符合　““规上”的原话”：规上 是",
        "   谁出    南昌市11万元，县区11万元（一/4：“按照1:1的比例分担”）",
        "   给谁    文件未载明",
        "   期限    2020年2月26日至2020年12月31日",
        "   怎么办  文件未载明",
        "   找谁    牵头：市工信局；配合：市财政局",
        "· 以主管部门审核为准",
    ]:
        assert line in found.splitlines()


def test_every_section_stands_under_its_head() -> None:
    many = [
        benefit("due", money("9万元"), how=quote("到窗口申请", "一/5"), units=("示例局",)),
        benefit("lost", money("1万元")),
        benefit("grant", at_most("2万元"), force="可", granted_by="示例省"),
        benefit("open", money("人数 * 1元"), when=["困难"]),
        benefit("kind", Gift("delay", until=parse_anchor("疫情结束")), force="鼓励"),
        benefit("refused", when=["规上"]),
        stacking("once", ["due", "lost"]),
    ]
    found = text(many, {"规上": False})
    heads = [line for line in found.splitlines() if line.startswith("【")]
    assert [head[1:3] for head in heads] == ["确定", "可能", "符合", "待定", "鼓励", "不符", "接着"]
    for said in [
        "让给    示例due，一/9：“不重复享受”；结尾/¶2：“就高”",
        "怎么办  示例通知 一/5：“到窗口申请”",
        "找谁    责任单位：示例局（文件未写明谁牵头）",
        "等谁    示例省（文件写的是“可”，还要等其决定）",
        "计入    可能2万元",
        "因      待定　““困难”的原话”：还不知道困难",
        "还差    人数",
        "因      不符合　““规上”的原话”：规上 否",
        "1. 困难是什么？（是 或 否）",
    ]:
        assert said in found


def test_of_what_is_open_only_the_open_conditions_are_shown() -> None:
    found = text([benefit("a", when=["规上", "困难"])], {"规上": True})
    assert "规上 是" not in found
    assert "还不知道困难" in found


def test_only_the_first_questions_are_printed() -> None:
    names = [
        "规上",
        "困难",
        "另行购置",
        '规模 = "大型"',
        "从业人员 > 1",
        "人数 > 1",
        "投资额 > 1元",
        "发票额 > 1元",
        "月租金 > 1元",
        "营业收入 > 1元",
        "月数 > 1",
    ]
    found = text([benefit(f"b{number}", when=[name]) for number, name in enumerate(names)])
    assert "……还有1个，答了前面的再看" in found


def width_of(line: str) -> int:
    return sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in line)


@given(st.text("一二三，。“”（） ab1234567890", max_size=200), st.integers(20, 60))
@settings(max_examples=200)
def test_lines_fit_and_lose_nothing(words: str, width: int) -> None:
    lines = list(wrapped(words, width, 0, 4))
    assert "".join("".join(lines).split()) == "".join(words.split())
    longest = max((len(run) for run in words.replace(" ", "一").split("一")), default=0)
    assert all(width_of(line) <= width + 2 * (longest + 1) for line in lines)


def test_lines_break_where_chinese_may_break() -> None:
    assert list(wrapped("一二三四，五六“七八”九2020年", 10, 0, 0)) == ["一二三四，", "五六“七八”", "九2020年"]
    assert list(wrapped("一二三四“五六”", 10, 0, 2)) == ["一二三四", "  “五六”"]


def test_what_is_open_is_listed_in_short_unless_all_is_asked() -> None:
    decision = decide([benefit(f"b{number}", when=["规上"]) for number in range(20)])
    short, whole = show(decision, HEADS), show(decision, HEADS, whole=True)
    assert short.count("还差　规上") == 15
    assert "还有5项，全部列出用 --all" in short
    assert whole.count("还不知道规上") == 20
