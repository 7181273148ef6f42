"""The whole library, decided one by one and by the batch: the same answers, to the fen, with what is unknown."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from luodi.bulk.batch import totals
from luodi.bulk.places import OPEN_PLACES
from luodi.bulk.plan import Plan
from luodi.decide.engine import Engine
from luodi.places.regions import Regions
from luodi.policy.cache import load_program
from tests.parity.rows import assert_equal, batch_of, drawn

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_program(ROOT), Regions.load(ROOT / "reference" / "divisions"))


@pytest.fixture(scope="module")
def plans(engine: Engine) -> dict[str, Plan]:
    return {subject: Plan(engine.program, engine.regions, subject) for subject in engine.subjects}


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


def test_the_sums_of_ten_thousand_firms(engine: Engine) -> None:
    paying = tuple(one for one in engine.program.benefits if one.gives.amount and one.force == "应" and "企业" in one.subjects)[-20:]
    program, on = replace(engine.program, benefits=paying), date(2020, 3, 10)
    plan, single = Plan(program, engine.regions, "企业"), Engine(program, engine.regions)
    names = ["注册地", *(name for name in plan.asked if name in program.facts and name not in OPEN_PLACES)]
    rows = drawn(program.facts, names, 10_000, 13, 0.7)
    certain, possible = totals(batch_of(plan, rows, on).decided(), len(rows))
    decisions = [single.decide("企业", row, on) for row in rows]
    assert [decision.certain for decision in decisions] == certain.view.tolist()
    assert [decision.possible for decision in decisions] == possible.view.tolist()
    assert sum(decision.certain for decision in decisions) > 0


def test_nothing_of_the_library_is_left_to_the_slow_way(plans: dict[str, Plan]) -> None:
    assert [gap for plan in plans.values() for gap in plan.gaps] == []
