"""Cases from filing to the end: what may be asked where, who does what in which order, what stays written down."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from luodi.desk import clock
from luodi.desk.cases.acting import steps_for
from luodi.desk.cases.errors import BarredError, EntryError, NobodyError, NotMetError, PaperError, StepError
from luodi.desk.cases.filing import file_case
from luodi.desk.cases.matters import matters
from luodi.desk.cases.models import Case, Kind, Payment, State, Task
from luodi.desk.cases.places import asked_in, enter_guide, enter_risk, enter_taker
from luodi.desk.cases.queries import cases_within, queue
from luodi.desk.cases.rule import barred, offered
from luodi.desk.cases.steps import LEADS, fold, lawful
from luodi.desk.ledger.actions import named
from luodi.desk.ledger.queries import about, first_broken
from luodi.desk.outbox.models import Notice
from luodi.desk.parties.queries import scope_of
from luodi.desk.portal.library import shelf
from luodi.desk.registers.models import Row
from tests.desk.case_files import (
    DAY,
    DONGHU,
    EQUIPMENT,
    GRANT,
    HEALTH,
    INDUSTRY,
    LEAD,
    LIST,
    LUSHAN,
    QINGSHANHU,
    RETURN,
    SINCE,
    SOURCE,
    clerk,
    counter,
    filed,
    filing,
    firm,
    grant,
    medium_risk,
    officer,
    step,
)

__all__ = ["counter"]


def day(text: str) -> Any:
    return clock.standing_at(day=date.fromisoformat(text))


def standing(case: Case) -> Any:
    return fold(case.events.select_related("unit").order_by("number"))


def due(case: Case, task: str = Task.MAIN) -> Any:
    return case.duties.filter(task=task).latest("id").row.due


# ---- what may be asked where ----


def test_in_a_low_risk_county_nothing_may_be_asked_and_the_words_say_so(counter: str) -> None:
    medium_risk()
    enter_risk(DONGHU, "低风险", since=DAY, source=SOURCE)
    with pytest.raises(BarredError) as told:
        filed()
    (ban,) = told.value.bans
    assert ban.quote.words == ("低风险地区不得采取审批、备案等方式延缓开工",)
    assert not Case.objects.exists()


@pytest.mark.parametrize("level", ["中风险", "高风险"])
def test_without_the_provinces_list_nothing_can_be_asked(counter: str, level: str) -> None:
    enter_risk(DONGHU, level, since=SINCE, source=SOURCE)
    enter_taker(RETURN, DONGHU, [LEAD], since=SINCE, source=SOURCE)
    with pytest.raises(BarredError, match="清单之外"):
        filed(papers={})


def test_the_level_of_the_filing_day_counts(counter: str) -> None:
    medium_risk()
    enter_risk(DONGHU, "低风险", since=date(2020, 3, 11), source=SOURCE)
    assert filed().state == State.HANDLING
    with day("2020-03-11"), pytest.raises(BarredError):
        filed()


@pytest.mark.parametrize("level", ["低风险", "中风险", "高风险"])
def test_in_jiujiang_no_condition_at_any_level(counter: str, level: str) -> None:
    medium_risk(LUSHAN, level)
    bans = barred(matters()[RETURN], LUSHAN, DAY)
    assert "jj-20200304-make-up-time" in {ban.quote.document for ban in bans}


def test_hubei_is_left_out_as_the_text_says(counter: str) -> None:
    enter_risk("420102", "低风险", since=SINCE, source=SOURCE)
    assert barred(matters()[RETURN], "420102", DAY) == ()


def test_a_county_cannot_add_to_the_provinces_list(counter: str) -> None:
    with pytest.raises(EntryError, match="清单之外一律不得"):
        enter_guide(RETURN, DONGHU, {"房东同意书": "must"}, since=SINCE, source=SOURCE)


def test_a_deposit_never(counter: str) -> None:
    with pytest.raises(EntryError, match="严禁向企业收取复工复产保证金"):
        enter_guide(RETURN, "360000", {"复工保证金缴款单": "must"}, since=SINCE, source=SOURCE)
    medium_risk()
    case = filed()
    with pytest.raises(EntryError, match="保证金"):
        step(case, Kind.ASKED, officer(), papers={"疫情防控方案": ""}, text="另请缴纳保证金")
    assert case.events.count() == 1


def test_a_paper_on_no_list_is_not_taken_and_one_on_it_must_be_there(counter: str) -> None:
    medium_risk()
    with pytest.raises(PaperError, match="清单上没有“房东同意书”"):
        filed(papers={**dict.fromkeys(LIST, "示例"), "房东同意书": "示例"})
    with pytest.raises(PaperError, match="还缺：返岗人员健康情况表"):
        filed(papers={"疫情防控方案": "示例"})
    with pytest.raises(PaperError, match="不能容缺"):
        filed(papers={"疫情防控方案": "示例"}, pledges={"返岗人员健康情况表": date(2020, 3, 20)})


def test_nobody_named_nobody_takes_it(counter: str) -> None:
    enter_risk(DONGHU, "中风险", since=SINCE, source=SOURCE)
    enter_guide(RETURN, "360000", LIST, since=SINCE, source=SOURCE)
    with pytest.raises(NobodyError, match="没有写明"):
        filed()


@pytest.mark.parametrize(
    ("fact", "value"), [("本年度设备投资额", "100万元"), ("技术改造项目", "其他"), ("规上工业企业", "否"), ("项目所在地", LUSHAN)]
)
def test_a_condition_that_fails_is_named(counter: str, fact: str, value: str) -> None:
    if fact == "技术改造项目":
        value = next(one for one in shelf().program.facts[fact].values if one != "鼓励类")
    with pytest.raises(NotMetError, match="不符合"):
        grant(answers={**EQUIPMENT, fact: value})


def test_what_is_not_answered_is_asked_and_not_taken_for_no(counter: str) -> None:
    with pytest.raises(NotMetError, match="还要知道：本年度设备投资额"):
        grant(answers={name: value for name, value in EQUIPMENT.items() if name != "本年度设备投资额"})


def test_only_who_acts_for_the_firm_files_for_it(counter: str) -> None:
    medium_risk()
    with pytest.raises(StepError, match="不能替"):
        file_case(filing(), by=clerk(firm(QINGSHANHU, "示例·另一家")))


def test_entries_need_their_source_and_real_units(counter: str) -> None:
    for wrong in (
        lambda: enter_risk(DONGHU, "中风险", since=SINCE, source=" "),
        lambda: enter_risk(DONGHU, "很低", since=SINCE, source=SOURCE),
        lambda: enter_taker(RETURN, DONGHU, ["哪个都不是"], since=SINCE, source=SOURCE),
        lambda: enter_taker(RETURN, DONGHU, [], since=SINCE, source=SOURCE),
        lambda: enter_guide(GRANT, "360100", {"发票": "maybe"}, since=SINCE, source=SOURCE),
        lambda: enter_guide("no-such", "360100", {}, since=SINCE, source=SOURCE),
        lambda: enter_guide(GRANT, "360100", {}, since=SINCE, source=SOURCE, publish="几天"),
    ):
        with pytest.raises(EntryError):
            wrong()


# ---- side by side, and the answer ----


def test_two_departments_side_by_side_then_the_answer_within_two_working_days(counter: str) -> None:
    medium_risk()
    case = filed()
    assert due(case) == due(case, Task.PART) == date(2020, 3, 12)
    lead, health = officer(), officer(HEALTH)
    with pytest.raises(StepError, match=f"还有部门没有办完：{HEALTH}"):
        step(case, Kind.APPROVED, lead)
    with pytest.raises(StepError):
        step(case, Kind.AGREED, lead)
    step(case, Kind.AGREED, health, text="示例：方案可行")
    with pytest.raises(StepError):
        step(case, Kind.AGREED, health)
    case = step(case, Kind.APPROVED, lead)
    assert case.state == State.DONE
    assert not case.duties.exclude(row__state="done").exists()
    assert list(Notice.objects.filter(party=case.party).values_list("title", flat=True)) == ["准予办理"]


def test_an_objection_leaves_only_the_refusal_and_it_quotes_the_words(counter: str) -> None:
    medium_risk()
    case = filed()
    lead = officer()
    step(case, Kind.OBJECTED, officer(HEALTH), text="示例：方案缺通风措施")
    with pytest.raises(StepError, match="不同意"):
        step(case, Kind.APPROVED, lead)
    with pytest.raises(StepError, match="哪一句话"):
        step(case, Kind.REFUSED, lead, text="示例：不符合")
    case = step(case, Kind.REFUSED, lead, text="示例：不符合", ground=0)
    assert case.state == State.REFUSED
    assert case.events.last().details["words"] == case.terms["grounds"][0]["words"]
    assert case.duties.get(task=Task.MAIN).row.state == "done"


def test_the_one_supplement_stops_the_clocks_and_moves_the_day(counter: str) -> None:
    medium_risk()
    case, lead = filed(), officer()
    with pytest.raises(PaperError, match="只能要清单上的"):
        step(case, Kind.ASKED, lead, papers={"房东同意书": ""}, text="请补")
    step(case, Kind.ASKED, lead, papers={"疫情防控方案": ""}, text="示例：缺通风措施")
    assert due(case) is None
    with day("2020-03-13"):
        with pytest.raises(PaperError, match="还缺：疫情防控方案"):
            step(case, Kind.SUPPLIED, case.applicant, papers={"返岗人员健康情况表": "示例"})
        case = step(case, Kind.SUPPLIED, case.applicant, papers={"疫情防控方案": "示例：第二版"})
        assert case.papers["疫情防控方案"] == "示例：第二版"
        assert due(case) == due(case, Task.PART) == date(2020, 3, 17)
        with pytest.raises(StepError, match="一次性"):
            step(case, Kind.ASKED, lead, papers={"疫情防控方案": ""}, text="再补")


def test_what_is_filled_in_can_be_corrected_until_somebody_has_answered(counter: str) -> None:
    case = grant()
    case = step(case, Kind.CORRECTED, case.applicant, answers={"购买设备发票额": "310万元"})
    assert case.amount == 21_0000_00
    with pytest.raises(NotMetError):
        step(case, Kind.CORRECTED, case.applicant, answers={"本年度设备投资额": "50万元"})
    medium_risk()
    other = filed()
    step(other, Kind.AGREED, officer(HEALTH))
    with pytest.raises(StepError, match="已有部门办过"):
        step(other, Kind.CORRECTED, other.applicant, answers={})


def test_the_firm_withdraws_and_all_its_clocks_end(counter: str) -> None:
    case = grant()
    case = step(case, Kind.WITHDRAWN, case.applicant)
    assert case.state == State.WITHDRAWN
    assert set(Row.objects.filter(register="case").values_list("state", flat=True)) == {"withdrawn"}


def test_a_wrong_refusal_is_undone_and_worked_again(counter: str) -> None:
    medium_risk()
    case, lead, health = filed(), officer(), officer(HEALTH)
    step(case, Kind.OBJECTED, health, text="示例：看错了")
    step(case, Kind.REFUSED, lead, text="示例：不符合", ground=0)
    case = step(case, Kind.REOPENED, lead, text="示例：卫健委看错了")
    assert (case.state, standing(case).open_parts) == (State.HANDLING, (HEALTH,))
    step(case, Kind.AGREED, health)
    assert step(case, Kind.APPROVED, lead).state == State.DONE


# ---- money ----


def test_a_claim_with_a_paper_missing_is_pledged_published_and_paid_by_two_people(counter: str) -> None:
    case = grant()
    assert (case.unit.name, case.amount, case.terms["path"]) == (INDUSTRY, 22_0000_00, ["publish", "pay", "check"])
    assert due(case, Task.PLEDGE) == date(2020, 3, 20)
    maker, checker = officer(INDUSTRY), officer(INDUSTRY)
    with pytest.raises(StepError, match="定死"):
        step(case, Kind.APPROVED, maker, amount=30_0000_00)
    case = step(case, Kind.APPROVED, maker)
    assert (case.state, due(case, Task.PUBLISH)) == (State.PUBLISHED, date(2020, 3, 17))
    with pytest.raises(StepError, match="还没有期满"):
        step(case, Kind.CLEARED, maker)
    with day("2020-03-18"):
        case = step(case, Kind.DELIVERED, case.applicant, papers={"技术改造项目备案通知书": "示例：已附"})
        assert standing(case).owed == ()
        case = step(case, Kind.CLEARED, maker)
        with pytest.raises(StepError, match="没有制单"):
            step(case, Kind.PAID, checker, receipt="示例-1")
        step(case, Kind.PREPARED, maker)
        with pytest.raises(StepError, match="不能自己复核"):
            step(case, Kind.PAID, maker, receipt="示例-1")
        with pytest.raises(StepError, match="回单号"):
            step(case, Kind.PAID, checker)
        case = step(case, Kind.PAID, checker, receipt="示例-1")
    assert case.state == State.DONE
    payment = Payment.objects.get()
    assert (payment.amount, payment.maker, payment.checker) == (22_0000_00, maker, checker)
    assert due(case, Task.CHECK) == date(2020, 4, 17)
    with day("2020-04-01"):
        step(case, Kind.CHECKED, maker, text="示例：设备在用")
        with pytest.raises(StepError, match="已经付了"):
            step(case, Kind.REOPENED, maker, text="示例")
    assert not Row.objects.filter(register="case").exclude(state="done").exists()


def test_without_a_setting_nothing_is_published_and_no_clause_is_quoted_for_it(counter: str) -> None:
    case = step(grant(publish=""), Kind.APPROVED, officer(INDUSTRY))
    assert case.state == State.PAYING


def test_where_the_text_asks_for_publication_it_is_on_the_path(counter: str) -> None:
    refund = matters()["emp-refund-online"]
    assert refund.publishes
    assert not matters()[GRANT].publishes
    assert matters()["streamline-file-or-pledge-service"].checks


def test_a_contested_publication_goes_back_and_an_order_sent_back_is_written_anew(counter: str) -> None:
    case, maker, checker = grant(), officer(INDUSTRY), officer(INDUSTRY)
    step(case, Kind.APPROVED, maker)
    case = step(case, Kind.CONTESTED, maker, text="示例：有人反映发票重复")
    assert case.state == State.HANDLING
    assert case.duties.get(task=Task.MAIN).row.state == "open"
    step(case, Kind.APPROVED, maker)
    with day("2020-03-20"):
        step(case, Kind.CLEARED, maker)
        step(case, Kind.PREPARED, maker)
        step(case, Kind.RETURNED, checker, text="示例：户名不对")
        assert not Payment.objects.exists()
        step(case, Kind.PREPARED, checker)
        assert step(case, Kind.PAID, maker, receipt="示例-2").state == State.DONE


def test_the_database_itself_wants_two_people(counter: str) -> None:
    case, maker = grant(publish=""), officer(INDUSTRY)
    step(case, Kind.APPROVED, maker)
    step(case, Kind.PREPARED, maker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.update(checker=maker, paid_on=DAY)


# ---- what stays written down ----


def test_state_is_the_fold_and_each_event_has_its_line_under_its_clause(counter: str) -> None:
    case, maker = grant(), officer(INDUSTRY)
    step(case, Kind.ASKED, maker, papers={"购买设备发票": ""}, text="示例：第三张看不清")
    step(case, Kind.SUPPLIED, case.applicant, papers={"购买设备发票": "示例：重扫"})
    case = step(case, Kind.APPROVED, maker)
    assert standing(case).state == case.state
    lines = list(about(named(case)))
    assert [line.act for line in lines] == ["cases.filed", "cases.asked", "cases.supplied", "cases.approved"]
    assert {(line.document, line.clause, line.program) for line in lines} == {
        ("nc-20200226-projects-37", "五/（三十）/¶2", shelf().program.fingerprint)
    }
    assert "看不清" not in lines[1].details
    assert first_broken() is None


def test_every_step_the_table_does_not_allow_is_refused_and_leaves_nothing(counter: str) -> None:
    case, lead = grant(publish=""), officer(INDUSTRY)
    seen = case.events.count()
    for kind in set(LEADS) - set(lawful(standing(case))):
        for who in (lead, case.applicant):
            with pytest.raises(StepError):
                step(case, kind, who, text="示例", ground=0, receipt="1", papers={"购买设备发票": "示例"})
    for kind in (Kind.FILED, "no-such"):
        with pytest.raises(StepError):
            step(case, kind, lead)
    assert case.events.count() == seen


def test_what_one_has_not_seen_one_does_not_decide(counter: str) -> None:
    case, lead = grant(), officer(INDUSTRY)
    step(case, Kind.ASKED, lead, papers={"购买设备发票": ""}, text="示例", seen=1)
    with pytest.raises(StepError, match="新的变动"):
        step(case, Kind.SUPPLIED, case.applicant, papers={"购买设备发票": "示例"}, seen=1)


def test_steps_are_offered_to_those_who_may_take_them(counter: str) -> None:
    medium_risk()
    case = filed()
    assert steps_for(officer(HEALTH), case, standing(case)) == [Kind.AGREED, Kind.OBJECTED, Kind.HELD]
    assert steps_for(officer(), case, standing(case)) == [Kind.ASKED, Kind.HELD, Kind.EXTENDED]
    assert steps_for(case.applicant, case, standing(case)) == [Kind.CORRECTED, Kind.WITHDRAWN]
    assert steps_for(officer(INDUSTRY), case, standing(case)) == []


def test_lists_keep_to_the_scope_and_the_queue_to_what_is_due(counter: str) -> None:
    medium_risk()
    first, second = grant(), filed()
    lead, health, industry = officer(), officer(HEALTH), officer(INDUSTRY)
    assert list(cases_within(scope_of(lead))) == list(cases_within(scope_of(health))) == [second]
    assert list(cases_within(scope_of(industry))) == [first]
    assert list(cases_within(scope_of(first.applicant))) == [first]
    assert [duty.task for duty in queue(scope_of(industry))] == [Task.PLEDGE, Task.MAIN]


def test_a_pledged_paper_takes_part_in_no_list_after_the_guide_has_changed(counter: str) -> None:
    """The case keeps the list it was filed under."""
    case = grant()
    enter_guide(GRANT, "360100", {"别的材料": "must"}, since=DAY, source=SOURCE)
    assert list(asked_in(matters()[GRANT], QINGSHANHU, DAY).papers) == ["别的材料"]
    with pytest.raises(PaperError, match="清单上没有“别的材料”"):
        step(case, Kind.DELIVERED, case.applicant, papers={"别的材料": "示例"})


def test_every_matter_can_be_looked_at_and_none_is_only_encouraged(counter: str) -> None:
    found = offered(DAY)
    assert {RETURN, GRANT} <= {matter.id for matter in found}
    assert all(getattr(matter.instrument, "force", "应") != "鼓励" for matter in found)
    assert all(asked_in(matter, DONGHU, DAY).papers.keys() == set(matter.papers) for matter in found)
