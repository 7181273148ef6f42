"""The whole library, decided one by one and by the batch: the same answers, to the fen, with what is unknown."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from luodi.bulk.places import OPEN_PLACES
from luodi.bulk.plan import Plan
from luodi.bulk.run import Job, run
from luodi.bulk.tables import open_table
from luodi.decide.engine import Engine
from luodi.places.regions import Regions
from luodi.policy.cache import load_program
from tests.bulk.build import firms, lines, written
from tests.parity.rows import as_table, assert_equal, drawn

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_program(ROOT), Regions.load(ROOT / "reference" / "divisions"))


@pytest.fixture(scope="module")
def plans(engine: Engine) -> dict[str, Plan]:
    return {subject: Plan(engine.program, engine.regions, subject) for subject in engine.subjects}


COMPARED = [
    "裁员人数",
    "企业职工总数",
    "上年度全国城镇调查失业率控制目标",
    "一年内新招用符合创业担保贷款条件人数",
    "现有在职职工人数",
    "本年度完成固定资产投资",
    "项目投资总额",
]
SUBJECTS = ["企业", "机构", "个人", "个体工商户", "项目"]


@pytest.mark.parametrize(("subject", "seed"), list(zip(SUBJECTS, range(5), strict=True)))
def test_rows_that_say_much(subject: str, seed: int, engine: Engine, plans: dict[str, Plan]) -> None:
    plan = plans[subject]
    names = [name for name in plan.asked if name in engine.program.facts]
    assert_equal(engine, plan, drawn(engine.program.facts, names, 60, seed, 0.3), date(2020, 3, 10))


@pytest.mark.parametrize("on", [date(2020, 1, 20), date(2020, 4, 10), date(2021, 3, 10)])
def test_firms_that_say_little_on_other_days(on: date, engine: Engine, plans: dict[str, Plan]) -> None:
    plan, chance = plans["企业"], random.Random(on.toordinal())
    names = chance.sample([name for name in plan.asked if name in engine.program.facts], 60)
    assert_equal(engine, plan, drawn(engine.program.facts, ["注册地", "事项发生日", *names], 80, 7, 0.2), on)


def test_what_is_worked_out_of_other_facts(engine: Engine, plans: dict[str, Plan]) -> None:
    names = ["划型行业", "从业人员", "营业收入", "资产总额", "企业规模", "注册地", "三项社会保险单位月缴费"]
    assert_equal(engine, plans["企业"], drawn(engine.program.facts, names, 150, 11, 0.25), date(2020, 3, 10))


def test_facts_compared_with_each_other_of_which_some_are_unknown(engine: Engine, plans: dict[str, Plan]) -> None:
    """Who laid off nobody is asked no headcount; who laid off more than a fifth of any headcount neither."""
    facts = engine.program.facts
    rate = {"注册地": "360102", "参加失业保险": True, "失业保险参保职工人数": 9}
    decision = engine.decide("企业", {**rate, "裁员人数": 0}, date(2020, 3, 10))
    assert [one.status for one in decision.outcomes if one.id == "emp-refund-layoff-rate-small"] == ["yes"]
    assert "企业职工总数" not in [one.fact for one in decision.ask]
    ends = {name: (facts[name].type.lo, 1, facts[name].type.hi, None) for name in COMPARED}
    chance = random.Random(3)
    rows = [{**rate, **{name: chance.choice(one) for name, one in ends.items()}} for _ in range(300)]
    rows = [{name: value for name, value in row.items() if value is not None} for row in rows]
    assert_equal(engine, plans["企业"], rows, date(2020, 3, 10))
    # A table need not state them all.
    for name in COMPARED:
        assert_equal(engine, plans["企业"], [{**rate, name: end} for end in ends[name] if end is not None], date(2020, 3, 10))


def test_the_sums_of_ten_thousand_firms(engine: Engine, tmp_path: Path) -> None:
    """A table's sums, whole and by benefit, and those of each firm are those of the single decisions."""
    paying = tuple(one for one in engine.program.benefits if one.gives.amount and one.force == "应" and "企业" in one.subjects)[-20:]
    program, on = replace(engine.program, benefits=paying), date(2020, 3, 10)
    plan, single = Plan(program, engine.regions, "企业"), Engine(program, engine.regions)
    names = ["注册地", *(name for name in plan.asked if name in program.facts and name not in OPEN_PLACES)]
    rows = drawn(program.facts, names, 10_000, 13, 0.7)
    out = tmp_path / "out"
    summary = run(Job(plan, open_table(written(tmp_path / "t.parquet", as_table(program.facts, names, rows))), on), out)
    decisions = [single.decide("企业", row, on) for row in rows]
    assert [(row["certain"], row["possible"]) for row in firms(out)] == [(one.certain, one.possible) for one in decisions]
    assert (summary["certain"], summary["possible"]) == (sum(one.certain for one in decisions), sum(one.possible for one in decisions))
    assert summary["certain"] > 0
    single_ones = Counter[tuple[str, str]]()
    for one in (outcome for decision in decisions for outcome in decision.outcomes if outcome.status != "no"):
        single_ones.update({(one.id, "certain"): one.certain, (one.id, "possible"): one.possible, (one.id, one.status): 1})
    table_ones = Counter[tuple[str, str]]()
    for row in lines(out):
        id = row["benefit"]
        table_ones.update({(id, "certain"): row["certain"], (id, "possible"): row["possible"], (id, row["status"]): 1})
    assert table_ones == single_ones


def test_nothing_of_the_library_is_left_to_the_slow_way(plans: dict[str, Plan]) -> None:
    assert [gap for plan in plans.values() for gap in plan.gaps] == []
