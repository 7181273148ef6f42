"""Every benefit that must be asked for is claimed by each kind of party it is for, by a worked case of the library that it fits."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

import pytest

from luodi.desk import clock
from luodi.desk.cases.filing import Filing, file_case
from luodi.desk.cases.matters import Matter, matters
from luodi.desk.cases.models import Case, State
from luodi.desk.cases.places import enter_taker
from luodi.desk.cases.rule import verdict
from luodi.desk.parties.actions import stand_as_person
from luodi.desk.parties.models import Account, Party, Subject
from luodi.desk.portal.library import shelf
from luodi.feel.run import Value
from luodi.policy.cases import Case as Worked
from luodi.policy.model import Benefit
from luodi.policy.values import show_money
from tests.desk.case_files import DONGHU, LEAD, SOURCE, clerk, counter, firm, person

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


def worked(matter: Matter, subject: str) -> Iterator[Worked]:
    """The library's worked cases of those who get this benefit, of the same kind first; what others state of it they can state as well."""
    for case in sorted(shelf().cases, key=lambda case: case.subject != subject):
        if case.subject in matter.subjects and any(one.id == matter.id and one.status == "yes" for one in case.expect):
            yield case


def claimed(matter: Matter, kind: str) -> Case | None:
    """The case filed by the first worked case by which such a party gets it."""
    for case in worked(matter, matter.subject_of(kind)):
        answers = {name: said(name, value) for name, value in case.facts.items()}
        region = answers.get(matter.place) or answers.get("注册地") or DONGHU
        with clock.standing_at(day=case.on):
            if verdict(matter, kind, answers, region, case.on).status == "yes":
                enter_taker(matter.id, region, [LEAD], since=date(2020, 1, 1), source=SOURCE)
                own, by = resident(region) if kind == Subject.PERSON else office(kind, region, f"示例·{kind}{matter.id}")
                return file_case(Filing(str(uuid4()), matter, own, region, answers), by=by)[0]
    return None


def resident(region: str) -> tuple[Party, Account]:
    account = person()
    return stand_as_person(account, region), account


def office(kind: str, region: str, name: str) -> tuple[Party, Account]:
    own = firm(region, name, kind)
    return own, clerk(own)


@pytest.mark.parametrize("kind", Subject.values)
def test_every_benefit_that_must_be_asked_for_is_claimed(counter: str, kind: str) -> None:
    asked = [one for one in matters().values() if isinstance(one.instrument, Benefit) and one.subject_of(kind)]
    assert {one.instrument.gives.kind for one in asked} == {"money", "charge", "delay", "right"}
    cases = {one.id: claimed(one, kind) for one in asked}
    assert [id for id, case in cases.items() if case is None] == []
    for one in asked:
        case = cases[one.id]
        assert case is not None
        assert (case.state, case.document, case.clause) == (State.HANDLING, one.document.id, one.instrument.quote.clause)
        assert case.terms["path"] == (["pay"] if one.pays else []), one.id


def test_nothing_that_can_be_asked_for_is_for_nobody() -> None:
    assert [one.id for one in matters().values() if not any(one.subject_of(kind) for kind in Subject)] == []
