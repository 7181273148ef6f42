"""In whose hands a case is and for how long: taken, given back, passed on while somebody is away; its limit extended with a reason."""

from datetime import date

import pytest

from luodi.desk import clock
from luodi.desk.cases.acting import steps_for
from luodi.desk.cases.errors import StepError
from luodi.desk.cases.models import Case, Kind, Task
from luodi.desk.cases.steps import fold
from luodi.desk.ledger.models import Entry
from luodi.desk.outbox.models import Notice
from luodi.desk.parties.actions import close_account, go_away
from luodi.desk.parties.models import Absence
from luodi.desk.registers.errors import RegisterError
from tests.desk.case_files import HEALTH, INDUSTRY, NOTICE, clerk, counter, filed, grant, medium_risk, officer, step
from tests.desk.signed import signed_in
from tests.desk.test_scope import account, unit

__all__ = ["counter"]
TODAY, TOMORROW = date(2020, 3, 10), date(2020, 3, 11)


def due(case: Case, task: str = Task.MAIN) -> date:
    return case.duties.get(task=task).row.due


def hands(case: Case) -> dict[str, int]:
    return dict(fold(case.events.select_related("unit").order_by("number")).holders)


# ---- extended ----


def test_the_lead_extends_the_limit_with_a_reason_and_the_firm_is_told(counter: str) -> None:
    medium_risk()
    case, lead = filed(), officer()
    step(case, Kind.EXTENDED, lead, extend_by="3个工作日", text="示例：等现场核查")
    assert due(case) == due(case, Task.PART) == date(2020, 3, 17)
    event = case.events.last()
    assert event.details == {"by": "3个工作日", "from": "2020-03-12", "to": "2020-03-17"}
    told = Notice.objects.filter(party=case.party, body__contains="示例：等现场核查")
    assert {one.link for one in told} == {f"/cases/duties/{duty.row_id}/" for duty in case.duties.all()}
    assert "3个工作日" in Entry.objects.get(act="cases.extended").details
    page = signed_in(case.applicant).get(f"/cases/{case.pk}/").content.decode()
    for words in ("延期3个工作日", "示例：等现场核查", "2020年3月17日"):
        assert words in page


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"extend_by": "3个工作日"}, "理由"),
        ({"extend_by": "", "text": "示例"}, "延长"),
        ({"extend_by": "0天", "text": "示例"}, "没有延长"),
        ({"extend_by": "一会儿", "text": "示例"}, "延长"),
    ],
)
def test_without_a_reason_or_a_span_nothing_is_extended(counter: str, more: dict[str, str], why: str) -> None:
    medium_risk()
    case = filed()
    with pytest.raises((StepError, RegisterError), match=why):
        step(case, Kind.EXTENDED, officer(), **more)
    assert due(case) == date(2020, 3, 12)


def test_what_is_late_stays_late_and_what_has_no_limit_has_none_to_extend(counter: str) -> None:
    medium_risk()
    case, lead = filed(), officer()
    with clock.standing_at(day=date(2020, 3, 13)), pytest.raises(StepError, match="已经过了"):
        step(case, Kind.EXTENDED, lead, extend_by="3个工作日", text="示例")
    claim = grant()
    assert Kind.EXTENDED not in steps_for(officer(INDUSTRY), claim, fold(claim.events.all()))
    with pytest.raises(StepError, match="没有期限"):
        step(claim, Kind.EXTENDED, officer(INDUSTRY), extend_by="3个工作日", text="示例")


def test_a_department_beside_the_lead_and_the_firm_do_not_extend(counter: str) -> None:
    medium_risk()
    case = filed()
    for who in (officer(HEALTH), case.applicant):
        with pytest.raises(StepError, match="不是您能"):
            step(case, Kind.EXTENDED, who, extend_by="3个工作日", text="示例")


# ---- taken, and passed on ----


def test_who_has_taken_it_decides_it_and_colleagues_do_not(counter: str) -> None:
    case, own, other = grant(), officer(INDUSTRY), officer(INDUSTRY)
    step(case, Kind.HELD, own)
    assert hands(case) == {INDUSTRY: own.pk}
    assert case.duties.get(task=Task.MAIN).row.holder == own
    assert steps_for(other, case, fold(case.events.all())) == []
    for kind in (Kind.HELD, Kind.APPROVED, Kind.RELEASED):
        with pytest.raises(StepError, match="不是您能"):
            step(case, kind, other)
    assert own.name in signed_in(other).get(f"/cases/{case.pk}/").content.decode()
    step(case, Kind.RELEASED, own)
    assert case.duties.get(task=Task.MAIN).row.holder is None
    step(case, Kind.APPROVED, other)


def test_what_is_still_to_be_paid_is_taken_and_given_back_too(counter: str) -> None:
    case, own, other = grant(publish=""), officer(INDUSTRY), officer(INDUSTRY)
    step(case, Kind.APPROVED, own)
    step(case, Kind.HELD, own)
    assert case.duties.get(task=Task.PAY).row.holder == own
    step(case, Kind.RELEASED, own)
    assert case.duties.get(task=Task.PAY).row.holder is None
    step(case, Kind.HELD, other)
    assert hands(case) == {INDUSTRY: other.pk}


