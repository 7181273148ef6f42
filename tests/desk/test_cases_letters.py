"""What a firm gets in writing, each letter out of one event: with the words it stands on and, where it is refused, what can be done."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.desk.cases.letters import letter_of, remedies_on
from luodi.desk.cases.models import Case, Event, Kind
from tests.desk.case_files import HEALTH, INDUSTRY, LEAD, clerk, counter, filed, firm, grant, medium_risk, officer, step
from tests.desk.signed import signed_in

__all__ = ["counter"]
PLAN = "疫情防控方案"


def page(case: Case, event: Event | None = None) -> str:
    event = event or case.events.last()
    response = signed_in(case.applicant).get(f"/cases/letters/{event.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def says(text: str, *words: str) -> None:
    assert [one for one in words if one not in text] == []


def test_the_receipt_names_who_until_when_by_which_list(counter: str) -> None:
    medium_risk()
    case = filed()
    says(
        page(case),
        "受理通知书",
        "示例·东湖饭庄",
        LEAD,
        HEALTH,
        "2个工作日内",
        "2020年3月12日",
        PLAN,
        "示例：合成的公告",
        "原则上要在2个工作日内作出答复",
    )
    claim = grant()
    says(page(claim), "承诺 2020年3月20日 前补交", "以告知承诺书代替", "文件没有写多久答复")


def test_the_receipt_says_what_was_so_on_its_day(counter: str) -> None:
    """It is not written anew by what came later."""
    medium_risk()
    case, claim = filed(), grant()
    receipt, other = case.events.get(), claim.events.get()
    before = letter_of(case, receipt), letter_of(claim, other)
    step(case, Kind.EXTENDED, officer(), extend_by="3个工作日", text="示例")
    step(claim, Kind.DELIVERED, claim.applicant, papers={"技术改造项目备案通知书": "示例"})
    for one in (case, claim):
        one.refresh_from_db()
    assert (letter_of(case, receipt), letter_of(claim, other)) == before


def test_what_is_to_be_supplied_is_said_once_and_in_writing(counter: str) -> None:
    medium_risk()
    case = filed()
    step(case, Kind.ASKED, officer(), papers={PLAN: ""}, text="示例：没有写就餐怎样错峰")
    says(page(case), "一次性告知书", PLAN, "示例：没有写就餐怎样错峰", "只告知这一次", "不计入办理期限")


def test_an_extension_says_from_when_to_when_and_why(counter: str) -> None:
    medium_risk()
    case = filed()
    step(case, Kind.EXTENDED, officer(), extend_by="3个工作日", text="示例：等核查")
    says(page(case), "延期告知书", "2020年3月12日", "2020年3月17日", "示例：等核查", "文件没有写可以延长")


def test_the_result_says_what_comes_next(counter: str) -> None:
    case = grant()
    step(case, Kind.APPROVED, officer(INDUSTRY))
    says(page(case), "办理结果告知书", "准予办理，当天办结", "22万元", "公示5个工作日", "30天内要事后核查", "《")


def test_a_refusal_names_the_remedies_with_article_and_time(counter: str) -> None:
    medium_risk()
    case = filed()
    step(case, Kind.OBJECTED, officer(HEALTH), text="示例")
    step(case, Kind.REFUSED, officer(), text="示例：没有隔离间", ground=0)
    text = page(case)
    says(text, "不予办理告知书", "示例：没有隔离间", case.terms["grounds"][0]["words"][0])
    says(text, "行政复议：六十日内", "（2017年修正）第九条", "行政诉讼：六个月内", "第四十六条")


@pytest.mark.parametrize(("day", "article"), [("2018-01-01", "第九条"), ("2023-12-31", "第九条"), ("2024-01-01", "第二十条")])
def test_the_article_is_that_of_the_edition_in_force(day: str, article: str) -> None:
    review, court = remedies_on(date.fromisoformat(day))
    assert (review.name, review.article) == ("行政复议", article)
    assert (court.name, court.article) == ("行政诉讼", "第四十六条")


@given(st.dates(date(2018, 1, 1), date(2040, 1, 1)))
def test_on_every_day_there_is_one_of_each_and_its_words_hold_its_time(day: date) -> None:
    found = remedies_on(day)
    assert [one.name for one in found] == ["行政复议", "行政诉讼"]
    assert all(one.within in one.words for one in found)


def test_before_the_editions_at_hand_no_time_is_named() -> None:
    assert remedies_on(date(2015, 1, 1)) == ()


def test_about_other_events_no_letter_is_written_and_a_letter_of_others_is_not_shown(counter: str) -> None:
    medium_risk()
    case = filed()
    receipt = case.events.get()
    step(case, Kind.AGREED, officer(HEALTH))
    assert signed_in(case.applicant).get(f"/cases/letters/{case.events.last().pk}/").status_code == 404
    for who in (officer(INDUSTRY), clerk(firm(name="示例·另一家"))):
        assert signed_in(who).get(f"/cases/letters/{receipt.pk}/").status_code == 404
