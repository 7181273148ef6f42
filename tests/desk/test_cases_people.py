"""People file for themselves, online or at the window; who does not work on it learns neither name nor answers."""

from typing import Any

import pytest
from django.test import Client

from luodi.desk.cases.actions import Step, take_step
from luodi.desk.cases.errors import StepError
from luodi.desk.cases.filing import Filing, file_case
from luodi.desk.cases.matters import matters
from luodi.desk.cases.models import Case, State
from luodi.desk.cases.places import enter_guide, units_of
from luodi.desk.ledger.models import Entry
from luodi.desk.parties.actions import open_account, stand_as_person
from luodi.desk.parties.errors import RefusedError
from luodi.desk.parties.models import Account, Party, Role, Subject, listed
from tests.desk.case_files import DONGHU, SINCE, SOURCE, clerk, counter, firm, officer, person
from tests.desk.conftest import together
from tests.desk.signed import signed_in

__all__ = ["counter"]

TRAVEL, RELIEF = "return-travel-inside-province", "emp-temporary-relief"
LABOUR = "南昌市人力资源和社会保障局"
TRAVELLED = {"工作单位所在地": DONGHU, "返岗或新招员工": "返岗员工", "自行到岗": "是", "员工来自": "省内", "已享受包车补助或专车接送": "否"}
ANSWERED = "<dt>返岗或新招员工</dt>"
PLACE = "南昌市东湖区"


def filed(account: Account) -> Case:
    own = stand_as_person(account, DONGHU)
    return file_case(Filing(f"travel-{account.login}", matters()[TRAVEL], own, DONGHU, TRAVELLED), by=account)[0]


def page(account: Account, address: str) -> str:
    response = signed_in(account).get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def posted(**more: str) -> dict[str, Any]:
    boxes = {name: value for name, value in TRAVELLED.items() if name != "工作单位所在地"}
    return {"file": "1", "token": "one-form", "place": PLACE, **boxes, **more}


def reader(role: str, unit: str = LABOUR) -> Account:
    return open_account(f"reader-{role}", "示例·读者", role, unit=units_of([unit])[unit], synthetic=True)


def test_a_person_files_online_and_is_written_down_by_name_and_place_alone(counter: str) -> None:
    account = person()
    client = signed_in(account)
    form = client.get(f"/services/{TRAVEL}/").content.decode()
    assert "替 <strong>示例·居民</strong> 办" in form
    assert not Party.objects.exists()
    response = client.post(f"/services/{TRAVEL}/", posted())
    assert response.status_code == 302, response.content.decode()
    case = Case.objects.get()
    assert (case.party.subject, case.party.name, case.party.code, case.party.region) == (Subject.PERSON, "示例·居民", "", DONGHU)
    assert (case.unit.name, case.applicant, case.agent) == (LABOUR, account, None)
    assert "示例·居民" in page(account, f"/cases/{case.pk}/")
    assert f"/cases/{case.pk}/" in page(account, "/cases/")
    # The same form again is the same case; another form is for the same person.
    assert client.post(f"/services/{TRAVEL}/", posted()).headers["Location"] == f"/cases/{case.pk}/"
    assert client.post(f"/services/{TRAVEL}/", posted(token="another")).status_code == 302
    assert Party.objects.get() == case.party


def test_a_form_without_a_place_asks_for_it(counter: str) -> None:
    response = signed_in(person()).post(f"/services/{TRAVEL}/", posted(place=""))
    assert response.status_code == 422
    assert "请写在哪里办" in response.content.decode()
    assert not Party.objects.exists()


def test_a_form_that_is_refused_writes_nobody_down(counter: str) -> None:
    response = signed_in(person()).post(f"/services/{TRAVEL}/", posted(自行到岗="否"))
    assert response.status_code == 422
    assert not Party.objects.exists()


def test_two_forms_at_one_moment_are_of_one_person(apart: str) -> None:
    account = person()
    first, second = together(lambda: stand_as_person(account, DONGHU))
    assert first == second == Party.objects.get()


def test_the_window_enters_for_a_person_whose_name_stands_in_no_address(counter: str) -> None:
    agent = reader(Role.WINDOW, "南昌市东湖区行政审批局")
    client = signed_in(agent)
    assert "替谁办（姓名）" in client.get(f"/services/{TRAVEL}/").content.decode()
    form = client.post(f"/services/{TRAVEL}/", {"person": "示例·老人"}).content.decode()
    assert "替 <strong>示例·老人</strong> 办" in form
    came = {"person": "示例·老人", "way": "phone", "on": "2020-03-09", "caller": "示例·女儿"}
    assert client.post(f"/services/{TRAVEL}/", posted(**came)).status_code == 302
    case = Case.objects.get()
    assert (case.party.name, case.party.memberships.count(), case.agent) == ("示例·老人", 0, agent)
    shown = page(agent, f"/cases/{case.pk}/")
    assert "示例·老人" in shown and ANSWERED in shown


