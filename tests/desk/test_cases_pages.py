"""Pages of cases: the form, one's cases, the queue, one case worked on, its letter, what is published, what is entered for places."""

import re
from datetime import date

import pytest
from django.test import Client

from luodi.desk import clock
from luodi.desk.cases.matters import matters
from luodi.desk.cases.models import Case, Kind, State
from luodi.desk.cases.places import asked_in, enter_risk, risk_on, taken_by
from luodi.desk.cases.sample import SAMPLES, load_cases
from luodi.desk.parties.actions import load_samples
from luodi.desk.parties.models import Account
from luodi.desk.parties.sample import SAMPLES as FIRMS
from luodi.desk.parties.sample_actions import load_people
from luodi.desk.parties.sample_people import PEOPLE
from luodi.desk.registers.queries import light
from tests.desk.case_files import (
    DAY,
    DONGHU,
    GRANT,
    HEALTH,
    INDUSTRY,
    LEAD,
    QINGSHANHU,
    RETURN,
    SINCE,
    SOURCE,
    clerk,
    counter,
    filed,
    firm,
    grant,
    medium_risk,
    officer,
    step,
)
from tests.desk.signed import signed_in
from tests.desk.test_scope import account, unit

__all__ = ["counter"]
ADDRESS = f"/services/{RETURN}/"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_a_firm_fills_the_form_and_is_told_who_has_it_until_when(counter: str) -> None:
    medium_risk()
    restaurant = firm()
    client = signed_in(clerk(restaurant))
    assert "企业复工复产申请" in text(Client(), "/services/?q=复工")
    assert Client().get(ADDRESS).status_code == 302
    page = text(client, ADDRESS)
    assert "疫情防控方案" in page
    assert HEALTH in page
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    posted = {"file": "1", "token": token, "place": "江西省南昌市东湖区", "paper-0": "分区、测温"}
    short = client.post(ADDRESS, posted)
    assert short.status_code == 422
    assert "还缺：返岗人员健康情况表" in short.content.decode()
    assert token in short.content.decode()
    for _ in range(2):
        response = client.post(ADDRESS, {**posted, "paper-1": "十二人，均健康"})
    case = Case.objects.get()
    assert response.headers["Location"] == f"/cases/{case.pk}/"
    assert "2020年3月12日" in text(client, f"/cases/{case.pk}/")
    assert "还剩2天" in text(client, "/cases/")


def test_in_a_low_risk_county_the_page_quotes_the_words_and_has_no_form(counter: str) -> None:
    enter_risk(DONGHU, "低风险", since=SINCE, source=SOURCE)
    client = signed_in(clerk(firm()))
    page = text(client, ADDRESS)
    assert "低风险地区不得采取审批、备案等方式延缓开工" in page
    assert 'name="file"' not in page
    refused = client.post(ADDRESS, {"file": "1", "place": "江西省南昌市东湖区"})
    assert refused.status_code == 422
    assert not Case.objects.exists()


def test_a_claim_prefilled_with_what_is_known_and_a_day_for_what_comes_later(counter: str) -> None:
    case = grant()
    client = signed_in(case.applicant)
    address = f"/services/{GRANT}/"
    posted = {
        "file": "1",
        "place": "江西省南昌市青山湖区",
        "规上工业企业": "是",
        "技术改造项目": "鼓励类",
        "本年度设备投资额": "320",
        "本年度设备投资额.unit": "万元",
        "购买设备发票额": "320",
        "购买设备发票额.unit": "万元",
        "paper-0": "六张",
        "by-1": "哪天",
        "pledge-2": "on",
    }
    assert "请填一个日期" in client.post(address, posted).content.decode()
    assert client.post(address, {**posted, "by-1": "2020-03-20"}).status_code == 302
    new = Case.objects.first()
    assert (new.amount, new.pledges) == (22_0000_00, {"技术改造项目备案通知书": "2020-03-20"})
    page = text(client, f"/cases/{new.pk}/")
    assert "22万元" in page
    assert "承诺 2020-03-20 前补交" in page


def test_an_officer_works_a_case_on_one_page_with_the_rule_beside_it(counter: str) -> None:
    medium_risk()
    case = filed()
    health, lead = signed_in(officer(HEALTH)), signed_in(officer())
    assert f"办件{case.pk}" in text(health, "/cases/")
    page = text(health, f"/cases/{case.pk}/")
    assert "原则上要在2个工作日内作出答复" in page
    assert "同意" in page
    assert health.post(f"/cases/{case.pk}/", {"kind": "agreed", "seen": "1"}).status_code == 302
    stale = lead.post(f"/cases/{case.pk}/", {"kind": "approved", "seen": "1"})
    assert stale.status_code == 422
    assert "新的变动" in stale.content.decode()
    assert lead.post(f"/cases/{case.pk}/", {"kind": "approved", "seen": "2"}).status_code == 302
    case.refresh_from_db()
    assert case.state == State.DONE


