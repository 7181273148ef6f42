from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.days.window import parse_anchor
from luodi.decide.gifts import half_up, percent
from luodi.decide.model import split
from luodi.policy.model import Gift, GiftKind
from tests.decide.build import at_most, benefit, expression, money, outcome, wan, yuan


@pytest.mark.parametrize(
    ("exact", "fen"),
    [
        (Fraction(1, 2), 1),
        (Fraction(3, 2), 2),
        (Fraction(149, 100), 1),
        (Fraction(5, 3), 2),
        (Fraction(-1, 2), 0),
        (Fraction(-3, 2), -1),
        (7, 7),
    ],
)
def test_half_a_fen_is_rounded_up(exact: Fraction | int, fen: int) -> None:
    assert half_up(exact) == fen


def test_a_sum_is_rounded_once_at_the_end() -> None:
    gift = money("投资额 / 3", times=expression("人数"))
    found = outcome(benefit("a", gift), {"投资额": 100, "人数": 3})
    assert (found.gives.amount, found.gives.each, found.gives.times) == (100, 33, 3)


def test_a_capped_formula_is_exact() -> None:
    found = outcome(benefit("a", money("min(10% * (发票额 - 100万元), 500万元)")), {"发票额": wan(320)})
    assert (found.gives.amount, found.gives.at_most, found.certain) == (wan(22), None, wan(22))


def test_a_ceiling_is_possible_and_never_certain() -> None:
    found = outcome(benefit("a", at_most("5 * 月租金")), {"月租金": wan(5)})
    assert (found.status, found.gives.amount, found.gives.at_most) == ("yes", None, wan(25))
    assert (found.certain, found.possible) == (0, wan(25))


def test_a_sum_that_is_not_known_leaves_the_benefit_open() -> None:
    found = outcome(benefit("a", money("10% * 发票额"), when=["规上"]), {"规上": True})
    assert (found.status, found.missing, found.gives.amount) == ("unknown", ("发票额",), None)
    assert (found.certain, found.possible) == (0, 0)


@pytest.mark.parametrize("paid", ["10% * (发票额 - 100万元)", "发票额 - 200万元"])
def test_nothing_left_to_give_is_a_no(paid: str) -> None:
    found = outcome(benefit("a", money(paid)), {"发票额": wan(100)})
    assert (found.status, found.certain, found.possible) == ("no", 0, 0)
    assert "算下来没有可给的金额" in found.remarks


def test_nothing_left_to_give_is_a_no_before_the_conditions_are_known() -> None:
    found = outcome(benefit("a", at_most("月租金"), when=["规上"]), {"月租金": 0})
    assert (found.status, found.missing) == ("no", ())


def test_a_computable_sum_behind_open_conditions_is_possible() -> None:
    found = outcome(benefit("a", money("1万元"), when=["规上"]))
    assert (found.status, found.certain, found.possible) == ("unknown", 0, wan(1))


def test_a_rate_of_a_base_is_a_sum() -> None:
    gift = Gift("charge", rate="2.5%", of=expression("发票额"))
    found = outcome(benefit("a", gift), {"发票额": wan(1)})
    assert (found.gives.amount, found.gives.rate, found.certain) == (yuan(250), "2.5%", yuan(250))


def test_a_rate_without_a_base_has_no_sum() -> None:
    found = outcome(benefit("a", Gift("money", rate="25%")))
    assert (found.status, found.gives.amount, found.gives.rate) == ("yes", None, "25%")
    assert (found.certain, found.possible) == (0, 0)
    assert "文件未载明计算基数" in found.remarks


def test_percent_reads_what_policy_files_write() -> None:
    assert percent("25%") == percent("0.25") == Fraction(1, 4)


def test_a_sum_for_each_is_multiplied() -> None:
    gift = money("1000元", per="人", times=expression("人数"))
    found = outcome(benefit("a", gift), {"人数": 12})
    assert (found.gives.amount, found.gives.each, found.gives.times, found.gives.per) == (yuan(12_000), yuan(1000), 12, "人")
    assert found.certain == yuan(12_000)


