"""Two at one moment: exactly one wins, the other is told, and nothing is written twice."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from luodi.desk import clock
from luodi.desk.cases.actions import Step, take_step_with
from luodi.desk.cases.errors import CaseError
from luodi.desk.cases.files import keeping, place, take_out
from luodi.desk.cases.filing import file_case
from luodi.desk.cases.models import Case, Event, Kind, PaperFile, Payment, Task
from luodi.desk.ledger.queries import first_broken
from luodi.desk.registers.calendars import seed_calendar
from tests.desk.case_files import DAY, HEALTH, INDUSTRY, NOTICE, clerk, filed, filing, grant, medium_risk, officer, step
from tests.desk.conftest import together
from tests.desk.register_rows import CSV


@pytest.fixture
def shared(apart: str, settings: Any, tmp_path: Path) -> Iterator[str]:
    settings.LUODI_PAPERS = tmp_path / "papers"
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


def test_of_two_officers_taking_one_case_one_has_it_and_the_other_is_told(shared: str) -> None:
    case = grant(publish="")
    officers = iter([officer(INDUSTRY), officer(INDUSTRY)])
    answers = together(told(lambda: step(case, Kind.HELD, next(officers))))
    assert sorted(map(bool, answers)) == [False, True]
    taken = Event.objects.get(kind=Kind.HELD)
    assert case.duties.get(task=Task.MAIN).row.holder == taken.account
    assert first_broken() is None


def test_of_an_approval_and_a_refusal_at_once_one_stands(shared: str) -> None:
    case, maker = grant(publish=""), officer(INDUSTRY)
    acts = iter(
        [
            lambda: step(case, Kind.APPROVED, maker),
            lambda: step(case, Kind.REFUSED, officer(INDUSTRY, "other"), text="示例", ground=0),
        ]
    )
    answers = together(told(lambda: next(acts)()))
    assert sorted(map(bool, answers)) == [False, True]
    assert Event.objects.filter(kind__in=[Kind.APPROVED, Kind.REFUSED]).count() == 1


def test_a_file_taken_out_while_its_form_is_filed_is_the_cases_or_gone(shared: str) -> None:
    medium_risk()
    form = filing(papers={"疫情防控方案": "示例"})
    applicant = clerk(form.party)
    with keeping(applicant) as keep:
        file = keep(SimpleUploadedFile("示例.pdf", b"%PDF-1.4 %%EOF"), "返岗人员健康情况表", form=form.token)
    acts = iter([lambda: file_case(form, by=applicant), lambda: take_out(file.pk, form.token, applicant)])
    answers = together(told(lambda: next(acts)()))
    assert sorted(map(bool, answers)) == [False, True]
    filed_with_it = Case.objects.exists()
    assert PaperFile.objects.filter(pk=file.pk).exists() == place(file.stored).exists() == filed_with_it


def test_a_promised_paper_sent_twice_comes_once_and_leaves_one_file(shared: str) -> None:
    case = grant(publish="")

    def deliver() -> object:
        upload = SimpleUploadedFile("通知书.pdf", b"%PDF-1.4 %%EOF")
        return take_step_with(Step(case.pk, Kind.DELIVERED, case.applicant), [(NOTICE, upload)])

    answers = together(told(deliver))
    assert sorted(map(bool, answers)) == [False, True]
    (file,) = PaperFile.objects.all()
    assert [path.name for path in settings.LUODI_PAPERS.glob("*/*")] == [file.stored]


def test_one_form_sent_twice_is_one_case(shared: str) -> None:
    medium_risk()
    form = filing()
    applicant = clerk(form.party)
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
