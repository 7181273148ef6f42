"""Whom to reach without being asked: what is certain, with its evidence, and what one fact is wanting for."""

from pathlib import Path
from typing import Any

import pytest

from luodi.bulk.errors import TableError
from luodi.outlook.reach import Reach, bound, reach
from luodi.outlook.reach_show import data, lines, sheets
from tests.bulk.build import RULES
from tests.outlook.build import ON, one_by_one, people, table

ROWS = {
    "编号": ["甲", "乙", "丙", "丁"],
    "注册地": ["360102", "360102", "360102", "420100"],
    "规上": ["是", "", "", "是"],
    "困难": ["否"] * 4,
    "月租金（元）": ["10", "10", "", "10"],
    "投资额（元）": ["10000000"] * 4,
}


def reached(tmp_path: Path, **rest: Any) -> Reach:
    crowd = table(tmp_path, ROWS, *RULES)
    return reach(crowd, ON, bound(crowd.plan, rights=False), **rest)


def test_what_is_certain_comes_with_its_evidence(tmp_path: Path) -> None:
    found = reached(tmp_path)
    [rent] = [one for one in found.certain if one.benefit == "rent"]
    assert (rent.id, rent.certain, rent.missing) == ("甲", 20_00, "")
    assert [held.holds for held in rent.conditions] == ["yes"] * len(rent.conditions)
    [ruled] = [held for held in rent.conditions if held.kind == "when"]
    assert (ruled.value, ruled.quote and ruled.quote.words) == ({"规上": "是"}, ("“规上”的原话",))
    assert rent.sources["规上"] == "所给的表；要问它的是示例"
    assert found.sums["rent"] == 20_00


def test_what_one_fact_is_wanting_for(tmp_path: Path) -> None:
    found = reached(tmp_path)
    assert [(one.id, one.benefit, one.missing) for one in found.short] == [("乙", "rent", "规上")]
    assert found.wanting == {"规上": 1}


def test_losers_the_paid_and_what_waits_for_somebody_are_left_out(tmp_path: Path) -> None:
    found = reached(tmp_path, paid={("甲", "grant"), ("戊", "grant")})
    assert "other" not in found.counts
    assert "loan" not in found.counts
    assert (found.counts["grant"], found.already, found.unmatched) == (3, 1, 1)


def test_what_nobody_holds_is_unknown(tmp_path: Path) -> None:
    held = {"注册地": "市场监管局登记", "规上": "统计局名录"}
    found = reached(tmp_path, held=held)
    assert found.counts == {"other": 4}
    assert {(one.id, one.benefit, one.missing) for one in found.short} == {("甲", "rent", "月租金")}
    assert found.short[0].sources == {"注册地": "市场监管局登记；要问它的是示例", "规上": "统计局名录；要问它的是示例"}
    with pytest.raises(TableError, match="没有叫“月租”的事实"):
        reached(tmp_path, held={"月租": "谁"})


def test_a_list_is_cut_and_its_count_is_not(tmp_path: Path) -> None:
    found = reached(tmp_path, most=1)
    assert (len(found.certain), found.counts.total()) == (1, 5)
    assert "共5条，只列1条" in [sheet.note for sheet in sheets(found)]


def test_it_is_what_the_single_decisions_say() -> None:
    crowd = people(200, *RULES)
    ids = bound(crowd.plan, rights=True)
    found = reach(crowd, ON, ids, most=10**6)
    outcomes = [outcome for _, decision in one_by_one(crowd) for outcome in decision.outcomes if outcome.id in ids and not outcome.lost_to]
    sure = [one for one in outcomes if one.status == "yes"]
    assert found.counts.total() == len(found.certain) == len(sure) > 0
    assert sum(found.sums.values()) == sum(one.certain for one in sure)
    short = [one for one in outcomes if one.status == "unknown" and len(one.missing) == 1]
    assert sorted(one.missing for one in found.short) == sorted(one.missing[0] for one in short)
    assert data(found)["synthetic"]
    assert "不是任何人" in next(iter(lines(found, 3)))
