"""The API: tokens and what they open, how often, each POST once, pages by cursor, refusals as problems; nothing outside scope."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from luodi.desk import clock
from luodi.desk.api.actions import revoke_token
from luodi.desk.api.models import Right, Token
from luodi.desk.api.site import api
from luodi.desk.cases.models import Case
from luodi.desk.cases.models import Kind as CaseKind
from luodi.desk.hotline.models import Kind as VoiceKind
from luodi.desk.hotline.models import Voice
from luodi.desk.ledger.models import Entry
from luodi.desk.parties.models import Account, Role
from luodi.desk.registers.models import Row
from tests.desk.systems import V1, System, problem
from tests.desk.worlds import PAPER, RETURN, SHORT, World, kept, outside, worlds


@pytest.fixture
def three(stored: str) -> Iterator[list[World]]:
    with worlds() as made:
        yield made


def operations() -> list[tuple[str, str]]:
    """Every route, by its method, with each key that a table holds."""
    numbers = {
        *Row.objects.values_list("pk", flat=True),
        *Case.objects.values_list("pk", flat=True),
        *Voice.objects.values_list("pk", flat=True),
    }
    keys = (SHORT, RETURN, *map(str, sorted(numbers)), "1000000000")
    found = []
    for path, methods in api.get_openapi_schema()["paths"].items():
        short = path.removeprefix(V1)
        filled = [short.replace("{id}", key) for key in keys] if "{id}" in short else [short]
        found += [(method, address) for method in methods for address in filled]
    return found


def bodies(address: str, others: list[World]) -> list[dict[str, object]]:
    """What is sent where something can be written: every step there is, and what files and asks for another's firm."""
    if address.endswith("/reports"):
        return [{"kind": kind, "text": "进展"} for kind in ("noted", "done", "assigned")]
    if address.endswith("/steps"):
        kinds = {kind.value for kind in (*CaseKind, *VoiceKind)}
        return [{"kind": kind, "text": "示例"} for kind in sorted(kinds)]
    paper = {"service": RETURN, "papers": {PAPER: "示例"}}
    voice = {"sort": "question", "title": "示例", "text": "示例"}
    return [
        body | {"party": code, "region": other.county}
        for other in others
        for code in (other.firm.code, other.firm.name)
        for body in (paper, voice)
    ]


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("region", [0, 2])
def test_no_route_gives_or_changes_what_is_outside(three: list[World], role: str, region: int) -> None:
    """As every role of two regions, with every right at once: narrowing a token only takes away."""
    mine = three[region]
    system, others = System(mine.people[role]), outside(mine, role, three)
    before = [kept(other) for other in others]
    for method, address in operations():
        if method == "get":
            listed = address.count("/") == 1
            queries = ("", f"?q={others[0].word}", "?state=open", "?kind=case") if listed else (f"?region={others[0].county}",)
            responses = (system.get(address + query) for query in queries)
        else:
            responses = (system.post(address, body, key=f"{address}{number}") for number, body in enumerate(bodies(address, others)))
        for response in responses:
            assert response.status_code < 500, address
            # Who takes a matter in a place is known to all the world.
            if not address.startswith("/matters"):
                assert [other.word for other in others if other.word in response.content.decode()] == [], f"{role} {address}"
            if response.status_code in (403, 404):
                # Not theirs whatever is sent.
                break
    assert [kept(other) for other in others] == before


def test_each_right_opens_its_routes_and_no_others(three: list[World]) -> None:
    """As the routes themselves say; every route asks for a right."""
    account = three[0].people[Role.OFFICIAL]
    opened: dict[tuple[str, str], frozenset[str]] = {}
    for router in api._get_bound_routers():
        for path, view in router.path_operations.items():
            for operation in view.operations:
                (door,) = operation.auth_param if isinstance(operation.auth_param, list) else [operation.auth_param]
                opened[operation.methods[0].lower(), path.replace("{id}", "1000000000")] = door.rights
    assert len(opened) == sum(map(len, api.get_openapi_schema()["paths"].values()))
    assert set().union(*opened.values()) == set(Right.values)
    for right in Right.values:
        system = System(account, right)
        for (method, address), rights in opened.items():
            body = {"kind": "noted", "text": "示例"}
            response = system.get(address) if method == "get" else system.post(address, body, key="一")
            assert (response.status_code == 403) == (right not in rights or address == "/ledger"), (right, method, address)


def test_each_gets_what_is_its_own(three: list[World]) -> None:
    world = three[0]
    for role in (Role.OFFICIAL, Role.WINDOW, Role.SUPERVISOR, Role.ADMINISTRATOR):
        titles = [item["title"] for item in System(world.people[role]).get("/rows").json()["items"]]
        assert f"{world.word}的事" in titles, role
    firm = System(world.people[Role.FIRM])
    assert [item["id"] for item in firm.get("/cases").json()["items"]] == [world.case.pk]
    assert firm.get(f"/cases/{world.case.pk}").json()["party"] == world.firm.name
    assert firm.get(f"/voices/{world.voice.pk}").json()["text"] == f"{world.word}的话"
    problem(firm.get(f"/voices/{three[1].voice.pk}"), 404)
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
    problem(system.post(address, {"kind": "done", "text": "另一句"}, key="一"), 422)
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
    assert "以主管部门审核为准" in said["remarks"]
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