def test_the_supplement_is_asked_for_and_given_on_the_page(counter: str) -> None:
    medium_risk()
    case = filed()
    lead, applicant = signed_in(officer()), signed_in(case.applicant)
    address = f"/cases/{case.pk}/"
    assert lead.post(address, {"kind": "asked", "text": "缺一页"}).status_code == 422
    assert lead.post(address, {"kind": "asked", "text": "缺一页", "ask-1": "on"}).status_code == 302
    assert "等企业补：返岗人员健康情况表" in text(applicant, address)
    assert applicant.post(address, {"kind": "supplied", "paper-1": "补齐"}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.papers["返岗人员健康情况表"]) == (State.HANDLING, "补齐")


def test_a_refusals_letter_quotes_the_words_and_names_both_remedies(counter: str) -> None:
    medium_risk()
    case = filed()
    step(case, Kind.OBJECTED, officer(HEALTH), text="没有隔离间")
    client = signed_in(officer())
    assert client.get(f"/cases/letters/{case.events.last().pk}/").status_code == 404
    assert client.post(f"/cases/{case.pk}/", {"kind": "refused", "text": "没有隔离间", "ground": "0"}).status_code == 302
    page = text(client, f"/cases/letters/{case.events.last().pk}/")
    for words in ("没有隔离间", "行政复议", "行政诉讼", "第九条", "第四十六条", case.terms["grounds"][0]["words"][0], LEAD):
        assert words in page


def test_what_is_filled_in_is_put_right_on_a_page_of_its_own(counter: str) -> None:
    case = grant()
    client = signed_in(case.applicant)
    address = f"/cases/{case.pk}/correct/"
    assert "更正所填" in text(client, address)
    values = {"规上工业企业": "是", "技术改造项目": "鼓励类", "本年度设备投资额": "320", "购买设备发票额": "300"}
    posted = {**values, "本年度设备投资额.unit": "万元", "购买设备发票额.unit": "万元", "seen": "1"}
    assert client.post(address, {**posted, "购买设备发票额": "很多"}).status_code == 422
    assert client.post(address, posted).status_code == 302
    case.refresh_from_db()
    assert case.amount == 20_0000_00
    assert signed_in(officer(INDUSTRY)).get(address).status_code == 403


def test_what_is_published_everybody_sees_and_the_money_goes_out_by_two(counter: str) -> None:
    case = grant()
    maker, checker = signed_in(officer(INDUSTRY)), signed_in(officer(INDUSTRY))
    address = f"/cases/{case.pk}/"
    assert maker.post(address, {"kind": "approved"}).status_code == 302
    assert "示例·赣江精密机械厂" in text(Client(), "/published/")
    assert "公示到2020-03-17" in maker.post(address, {"kind": "cleared"}).content.decode()
    with clock.standing_at(day=date(2020, 3, 18)):
        assert maker.post(address, {"kind": "cleared"}).status_code == 302
        assert maker.post(address, {"kind": "prepared"}).status_code == 302
        assert maker.post(address, {"kind": "paid", "receipt": "1"}).status_code == 422
        assert checker.post(address, {"kind": "paid", "receipt": "示例-1"}).status_code == 302
    case.refresh_from_db()
    assert case.state == State.DONE
    assert "示例·赣江精密机械厂" not in text(Client(), "/published/")


def test_cases_of_others_are_not_shown(counter: str) -> None:
    medium_risk()
    case = filed()
    strangers = (
        clerk(firm(QINGSHANHU, "示例·另一家")),
        officer(INDUSTRY),
        account("supervisor", "far", unit=unit("示例·远", "360400")),
    )
    for who in strangers:
        client = signed_in(who)
        assert client.get(f"/cases/{case.pk}/").status_code == 404
        assert client.post(f"/cases/{case.pk}/", {"kind": "agreed"}).status_code == 404
        assert client.get(f"/cases/duties/{case.duties.first().row_id}/").status_code == 404
        assert f"办件{case.pk}" not in text(client, "/cases/")


def test_the_window_files_for_a_firm_as_its_agent(counter: str) -> None:
    medium_risk()
    restaurant = firm()
    window = account("window", "chuangkou", unit=unit("示例·东湖窗口", DONGHU, "county"))
    client = signed_in(window)
    posted = {"file": "1", "firm": restaurant.name, "place": "江西省南昌市东湖区", "paper-0": "一", "paper-1": "二"}
    assert "谁来办的" in client.post(ADDRESS, posted).content.decode()
    posted |= {"way": "phone", "caller": "示例·来电人", "on": "2020-03-09"}
    assert client.post(ADDRESS, posted).status_code == 302
    case = Case.objects.get()
    assert (case.agent, case.applicant) == (window, window)
    assert (case.way, case.caller, case.filed_on) == ("phone", "示例·来电人", date(2020, 3, 9))
    page = text(client, f"/cases/{case.pk}/")
    assert "电话收到，示例·来电人来办" in page
    # Two working days from the day of the call, not from the entry.
    assert "2020年3月11日" in page
    assert client.post(ADDRESS, {**posted, "place": "江西省南昌市青云谱区"}).status_code == 422


