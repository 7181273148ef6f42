"""A firm that cannot say whether it is small: its size is worked out from trade, staff, revenue and assets, and what it says goes first."""

from datetime import date
from pathlib import Path

import pytest

from luodi.decide.engine import Engine
from luodi.policy.cache import load_program

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2020, 3, 10)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_program(ROOT))


def waiver(engine: Engine, **facts: object) -> tuple[str, set[str], str]:
    """The waiver for small firms: its status, what it waits for, and all remarks of the decision."""
    decision = engine.decide("企业", {"参保地": "360102", **facts}, DAY)
    full = next(one for one in decision.outcomes if one.id == "social-insurance-sme-exemption")
    return full.status, set(full.missing), "；".join(decision.remarks)


def test_a_size_that_is_not_stated_is_worked_out(engine: Engine) -> None:
    firm = {"划型行业": "工业", "从业人员": 300, "营业收入": 2_000_0000_00}
    status, missing, remarks = waiver(engine, **firm)
    assert "企业规模" not in missing
    assert "企业规模按划型行业、营业收入、从业人员是中型（《中小企业划型标准规定》" in remarks
    assert status != "no"


def test_what_is_stated_goes_first_and_the_difference_is_told(engine: Engine) -> None:
    firm = {"划型行业": "工业", "从业人员": 300, "营业收入": 2_000_0000_00, "企业规模": "大型"}
    status, _, remarks = waiver(engine, **firm)
    assert status == "no"
    assert "说的企业规模是大型，按划型行业、营业收入、从业人员是中型" in remarks


def test_one_measure_can_be_enough_and_too_few_leave_it_asked(engine: Engine) -> None:
    """Nineteen people in industry are a micro firm whatever the revenue; three hundred wait for it."""
    assert "企业规模按划型行业、从业人员是微型" in waiver(engine, 划型行业="工业", 从业人员=19)[2]
    status, missing, remarks = waiver(engine, 划型行业="工业", 从业人员=300)
    assert (status, "企业规模" in missing) == ("unknown", True)
    assert "企业规模按" not in remarks
