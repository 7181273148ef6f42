from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.days.window import parse_window
from luodi.decide.data import decision_data
from luodi.decide.engine import Engine
from luodi.decide.model import Nearest
from luodi.decide.show import show
from luodi.decide.wording import nearest_words
from luodi.policy.model import Area, Benefit
from tests.decide.build import ON, REGIONS, TYPES, benefit, money, program, wan


def near(one: Benefit, facts: dict[str, Any], on: date = ON) -> Nearest | None:
    engine = Engine(program(one), REGIONS)
    return engine.nearest(engine.decide("企业", facts, on), facts).get(one.id)


@pytest.mark.parametrize(
    ("when", "facts", "words"),
    [
        (["规上"], {"规上": False}, "规上 否，须为是"),
        (["not(困难)"], {"困难": True}, "困难 是，须为否"),
        (["投资额 > 100万元"], {"投资额": wan(80)}, "投资额 80万元，须超过100万元（差20万元）"),
        (["投资额 > 100万元"], {"投资额": wan(100)}, "投资额 100万元，须超过100万元"),
        (["投资额 >= 100万元"], {"投资额": wan(80)}, "投资额 80万元，须不低于100万元（差20万元）"),
        (["从业人员 < 300"], {"从业人员": 320}, "从业人员 320人，须低于300人（差20人）"),
        (["从业人员 in [20..300]"], {"从业人员": 320}, "从业人员 320人，须不高于300人（差20人）"),
        (["月数 = 6"], {"月数": 4}, "月数 4个月，须等于6个月（差2个月）"),
        (['规模 in ["中型", "小型"]'], {"规模": "大型"}, "规模 大型，须为中型、小型之一"),
        (['规模 != "大型"'], {"规模": "大型"}, "规模 大型，须为中型、小型之一"),
        (["事项发生日 >= @\"2020-03-01\""], {"事项发生日": date(2020, 2, 27)}, "事项发生日 2020年2月27日，须不早于2020年3月1日（差3天）"),
        (
            ["人数 <= 5.5% * 从业人员"],
            {"人数": 58, "从业人员": 1000},
            "人数 58人（从业人员的5.8%），须不高于55人（5.5%）（差3人）",
        ),
        (["人数 <= 5.5% * 从业人员"], {"人数": 58, "从业人员": 999}, "人数 58人（从业人员的约5.81%），须不高于54人（5.5%）（差4人）"),
        (["规上", "投资额 > 100万元"], {"规上": False, "投资额": wan(99)}, "规上 否，须为是；投资额 99万元，须超过100万元（差1万元）"),
        (["规上 or 投资额 > 100万元"], {"规上": False, "投资额": wan(99)}, "投资额 99万元，须超过100万元（差1万元）"),
        (["规上", "困难"], {"规上": False}, "规上 否，须为是；此外还要知道困难"),
    ],
)  # fmt: skip
def test_what_would_make_it_a_yes(when: Sequence[str], facts: dict[str, Any], words: str) -> None:
    found = near(benefit("a", when=when), facts)
    assert found is not None
    assert nearest_words(found) == words


def test_a_fact_asked_in_two_places_is_changed_once_for_both() -> None:
    found = near(benefit("a", when=["投资额 > 10万元", "投资额 < 20万元"]), {"投资额": wan(25)})
    assert found is not None
    assert nearest_words(found) == "投资额 25万元，须低于20万元（差5万元）"


def test_conditions_that_only_together_cannot_hold_are_changed_together() -> None:
    one = benefit("a", when=["规上 or 困难", "not(规上) or 困难", "从业人员 > 10 or not(困难)"])
    found = near(one, {"困难": False})
    assert found is not None
    assert nearest_words(found) == "困难 否，须为是；此外还要知道从业人员"


def test_the_place_and_the_day_are_changes_too() -> None:
    here = near(benefit("a", when=["规上"], area=Area(None, "360100")), {"注册地": "420100", "规上": True})
    assert here is not None
    assert nearest_words(here) == "注册地 湖北省武汉市，须在江西省南昌市"
    early = near(benefit("a", during=parse_window("2020-03-20..2020-12-31")), {})
    assert early is not None
    assert nearest_words(early) == "日期 2020年3月10日，须自2020年3月20日起"


def test_nothing_is_promised_where_the_sum_would_still_be_nothing() -> None:
    one = benefit("a", money("min(投资额 - 500万元, 10万元)"), when=["投资额 > 100万元"])
    assert near(one, {"投资额": wan(80)}) is None
    assert near(benefit("a", money("投资额 - 500万元")), {"投资额": wan(80)}) is None


def test_what_is_no_no_has_no_nearest_change() -> None:
    assert near(benefit("a", when=["规上"]), {"规上": True}) is None
    assert near(benefit("a", when=["规上"]), {}) is None


def test_the_nearest_refusal_is_shown_first_and_is_data() -> None:
    engine = Engine(program(benefit("far", when=["规上"]), benefit("near", when=["投资额 > 100万元"])), REGIONS)
    facts = {"规上": False, "投资额": wan(99)}
    decision = engine.decide("企业", facts, ON)
    changes = engine.nearest(decision, facts)
    out = show(decision, {}, nearest=changes)
    assert out.index("示例near") < out.index("示例far")
    assert "差在　投资额 99万元，须超过100万元（差1万元）" in out
    by_id = {one["id"]: one for one in decision_data(decision, changes)["benefits"]}
    assert by_id["near"]["nearest"] == {
        "changes": [{"fact": "投资额", "now": "99万元", "need": "超过100万元", "by": "1万元"}],
        "then": "yes",
        "open": [],
        "words": "投资额 99万元，须超过100万元（差1万元）",
    }


CONDITIONS = (
    "规上", "not(困难)", "投资额 > 100万元", "投资额 <= 500万元", "从业人员 between 20 and 300", "人数 <= 20% * 从业人员",
    '规模 = "小型" or 规上', "困难 or 从业人员 < 10", '规模 in ["大型", "中型"] and 投资额 >= 200万元',
)  # fmt: skip
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "规上": st.booleans(),
        "困难": st.booleans(),
        "规模": st.sampled_from(TYPES["规模"].values),
        "投资额": st.integers(0, wan(900)),
        "从业人员": st.integers(0, 1000),
        "人数": st.integers(0, 400),
    },
)


@given(st.lists(st.sampled_from(CONDITIONS), min_size=1, max_size=4, unique=True), FACTS)
@settings(max_examples=80, deadline=None)
def test_every_no_of_stated_facts_has_a_nearest_change_or_contradicts_itself(when: list[str], facts: dict[str, Any]) -> None:
    one = benefit("a", when=when)
    engine = Engine(program(one), REGIONS)
    decision = engine.decide("企业", facts, ON)
    found = engine.nearest(decision, facts).get("a")
    if decision.outcomes[0].status != "no":
        assert found is None
    elif found is not None:
        assert {change.fact for change in found.changes} <= set(facts)
        assert found.then in ("yes", "unknown")
        assert not set(found.open) & set(facts)
