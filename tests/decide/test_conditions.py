from dataclasses import replace

from tests.decide.build import at_most, benefit, money, outcome, wan

SME = '规模 in ["中型", "小型"] or 规模 = "大型" and 从业人员 < 300'


def test_all_conditions_must_hold() -> None:
    one = benefit("a", when=["规上", "投资额 > 100万元"])
    assert outcome(one, {"规上": True, "投资额": wan(100) + 1}).status == "yes"
    assert outcome(one, {"规上": True, "投资额": wan(100)}).status == "no"


def test_a_no_decides_whatever_is_unknown() -> None:
    found = outcome(benefit("a", when=["规上", "困难"]), {"困难": False})
    assert (found.status, found.missing) == ("no", ())


def test_what_is_not_known_is_asked_for_in_order() -> None:
    found = outcome(benefit("a", when=["困难", "规上 and 投资额 > 0元"]), {"规上": True})
    assert (found.status, found.missing) == ("unknown", ("困难", "投资额"))


def test_a_condition_shows_its_values_and_words() -> None:
    held = outcome(benefit("a", when=["投资额 > 100万元 and 规上"]), {"投资额": wan(320)}).conditions[-1]
    assert (held.kind, held.text, held.holds) == ("when", "投资额超过100万元，且规上", "unknown")
    assert (dict(held.value), held.missing) == ({"投资额": "320万元"}, ("规上",))
    assert held.quote is not None
    assert held.quote.words == ("“投资额 > 100万元 and 规上”的原话",)


def test_a_fact_that_does_not_matter_is_not_asked() -> None:
    found = outcome(benefit("a", when=['规模 = "大型" or 规模 != "大型"']), {"规上": True})
    assert found.status == "yes"
    found = outcome(benefit("a", when=[f"({SME}) or 从业人员 >= 300"]), {"规模": "大型"})
    assert (found.status, found.missing) == ("yes", ())


def test_a_settled_condition_is_not_waited_for_while_another_is_open() -> None:
    found = outcome(benefit("a", when=["从业人员 < 300 or 从业人员 >= 300", "困难"]), {"规上": True})
    assert (found.status, found.missing) == ("unknown", ("困难",))
    assert [held.holds for held in found.conditions[-2:]] == ["yes", "unknown"]


def test_conditions_that_cannot_hold_together_are_a_no() -> None:
    found = outcome(benefit("a", when=["从业人员 < 300", "从业人员 >= 500"]), {"规上": True})
    assert found.status == "no"
    assert "这几项条件不可能同时符合" in found.remarks


def test_a_division_by_nothing_is_open_and_says_why() -> None:
    found = outcome(benefit("a", when=["投资额 / 人数 > 1元"]), {"投资额": wan(1), "人数": 0})
    assert (found.status, found.missing) == ("unknown", ())
    assert "不能作除数" in found.remarks[0]


def test_a_benefit_without_conditions_is_a_yes() -> None:
    assert outcome(benefit("a")).status == "yes"


def test_an_open_sum_behind_open_conditions_is_asked_after_them() -> None:
    found = outcome(benefit("a", money("10% * 投资额"), when=["规上"]))
    assert found.missing == ("规上", "投资额")


def test_nothing_is_asked_for_what_is_refused_for_its_place() -> None:
    one = benefit("a", at_most("投资额"), when=["规上"])
    assert one.area is not None
    found = outcome(replace(one, area=replace(one.area, within="360000")), {"注册地": "420000"})
    assert (found.status, found.missing) == ("no", ())