def test_each_department_has_its_own_officer(counter: str) -> None:
    medium_risk()
    case, lead, health = filed(), officer(), officer(HEALTH)
    step(case, Kind.HELD, lead)
    step(case, Kind.HELD, health)
    assert case.duties.get(task=Task.PART).row.holder == health
    with pytest.raises(StepError):
        step(case, Kind.AGREED, officer(HEALTH))
    step(case, Kind.AGREED, health)
    step(case, Kind.APPROVED, lead)


def test_while_she_is_away_her_deputy_works_her_cases_and_hears_of_them(counter: str) -> None:
    case = grant()
    own, deputy, other = officer(INDUSTRY), officer(INDUSTRY), officer(INDUSTRY)
    step(case, Kind.HELD, own)
    go_away(own, TOMORROW, date(2020, 3, 13), deputy=deputy)
    with pytest.raises(StepError):
        step(case, Kind.APPROVED, deputy)
    with clock.standing_at(day=TOMORROW):
        page = signed_in(deputy).get(f"/cases/{case.pk}/").content.decode()
        assert f"{own.name}不在，由{deputy.name}代办" in page
        with pytest.raises(StepError):
            step(case, Kind.APPROVED, other)
        step(case, Kind.DELIVERED, case.applicant, papers={NOTICE: "示例：已附"})
        assert set(Notice.objects.filter(title="容缺材料已补交").values_list("account", flat=True)) == {deputy.login}
        step(case, Kind.APPROVED, deputy)
    # The decision is the deputy's, under her own name.
    assert case.events.last().account == deputy


def test_without_a_deputy_or_gone_for_good_her_cases_are_the_units_again(counter: str) -> None:
    own, other = officer(INDUSTRY), officer(INDUSTRY)
    first, second = grant(), grant()
    step(first, Kind.HELD, own)
    step(second, Kind.HELD, own)
    go_away(own, TODAY, TODAY)
    assert "不在，由本单位别的经办办" in signed_in(other).get(f"/cases/{first.pk}/").content.decode()
    step(first, Kind.APPROVED, other)
    close_account(own)
    with clock.standing_at(day=TOMORROW):
        step(second, Kind.HELD, other)
    assert hands(second) == {INDUSTRY: other.pk}


def test_what_is_not_an_officers_is_not_taken(counter: str) -> None:
    case = grant()
    for who in (case.applicant, clerk(case.party), officer(HEALTH)):
        with pytest.raises(StepError):
            step(case, Kind.HELD, who)


# ---- the page on which she says that she is away ----


def test_an_officer_enters_her_days_away_and_comes_back(counter: str) -> None:
    own, deputy = officer(INDUSTRY), officer(INDUSTRY)
    client = signed_in(own)
    assert "不在的日子" in client.get("/account/").content.decode()
    days = {"first": "2020-03-11", "last": "2020-03-13", "deputy": str(deputy.pk)}
    for wrong, why in (
        ({"first": "明天"}, "请填第一天"),
        ({"last": "2020-03-01"}, "早于第一天"),
        ({"deputy": str(own.pk)}, "不能是本人"),
    ):
        refused = client.post("/account/away/", {**days, **wrong})
        assert (refused.status_code, why in refused.content.decode()) == (422, True)
    assert client.post("/account/away/", days).status_code == 302
    absence = Absence.objects.get()
    assert (absence.account, absence.deputy) == (own, deputy)
    assert Entry.objects.get(act="parties.away").actor == f"parties.account:{own.pk}"
    page = client.get("/account/away/").content.decode()
    assert f"由 {deputy.name} 代办" in page
    # Another's days are not hers to end.
    assert signed_in(deputy).post("/account/away/", {"back": str(absence.pk)}).status_code == 302
    assert Absence.objects.exists()
    assert client.post("/account/away/", {"back": str(absence.pk)}).status_code == 302
    assert not Absence.objects.exists()
    assert Entry.objects.filter(act="parties.back").count() == 1


def test_an_administrator_enters_it_for_who_has_fallen_ill_in_her_region_alone(counter: str) -> None:
    ill, far = officer(INDUSTRY), account("official", "far", unit=unit("示例·远", "360400"))
    client = signed_in(account("administrator", "guanli", unit=unit("示例·市局", "360100")))
    page = client.get("/account/away/").content.decode()
    assert INDUSTRY in page
    assert far.name not in page
    days = {"first": "2020-03-10", "last": "2020-03-13"}
    for who in ("", str(far.pk)):
        assert client.post("/account/away/", {**days, "who": who}).status_code == 422
    assert client.post("/account/away/", {**days, "who": str(ill.pk)}).status_code == 302
    assert Absence.objects.get().account == ill
    assert signed_in(clerk(grant().party)).get("/account/away/").status_code == 403
