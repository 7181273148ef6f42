from typing import Any

import pytest

from luodi.days.window import parse_anchor
from luodi.decide.cases import run_cases
from luodi.decide.engine import Engine
from luodi.policy.cases import Case, Expectation
from luodi.policy.model import Gift
from tests.decide.build import ON, REGIONS, SPOT, at_most, benefit, money, program, stacking, wan

ENGINE = Engine(
    program(
        benefit("sum", money("22万元"), when=["规上"], shares={"市": 1, "县": 1}, remarks=("说明一句",)),
        benefit("low", money("1万元"), when=["规上"]),
        benefit("ceiling", at_most("25万元"), force="可", granted_by="示例省"),
        benefit("until", Gift("delay", until=parse_anchor("疫情结束 + 3个月"))),
        benefit("fixed", Gift("delay", until=parse_anchor("2020-02-24"))),
        benefit("span", Gift("delay", by_at_most="6个月")),
        benefit("right"),
        benefit("person", subjects=("个人",)),
        stacking("once", ["low", "sum"]),
    ),
    REGIONS,
)


def differences(
    id: str = "right", facts: dict[str, Any] | None = None, totals: tuple[int | None, int | None] = (None, None), **expected: Any
) -> list[str]:
    expectation = Expectation(id, expected.pop("status", "yes"), SPOT, **expected)
    case = Case("示例一句话", ON, "企业", {"规上": True} if facts is None else facts, (expectation,), SPOT, *totals)
    return [str(one) for one in run_cases([case], ENGINE)]


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("sum", {"kind": "money", "amount": wan(22), "shares": {"市": wan(11), "县": wan(11)}, "remark": "一句", "force": "应"}),
        ("low", {"lost_to": "sum", "by": "一/9"}),
        ("ceiling", {"at_most": wan(25), "force": "可", "granted_by": "示例省"}),
        ("until", {"kind": "delay", "until": "疫情结束 + 3个月"}),
        ("until", {"until": "疫情结束后3个月"}),
        ("fixed", {"until": "2020-02-24"}),
        ("span", {"span_at_most": "6个月"}),
        ("right", {"kind": "right", "right": "示例权利"}),
    ],
)
def test_what_comes_out_as_expected_is_no_difference(id: str, expected: dict[str, Any]) -> None:
    assert differences(id, **expected) == []


@pytest.mark.parametrize(
    ("id", "expected", "said"),
    [
        ("sum", {"amount": wan(23)}, "sum 金额 算得22万元；应为：23万元"),
        ("sum", {"kind": "charge"}, "sum 种类 算得money；应为：charge"),
        ("sum", {"at_most": wan(22)}, "sum 至多 算得没有；应为：22万元"),
        ("sum", {"shares": {"市": wan(22)}}, "sum 分担 算得县 11万元，市 11万元；应为：市 22万元"),
        ("sum", {"remark": "另一句"}, "sum 说明 算得说明一句；应为：另一句"),
        ("sum", {"lost_to": "low"}, "sum 让位给 算得没有；应为：low"),
        ("low", {"by": "一/1"}, "low 让位的依据 算得一/9；应为：一/1"),
        ("sum", {"status": "no"}, "sum 结果 算得符合；应为：不符合"),
        ("ceiling", {"force": "应"}, "ceiling 力度 算得可；应为：应"),
        ("ceiling", {"granted_by": "别处"}, "ceiling 由谁决定 算得示例省；应为：别处"),
        ("until", {"until": "疫情结束"}, "until 延到 算得疫情结束后3个月；应为：疫情结束"),
        ("until", {"until": "看不懂"}, "until 延到 算得疫情结束后3个月；应为：看不懂"),
        ("fixed", {"until": "2020-02-25"}, "fixed 延到 算得2020-02-24；应为：2020-02-25"),
        ("span", {"span": "6个月"}, "span 延长 算得没有；应为：6个月"),
        ("span", {"span_at_most": "3个月"}, "span 至多延长 算得6个月；应为：3个月"),
        ("right", {"right": "别的"}, "right 权利 算得示例权利；应为：别的"),
        ("person", {}, "person 算得不给企业；应为：给企业的待遇"),
    ],
)
def test_every_difference_is_said(id: str, expected: dict[str, Any], said: str) -> None:
    [found] = differences(id, **expected)
    assert found == f"示例.yaml:1:1 [case-differs] 示例一句话：{said}"


def test_a_case_says_what_it_waits_for() -> None:
    assert differences("sum", {}, status="unknown", waits=("规上",)) == []
    [found] = differences("sum", {}, status="unknown", waits=("困难",))
    assert found.endswith("sum 要问的 算得规上；应为：困难")


def test_a_wrong_status_says_why_it_is_so() -> None:
    assert differences("sum", {"规上": False})[0].endswith("算得不符合（规上）；应为：符合")
    assert differences("sum", {})[0].endswith("算得待定（规上）；应为：符合")


def test_totals_are_held_against_the_whole_library() -> None:
    assert differences(totals=(wan(22), wan(25))) == []
    found = differences(totals=(wan(23), 0))
    assert [one.split("：", 1)[1] for one in found] == ["合计 确定 算得22万元；应为：23万元", "合计 可能 算得25万元；应为：0元"]
