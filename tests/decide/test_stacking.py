from collections.abc import Sequence
from typing import Any

import pytest

from luodi.decide.model import Outcome
from luodi.policy.model import Benefit, Gift, Stacking
from tests.decide.build import at_most, benefit, decide, money, outcomes, stacking, wan

Both = Sequence[Benefit | Stacking]


def paid(instruments: Both, facts: dict[str, Any] | None = None) -> dict[str, tuple[int, int]]:
    """Certain and possible by benefit, in 万元."""
    return {id: (found.certain // wan(1), found.possible // wan(1)) for id, found in outcomes(instruments, facts).items()}


def losers(found: dict[str, Outcome]) -> dict[str, str]:
    return {id: one.lost_to for id, one in found.items() if one.lost_to}


HIGH = benefit("high", money("200万元"))
LOW = benefit("low", money("30万元"))
OPEN = benefit("open", money("50万元"), when=["规上"])


def test_the_highest_wins_and_the_other_is_paid_nothing() -> None:
    found = outcomes([LOW, HIGH, stacking("once", ["low", "high"], on="同一设备")])
    assert losers(found) == {"low": "high"}
    assert found["low"].status == "yes"
    assert found["low"].lost_by is not None
    assert found["low"].lost_by.clause == "一/9"
    assert found["low"].won_by is not None
    assert found["low"].won_by.clause == "结尾/¶2"
    assert "只在同一设备时不重复享受" in found["low"].remarks
    assert paid([LOW, HIGH, stacking("once", ["low", "high"])]) == {"high": (200, 0), "low": (0, 0)}


def test_of_equal_sums_the_first_listed_wins() -> None:
    same = benefit("same", money("200万元"))
    assert losers(outcomes([HIGH, same, stacking("once", ["same", "high"])])) == {"high": "same"}


def test_a_named_member_wins_whatever_its_sum() -> None:
    assert paid([LOW, HIGH, stacking("once", ["low", "high"], by="low")]) == {"low": (30, 0), "high": (0, 0)}


def test_a_named_member_with_only_a_ceiling_wins_all_the_same() -> None:
    ceiling = benefit("ceiling", at_most("10万元"))
    assert paid([ceiling, HIGH, stacking("once", ["ceiling", "high"], by="ceiling")]) == {"ceiling": (0, 10), "high": (0, 0)}


def test_a_named_member_that_does_not_hold_excludes_nobody() -> None:
    refused = benefit("refused", money("10万元"), when=["规上"])
    assert paid([refused, HIGH, stacking("once", ["refused", "high"], by="refused")], {"规上": False})["high"] == (200, 0)


def test_until_a_named_member_is_known_to_hold_only_its_sum_is_certain() -> None:
    found = outcomes([OPEN, HIGH, stacking("once", ["open", "high"], by="open")])
    assert (found["high"].certain, found["high"].possible) == (wan(50), wan(150))
    assert losers(found) == {}
    assert any("示例open" in remark for remark in found["high"].remarks)


def test_a_named_member_somebody_must_grant_beats_its_like_but_not_what_is_bound() -> None:
    named, like = benefit("named", money("10万元"), force="可"), benefit("like", money("90万元"), force="可")
    rule = stacking("once", ["named", "like", "high"], by="named")
    found = outcomes([named, like, HIGH, rule])
    assert losers(found) == {"like": "named"}
    assert (found["high"].certain, found["high"].possible) == (wan(10), wan(190))


def test_where_no_winner_is_stated_the_least_is_certain() -> None:
    found = outcomes([LOW, HIGH, stacking("once", ["low", "high"], by=None)])
    assert losers(found) == {}
    assert {id: (one.certain, one.possible) for id, one in found.items()} == {"low": (wan(30), 0), "high": (0, wan(170))}
    assert all("文件未载明以哪一项为准" in one.remarks for one in found.values())


def test_where_no_winner_is_stated_an_open_rival_lowers_what_is_certain() -> None:
    assert paid([OPEN, HIGH, stacking("once", ["open", "high"], by=None)]) == {"high": (50, 150), "open": (0, 0)}


def test_where_no_winner_is_stated_a_bound_ceiling_leaves_nothing_certain_but_a_grant_does() -> None:
    rival = at_most("500万元")
    assert paid([benefit("rival", rival), HIGH, stacking("once", ["rival", "high"], by=None)])["high"] == (0, 0)
    grant = benefit("rival", rival, force="可")
    assert paid([grant, HIGH, stacking("once", ["rival", "high"], by=None)]) == {"high": (200, 0), "rival": (0, 300)}


def test_the_highest_stays_certain_while_a_rival_is_open() -> None:
    big = benefit("big", money("500万元"), when=["规上"])
    found = outcomes([big, HIGH, stacking("once", ["big", "high"])])
    assert {id: (one.certain, one.possible) for id, one in found.items()} == {"high": (wan(200), 0), "big": (0, wan(300))}
    assert found["big"].status == "unknown"


def test_an_open_rival_that_cannot_win_is_not_asked_about() -> None:
    found = decide([OPEN, HIGH, stacking("once", ["open", "high"])])
    assert losers({one.id: one for one in found.outcomes}) == {"open": "high"}
    assert found.ask == ()


def test_ceilings_and_grants_count_only_for_what_they_reach_beyond() -> None:
    ceiling = benefit("ceiling", at_most("60万元"))
    grant = benefit("grant", money("80万元"), force="可")
    rule = stacking("once", ["low", "ceiling", "grant"])
    assert paid([LOW, ceiling, grant, rule]) == {"low": (30, 0), "grant": (0, 50), "ceiling": (0, 0)}


def test_a_grant_that_cannot_reach_the_winner_loses() -> None:
    grant = benefit("grant", money("20万元"), force="可")
    assert losers(outcomes([LOW, grant, stacking("once", ["low", "grant"])])) == {"grant": "low"}


def test_encouragement_neither_wins_nor_loses() -> None:
    kind = benefit("kind", money("900万元"), force="鼓励")
    found = outcomes([kind, LOW, stacking("once", ["kind", "low"])])
    assert losers(found) == {}
    assert found["low"].certain == wan(30)


@pytest.mark.parametrize(("bought", "low", "lost"), [(True, 30, {}), (False, 0, {"low": "high"}), (None, 0, {"low": "high"})])
def test_what_is_not_the_same_does_not_meet(bought: bool | None, low: int, lost: dict[str, str]) -> None:
    rule = stacking("once", ["low", "high"], unless="另行购置")
    facts = {} if bought is None else {"另行购置": bought}
    found = outcomes([LOW, HIGH, rule], facts)
    assert (found["low"].certain, losers(found)) == (wan(low), lost)
    assert found["low"].missing == (("另行购置",) if bought is None else ())


def test_a_loser_whose_exclusion_could_still_be_lifted_is_asked_about() -> None:
    rule = stacking("once", ["low", "high"], unless="另行购置")
    assert [question.fact for question in decide([LOW, HIGH, rule]).ask] == ["另行购置"]


def test_an_open_rival_stays_open_while_its_exclusion_could_be_lifted() -> None:
    found = decide([OPEN, HIGH, stacking("once", ["open", "high"], unless="另行购置")])
    assert losers({one.id: one for one in found.outcomes}) == {}
    assert [question.fact for question in found.ask] == ["规上"]


def test_what_has_no_sum_cannot_be_compared_and_says_so() -> None:
    rate = benefit("rate", Gift("money", rate="25%"))
    found = outcomes([rate, HIGH, stacking("once", ["rate", "high"])])
    assert losers(found) == {}
    assert "没有可比的金额，与“示例high”哪一项高算不出来" in found["rate"].remarks


def test_a_loser_beats_nobody() -> None:
    middle = benefit("middle", money("100万元"))
    groups = [stacking("first", ["low", "middle"]), stacking("second", ["middle", "high"])]
    assert losers(outcomes([LOW, middle, HIGH, *groups])) == {"middle": "high"}


def test_a_group_without_members_excludes_nothing_and_is_passed_on() -> None:
    rule = stacking("outer", [])
    found = outcomes([benefit("a", money("1万元"), stack=("outer",)), LOW, rule])
    assert losers(found) == {}
    assert found["a"].remarks == ("示例outer：“不重复享受”（一/9）",)


def test_what_may_be_had_together_is_added() -> None:
    assert paid([LOW, HIGH, stacking("both", ["low", "high"], rule="可叠加")]) == {"low": (30, 0), "high": (200, 0)}


def test_a_ceiling_over_both_caps_what_is_certain_and_then_what_is_possible() -> None:
    rule = stacking("cap", ["low", "high", "open"], rule="合计不超过", ceiling="240万元")
    found = outcomes([LOW, HIGH, OPEN, rule])
    assert {id: (one.certain, one.possible) for id, one in found.items()} == {
        "low": (wan(30), 0),
        "high": (wan(200), 0),
        "open": (0, wan(10)),
    }
    tight = stacking("cap", ["low", "high"], rule="合计不超过", ceiling="100万元")
    found = outcomes([LOW, HIGH, tight])
    assert sum(one.certain for one in found.values()) == wan(100)
    assert "示例cap：合计不超过100万元" in found["high"].remarks


def test_a_ceiling_that_is_not_known_leaves_nothing_certain() -> None:
    rule = stacking("cap", ["low"], rule="合计不超过", ceiling="投资额")
    found = outcomes([LOW, rule])
    assert (found["low"].certain, found["low"].possible, found["low"].missing) == (0, wan(30), ("投资额",))


def test_members_for_other_subjects_do_not_meet() -> None:
    other = benefit("other", money("900万元"), subjects=("个人",))
    assert paid([LOW, other, stacking("once", ["low", "other"])]) == {"low": (30, 0)}


def test_a_right_takes_no_part_in_what_is_highest() -> None:
    right = benefit("right", Gift("right", right="示例权利"))
    assert losers(outcomes([right, LOW, stacking("once", ["right", "low"])])) == {}
