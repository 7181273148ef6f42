"""Two drafts over one crowd: who gains and loses by which words, with a row on each side of the new line."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from luodi.outlook.compare import Comparison, compare
from luodi.outlook.compare_show import data, lines, sheets
from luodi.outlook.crowd import of_table, pair
from luodi.policy.model import Area, Benefit, Stacking
from tests.bulk.build import written
from tests.decide.build import at_most, benefit, money, quote, stacking
from tests.outlook.build import ON, one_by_one, plan

ROWS = {"id": [f"户{number}" for number in range(10)], "从业人员": list(range(0, 1000, 100)), "月租金（元）": ["10"] * 10}
Rules = list[Benefit | Stacking]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path / "t.parquet", ROWS)


def between(old: Rules, new: Rules, path: Path) -> Comparison:
    return compare(of_table(plan(*old), path), of_table(plan(*new), path), ON)


def grant(limit: int, **rest: Any) -> Benefit:
    return benefit("grant", money("100元"), [f"从业人员 <= {limit}"], **rest)


def test_a_line_that_moves_has_the_nearest_row_on_each_side_and_its_words(path: Path) -> None:
    found = between([grant(300)], [grant(500)], path)
    assert (found.rows, found.certain.gaining, found.certain.losing) == (10, 2, 0)
    assert (found.certain.gained, found.certain.lost) == (200_00, 0)
    [change] = found.changes
    assert (change.how, change.certain, change.possible) == ("改动", 200_00, 0)
    assert [(part.what, part.old, part.new, part.quote.clause) for part in change.parts] == [
        ("条件", "从业人员不超过300", "从业人员不超过500", "一/1")
    ]
    assert change.sides == {"neither": 4, "kept": 4, "gained": 2, "lost": 0, "more": 0, "less": 0}
    assert {side: example.id for side, example in change.examples.items()} == {"neither": "户6", "kept": "户0", "gained": "户4"}
    beyond = change.examples["neither"].new
    assert beyond is not None
    assert beyond.nearest is not None
    assert (beyond.nearest.changes[0].need, beyond.nearest.changes[0].by) == ("不高于500人", "100人")
    said = "\n".join(lines(found, 5))
    for words in ("从业人员不超过300 → 从业人员不超过500", "新得到 2 行，不变 4 行，都不符合 4 行", "差在从业人员 600人，须不高于500人"):
        assert words in said


def test_a_rule_that_goes_and_one_that_comes(path: Path) -> None:
    found = between([grant(300)], [benefit("rent", money("月租金"), ["从业人员 > 600"])], path)
    assert {change.id: change.how for change in found.changes} == {"rent": "新增", "grant": "取消"}
    assert (found.certain.gaining, found.certain.losing) == (3, 4)
    assert (found.certain.gained, found.certain.lost) == (30_00, 400_00)
    gone = next(change for change in found.changes if change.id == "grant")
    assert (gone.sides["lost"], gone.examples["lost"].new) == (4, None)


def test_a_stacking_rule_that_comes_is_the_words_responsible(path: Path) -> None:
    both: Rules = [grant(300), benefit("rent", money("月租金"))]
    found = between(both, [*both, stacking("once", ["grant", "rent"])], path)
    assert [change.id for change in found.changes] == ["rent"]
    [part] = found.changes[0].parts
    assert (part.what, part.old, part.quote.words) == ("不能同时享受", "", ("不重复享受",))
    assert found.changes[0].sides["less"] == 4
    assert found.certain.lost == 40_00


def test_another_that_grows_takes_from_the_one_it_wins_over(path: Path) -> None:
    once = stacking("once", ["grant", "rent"])
    found = between([benefit("rent", money("月租金")), grant(300), once], [benefit("rent", money("20 * 月租金")), grant(300), once], path)
    assert {change.id: change.how for change in found.changes} == {"rent": "改动", "grant": "受别项影响"}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"force": "可", "granted_by": "示例局"}, {"约束力", "由谁决定"}),
        ({"area": Area("注册地", "360100")}, {"在哪里"}),
        ({"gives": at_most("100元")}, {"给什么"}),
        ({"shares": {"南昌市": 1, "县区": 1}}, {"谁出钱"}),
        ({"subjects": ("企业", "个人")}, {"给谁"}),
    ],
)
def test_every_part_that_differs_is_named(change: dict[str, Any], what: set[str], path: Path) -> None:
    found = between([grant(300)], [replace(grant(300), **change)], path)
    [one] = [*found.changes, *found.silent]
    assert {part.what for part in one.parts} == what


def test_words_that_move_nothing_are_told_apart(path: Path) -> None:
    found = between([grant(300)], [grant(310)], path)
    assert (found.changes, [change.id for change in found.silent]) == ([], ["grant"])
    assert "没有一行的结果不同" in "\n".join(lines(found, 5))
    elsewhere = replace(grant(300), quote=quote("别的话", "二/2"))
    assert between([grant(300)], [elsewhere], path).silent == []


def test_rows_that_either_draft_sets_aside_are_left_out_of_both(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", {"id": ["甲", "乙", "丙"], "从业人员": ["100", "很多", "200"], "月租金（元）": ["10", "10", "很多"]})
    found = between([grant(300)], [benefit("rent", money("月租金"))], path)
    assert (found.rows, found.rejected) == (1, 2)


def test_a_population_is_the_same_for_both_and_differs_by_the_single_decisions() -> None:
    old, new = pair(plan(grant(300), benefit("rent", money("月租金"))), plan(grant(40), benefit("loan", at_most("投资额"))), 200, batch=64)
    before, after = ([decision for _, decision in one_by_one(crowd)] for crowd in (old, new))
    found = compare(old, new, ON)
    changes = [other.certain - one.certain for one, other in zip(before, after, strict=True)]
    assert (found.certain.gained, found.certain.lost) == (sum(c for c in changes if c > 0), -sum(c for c in changes if c < 0))
    assert found.certain.losing == sum(c < 0 for c in changes) > 0
    assert sum(change.possible for change in found.changes) == sum(one.possible for one in after) - sum(one.possible for one in before)
    assert data(found)["synthetic"]
    assert [sheet.title for sheet in sheets(found)] == ["措施", "哪里改了", "线两边"]