def test_a_sum_for_each_of_unknown_many_is_open() -> None:
    gift = money("1000元", per="人", times=expression("人数"))
    found = outcome(benefit("a", gift))
    assert (found.status, found.missing, found.gives.each) == ("unknown", ("人数",), yuan(1000))


def test_a_sum_for_each_of_none_is_nothing() -> None:
    gift = money("1000元", per="人", times=expression("人数"))
    assert outcome(benefit("a", gift), {"人数": 0}).status == "no"


def test_a_sum_a_month_without_how_many_months_is_not_counted() -> None:
    found = outcome(benefit("a", money("月租金", per="月")), {"月租金": wan(3)})
    assert (found.status, found.gives.amount, found.gives.per) == ("yes", wan(3), "月")
    assert (found.certain, found.possible) == (0, 0)
    assert "按月计，共几月文件未载明" in found.remarks


@pytest.mark.parametrize(
    ("anchor", "on", "until", "rule"),
    [
        ("2020-02-24", "2020-01-01", "2020-02-24", "2020年2月24日"),
        ("疫情结束 + 3个月", "2020-12-01", None, "疫情结束后3个月"),
        ("响应解除 + 60天", "2020-03-12", "2020-05-11", "响应解除后60天"),
        ("响应解除 + 60天", "2020-03-11", None, "响应解除后60天"),
    ],
)
def test_the_last_day_is_given_only_once_it_is_known(anchor: str, on: str, until: str | None, rule: str) -> None:
    gift = Gift("delay", until=parse_anchor(anchor))
    found = outcome(benefit("a", gift, during=None), on=date.fromisoformat(on))
    assert (found.gives.until, found.gives.until_rule) == (until, rule)


def test_a_delay_by_a_span() -> None:
    assert outcome(benefit("a", Gift("delay", by="6个月"))).gives.by == "6个月"
    assert outcome(benefit("a", Gift("delay", by_at_most="6个月"))).gives.by_at_most == "6个月"


def test_working_days_are_left_in_words() -> None:
    found = outcome(benefit("a", Gift("delay", until=parse_anchor("响应解除 + 7个工作日"))), on=date(2020, 4, 1))
    assert (found.gives.until, found.gives.until_rule) == (None, "响应解除后7个工作日")


def test_shares_split_what_is_paid() -> None:
    found = outcome(benefit("a", money("22万元"), shares={"南昌市": 1, "县区": 1}))
    assert dict(found.shares) == {"南昌市": wan(11), "县区": wan(11)}


def test_what_does_not_divide_goes_to_the_largest_remainder() -> None:
    assert split(100, {"市": 1, "县": 2}) == {"市": 33, "县": 67}
    assert split(1, {"市": 1, "县": 1}) == {"市": 1, "县": 0}


@given(st.integers(0, 10**15), st.dictionaries(st.text(max_size=3), st.integers(1, 100), min_size=1, max_size=5))
@settings(max_examples=100)
def test_shares_add_up_to_the_fen(fen: int, parts: dict[str, int]) -> None:
    shares = split(fen, parts)
    assert sum(shares.values()) == fen
    assert all(abs(share * sum(parts.values()) - fen * parts[bearer]) < sum(parts.values()) for bearer, share in shares.items())


def test_encouragement_is_never_counted() -> None:
    found = outcome(benefit("a", money("1万元"), force="鼓励"))
    assert (found.status, found.certain, found.possible) == ("yes", 0, 0)


def test_what_somebody_must_still_grant_is_only_possible() -> None:
    found = outcome(benefit("a", money("1万元"), force="可", granted_by="示例省"))
    assert (found.status, found.certain, found.possible) == ("yes", 0, wan(1))


@pytest.mark.parametrize(("kind", "said"), [("money", "金额"), ("charge", "少收多少"), ("delay", "延到何日")])
def test_what_the_text_gives_without_a_figure_is_given_and_says_so(kind: GiftKind, said: str) -> None:
    found = outcome(benefit("a", Gift(kind, words="给予一次性奖励")))
    assert (found.status, found.gives.words, found.certain, found.possible) == ("yes", "给予一次性奖励", 0, 0)
    assert any(remark.startswith(said) for remark in found.remarks)