def test_an_administrator_enters_levels_takers_and_guides(counter: str) -> None:
    client = signed_in(account("administrator", "guanli"))
    address = "/cases/places/"
    one = {"place": "南昌县", "since": "2020-03-02", "source": "示例"}
    assert client.post(address, {**one, "what": "risk", "level": "中风险"}).status_code == 302
    assert risk_on("360121", DAY) == "中风险"
    taker = {**one, "what": "taker", "service": RETURN}
    assert client.post(address, {**taker, "units": "没有的局"}).status_code == 422
    assert client.post(address, {**taker, "units": LEAD}).status_code == 302
    assert taken_by(matters()[RETURN], "360121", DAY) == (LEAD,)
    guide = {**one, "what": "guide", "service": RETURN, "must": "防控方案 人员名单", "late": ""}
    refused = client.post(address, guide)
    assert refused.status_code == 422
    assert "不能另列" in refused.content.decode()
    assert client.post(address, {**guide, "place": "江西省"}).status_code == 302
    assert list(asked_in(matters()[RETURN], "360121", DAY).papers) == ["防控方案", "人员名单"]
    assert client.post(address, {**one, "since": "哪天", "what": "risk"}).status_code == 422
    assert "人员名单" in text(client, address)
    assert signed_in(officer()).get(address).status_code == 403


@pytest.mark.usefixtures("counter")
def test_a_sample_site_has_cases_in_every_state_and_some_late() -> None:
    load_samples(FIRMS)
    load_people(PEOPLE, "password-of-a-test", b"k" * 20)
    # And what the resident has filed for herself.
    assert load_cases(DAY) == len(SAMPLES) + 1
    assert load_cases(DAY) == 0
    assert set(Case.objects.values_list("state", flat=True)) == set(State.values)
    lights = {light(duty.row) for case in Case.objects.all() for duty in case.duties.select_related("row")}
    assert {"late", "done"} <= lights
    client = signed_in(Account.objects.get(login="shili-gongxin"))
    for case in Case.objects.filter(unit__name=INDUSTRY):
        text(client, f"/cases/{case.pk}/")


def chosen(client: Client, *cases: Case) -> list[str]:
    """The boxes of the queue's lines about these cases, as the page holds them."""
    boxes = re.findall(r'name="duty" value="(\d+:\d+)" aria-label="勾选：办件(\d+)', text(client, "/cases/"))
    return [value for value, number in boxes if int(number) in {case.pk for case in cases}]


def test_two_departments_answer_several_cases_together_and_each_is_told(counter: str) -> None:
    """A department agrees to two of three; the lead then approves all three, and the third waits for that department."""
    medium_risk()
    lead, health = signed_in(officer()), signed_in(officer(HEALTH))
    first, second, third = (filed(party=firm(name=f"示例·东湖饭庄{number}")) for number in range(3))
    boxes = chosen(health, first, second)
    assert len(boxes) == 2
    agreed = health.post("/cases/", {"duty": boxes, "kind": "agreed", "text": "示例：同意"})
    assert agreed.headers["Location"] == "/cases/?done=2"
    assert "办好了 2 项。" in text(health, "/cases/?done=2")
    assert chosen(health, first, second, third) == chosen(health, third)
    answer = lead.post("/cases/", {"duty": chosen(lead, first, second, third), "kind": "approved"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "办好了 2 项，1 项没有办" in page
    assert re.search(rf"<li>办件{third.pk} [^<]*：[^<]+</li>", page)
    assert [Case.objects.get(pk=case.pk).state for case in (first, second, third)] == [State.DONE, State.DONE, State.HANDLING]


def test_a_line_that_has_changed_since_is_refused_and_the_rest_is_done(counter: str) -> None:
    medium_risk()
    health = officer(HEALTH)
    first, second = (filed(party=firm(name=f"示例·东湖饭庄{number}")) for number in range(2))
    client = signed_in(health)
    boxes = chosen(client, first, second)
    step(first, Kind.CORRECTED, first.applicant, answers={"经营地": DONGHU})
    page = client.post("/cases/", {"duty": boxes, "kind": "agreed"}).content.decode()
    assert "办好了 1 项，1 项没有办" in page
    assert "这件在您打开之后有了新的变动" in page


def test_lines_are_taken_over_and_what_cannot_be_done_together_is_refused(counter: str) -> None:
    medium_risk()
    lead, case = officer(), filed()
    client, boxes = signed_in(lead), chosen(signed_in(lead), case)
    for wrong in ({"duty": []}, {"duty": ["1"]}, {"duty": [*boxes, "999999:1"]}, {"kind": "refused"}, {"kind": "paid"}):
        assert client.post("/cases/", {"duty": boxes, "kind": "held", **wrong}).status_code == 422
    assert client.post("/cases/", {"duty": boxes, "kind": "held"}).status_code == 302
    assert case.duties.get(task="main").row.holder == lead
    assert f"{lead.name}在办" in text(client, "/cases/")
    assert "1 项没有办" in client.post("/cases/", {"duty": boxes, "kind": "held"}).content.decode()
    assert signed_in(case.applicant).post("/cases/", {"duty": boxes, "kind": "held"}).status_code == 403
    stranger = signed_in(officer(INDUSTRY))
    assert stranger.post("/cases/", {"duty": boxes, "kind": "held"}).status_code == 422