def test_lists_name_nobody_and_the_case_only_to_who_works_on_it(counter: str) -> None:
    case = filed(person())
    take = officer(LABOUR)
    for account in (take, reader(Role.SUPERVISOR, "南昌市人民政府办公室")):
        assert "示例·居民" not in page(account, "/cases/")
        assert "示例·居某" in page(account, "/cases/")
    shown = page(take, f"/cases/{case.pk}/")
    assert "示例·居民" in shown and ANSWERED in shown
    read = [(entry.subject, entry.said["fields"]) for entry in Entry.objects.filter(act="read", actor=f"parties.account:{take.pk}")]
    assert (f"parties.party:{case.party_id}", ["name"]) in read
    assert (f"cases.case:{case.pk}", ["answers", "papers"]) in read


@pytest.mark.parametrize(("role", "unit", "named"), [("supervisor", "南昌市人民政府办公室", False), ("window", "南昌市行政审批局", True)])
def test_who_does_not_work_on_it_sees_no_answers(counter: str, role: str, unit: str, named: bool) -> None:
    case = filed(person())
    shown = page(reader(role, unit), f"/cases/{case.pk}/")
    assert ANSWERED not in shown
    assert "只有本人、经办和替他录入的窗口能看" in shown
    assert ("示例·居民" in shown) == named


def test_one_s_own_page_leaves_no_trace(counter: str) -> None:
    account = person()
    case = filed(account)
    page(account, f"/cases/{case.pk}/")
    assert not Entry.objects.filter(act="read").exists()


def test_another_person_finds_nothing(counter: str) -> None:
    case = filed(person())
    other = signed_in(person("示例·别人"))
    assert other.get(f"/cases/{case.pk}/").status_code == 404
    assert f"/cases/{case.pk}/" not in other.get("/cases/").content.decode()


def test_the_public_reads_no_more_than_the_first_sign_of_a_name(counter: str) -> None:
    enter_guide(TRAVEL, "360100", {}, since=SINCE, source=SOURCE, publish="5个工作日")
    case = filed(person())
    take_step(Step(case.pk, "approved", officer(LABOUR), amount=None))
    case.refresh_from_db()
    assert case.state == State.PUBLISHED
    public = Client().get("/published/").content.decode()
    assert "示例·居某" in public and "示例·居民" not in public


def test_the_payment_list_names_the_payee_and_leaves_a_trace(counter: str) -> None:
    case = filed(person())
    maker = officer(LABOUR)
    take_step(Step(case.pk, "approved", maker))
    take_step(Step(case.pk, "prepared", maker))
    assert "示例·居民" in page(maker, "/cases/payments/")
    assert Entry.objects.filter(act="read", subject=f"parties.party:{case.party_id}").exists()


def test_a_person_s_and_an_organisation_s_matters_are_told_apart(counter: str) -> None:
    own = firm()
    by = clerk(own)
    with pytest.raises(StepError, match="这件事是给个人的，“示例·东湖饭庄”登记的是企业"):
        file_case(Filing("x", matters()[TRAVEL], own, DONGHU, TRAVELLED), by=by)
    assert "个人的事请用个人的账号登录" in page(by, f"/services/{TRAVEL}/")
    assert "您登录的是个人账号" in page(person(), "/services/equipment-upgrade-grant/")
    with pytest.raises(RefusedError, match="不能以个人名义办"):
        stand_as_person(by, DONGHU)


def test_what_can_be_applied_for_is_narrowed_by_whom_it_is_for(counter: str) -> None:
    shown = Client().get("/services/", {"who": "个人"}).content.decode()
    assert f"/services/{TRAVEL}/" in shown
    assert "/services/equipment-upgrade-grant/" not in shown


def test_what_can_be_applied_for_is_found_by_the_words_of_its_clause_which_are_shown(counter: str) -> None:
    shown = Client().get("/services/", {"q": "房租"}).content.decode()
    assert "国有房产租金减免" in shown
    assert "1个月房租免收、2个月租金减半" in shown
    assert "在文件里找“没有的事”" in Client().get("/services/", {"q": "没有的事"}).content.decode()


@pytest.mark.parametrize(
    ("name", "subject", "shown"),
    [("王小明", "个人", "王某"), ("示例·居民", "个人", "示例·居某"), ("示例·东湖饭庄", "企业", "示例·东湖饭庄"), ("", "个人", "某")],
)
def test_a_name_as_lists_show_it(name: str, subject: str, shown: str) -> None:
    assert listed(name, subject) == shown
