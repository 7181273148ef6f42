"""What binds a subject: by the real library on one day of it, and by small ones put together by hand."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from luodi.days.window import parse_window
from luodi.decide.binding import Binder
from luodi.decide.binding_data import binding_data
from luodi.decide.binding_show import show_binding
from luodi.decide.engine import Engine
from luodi.decide.model import Binding, Bound
from luodi.places.regions import Regions
from luodi.policy.cache import load_library
from luodi.policy.model import Area, Condition, Figure, Requirement
from luodi.policy.musts import Must, Musts
from tests.decide.build import ON, REGIONS, expression, program, quote

ROOT = Path(__file__).resolve().parents[2]


def must(id: str, sort: str = "do", when: tuple[str, ...] = (), **rest: Any) -> Must:
    """A 示例 must for firms everywhere, from 2020-02-26 to 2020-12-31, unless `rest` says otherwise."""
    keys: dict[str, Any] = {
        "subjects": ("企业",),
        "area": Area(None, "000000"),
        "windows": (parse_window("2020-02-26..2020-12-31"),),
        "what": f"做{id}",
    }
    conditions = tuple(Condition(expression(text), quote()) for text in when)
    return Must(id, sort, f"示例{id}", quote(), "应", when=conditions, **(keys | rest))  # type: ignore[arg-type]


def line(id: str, *when: str, **rest: Any) -> Requirement:
    return Requirement(id, f"要有{id}", quote(), when=tuple(Condition(expression(text), quote()) for text in when), **rest)


def bind(*musts: Must, facts: dict[str, Any] | None = None, on: date = ON) -> Binding:
    return Binder(Musts(1, "示例", musts), Engine(program(), REGIONS)).bind("企业", facts or {}, on)


def by_id(binding: Binding) -> dict[str, Bound]:
    return {bound.id: bound for bound in binding.bounds}


def test_what_holds_elsewhere_or_on_other_days_or_for_others_binds_nobody_here() -> None:
    there = must("there", area=Area(None, "360400"))
    over = must("over", windows=(parse_window("2020-02-01..2020-03-09"),))
    later = must("later", windows=(parse_window("2020-03-11.."),))
    other = must("other", subjects=("机构",))
    assert bind(must("here"), there, over, later, other, facts={"注册地": "360102"}).bounds == bind(must("here")).bounds


def test_unknown_is_not_no() -> None:
    found = bind(must("a", when=("规上",)), must("b", area=Area(None, "360100")))
    assert {bound.id: (bound.status, bound.missing) for bound in found.bounds} == {
        "a": ("unknown", ("规上",)),
        "b": ("unknown", ("注册地",)),
    }
    assert {question.fact for question in found.ask} == {"规上", "注册地"}


def test_a_checklist_brings_the_lines_it_includes_and_leaves_out_those_that_do_not_hold() -> None:
    base = must("base", "have", lines=(line("1"), line("2", "规上")))
    more = must("more", "have", lines=(line("3", figure=Figure("人均面积", ">=", "2.5平方米")),), includes=("base",))
    found = by_id(bind(base, more, facts={"规上": False}))
    assert [one.id for one in found["more"].lines] == ["3", "1"]
    assert found["more"].lines[0].figure == "人均面积不低于2.5平方米"
    asked = by_id(bind(base))
    assert [(one.id, one.status, one.missing) for one in asked["base"].lines] == [("1", "yes", ()), ("2", "unknown", ("规上",))]


@pytest.mark.parametrize(
    ("facts", "opening"),
    [
        ({}, "unknown"),
        ({"困难": True}, "no"),
        ({"困难": False}, "unknown"),
        ({"困难": False, "规上": True}, "yes"),
        ({"困难": True, "规上": True}, "no"),
        ({"困难": False, "规上": False}, None),
    ],
)
def test_it_may_open_where_a_text_says_so_and_none_that_may_hold_says_no(facts: dict[str, Any], opening: str | None) -> None:
    closed, opened = must("closed", "open", when=("困难",), opens=False), must("opened", "open", when=("规上",), opens=True)
    assert bind(closed, opened, facts=facts).opening == opening


def test_what_has_a_rhythm_or_somebody_it_goes_to_is_a_report() -> None:
    found = by_id(bind(must("daily", rhythm="每日"), must("told", to="示例局"), must("done")))
    assert {id: bound.sort for id, bound in found.items()} == {"daily": "report", "told": "report", "done": "do"}


def test_it_is_shown_and_is_data() -> None:
    listed = must("listed", "have", lines=(line("1", rhythm="每日"), line("2", "规上")))
    spared = must("spared", "spared", on=("任何单位",))
    binding = bind(listed, must("told", rhythm="每日", to="示例局"), spared, must("kind"))
    short, whole = show_binding(binding, {}), show_binding(binding, {}, whole=True)
    assert "【今天能不能开】所载文件没有说不许，也没有专门说可以" in short
    assert "示例listed（2条）" in short
    assert "· 每日：要有1（demo 一/1）" in short
    assert "示例told：每日，报示例局" in short
    assert "□ 2. 要有2（还差规上）" in whole
    assert "□" not in short
    found = binding_data(binding)
    assert found["opening"] is None
    assert [one["id"] for one in found["bounds"] if one["sort"] == "spared"] == ["spared"]
    assert found["bounds"][0]["lines"][1]["missing"] == ["规上"]


@pytest.fixture(scope="module")
def binder() -> Binder:
    program, musts = load_library(ROOT)
    return Binder(musts, Engine(program, Regions.load(ROOT / "reference" / "divisions")))


def test_a_cinema_in_jiujiang_may_not_open_and_a_factory_may(binder: Binder) -> None:
    facts = {"注册地": "360402", "图书馆影剧院网吧公共浴场等人员集聚场所": True, "封闭性人员聚集场所": True}
    cinema = binder.bind("企业", facts, ON)
    assert cinema.opening == "no"
    assert {bound.id for bound in cinema.bounds if bound.opens is False and bound.status == "yes"} == {
        "jj-gathering-places-closed",
        "jxmut-closed-venues-wait",
    }
    factory = {
        "注册地": "360402", "场所类型": "工业企业", "风险等级": "低风险", "复工复产行业": "工业",
        "图书馆影剧院网吧公共浴场等人员集聚场所": False, "封闭性人员聚集场所": False,
        "企业具备疫情防控条件": True, "本单位疫情": "未发现病例",
    }  # fmt: skip
    assert binder.bind("企业", factory, ON).opening == "yes"


@pytest.mark.parametrize(("state", "lines"), [("未发现病例", 6), ("发现病例", 9), ("发生疫情传播", 11)])
def test_a_community_has_six_nine_or_eleven_measures_by_its_state(binder: Binder, state: str, lines: int) -> None:
    found = binder.bind("机构", {"注册地": "360102", "场所类型": "城乡社区", "社区疫情": state}, ON)
    measures = [bound for bound in found.bounds if bound.id.startswith("tw-community-") and bound.sort == "have"]
    assert [len(bound.lines) for bound in measures] == [lines]


def test_in_a_low_risk_place_nobody_may_ask_for_approval(binder: Binder) -> None:
    low = by_id(binder.bind("企业", {"注册地": "360102", "风险等级": "低风险"}, ON))
    assert low["streamline-low-risk-no-approval-ban"].sort == "spared"
    high = by_id(binder.bind("企业", {"注册地": "360102", "风险等级": "高风险"}, ON))
    assert "streamline-low-risk-no-approval-ban" not in high
    assert high["streamline-off-list-ban"].status == "yes"
