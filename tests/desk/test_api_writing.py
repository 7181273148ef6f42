"""Writing by the API: cases and voices from filing to answer, by those who may, once for a key, with the system in the ledger."""

import json

import pytest

from luodi.desk.api import case_routes, voice_routes
from luodi.desk.api.case_shapes import CaseStepIn
from luodi.desk.api.models import Right
from luodi.desk.api.voice_shapes import VoiceStepIn
from luodi.desk.cases.acting import FIRMS
from luodi.desk.cases.models import Case, Payment
from luodi.desk.cases.models import Kind as CaseKind
from luodi.desk.hotline.desks import enter_desk
from luodi.desk.hotline.models import Kind as VoiceKind
from luodi.desk.hotline.models import Voice
from luodi.desk.ledger.models import Entry
from luodi.desk.ledger.queries import first_broken
from luodi.desk.outbox.models import Notice
from luodi.desk.parties.actions import open_account
from luodi.desk.parties.models import Role
from luodi.desk.registers.models import Row
from tests.desk.case_files import (
    DONGHU,
    EQUIPMENT,
    GRANT,
    HEALTH,
    INDUSTRY,
    LIST,
    PAPERS,
    QINGSHANHU,
    RETURN,
    SINCE,
    SOURCE,
    clerk,
    counter,
    firm,
    grant,
    medium_risk,
    officer,
)
from tests.desk.systems import System, problem

__all__ = ["counter"]
INVOICE, NOTICE, PLEDGE = PAPERS


def form(**more: object) -> dict[str, object]:
    """The restaurant's form as a system sends it."""
    papers = dict.fromkeys(LIST, "示例：已附")
    return {"service": RETURN, "party": firm().code, "region": "东湖区", "papers": papers, **more}


def test_a_case_goes_from_filing_to_its_answer(counter: str) -> None:
    medium_risk()
    mine, lead, health = System(clerk(firm())), System(officer()), System(officer(HEALTH))
    filed = mine.post("/cases", form(), key="一")
    assert (filed.status_code, filed.json()["state"], filed.json()["region"]) == (201, "handling", DONGHU)
    at = f"/cases/{filed.json()['id']}"
    whole = lead.get(at).json()
    assert {paper["name"]: paper["text"] for paper in whole["papers"]} == dict.fromkeys(LIST, "示例：已附")
    assert (whole["seen"], whole["steps"]) == (1, ["asked", "held", "extended"])
    asked = {"kind": "asked", "papers": {"疫情防控方案": ""}, "text": "示例：没有写就餐"}
    assert lead.post(f"{at}/steps", asked, key="一").json()["state"] == "waiting"
    assert mine.get(at).json()["steps"] == ["supplied", "withdrawn"]
    supplied = {"kind": "supplied", "papers": {"疫情防控方案": "示例：写了"}, "seen": 2}
    assert mine.post(f"{at}/steps", supplied, key="二").json()["state"] == "handling"
    problem(lead.post(f"{at}/steps", {"kind": "approved"}, key="二"), 422)
    assert health.post(f"{at}/steps", {"kind": "agreed", "text": "示例：可行"}, key="一").status_code == 200
    problem(lead.post(f"{at}/steps", {"kind": "approved", "seen": 2}, key="三"), 422)
    assert lead.post(f"{at}/steps", {"kind": "approved", "seen": 4}, key="四").json()["state"] == "done"
    assert [event["kind"] for event in mine.get(at).json()["events"]] == ["filed", "asked", "supplied", "agreed", "approved"]
    assert first_broken() is None


def test_every_line_of_the_ledger_names_the_system(counter: str) -> None:
    medium_risk()
    mine = System(clerk(firm()))
    before = Entry.objects.count()
    mine.post("/cases", form(), key="一")
    *lines, last = Entry.objects.order_by("number")[before:]
    assert {line.act for line in lines} == {"registers.opened", "cases.filed"}
    assert {json.loads(line.details)["through"] for line in [*lines, last]} == {f"api.token:{mine.token.pk}"}
    assert (last.act, last.actor) == ("api.posted", f"api.token:{mine.token.pk}")
    assert last.acting_for == f"parties.account:{mine.token.account_id}"
    mine.get("/cases")
    assert Entry.objects.count() == last.number


def test_a_key_files_once_and_belongs_to_one_request(counter: str) -> None:
    medium_risk()
    mine = System(clerk(firm()))
    first, again = (mine.post("/cases", form(), key="一") for _ in range(2))
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    problem(mine.post("/cases", form(region="360103"), key="一"), 422)
    problem(mine.post("/cases", form()), 400)
    assert Case.objects.count() == 1
    # What was refused leaves its key free.
    problem(mine.post("/cases", form(papers={}), key="二"), 422)
    assert mine.post("/cases", form(), key="二").status_code == 201


