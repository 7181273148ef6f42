from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.days.window import parse_anchor, parse_window
from luodi.decide.engine import Engine
from luodi.decide.model import Decision
from luodi.feel.unknown import Unknown
from luodi.policy.model import Area, Gift
from luodi.policy.program import DocumentHead
from tests.decide.build import (
    EVENTS,
    ON,
    REGIONS,
    TYPES,
    at_most,
    benefit,
    decide,
    expression,
    money,
    outcomes,
    program,
    stacking,
    wan,
)

LIBRARY = [
    benefit("upgrade", money("min(10% * (发票额 - 100万元), 500万元)"), when=["规上", "投资额 > 100万元"], shares={"市": 1, "县": 2}),
    benefit("cloth", money("50% * 发票额"), when=["困难"], area=Area("项目所在地", "360100")),
    benefit("insurance", at_most("5 * 月租金"), when=['规模 in ["中型", "小型"]'], force="可", granted_by="示例省"),
    benefit("rent", Gift("charge", amount=expression("2 * 月租金")), when=["困难 or 规上"]),
    benefit("jobs", money("1000元", per="人", times=expression("人数")), when=["营业收入 / 人数 < 10万元"]),
    benefit("size", money("3万元"), when=['规模 = "大型" and 从业人员 >= 300 or 规模 != "大型" and 从业人员 < 300']),
    benefit("never", money("1万元"), when=["从业人员 < 10", "从业人员 > 20 or 困难 and 从业人员 > 15"]),
    benefit("kind", money("1万元"), force="鼓励"),
    benefit("rate", Gift("money", rate="25%"), when=["规上"]),
    benefit("event", money("2万元"), during=parse_window("2020-02-26..疫情结束")),
    benefit("here", money("4万元"), area=Area(None, "360100")),
    benefit("alone", money("5万元"), area=Area(None, "360100")),
    stacking("once", ["upgrade", "cloth"], unless="另行购置"),
    stacking("named", ["size", "rent", "insurance"], by="size"),
    stacking("open", ["jobs", "event"], by=None),
    stacking("cap", ["here", "never"], rule="合计不超过", ceiling="投资额"),
]
ENGINE = Engine(program(*LIBRARY), REGIONS)

# 经营地 and 事项发生日 mean something by being left out, so they stand apart.
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "注册地": st.sampled_from(["360102", "360400", "360000"]),
    "项目所在地": st.sampled_from(["360100", "420100"]),
    "规上": st.booleans(),
    "困难": st.booleans(),
    "另行购置": st.booleans(),
    "规模": st.sampled_from(TYPES["规模"].values),
    "从业人员": st.sampled_from([0, 9, 16, 25, 299, 300]),
    "人数": st.sampled_from([0, 1, 12]),
    "投资额": st.sampled_from([0, wan(5), wan(100), wan(320)]),
    "发票额": st.sampled_from([0, wan(100), wan(320), wan(6000)]),
    "月租金": st.sampled_from([0, 1, wan(3)]),
    "营业收入": st.sampled_from([0, wan(900)]),
}
DAYS = st.sampled_from([date(2020, 2, 1), date(2020, 3, 10), date(2020, 9, 1), date(2021, 3, 1)])
FULL = st.fixed_dictionaries(VALUES)


def answered(decision: Decision) -> dict[str, str]:
    return {one.id: one.status for one in decision.outcomes}


@given(FULL, st.sets(st.sampled_from(list(VALUES))), st.sampled_from(list(VALUES)), DAYS)
@settings(max_examples=300, deadline=None)
def test_one_fact_more_never_turns_an_answer(full: dict[str, Any], hidden: set[str], more: str, on: date) -> None:
    few = {name: value for name, value in full.items() if name not in hidden}
    before, after = ENGINE.decide("企业", few, on), ENGINE.decide("企业", few | {more: full[more]}, on)
    statuses = answered(after)
    assert all(statuses[id] == status for id, status in answered(before).items() if status != "unknown")
    assert after.certain >= before.certain


@given(FULL, st.sets(st.sampled_from(list(VALUES))), DAYS)
@settings(max_examples=200, deadline=None)
def test_totals_are_what_is_paid_and_losers_are_paid_nothing(full: dict[str, Any], hidden: set[str], on: date) -> None:
    found = ENGINE.decide("企业", {name: value for name, value in full.items() if name not in hidden}, on)
    assert found.certain == sum(one.certain for one in found.outcomes)
    assert found.possible == sum(one.possible for one in found.outcomes)
    for one in found.outcomes:
        assert one.certain >= 0
        assert one.possible >= 0
        if one.status == "no" or one.lost_to or one.force == "鼓励":
            assert (one.certain, one.possible, dict(one.shares)) == (0, 0, {})
        if one.certain:
            assert (one.status, one.force, one.gives.at_most) == ("yes", "应", None)
        if one.shares:
            assert sum(one.shares.values()) == one.certain + one.possible
        if one.status == "no":
            assert one.missing == ()


@given(FULL, st.sets(st.sampled_from(list(VALUES))), DAYS)
@settings(max_examples=200, deadline=None)
def test_what_is_not_asked_for_does_not_matter(full: dict[str, Any], hidden: set[str], on: date) -> None:
    few = {name: value for name, value in full.items() if name not in hidden}
    decision = ENGINE.decide("企业", few, on)
    asked = {question.fact for question in decision.ask}
    statuses = answered(ENGINE.decide("企业", few | {name: full[name] for name in hidden if name not in asked}, on))
    for one in decision.outcomes:
        if one.lost_to is None and not one.missing:
            assert statuses[one.id] == one.status


