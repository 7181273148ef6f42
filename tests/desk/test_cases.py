"""Cases: filed by rule and list, worked in parallel, asked once, answered when every part is in; what a ban bars cannot be filed."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from luodi.desk import clock
from luodi.desk.cases.actions import file_case, rows_of, take_step
from luodi.desk.cases.errors import BarredError, NobodyError, NotMetError, PaperError, StepError
from luodi.desk.cases.matters import Matter, matters
from luodi.desk.cases.models import Case, Event, Kind, State
from luodi.desk.cases.places import arrange, risk_on, set_risk, taken_in
from luodi.desk.cases.rule import verdict
from luodi.desk.ledger.actions import named
from luodi.desk.ledger.queries import about, first_broken
from luodi.desk.outbox.models import Notice
from luodi.desk.parties.actions import act_for
from luodi.desk.parties.models import Account, Enterprise
from luodi.desk.registers.calendars import seed_calendar
from luodi.desk.registers.models import State as RowState
from tests.desk.conftest import together
from tests.desk.register_rows import CSV, day
from tests.desk.signed import signed_in
from tests.desk.test_scope import account, enterprise, unit

FRIDAY = date(2020, 3, 6)
RETURN = "streamline-return-application"
PLAN = "复工复产方案"
MEDIUM, LOW, JIUJIANG = "360102", "360111", "360403"
LEAD, HEALTH = "示例·市局", "示例·卫健局"


def returning() -> Matter:
    return matters()[RETURN]


@pytest.fixture
def desk(stored: str) -> Iterator[None]:
    """The site's day, a Friday; a lead and a second unit that take applications to return to work in Nanchang, with a list of one paper."""
    with clock.standing_at(day=FRIDAY):
        prepare()
        yield


def prepare() -> None:
    seed_calendar(CSV)
    unit(LEAD), unit(HEALTH)
    arrange(RETURN, "360100", [LEAD, HEALTH], papers=[PLAN], since=day("2020-03-01"), source="示例")
    for region, level in ((MEDIUM, "中风险"), (LOW, "低风险")):
        set_risk(region, level, since=day("2020-03-01"), source="示例")


@pytest.fixture
def clerk(desk: None) -> Account:
    who = account("firm", "clerk")
    act_for(who, enterprise(MEDIUM), since=day("2020-01-01"))
    return who


@pytest.fixture
def lead(desk: None) -> Account:
    return account("official", "jia", unit=unit(LEAD))


@pytest.fixture
def health(desk: None) -> Account:
    return account("official", "yi", unit=unit(HEALTH))


def firm() -> Enterprise:
    return Enterprise.objects.get()


def filed(by: Account, region: str = MEDIUM, papers: dict[str, str] | None = None) -> Case:
    return file_case(returning(), firm(), region, {}, {PLAN: "分区、测温"} if papers is None else papers, by=by)


def test_filed_it_is_with_both_units_and_due_in_two_working_days(clerk: Account, lead: Account) -> None:
    case = filed(clerk)
    rows = rows_of(case)
    assert [(row.unit.name, row.due) for row in rows] == [(LEAD, day("2020-03-10")), (HEALTH, day("2020-03-10"))]
    assert (case.state, case.unit.name, case.document) == (State.HANDLING, LEAD, "cn-20200303-approval-streamlining")
    (line,) = about(named(case))
    assert (line.act, line.clause, line.actor) == ("cases.filed", "一/（二）", named(clerk))
    assert Notice.objects.filter(account="jia").exists()
    assert first_broken() is None


def test_two_departments_agree_and_it_is_granted(clerk: Account, lead: Account, health: Account) -> None:
    case = filed(clerk)
    take_step(case, Kind.AGREED, by=lead)
    with pytest.raises(StepError, match=HEALTH):
        take_step(case, Kind.GRANTED, by=lead)
    take_step(case, Kind.AGREED, by=health)
    assert take_step(case, Kind.GRANTED, by=lead).state == State.GRANTED
    assert {row.state for row in rows_of(case)} == {RowState.DONE}
    assert Notice.objects.filter(enterprise=firm(), title__contains="办成").exists()


def test_in_a_low_risk_county_nothing_may_be_asked(clerk: Account) -> None:
    with pytest.raises(BarredError) as refused:
        filed(clerk, LOW)
    (ban,) = refused.value.bans
    assert "低风险地区不得采取审批、备案等方式延缓开工" in ban.quote.words
    assert not Case.objects.exists()


def test_in_jiujiang_at_no_level(clerk: Account) -> None:
    set_risk(JIUJIANG, "高风险", since=day("2020-03-01"), source="示例")
    found = verdict(returning(), {}, JIUJIANG, FRIDAY)
    assert (found.status, [ban.id for ban in found.bans]) == ("barred", ["jj-reopening-approval-ban"])
    assert verdict(returning(), {}, JIUJIANG, day("2020-03-03")).status == "yes"