def test_what_is_wrong_is_said_field_by_field_and_nothing_is_filed(counter: str) -> None:
    medium_risk()
    mine = System(clerk(firm()))
    for wrong, named in (
        ({"service": "no-such"}, "service"),
        ({"party": "合成-没有"}, "party"),
        ({"region": "没有这个区"}, "region"),
        ({"answers": {"没有这项": "是"}}, "answers.没有这项"),
        ({"on": "2020-03-09"}, "on"),
        ({"answers": {"经营地": "没有这个区"}}, "answers.经营地"),
        ({"papers": {"": "文"}}, "body.said.papers..[key]"),
        ({"odd": 1}, "body.said.odd"),
    ):
        assert [error["field"] for error in problem(mine.post("/cases", form(**wrong), key="一"), 422)["errors"]] == [named]
    assert "不用交" in problem(mine.post("/cases", form(papers={**form()["papers"], "保证金": "1元"}), key="一"), 422)["detail"]
    other = System(clerk(firm("360103", "示例·别家")))
    assert problem(other.post("/cases", form(), key="一"), 422)["errors"][0]["field"] == "party"
    assert not Case.objects.exists()


def test_money_is_let_go_on_the_pages_alone(counter: str) -> None:
    case = grant(publish="")
    lead, mine = System(officer(INDUSTRY)), System(case.applicant)
    at = f"/cases/{case.pk}/steps"
    assert lead.post(at, {"kind": "approved"}, key="一").json()["state"] == "paying"
    for kind in ("prepared", "paid", "returned", "filed"):
        problem(lead.post(at, {"kind": kind}, key=kind), 422)
    assert lead.get(f"/cases/{case.pk}").json()["steps"] == ["held", "reopened"]
    assert mine.post(at, {"kind": "delivered", "papers": {NOTICE: "示例：已附"}}, key="一").status_code == 200
    assert not Payment.objects.exists()


def test_a_promised_paper_and_a_pledge_are_taken(counter: str) -> None:
    case = grant()
    body = {
        "service": GRANT,
        "party": case.party.code,
        "region": QINGSHANHU,
        "answers": {name: text for name, text in EQUIPMENT.items() if name != "项目所在地"},
        "papers": {INVOICE: "示例：六张"},
        "pledges": {NOTICE: "2020-03-20"},
        "in_place": [PLEDGE],
    }
    mine = System(case.applicant)
    filed = mine.post("/cases", body, key="一").json()
    whole = mine.get(f"/cases/{filed['id']}").json()
    assert {paper["name"]: paper["remark"] for paper in whole["papers"]}[NOTICE] == "承诺 2020-03-20 前补交"
    assert whole["answers"]["规上工业企业"] == "是"
    problem(mine.post("/cases", {**body, "pledges": {NOTICE: "2020-03-09"}}, key="二"), 422)


def test_the_window_files_for_a_firm_of_its_region(counter: str) -> None:
    medium_risk()
    there = officer().unit
    window = System(open_account("window", "示例·窗口", Role.WINDOW, unit=there, synthetic=True))
    problem(window.post("/cases", form(), key="零"), 422)
    filed = window.post("/cases", form(way="phone", caller="示例·来电人", on="2020-03-09"), key="一")
    assert filed.status_code == 201
    assert Case.objects.get().agent_id == window.token.account_id
    elsewhere = firm("360103", "示例·别处")
    problem(window.post("/cases", form(party=elsewhere.code, way="post", caller="示例·来信人"), key="二"), 422)


def test_a_token_takes_the_steps_of_its_right_alone(counter: str) -> None:
    medium_risk()
    account = clerk(firm())
    at = f"/cases/{System(account).post('/cases', form(), key='一').json()['id']}/steps"
    problem(System(account, Right.CASES).post("/cases", form(), key="一"), 403)
    problem(System(account, Right.HANDLE).post(at, {"kind": "withdrawn"}, key="一"), 403)
    problem(System(officer(), Right.FILE).post(at, {"kind": "asked", "papers": {}, "text": "文"}, key="一"), 403)
    # With the right and without the office it is refused by the table of steps.
    problem(System(account, Right.HANDLE).post(at, {"kind": "approved"}, key="一"), 422)
    assert System(account, Right.FILE).post(at, {"kind": "withdrawn"}, key="一").json()["state"] == "withdrawn"


