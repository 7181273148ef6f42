"""What came to the window, by telephone or by post: entered by the window for somebody, counted from the day on which it came."""

from datetime import date

import pytest

from luodi.desk.cases.errors import StepError
from luodi.desk.cases.filing import file_case
from luodi.desk.cases.models import Case, Kind, Task
from luodi.desk.ledger.models import Entry
from luodi.desk.parties.models import Account
from tests.desk.case_files import DAY, DONGHU, RETURN, clerk, counter, filing, firm, medium_risk, officer, step
from tests.desk.signed import signed_in
from tests.desk.test_scope import account, unit

__all__ = ["counter"]
CAME = {"way": "post", "caller": "示例·寄件人", "on": date(2020, 3, 6)}
PLAN = "疫情防控方案"


def window(login: str = "chuangkou", name: str = "示例·东湖窗口") -> Account:
    return account("window", login, unit=unit(name, DONGHU, "county"))


def came(by: Account | None = None, **more: object) -> Case:
    medium_risk()
    return file_case(filing(**CAME, **more), by=by or window(), agent=True)[0]


def test_the_clock_counts_from_the_day_it_came_and_both_days_stay(counter: str) -> None:
    case = came()
    row = case.duties.get(task=Task.MAIN).row
    assert (row.started, row.due) == (date(2020, 3, 6), date(2020, 3, 10))
    entry = Entry.objects.get(act="cases.filed")
    assert (entry.happened_on, entry.acting_for) == (date(2020, 3, 6), f"parties.party:{case.party_id}")
    assert entry.actor == f"parties.account:{case.agent_id}"
    assert entry.recorded_at.date() > entry.happened_on
    assert "示例·寄件人" not in entry.details


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"way": "online"}, "怎么来的"),
        ({"way": "pigeon"}, "怎么来的"),
        ({"caller": " "}, "谁来办的"),
        ({"on": date(2020, 3, 11)}, "还没有到"),
    ],
)
def test_how_it_came_and_with_whom_is_said(counter: str, more: dict[str, object], why: str) -> None:
    medium_risk()
    with pytest.raises(StepError, match=why):
        file_case(filing(**{**CAME, **more}), by=window(), agent=True)


def test_a_firm_itself_does_not_say_that_it_came_to_the_window(counter: str) -> None:
    medium_risk()
    form = filing(**CAME)
    with pytest.raises(StepError, match="只有窗口"):
        file_case(form, by=clerk(form.party))


def test_who_came_is_known_to_those_who_work_on_it_and_reading_it_leaves_a_trace(counter: str) -> None:
    agent = window()
    case = came(agent)
    address = f"/cases/{case.pk}/"
    assert "示例·寄件人" in signed_in(agent).get(address).content.decode()
    assert not Entry.objects.filter(act="read").exists()
    assert "示例·寄件人" in signed_in(officer()).get(address).content.decode()
    assert Entry.objects.get(act="read").subject == f"cases.case:{case.pk}"
    page = signed_in(account("supervisor", "near", unit=unit("示例·近", DONGHU, "county"))).get(address).content.decode()
    assert "示例·寄件人" not in page
    assert "邮寄收到" in page


def test_at_the_same_window_a_colleague_goes_on_with_it_at_another_nobody(counter: str) -> None:
    case = came()
    step(case, Kind.ASKED, officer(), papers={PLAN: ""}, text="示例")
    with pytest.raises(StepError):
        step(case, Kind.SUPPLIED, window("other", "示例·另一窗口"), papers={PLAN: "示例"})
    colleague = window("colleague")
    client = signed_in(colleague)
    assert "哪天收到的" in client.get(f"/cases/{case.pk}/").content.decode()
    wrong = client.post(f"/cases/{case.pk}/", {"kind": "supplied", "paper-0": "示例：补来一页", "on": "昨天"})
    assert (wrong.status_code, "请填一个日期" in wrong.content.decode()) == (422, True)
    assert client.post(f"/cases/{case.pk}/", {"kind": "supplied", "paper-0": "示例：补来一页", "on": DAY.isoformat()}).status_code == 302
    assert case.events.last().account == colleague


def test_the_form_takes_the_papers_and_the_facts_of_the_day_it_came(counter: str) -> None:
    medium_risk()
    client = signed_in(window())
    restaurant = firm()
    address = f"/services/{RETURN}/"
    page = client.get(f"{address}?firm={restaurant.name}").content.decode()
    for words in ("怎么来的", "哪天收到的", "谁来办的"):
        assert words in page
    posted = {"file": "1", "firm": restaurant.name, "place": "江西省南昌市东湖区", "paper-0": "一", "paper-1": "二"}
    posted |= {"way": "window", "caller": "示例·来人"}
    for on, why in (("三月", "请填一个日期"), ("2020-03-11", "还没有到")):
        refused = client.post(address, {**posted, "on": on})
        assert (refused.status_code, why in refused.content.decode()) == (422, True)
    # On that day nobody had entered the county's level yet, nor anybody who takes it there.
    assert client.post(address, {**posted, "on": "2020-03-03"}).status_code == 422
    assert client.post(address, {**posted, "on": "2020-03-05"}).status_code == 302
    assert Case.objects.get().filed_on == date(2020, 3, 5)
