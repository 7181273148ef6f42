"""The API: tokens and what they open, how often, each POST once, pages by cursor, refusals as problems; nothing outside scope."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client

from luodi.desk import clock
from luodi.desk.api.actions import issue_token, revoke_token
from luodi.desk.api.models import Right, Token
from luodi.desk.api.site import api
from luodi.desk.ledger.models import Entry
from luodi.desk.parties.models import Account, Role
from luodi.desk.registers.models import Row
from tests.desk.worlds import SHORT, World, outside, worlds

V1 = "/api/v1"


@pytest.fixture
def three(stored: str) -> Iterator[list[World]]:
    with worlds() as made:
        yield made


class System:
    """A system with a token of its own."""

    def __init__(self, account: Account, *rights: str, per_minute: int = 10_000) -> None:
        self.token, self.words = issue_token(f"示例系统{Token.objects.count()}", account, rights or Right.values, per_minute=per_minute)

    def get(self, path: str) -> HttpResponse:
        return Client().get(f"{V1}{path}", headers={"Authorization": f"Bearer {self.words}"})

    def post(self, path: str, body: object, key: str = "") -> HttpResponse:
        headers = {"Authorization": f"Bearer {self.words}", **({"Idempotency-Key": key} if key else {})}
        return Client().post(f"{V1}{path}", json.dumps(body), content_type="application/json", headers=headers)


def problem(response: HttpResponse, status: int) -> dict[str, object]:
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json"), response.content
    said = response.json()
    assert said["status"] == status
    assert any("一" <= letter <= "鿿" for letter in said["title"])
    return said


def operations() -> list[tuple[str, str]]:
    """Every route, by its method, with each key that a table holds."""
    keys = (SHORT, *map(str, Row.objects.values_list("pk", flat=True)), "1000000000")
    found = []
    for path, methods in api.get_openapi_schema()["paths"].items():
        short = path.removeprefix(V1)
        filled = [short.replace("{id}", key) for key in keys] if "{id}" in short else [short]
        found += [(method, address) for method in methods for address in filled]
    return found


@pytest.mark.parametrize("role", Role.values)
def test_no_route_gives_what_is_outside(three: list[World], role: str) -> None:
    system, others = System(three[0].people[role]), outside(three[0], role, three)
    for method, address in operations():
        if method == "get":
            queries = ("", "?limit=1", "?q=%E7%A4%BA%E4%BE%8B", "?kind=case", "?state=open")
            responses = [system.get(address + query) for query in queries]
        else:
            responses = [system.post(address, {"kind": "noted", "text": "进展"}, key=address)]
        for response in responses:
            assert response.status_code < 500, address
            said = response.content.decode()
            assert [other.word for other in others if other.word in said] == [], f"{role} {address}"
    assert not Row.objects.filter(unit__in=[other.unit for other in others], steps__kind="noted").exists()


def test_each_gets_what_is_its_own(three: list[World]) -> None:
    world = three[0]
    for role in (Role.OFFICIAL, Role.WINDOW, Role.SUPERVISOR, Role.ADMINISTRATOR):
        titles = [item["title"] for item in System(world.people[role]).get("/rows").json()["items"]]
        assert f"{world.word}的事" in titles, role
    firm = System(world.people[Role.FIRM])
    assert [item["id"] for item in firm.get("/cases").json()["items"]] == [world.case.pk]
    assert firm.get(f"/cases/{world.case.pk}").json()["enterprise"] == world.firm.name
    problem(firm.get(f"/cases/{three[1].case.pk}"), 404)


def test_without_a_token_nothing_is_given(three: list[World]) -> None:
    for method, address in operations():
        refused = getattr(Client(), method)(f"{V1}{address}")
        assert problem(refused, 401)["title"]
        assert refused.headers["WWW-Authenticate"] == "Bearer"
    system = System(three[0].people[Role.OFFICIAL])
    assert system.words not in json.dumps(list(Token.objects.values()), default=str)
    revoke_token(system.token)
    problem(system.get("/rows"), 401)


def test_a_closed_account_s_token_opens_nothing(three: list[World]) -> None:
    system = System(three[0].people[Role.OFFICIAL])
    Account.objects.filter(pk=system.token.account_id).update(is_active=False)
    problem(system.get("/rows"), 401)


def test_a_token_is_good_for_its_rights_alone(three: list[World]) -> None:
    system = System(three[0].people[Role.OFFICIAL], Right.LIBRARY)
    assert system.get("/documents").status_code == 200
    for address in ("/rows", "/cases", "/ledger"):
        problem(system.get(address), 403)
    problem(System(three[0].people[Role.OFFICIAL]).get("/ledger"), 403)


def test_too_many_in_a_minute_are_told_when_to_come_again(three: list[World]) -> None:
    system = System(three[0].people[Role.OFFICIAL], per_minute=2)
    with clock.standing_at(moment=datetime(2020, 3, 10, 1, 0, 20, tzinfo=UTC)):
        assert [system.get("/documents?limit=1").status_code for _ in range(2)] == [200, 200]
        refused = system.get("/documents?limit=1")
        problem(refused, 429)
        assert refused.headers["Retry-After"] == "40"
    with clock.standing_at(moment=datetime(2020, 3, 10, 1, 1, 0, tzinfo=UTC)):
        assert system.get("/documents?limit=1").status_code == 200


def test_a_report_sent_twice_is_taken_once_and_answered_alike(three: list[World]) -> None:
    row = Row.objects.get(title=f"{three[0].word}的事")
    system, address = System(three[0].people[Role.OFFICIAL]), f"/rows/{row.pk}/reports"
    problem(system.post(address, {"kind": "noted", "text": "进展"}), 400)
    first, again = (system.post(address, {"kind": "done", "text": "已办"}, key="一") for _ in range(2))
    assert (first.status_code, first.json()["state"]) == (200, "done")
    assert first.json() == again.json()
    assert list(row.steps.values_list("kind", flat=True)) == ["opened", "done"]
    problem(system.post(address, {"kind": "done", "text": "另一句"}, key="一"), 409)
    problem(system.post(address, {"kind": "done", "text": "再办"}, key="二"), 422)
    assert Entry.objects.filter(act="api.posted").count() == 1
    assert System(three[0].people[Role.SUPERVISOR]).get("/ledger").json() == {
        "lines": Entry.objects.count(),
        "whole": True,
        "broken_at": None,
        "reason": "",
    }


def test_pages_by_cursor_give_everything_once(three: list[World]) -> None:
    system = System(three[0].people[Role.SUPERVISOR])
    for address in ("/rows", "/documents", f"/documents/{SHORT}/clauses"):
        whole, seen, cursor = system.get(f"{address}?limit=100").json()["items"], [], ""
        while cursor is not None:
            page = system.get(f"{address}?limit=2&cursor={cursor}").json()
            seen += page["items"]
            cursor = page["next"] if len(seen) < 30 else None
        assert seen == whole[: len(seen)]
        assert len(seen) == min(len(whole), 30)
        problem(system.get(f"{address}?cursor=nonsense"), 400)


def test_deciding_gives_what_the_documents_give_with_reasons(three: list[World]) -> None:
    system = System(three[0].people[Role.FIRM])
    asked = {"subject": "企业", "facts": {"注册地": "360111", "企业规模": "小型"}, "on": "2020-03-10"}
    said = system.post("/decide", asked).json()
    assert {"on", "subject", "benefits", "total", "ask", "must"} <= set(said)
    assert all(benefit["document"] for benefit in said["benefits"])
    wrong = problem(system.post("/decide", {**asked, "facts": {"企业规模": "很大", "没有这项": "是"}}), 422)
    assert {error["field"] for error in wrong["errors"]} == {"facts.企业规模", "facts.没有这项"}
    problem(system.post("/decide", {**asked, "on": "2099-01-01"}), 422)


@pytest.mark.parametrize(("address", "status"), [("/nowhere", 404), ("/rows?limit=0", 422), ("/rows/abc", 422), ("/search", 422)])
def test_what_cannot_be_understood_is_a_problem(three: list[World], address: str, status: int) -> None:
    problem(System(three[0].people[Role.OFFICIAL]).get(address), status)


def test_odd_requests_find_no_fault_of_ours(three: list[World]) -> None:
    """Whatever is sent, the answer is a refusal and no breakdown."""
    system = System(three[0].people[Role.SUPERVISOR])
    asked = {"subject": "企业", "facts": {"企业规模": "\0"}, "on": "\0"}
    for method, address in operations():
        if any(f"/{key}" in address for key in Row.objects.values_list("pk", flat=True)):
            continue
        if method == "post":
            for body in (None, [], "文", {"kind": 1}, {"kind": "done", "text": "\0"}, asked):
                assert system.post(address, body, key="一").status_code < 500, (address, body)
            continue
        for text in ("%00", "%F0%9F%98%80", "%25", "9" * 40, "-1", "%27%20OR%201=1", "%FF"):
            for name in ("cursor", "limit", "q", "state", "kind"):
                assert system.get(f"{address}?{name}={text}").status_code < 500, (address, name, text)


def test_the_command_prints_a_token_once_and_takes_it_back(three: list[World]) -> None:
    out = StringIO()
    call_command("issue_token", "示例接口", "--account", three[0].people[Role.OFFICIAL].login, "--rights", "rows", stdout=out)
    words = out.getvalue().split()[-1]
    asked = {"Authorization": f"Bearer {words}"}
    assert Client().get(f"{V1}/rows", headers=asked).status_code == 200
    call_command("issue_token", "示例接口", "--revoke", stdout=out)
    problem(Client().get(f"{V1}/rows", headers=asked), 401)


def test_the_description_names_every_route_and_needs_no_token(stored: str) -> None:
    described = Client().get(f"{V1}/openapi.json").json()
    assert set(described["paths"]) >= {f"{V1}/documents", f"{V1}/search", f"{V1}/decide", f"{V1}/cases", f"{V1}/rows", f"{V1}/ledger"}
