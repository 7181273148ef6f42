"""Small programs of odd rules, drawn at will: stacking that overlaps, ceilings, what lifts a rule, sums that leave 64 bits."""

import random
from collections.abc import Sequence
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.bulk.plan import Plan
from luodi.days.window import parse_window
from luodi.decide.engine import Engine
from luodi.policy.model import Area, Benefit, Gift, Stacking
from tests.decide.build import FACTS, REGIONS, at_most, benefit, expression, money, program, stacking
from tests.parity.rows import assert_equal, drawn

SETTINGS = settings(max_examples=15, deadline=None, derandomize=True)
CONDITIONS = [
    "规上",
    "not(困难)",
    '规模 in ["大型", "小型"]',
    '规模 != "大型"',
    "从业人员 >= 100",
    "从业人员 < 100 or 规上",
    "人数 >= 10% * 从业人员",
    "从业人员 > 100 and 人数 >= 10% * 从业人员 or not(从业人员 > 100) and 人数 >= 20% * 从业人员",
    "投资额 in (1亿元..3亿元]",
    "投资额 between 1亿元 and 发票额",
    "营业收入 = 3亿元",
    "max(投资额, 发票额) > 2 * 月租金",
    'if 规上 then 困难 else 规模 = "小型"',
    '注册地 = "360102"',
    "not(规上) or 规上",
]
SUMS = [
    "20万元",
    "10% * 投资额",
    "min(10% * (投资额 - 1亿元), 500万元)",
    "月租金 + 2 * 月租金 / 3",
    "投资额 * (300万元 / max(发票额, 300万元))",
    "投资额 / 人数",
    "月租金 * 月数 / 12",
    "if 规上 then 10万元 else 20万元",
    "33.3% * 发票额",
]


@st.composite
def gifts(draw: st.DrawFn) -> Gift:
    text = draw(st.sampled_from(SUMS))
    shape = draw(st.sampled_from(["money", "money", "most", "of", "times", "per", "right"]))
    if shape == "most":
        return at_most(text)
    if shape == "of":
        return Gift("money", rate="12.5%", of=expression(text))
    if shape == "times":
        return money("1000元", times=expression("人数"), per="人")
    if shape == "per":
        return money(text, per="月")
    return Gift("right", right="示例权利") if shape == "right" else money(text)


@st.composite
def benefits(draw: st.DrawFn, number: int) -> Benefit:
    when = draw(st.lists(st.sampled_from(CONDITIONS), max_size=3, unique=True))
    force = draw(st.sampled_from(["应", "应", "应", "可", "鼓励"]))
    during = parse_window(draw(st.sampled_from(["2020-02-26..2020-12-31", "..2020-03-01", "..疫情结束", "响应解除.."])))
    acts = draw(st.sampled_from([None, None, parse_window("2020-02-01..2020-06-30")]))
    area = draw(st.sampled_from([Area(None, "000000"), Area(None, "360100", ("360102",)), Area("参保地", "000000", ("420000",))]))
    return benefit(f"b{number}", draw(gifts()), when, force=force, during=during, acts=acts, area=area)


@st.composite
def rules(draw: st.DrawFn, ids: Sequence[str], number: int) -> Stacking:
    members = draw(st.lists(st.sampled_from(ids), min_size=2, max_size=4, unique=True))
    if draw(st.integers(0, 3)) == 0:
        ceiling = draw(st.sampled_from(["30万元", "10% * 投资额"]))
        return stacking(f"s{number}", members, None, "合计不超过", ceiling=ceiling)
    by = draw(st.sampled_from(["就高", "就高", members[0], None]))
    lifted = {"unless": "另行购置 or 困难"} if draw(st.booleans()) else {}
    return stacking(f"s{number}", members, by, **lifted)


@st.composite
def programs(draw: st.DrawFn) -> list[Benefit | Stacking]:
    found = [draw(benefits(number)) for number in range(draw(st.integers(2, 6)))]
    ids = [one.id for one in found]
    grouped = [draw(rules(ids, number)) for number in range(draw(st.integers(0, 3)))]
    caps = [rule for rule in grouped if rule.rule == "合计不超过"]
    return [*found, *(rule for rule in grouped if rule not in caps[1:])]


@SETTINGS
@given(programs(), st.integers(0, 10**6), st.sampled_from([0.1, 0.5]))
def test_any_program_comes_to_the_same(instruments: list[Benefit | Stacking], seed: int, unknown: float) -> None:
    made = program(*instruments)
    rows = drawn(FACTS, list(FACTS), 40, seed, unknown)
    on = random.Random(seed).choice([date(2020, 3, 10), date(2020, 6, 1), date(2021, 1, 1)])
    assert_equal(Engine(made, REGIONS), Plan(made, REGIONS, "企业"), rows, on)
