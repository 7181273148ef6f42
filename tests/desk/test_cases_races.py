"""Two at one moment: exactly one wins, the other is told, and nothing is written twice."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from luodi.desk import clock
from luodi.desk.cases.errors import CaseError
from luodi.desk.cases.filing import file_case
from luodi.desk.cases.models import Case, Event, Kind, Payment
from luodi.desk.ledger.queries import first_broken
from luodi.desk.registers.calendars import seed_calendar
from tests.desk.case_files import DAY, HEALTH, INDUSTRY, clerk, filed, filing, grant, medium_risk, officer, step
from tests.desk.conftest import together
from tests.desk.register_rows import CSV


@pytest.fixture
def shared(apart: str) -> Iterator[str]:
    seed_calendar(CSV)
    with clock.standing_at(day=DAY):
        yield apart


def told(act: Callable[[], object]) -> Callable[[], str]:
    def tried() -> str:
        try:
            act()
        except CaseError as error:
            return str(error)
        return ""

    return tried


def test_of_two_officers_deciding_one_part_one_wins_and_the_other_is_told(shared: str) -> None:
    medium_risk()
    case = filed()
    officers = iter([officer(HEALTH), officer(HEALTH)])
    answers = together(told(lambda: step(case, Kind.AGREED, next(officers), seen=1)))
    assert sorted(map(bool, answers)) == [False, True]
    assert Event.objects.filter(kind=Kind.AGREED).count() == 1
    assert first_broken() is None


def test_one_form_sent_twice_is_one_case(shared: str) -> None:
    medium_risk()
    form = filing()
    applicant = clerk(form.enterprise)
    cases = together(lambda: file_case(form, by=applicant))
    assert len({case.pk for case, _ in cases}) == Case.objects.count() == 1
    assert sorted(new for _, new in cases) == [False, True]


def test_of_two_releases_of_one_payment_one_pays_and_the_other_is_told(shared: str) -> None:
    case, maker = grant(publish=""), officer(INDUSTRY)
    step(case, Kind.APPROVED, maker)
    step(case, Kind.PREPARED, maker)
    checkers = iter([officer(INDUSTRY), officer(INDUSTRY)])
    answers = together(told(lambda: step(case, Kind.PAID, next(checkers), receipt="示例-1")))
    assert sorted(map(bool, answers)) == [False, True]
    assert Payment.objects.get().paid_on == date(2020, 3, 10)


def test_of_two_orders_for_one_case_one_is_written(shared: str) -> None:
    case = grant(publish="")
    makers = iter([officer(INDUSTRY), officer(INDUSTRY)])
    step(case, Kind.APPROVED, officer(INDUSTRY))
    answers = together(told(lambda: step(case, Kind.PREPARED, next(makers))))
    assert sorted(map(bool, answers)) == [False, True]
    assert Payment.objects.count() == 1
