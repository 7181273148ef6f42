"""Questions over the whole library, put to synthetic (合成) firms that answer them all."""

from pathlib import Path

import pytest

from bench.decide.firms import asked_of, firms
from bench.decide.questions import Proof, asked, at_least, in_file_order
from luodi.decide.engine import Engine
from luodi.places.regions import Regions
from luodi.policy.cache import load_program

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_program(ROOT), Regions.load(ROOT / "reference" / "divisions"))


def test_no_question_is_needless_and_what_counts_is_settled_by_half_of_them(engine: Engine) -> None:
    proof = Proof(engine.program, engine.regions)
    [firm] = firms(engine.program, engine.regions, 1, seed=3)
    put = list(asked(engine, "企业", firm))
    assert [one.question.fact for one in put if not proof.needed("企业", one.known, one.question)] == []
    assert sum(one.bound for one in put) <= in_file_order(engine, "企业", firm) / 2
    assert len(put) < 0.7 * len(asked_of(engine.program, "企业"))


def test_few_more_questions_are_put_than_no_order_can_do_without(engine: Engine) -> None:
    [firm] = firms(engine.program, engine.regions, 1, seed=6)
    least = at_least(engine, "企业", firm)
    assert least <= sum(1 for _ in asked(engine, "企业", firm)) <= 1.1 * least


def test_a_project_is_asked_nothing_needless(engine: Engine) -> None:
    proof = Proof(engine.program, engine.regions)
    [firm] = firms(engine.program, engine.regions, 1, seed=4, subject="项目")
    assert all(proof.needed("项目", one.known, one.question) for one in asked(engine, "项目", firm))


def test_what_is_only_encouraged_is_asked_for_last(engine: Engine) -> None:
    [firm] = firms(engine.program, engine.regions, 1, seed=5, subject="机构")
    bound = [one.bound for one in asked(engine, "机构", firm)]
    assert bound == sorted(bound, reverse=True)