def test_the_level_of_the_filing_day_counts_and_goes_before_what_the_firm_says(clerk: Account) -> None:
    set_risk(MEDIUM, "低风险", since=day("2020-03-07"), source="示例")
    assert (risk_on(MEDIUM, FRIDAY), risk_on(MEDIUM, day("2020-03-07"))) == ("中风险", "低风险")
    assert verdict(returning(), {"风险等级": "低风险"}, MEDIUM, FRIDAY).status == "yes"
    with pytest.raises(BarredError):
        file_case(returning(), firm(), MEDIUM, {}, {PLAN: "示例"}, by=clerk, on=day("2020-03-07"))


def test_where_no_level_is_entered_it_is_asked_and_unknown_bars_nobody(clerk: Account) -> None:
    assert verdict(returning(), {}, "360121", FRIDAY).missing == ("风险等级",)
    with pytest.raises(NotMetError, match="风险等级"):
        filed(clerk, "360121")
    assert verdict(returning(), {"风险等级": "低风险"}, "360121", FRIDAY).status == "barred"


def test_hubei_is_excepted(desk: None) -> None:
    assert verdict(returning(), {"风险等级": "高风险"}, "420102", FRIDAY).status == "no"


def test_nobody_takes_it_where_neither_text_nor_place_says_who(clerk: Account) -> None:
    set_risk("360502", "中风险", since=day("2020-03-01"), source="示例")
    with pytest.raises(NobodyError):
        filed(clerk, "360502", {})


def test_without_a_published_list_no_paper_can_be_asked(clerk: Account) -> None:
    arrange(RETURN, "360102", [LEAD], since=day("2020-03-02"), source="示例")
    assert taken_in(returning(), MEDIUM, FRIDAY).papers == ()
    case = filed(clerk, papers={})
    with pytest.raises(PaperError, match="什么也不得索要"):
        take_step(case, Kind.ASKED, by=account("official", "jia", unit=unit(LEAD)), text="请补", papers=["承诺书"])


def test_a_paper_missing_or_on_no_list_is_refused(clerk: Account, lead: Account) -> None:
    with pytest.raises(PaperError, match=PLAN):
        filed(clerk, papers={})
    with pytest.raises(PaperError, match="保证金"):
        filed(clerk, papers={PLAN: "示例", "保证金": "5万元"})
    with pytest.raises(PaperError, match="容缺"):
        file_case(returning(), firm(), MEDIUM, {}, {}, by=clerk, pledged=[PLAN])
    with pytest.raises(PaperError, match="清单"):
        take_step(filed(clerk), Kind.ASKED, by=lead, text="请补", papers=["保证金"])


def test_a_supplement_is_asked_once_and_stops_every_clock(clerk: Account, lead: Account, health: Account) -> None:
    case = filed(clerk)
    take_step(case, Kind.ASKED, by=lead, text="方案没有写测温", papers=[PLAN])
    assert {(row.state, row.due) for row in rows_of(case)} == {(RowState.PAUSED, None)}
    with pytest.raises(StepError):
        take_step(case, Kind.AGREED, by=health)
    with clock.standing_at(day=day("2020-03-11")):
        with pytest.raises(PaperError, match=PLAN):
            take_step(case, Kind.SUPPLIED, by=clerk, papers={})
        take_step(case, Kind.SUPPLIED, by=clerk, papers={PLAN: "分区、测温、消毒"})
        # Asked on the day of filing: both working days are still there.
        assert {row.due for row in rows_of(case)} == {day("2020-03-13")}
        with pytest.raises(StepError, match="一次性"):
            take_step(case, Kind.ASKED, by=lead, text="再补", papers=[PLAN])
    case.refresh_from_db()
    assert case.papers == {PLAN: "分区、测温、消毒"}


def test_a_refusal_waits_for_all_and_quotes_the_words_and_the_remedies(clerk: Account, lead: Account, health: Account) -> None:
    case = filed(clerk)
    take_step(case, Kind.OBJECTED, by=health, text="没有隔离间")
    with pytest.raises(StepError, match=LEAD):
        take_step(case, Kind.REFUSED, by=lead, text="示例", ground=0)
    take_step(case, Kind.AGREED, by=lead)
    with pytest.raises(StepError, match="不同意"):
        take_step(case, Kind.GRANTED, by=lead)
    with pytest.raises(StepError, match="哪一句话"):
        take_step(case, Kind.REFUSED, by=lead, text="没有隔离间")
    take_step(case, Kind.REFUSED, by=lead, text="没有隔离间", ground=0)
    text = signed_in(clerk).get(f"/cases/{case.pk}/letter/").content.decode()
    assert "没有隔离间" in text
    assert "行政复议" in text and "行政诉讼" in text
    assert returning().grounds[0].words[0] in text


def test_the_applicant_withdraws_and_the_clocks_end(clerk: Account, lead: Account) -> None:
    case = filed(clerk)
    with pytest.raises(StepError):
        take_step(case, Kind.WITHDRAWN, by=lead)
    assert take_step(case, Kind.WITHDRAWN, by=clerk).state == State.WITHDRAWN
    assert {row.state for row in rows_of(case)} == {RowState.WITHDRAWN}


