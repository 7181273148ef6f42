import pytest

from luodi.decide.model import Held
from luodi.policy.model import Area
from tests.decide.build import benefit, outcome


def place(area: Area, facts: dict[str, str], subject: str = "企业") -> Held:
    return outcome(benefit("a", area=area, subjects=(subject,)), facts, subject=subject).conditions[0]


@pytest.mark.parametrize(
    ("code", "holds"),
    [("360102", "yes"), ("360100", "yes"), ("360400", "no"), ("420000", "no"), ("360000", "unknown")],
)
def test_a_named_place_is_tested_against_the_area(code: str, holds: str) -> None:
    assert place(Area("参保地", "360100"), {"参保地": code, "注册地": "360100"}).holds == holds


def test_a_named_place_that_is_not_stated_is_asked() -> None:
    held = place(Area("参保地", "360100"), {"注册地": "360100"})
    assert (held.holds, held.missing) == ("unknown", ("参保地",))


def test_a_place_stated_too_widely_is_asked_again() -> None:
    held = place(Area("参保地", "360100"), {"参保地": "360000"})
    assert held.missing == ("参保地",)
    assert "更小的区划" in held.remark


@pytest.mark.parametrize(
    ("code", "holds"),
    [("420100", "no"), ("420000", "no"), ("360100", "yes"), ("000000", "unknown")],
)
def test_what_is_excepted_is_outside(code: str, holds: str) -> None:
    assert place(Area("参保地", "000000", ("420000",)), {"参保地": code}).holds == holds


def test_a_place_too_wide_for_an_exception_is_a_no_where_it_is_outside_anyway() -> None:
    assert place(Area("参保地", "360000", ("420100",)), {"参保地": "420000"}).holds == "no"


@pytest.mark.parametrize(
    ("facts", "holds", "missing"),
    [
        ({}, "unknown", ("注册地",)),
        ({"注册地": "360102"}, "yes", ()),
        ({"经营地": "360102"}, "yes", ()),
        ({"注册地": "360102", "经营地": "360100"}, "yes", ()),
        ({"注册地": "420100", "经营地": "420100"}, "no", ()),
        ({"注册地": "420100"}, "no", ()),
        ({"注册地": "360102", "经营地": "420100"}, "unknown", ()),
        ({"注册地": "360000", "经营地": "420100"}, "unknown", ("注册地",)),
    ],
)
def test_where_the_text_names_no_place_all_stated_ones_count(facts: dict[str, str], holds: str, missing: tuple[str, ...]) -> None:
    held = place(Area(None, "360100"), facts)
    assert (held.holds, held.missing) == (holds, missing)


def test_places_that_differ_are_left_open_and_said_so() -> None:
    held = place(Area(None, "360100"), {"注册地": "360102", "经营地": "420100"})
    assert held.remark == "文件未载明按哪一个地点"
    assert held.value == {"注册地": "江西省南昌市东湖区", "经营地": "湖北省武汉市"}


def test_the_whole_country_asks_for_no_place() -> None:
    assert place(Area(None, "000000"), {}).holds == "yes"
    assert place(Area("参保地", "000000"), {}).holds == "yes"


def test_a_project_is_tested_on_where_it_is_built() -> None:
    assert place(Area(None, "360100"), {}, subject="项目").missing == ("项目所在地",)
    assert place(Area(None, "360100"), {"项目所在地": "360102"}, subject="项目").holds == "yes"


def test_the_area_is_put_into_words() -> None:
    assert place(Area("参保地", "000000", ("420000",)), {}).text == "参保地在全国（湖北省除外）"
    assert place(Area(None, "360100"), {}).text == "所在地（文件未载明是哪一个）在江西省南昌市"