def test_what_can_be_applied_for_says_what_it_asks_in_a_place(counter: str) -> None:
    medium_risk()
    system = System(clerk(firm()), Right.LIBRARY)
    assert RETURN in [item["id"] for item in system.get("/matters?limit=100").json()["items"]]
    said = system.get(f"/matters/{RETURN}?region=东湖区").json()
    assert said["papers"] == [{"name": name, "stands": "must"} for name in LIST]
    assert (said["region"], said["barred"]) == (DONGHU, [])
    assert "经营地" in [fact["name"] for fact in said["facts"]]
    # Where nobody has published a list, nobody may demand it, and by which words.
    problem(system.get(f"/matters/{RETURN}?region=没有"), 422)
    problem(system.get("/matters/no-such?region=360102"), 404)


def test_a_voice_goes_from_raising_to_its_rating(counter: str) -> None:
    desk, other = officer(), officer(HEALTH)
    enter_desk(DONGHU, desk.unit.name, since=SINCE, source=SOURCE, limit="5个工作日")
    asker = System(open_account("citizen", "示例·居民", Role.PERSON, synthetic=True))
    body = {"sort": "question", "title": "示例：要不要备案", "text": "示例：店里三个人", "region": DONGHU}
    first, again = (asker.post("/voices", body, key="一") for _ in range(2))
    assert (first.status_code, first.json()) == (201, again.json())
    at = f"/voices/{first.json()['id']}"
    assert "示例：店里三个人" not in first.content.decode()
    unit = System(desk)
    before = Entry.objects.filter(act="read").count()
    whole = unit.get(at).json()
    assert (whole["text"], whole["steps"]) == ("示例：店里三个人", ["taken", "passed", "joined"])
    reading = Entry.objects.filter(act="read").last()
    assert (Entry.objects.filter(act="read").count(), json.loads(reading.details)["through"]) == (before + 1, f"api.token:{unit.token.pk}")
    passed = {"kind": "passed", "to": HEALTH, "text": "示例：归卫健管"}
    assert unit.post(f"{at}/steps", passed, key="一").json()["unit"] == HEALTH
    answers = System(other)
    assert answers.post(f"{at}/steps", {"kind": "taken"}, key="一").json()["state"] == "handling"
    problem(answers.post(f"{at}/steps", {"kind": "answered"}, key="二"), 422)
    assert answers.post(f"{at}/steps", {"kind": "answered", "text": "示例：不用"}, key="三").json()["state"] == "answered"
    rated = asker.post(f"{at}/steps", {"kind": "rated", "rating": 5, "solved": True}, key="一")
    problem(rated, 422)
    rated = asker.post(f"{at}/steps", {"kind": "rated", "rating": 5, "solved": True}, key="二")
    assert (rated.json()["state"], rated.json()["rating"]) == ("rated", 5)
    problem(System(other, Right.FILE).post(f"{at}/steps", {"kind": "answered", "text": "文"}, key="一"), 403)
    assert [event["kind"] for event in asker.get(at).json()["events"]] == ["raised", "passed", "taken", "answered", "rated"]
    problem(asker.post("/voices", {**body, "region": "360981"}, key="三"), 422)
    assert Voice.objects.count() == 1


def test_a_unit_takes_a_case_s_clock_and_a_supervisor_presses(counter: str) -> None:
    medium_risk()
    System(clerk(firm())).post("/cases", form(), key="一")
    account = officer()
    row = Row.objects.get(register="case", unit=account.unit)
    assert System(account).post(f"/rows/{row.pk}/reports", {"kind": "assigned"}, key="一").status_code == 200
    row.refresh_from_db()
    assert row.holder_id == account.pk
    chief = System(open_account("chief", "示例·督查", Role.SUPERVISOR, unit=account.unit, synthetic=True))
    problem(chief.post(f"/rows/{row.pk}/reports", {"kind": "noted", "text": " "}, key="一"), 422)
    assert chief.post(f"/rows/{row.pk}/reports", {"kind": "noted", "text": "示例：请快办"}, key="二").status_code == 200
    assert Notice.objects.filter(account=account.login, about="press").count() == 1


@pytest.mark.parametrize(
    ("shape", "every", "opened"),
    [
        (CaseStepIn, set(CaseKind.values) - {"filed", "prepared", "returned", "paid"}, {*FIRMS, *case_routes.UNITS}),
        (VoiceStepIn, set(VoiceKind.values) - {"raised"}, {*voice_routes.ASKERS, *voice_routes.UNITS, *voice_routes.WATCHERS}),
    ],
)
def test_the_steps_described_are_the_table_s(shape: type, every: set[str], opened: set[str]) -> None:
    assert set(shape.model_json_schema()["properties"]["kind"]["enum"]) == every == opened
