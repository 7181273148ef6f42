"""Two drafts over one table: who gains and loses by which rule, with a row on each side of the new line."""

from pathlib import Path

import pytest

from luodi.bulk.compare import Comparison, compare
from luodi.bulk.plan import Plan
from luodi.bulk.tables import open_table
from luodi.policy.model import Benefit, Stacking
from tests.bulk.build import ON, REGIONS, written
from tests.decide.build import benefit, money, program, stacking

ROWS = {"id": [f"户{number}" for number in range(10)], "从业人员": list(range(0, 1000, 100)), "月租金（元）": ["10"] * 10}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path / "t.parquet", ROWS)


def between(old: list[Benefit | Stacking], new: list[Benefit | Stacking], path: Path) -> Comparison:
    plans = [Plan(program(*rules), REGIONS, "企业") for rules in (old, new)]
    return compare(plans[0], plans[1], open_table(path), ON)


def grant(limit: int) -> Benefit:
    return benefit("grant", money("100元"), [f"从业人员 <= {limit}"])


def test_a_line_that_moves_has_an_example_on_each_side(path: Path) -> None:
    found = between([grant(300)], [grant(500)], path)
    assert (found.rows, found.gaining["certain"], found.losing["certain"]) == (10, 2, 0)
    assert (found.gained["certain"], found.lost["certain"]) == (200_00, 0)
    [change] = found.changes.values()
    assert (change.how, change.clause, change.certain) == ("改动", "一/1", 200_00)
    assert change.sides == {"gained": 2, "lost": 0, "more": 0, "less": 0, "kept": 4, "neither": 4}
    assert {side: (example.id, example.facts["从业人员"]) for side, example in change.examples.items()} == {
        "kept": ("户0", "0人"),
        "gained": ("户4", "400人"),
        "neither": ("户6", "600人"),
    }


def test_a_rule_that_goes_and_one_that_comes(path: Path) -> None:
    found = between([grant(300)], [benefit("rent", money("月租金"), ["从业人员 > 600"])], path)
    assert {id: change.how for id, change in found.changes.items()} == {"rent": "新增", "grant": "取消"}
    assert (found.gaining["certain"], found.losing["certain"]) == (3, 4)
    assert (found.gained["certain"], found.lost["certain"]) == (30_00, 400_00)


def test_a_stacking_rule_that_comes_makes_the_loser_lose(path: Path) -> None:
    both = [grant(300), benefit("rent", money("月租金"))]
    found = between(both, [*both, stacking("once", ["grant", "rent"])], path)
    assert list(found.changes) == ["rent"]
    assert found.changes["rent"].sides["less"] == 4
    assert found.lost["certain"] == 40_00


def test_the_same_rules_change_nothing(path: Path) -> None:
    found = between([grant(300)], [grant(300)], path)
    assert (found.changes, found.gained, found.lost) == ({}, {"certain": 0, "possible": 0}, {"certain": 0, "possible": 0})
