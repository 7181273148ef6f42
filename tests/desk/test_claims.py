"""Every benefit that a firm must ask for is claimed once, by a worked case of the library that it fits."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

from luodi.desk import clock
from luodi.desk.cases.filing import Filing, file_case
from luodi.desk.cases.matters import Matter, matters
from luodi.desk.cases.models import Case, State
from luodi.desk.cases.places import enter_taker
from luodi.desk.cases.rule import verdict
from luodi.desk.portal.library import shelf
from luodi.feel.run import Value
from luodi.policy.cases import Case as Worked
from luodi.policy.model import Benefit
from luodi.policy.values import show_money
from tests.desk.case_files import DONGHU, LEAD, SOURCE, clerk, counter, firm

__all__ = ["counter"]


def said(name: str, value: Value) -> str:
    """A fact's value as an answer writes it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Fraction):
        return f"{Decimal(value.numerator * 100) / Decimal(value.denominator)}%"
    if isinstance(value, date):
        return value.isoformat()
    money = shelf().program.facts[name].type.kind == "money"
    return show_money(value) if money and isinstance(value, int) else str(value)


def worked(matter: Matter) -> Iterator[Worked]:
    """The library's worked cases of those who get this benefit, firms first; what others state of it a firm can state as well."""
    for case in sorted(shelf().cases, key=lambda case: case.subject != "企业"):
        if case.subject in matter.instrument.subjects and any(one.id == matter.id and one.status == "yes" for one in case.expect):
            yield case


def claimed(matter: Matter) -> Case | None:
    """The case filed by the first worked case by which a firm gets it."""
    for case in worked(matter):
        answers = {name: said(name, value) for name, value in case.facts.items()}
        region = answers.get(matter.place) or answers.get("注册地") or DONGHU
        with clock.standing_at(day=case.on):
            if verdict(matter, answers, region, case.on).status == "yes":
                own = firm(region, f"示例·{matter.id}")
                enter_taker(matter.id, region, [LEAD], since=date(2020, 1, 1), source=SOURCE)
                return file_case(Filing(str(uuid4()), matter, own, region, answers), by=clerk(own))[0]
    return None


def test_every_benefit_that_a_firm_asks_for_is_claimed(counter: str) -> None:
    asked = [matter for matter in matters().values() if isinstance(matter.instrument, Benefit) and matter.subject == "企业"]
    cases = {matter.id: claimed(matter) for matter in asked}
    assert {matter.instrument.gives.kind for matter in asked} == {"money", "charge", "delay", "right"}
    assert [id for id, case in cases.items() if case is None] == []
    for matter in asked:
        case = cases[matter.id]
        assert case is not None
        assert (case.state, case.document, case.clause) == (State.HANDLING, matter.document.id, matter.instrument.quote.clause)
        assert case.terms["path"] == (["pay"] if matter.pays else []), matter.id