@given(FULL, st.sets(st.sampled_from(list(VALUES))), DAYS)
@settings(max_examples=100, deadline=None)
def test_what_an_engine_keeps_changes_no_answer(full: dict[str, Any], hidden: set[str], on: date) -> None:
    few = {name: value for name, value in full.items() if name not in hidden}
    assert ENGINE.decide("企业", few, on) == Engine(ENGINE.program, REGIONS).decide("企业", few, on)


BY_DAY = Engine(
    program(
        benefit("delay", Gift("delay", until=parse_anchor("响应解除 + 3个月"))),
        benefit("ended", money("1万元"), when=["规上"], during=parse_window("2020-02-01..2020-02-20")),
        benefit("acts", money("2万元"), when=["困难"], acts=parse_window("2020-01-24..2020-02-29"), area=Area(None, "360100")),
    ),
    REGIONS,
)


@given(FULL, st.sets(st.sampled_from(list(VALUES))), DAYS, st.none() | DAYS)
@settings(max_examples=100, deadline=None)
def test_an_answer_of_another_day_changes_no_answer(full: dict[str, Any], hidden: set[str], on: date, act: date | None) -> None:
    few = {name: value for name, value in full.items() if name not in hidden}
    if act:
        few["事项发生日"] = act
    assert BY_DAY.decide("企业", few, on) == Engine(BY_DAY.program, REGIONS).decide("企业", few, on)


def test_a_firm_that_gives_only_its_city_is_refused_nothing_for_what_it_did_not_say() -> None:
    found = decide([one for one in LIBRARY if one.id not in ("never", "kind")], {"注册地": "360100"})
    assert "no" not in answered(found).values()
    assert {question.fact for question in found.ask} == {name for one in found.outcomes for name in one.missing}


def test_an_unknown_value_is_no_value() -> None:
    assert decide(LIBRARY, {"规上": Unknown(frozenset({"规上"}))}) == decide(LIBRARY, {})


def test_only_what_is_for_the_subject_is_answered() -> None:
    both = [benefit("firm"), benefit("person", subjects=("个人",)), benefit("all", subjects=("个人", "企业"))]
    assert set(outcomes(both)) == {"firm", "all"}
    assert set(outcomes(both, subject="个人")) == {"person", "all"}
    assert Engine(program(*both)).subjects == ("企业", "个人")


def test_the_order_is_bound_by_sum_then_possible_unknown_encouraged_and_refused() -> None:
    many = [
        benefit("refused", when=["规上"]),
        benefit("encouraged", force="鼓励"),
        benefit("unknown", money("900万元"), when=["困难"]),
        benefit("grant", money("1万元"), force="可"),
        benefit("ceiling", at_most("2万元")),
        benefit("loser", money("1万元")),
        benefit("right"),
        benefit("small", money("3万元")),
        benefit("large", money("4万元")),
        stacking("once", ["loser", "large"]),
    ]
    order = [one.id for one in decide(many, {"规上": False}).outcomes]
    assert order == ["large", "small", "right", "loser", "ceiling", "grant", "unknown", "encouraged", "refused"]


def test_an_outcome_carries_what_the_benefit_says() -> None:
    one = benefit("a", money("1万元"), lead=("示例局",), support=("示例办",), unit_rule="first", payee="示例单位", remarks=("示例说明",))
    found = outcomes([one])["a"]
    assert (found.document, found.clause, found.title, found.during) == ("demo", "一/1", "示例a", "2020年2月26日至2020年12月31日")
    assert (found.lead, found.support, found.unit_rule, found.payee, found.remarks) == (
        ("示例局",),
        ("示例办",),
        "first",
        "示例单位",
        ("示例说明",),
    )
    assert found.quote.places == (("demo.txt", 10, 17),)


def test_remarks_say_by_what_an_answer_stands() -> None:
    remarks = decide([benefit("a")]).remarks
    assert remarks == ("按已编成规则的1份文件作答，此后的文件可能已有改动", "以主管部门审核为准")


def test_a_document_without_a_day_is_named_where_it_gives_something() -> None:
    head = DocumentHead("demo", "示例", "示例通知", None, None, "city", "360100")
    engine = Engine(program(benefit("a", when=["规上"]), documents={"demo": head}), REGIONS)
    said = "示例通知没有载明日期，自何日起生效不清楚"
    assert said in engine.decide("企业", {}, ON).remarks
    assert said not in engine.decide("企业", {"规上": False}, ON).remarks


def test_open_stacking_is_remarked_once_where_two_of_a_kind_meet() -> None:
    two = [benefit("a", money("1万元")), benefit("b", money("2万元"), when=["规上"])]
    said = "文件未规定能否与其他政策叠加的，按各自单独计算"
    assert said in decide(two).remarks
    assert said not in decide(two, {"规上": False}).remarks
    assert said not in decide([two[0], benefit("c")]).remarks


def test_without_a_table_places_are_shown_by_code() -> None:
    engine = Engine(program(benefit("a", area=Area("参保地", "360000"))))
    held = engine.decide("企业", {"参保地": "360102"}, ON).outcomes[0].conditions[0]
    assert (held.text, dict(held.value), held.holds) == ("参保地在360000", {"参保地": "360102"}, "yes")


def test_the_state_of_the_world_is_part_of_the_program() -> None:
    assert EVENTS["疫情结束"].day is None
    assert outcomes([benefit("a", during=parse_window("2020-02-26..疫情结束"))], on=date(2020, 7, 1))["a"].status == "unknown"


def test_a_stated_fact_that_no_rule_asks_is_not_taken_for_considered() -> None:
    remarks = decide([benefit("a", when=["规上"])], {"规上": True, "投资额": 100}).remarks
    assert remarks[-1] == "没有用到：投资额（没有一条规则问企业这件事）"
