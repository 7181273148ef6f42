"""A forecast is the sum of the single decisions, whichever way it is cut."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from luodi.bulk.errors import TableError
from luodi.outlook.bearers import level
from luodi.outlook.forecast import UNSAID, forecast
from luodi.outlook.pots import chosen, read_pot
from luodi.policy.errors import PolicyError
from tests.outlook.build import ON, REGIONS, added, one_by_one, people, plan, table

ALL = frozenset(range(5))


def test_all_sums_are_those_of_the_single_decisions() -> None:
    crowd = people()
    alone = one_by_one(crowd)
    found = forecast(crowd, ON, ALL)
    [day] = found.days
    assert (found.rows, found.rejects) == (300, ())
    assert day.certain == sum(decision.certain for _, decision in alone) > 0
    assert day.possible == sum(decision.possible for _, decision in alone) > 0
    assert day.certain_rows == sum(decision.certain > 0 for _, decision in alone)
    outcomes = [outcome for _, decision in alone for outcome in decision.outcomes]
    assert {id: cost.yes for id, cost in day.benefits.items()} == {
        id: sum(one.id == id and one.status == "yes" for one in outcomes) for id in day.benefits
    }
    assert {id: cost.certain for id, cost in day.benefits.items() if cost.certain} == added([(one.id, one.certain) for one in outcomes])
    shares = [share for one in outcomes for share in (one.shares or {"文件未载明": one.certain + one.possible}).items()]
    assert {bearer: cost.certain + cost.possible for (_, bearer), cost in day.bearers.items()} == added(shares)


@pytest.mark.parametrize(("way", "fact"), [("county", "注册地"), ("city", "注册地")])
def test_groups_add_up_to_the_whole(way: str, fact: str) -> None:
    crowd = people()
    found = forecast(crowd, ON, ALL)
    groups = found.days[0].groups[way]
    assert found.by[way] == fact
    assert sum(cost.certain for cost in groups.values()) == found.days[0].certain
    alone = one_by_one(crowd)
    nameless = sum(decision.certain for facts, decision in alone if fact not in facts)
    assert groups[UNSAID].certain == nameless if nameless else UNSAID not in groups
    if way == "county":
        named = [(REGIONS.full_name(str(facts[fact])), decision.certain) for facts, decision in alone if fact in facts]
        assert {name: cost.certain for name, cost in groups.items() if cost.certain and name != UNSAID} == added(named)


def test_each_month_is_the_same_day_decided_again() -> None:
    crowd = people(60)
    found = forecast(crowd, date(2020, 10, 31), ALL, months=4)
    assert [day.on.isoformat() for day in found.days] == ["2020-10-31", "2020-11-30", "2020-12-31", "2021-01-31"]
    for day in found.days:
        assert day.certain == sum(decision.certain for _, decision in one_by_one(crowd, day.on))
    assert found.days[-1].certain == 0


def test_only_the_named_measures_count() -> None:
    crowd = people()
    one = forecast(crowd, ON, chosen(crowd.plan, ["rent"])).days[0]
    assert set(one.benefits) == {"rent"}
    assert chosen(crowd.plan, ["demo"]) == chosen(crowd.plan, []) == ALL
    with pytest.raises(TableError, match="没有叫“rant”"):
        chosen(crowd.plan, ["rant"])


@pytest.mark.parametrize(
    ("fen", "served", "part", "left_out", "first", "ratio"),
    [
        ("1200元", 3, 0, 0, "", Fraction(1)),
        ("1199.99元", 2, 39999, 0, "丁", Fraction(119999, 120000)),
        ("500元", 1, 30000, 1, "丙", Fraction(5, 12)),
        ("200元", 1, 0, 2, "丙", Fraction(1, 6)),
        ("0元", 0, 0, 3, "甲", Fraction(0)),
    ],
)
def test_a_pot_runs_out(fen: str, served: int, part: int, left_out: int, first: str, ratio: Fraction, tmp_path: Path) -> None:
    rents = {"编号": ["甲", "乙", "丙", "丁"], "注册地": ["东湖区"] * 4, "规上": ["是"] * 4, "月租金（元）": ["100", "0", "300", "200"]}
    crowd = table(tmp_path, rents)
    [day] = forecast(crowd, ON, ALL, [read_pot(f"rent={fen}", crowd.plan)]).days
    [(pot, sure, all_)] = day.pots
    assert sure == all_
    assert (sure.claimed, sure.claimants) == (1200_00, 3)
    assert (sure.served, sure.part, sure.left_out, sure.first_without, sure.ratio) == (served, part, left_out, first, ratio)
    assert sure.paid == min(pot.fen, sure.claimed)


def test_a_pot_lasts_over_batches_as_over_one() -> None:
    many, one = people(batch=7), people(batch=1000)
    pots = [read_pot("全部=1亿元", many.plan), read_pot("demo=90000亿元", many.plan)]
    assert forecast(many, ON, ALL, pots).days[0].pots == forecast(one, ON, ALL, pots).days[0].pots


@pytest.mark.parametrize(("text", "error"), [("rent", TableError), ("rent=很多", PolicyError), ("rant=1元", TableError)])
def test_a_pot_that_cannot_be_read_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_pot(text, plan())


@pytest.mark.parametrize(
    ("bearer", "found"),
    [
        ("中央财政", "中央"),
        ("省财政", "省"),
        ("江西省", "省"),
        ("南昌市", "市"),
        ("市财政", "市"),
        ("县区", "县（区）"),
        ("东湖区", "县（区）"),
        ("财政", "其他"),
        ("失业保险基金", "其他"),
        ("文件未载明", "文件未载明"),
    ],
)
def test_a_bearer_is_of_the_level_its_words_name(bearer: str, found: str) -> None:
    assert level(bearer, REGIONS) == found