def test_nobody_takes_another_units_part_or_the_leads_answer(clerk: Account, lead: Account, health: Account) -> None:
    case, stranger = filed(clerk), account("official", "bing", unit=unit("示例·别的局"))
    for who, kind in ((stranger, Kind.AGREED), (clerk, Kind.AGREED), (health, Kind.ASKED), (health, Kind.GRANTED), (lead, Kind.SUPPLIED)):
        with pytest.raises(StepError, match="不能"):
            take_step(case, kind, by=who, text="示例", papers=[PLAN])
    take_step(case, Kind.AGREED, by=health)
    with pytest.raises(StepError, match="已经办过"):
        take_step(case, Kind.AGREED, by=health)
    assert Event.objects.filter(case=case).count() == 2


def test_of_two_who_decide_one_part_at_once_one_wins_and_the_other_is_told(apart: str) -> None:
    with clock.standing_at(day=FRIDAY):
        prepare()
        clerk, officer = account("firm", "clerk"), account("official", "jia", unit=unit(LEAD))
        act_for(clerk, enterprise(MEDIUM), since=day("2020-01-01"))
        case = filed(clerk)

        def agree() -> str:
            try:
                return take_step(case.pk, Kind.AGREED, by=officer).state
            except StepError as error:
                return str(error)

        said = together(agree)
    assert said.count(State.HANDLING) == 1
    assert sum("已经办过" in one for one in said) == 1
    assert first_broken() is None


def test_pages_form_case_and_queue(clerk: Account, lead: Account, health: Account) -> None:
    client = signed_in(clerk)
    assert "企业复工复产申请" in Client().get("/services/?q=复工").content.decode()
    address = f"/services/{RETURN}/"
    assert Client().get(address).status_code == 302
    assert PLAN in client.get(address).content.decode()
    posted = {"file": "1", "place": "江西省南昌市东湖区", "paper-0": "", "firm": firm().pk}
    assert client.post(address, posted).status_code == 422
    response = client.post(address, {**posted, "paper-0": "分区、测温"})
    case = Case.objects.get()
    assert response.headers["Location"] == f"/cases/{case.pk}/"
    assert HEALTH in client.get(f"/cases/{case.pk}/").content.decode()
    officer = signed_in(health)
    assert f"办件{case.pk}" in officer.get("/cases/").content.decode()
    assert officer.get(f"/cases/parts/{rows_of(case)[1].pk}/").status_code == 302
    assert officer.post(f"/cases/{case.pk}/", {"kind": "agreed", "seen": "1"}).status_code == 302
    stale = signed_in(lead).post(f"/cases/{case.pk}/", {"kind": "agreed", "seen": "1"})
    assert stale.status_code == 422
    assert "新的变动" in stale.content.decode()


def test_a_low_risk_county_is_told_by_which_words(clerk: Account) -> None:
    posted = {"file": "1", "place": "江西省南昌市青山湖区", "firm": firm().pk, "paper-0": "示例"}
    response = signed_in(clerk).post(f"/services/{RETURN}/", posted)
    assert response.status_code == 422
    assert "低风险地区不得采取审批、备案等方式延缓开工" in response.content.decode()
    assert not Case.objects.exists()


def test_cases_and_rows_of_others_are_not_shown(clerk: Account, lead: Account) -> None:
    case = filed(clerk)
    other = account("firm", "other")
    act_for(other, enterprise(LOW, 2), since=day("2020-01-01"))
    for who in (other, account("official", "bing", unit=unit("示例·别的局")), account("supervisor", "far", unit=unit("示例·远", "360400"))):
        client = signed_in(who)
        assert client.get(f"/cases/{case.pk}/").status_code == 404
        assert client.post(f"/cases/{case.pk}/", {"kind": "agreed"}).status_code == 404
        assert f"办件{case.pk}" not in client.get("/cases/").content.decode()


def test_an_administrator_enters_a_places_level_and_who_takes_what(desk: None) -> None:
    client = signed_in(account("administrator", "guanli"))
    assert client.post("/cases/places/", {"place": "南昌县", "level": "中风险", "since": "2020-03-02", "source": "示例"}).status_code == 302
    assert risk_on("360121", FRIDAY) == "中风险"
    bad = {"place": "南昌县", "service": RETURN, "units": "没登记的局", "since": "2020-03-02", "source": "示例"}
    assert client.post("/cases/places/", bad).status_code == 422
    assert client.post("/cases/places/", {**bad, "units": LEAD}).status_code == 302
    assert taken_in(returning(), "360121", FRIDAY).units == (LEAD,)
    assert signed_in(account("official", "jia", unit=unit(LEAD))).get("/cases/places/").status_code == 403


def test_limits_of_the_texts_are_limits_of_the_clock(desk: None) -> None:
    limits = {limit for matter in matters().values() for limit in matter.limits.values()}
    assert {"7个工作日", "12个工作日", "8个工作日", "5个工作日", "10个工作日", "15个工作日", "2个工作日", "当日"} <= limits
