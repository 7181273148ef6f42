"""Every address of the site, read and written to by every role of three units in two cities and by nobody: nothing outside scope is
shown, in pages, exports or what is searched for, and nothing outside it changes."""

import io
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from luodi.desk.cases.models import Case
from luodi.desk.cases.models import Kind as CaseKind
from luodi.desk.hotline.models import Kind as VoiceKind
from luodi.desk.parties.models import Role
from luodi.desk.reach.models import Subscription
from luodi.desk.registers.models import Kind as RowKind
from luodi.desk.registers.models import Row
from tests.desk.addresses import addresses, keys
from tests.desk.signed import signed_in
from tests.desk.worlds import World, kept, outside, worlds

# What administrators enter for places is known to all who work here, and who takes a matter, by which papers, to all the world.
OPEN_TO_ALL = ("/cases/places/", "/services/", "/voices/desks/")
# Which halls there are, of which unit, when they are open: public; who has booked what is not.
HALLS = {"appointments:halls", "appointments:hall", "appointments:enter"}
# These end the session or change one's own password: they are tested by signing in and out.
ONE_S_OWN = ("portal:sign_out", "portal:sign_out_all", "portal:password")
# To which units of the place and above a voice can be passed, whoever they are.
UNITS = re.compile(r'<datalist id="units">.*?</datalist>', re.DOTALL)
ASKED_BY_NAME = {
    "board:rows",
    "board:front",
    "cases:mine",
    "cases:services",
    "cases:apply",
    "hotline:mine",
    "hotline:rates",
    "portal:search",
}


@pytest.fixture
def three(stored: str) -> Iterator[list[World]]:
    with worlds() as made:
        yield made


def text_of(response: HttpResponse) -> str:
    """What an answer says, the cells of a workbook included."""
    content = response.content if not response.streaming else b"".join(response.streaming_content)
    if not content.startswith(b"PK"):
        return UNITS.sub("", f"{content.decode('utf-8', 'replace')} {response.get('Location', '')}")
    book = load_workbook(io.BytesIO(content), read_only=True)
    return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


def marked(name: str, world: World) -> str:
    """What a page must not show of a world: its word, and where its unit's name is public, what somebody comes for."""
    return f"{world.word}的预约" if name in HALLS else world.word


def walker(three: list[World], role: str, region: int = 0) -> tuple[Client, list[World]]:
    """A browser of this role in one of the worlds, with the worlds it may see nothing of."""
    others = outside(three[region], role, three)
    assert others
    return signed_in(three[region].people[role]), others


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("region", [0, 2])
def test_no_page_shows_what_is_outside(three: list[World], role: str, region: int) -> None:
    client, others = walker(three, role, region)
    found = []
    for name, address in addresses():
        response = client.get(address)
        assert response.status_code in (200, 302, 400, 401, 403, 404, 405), address
        if not address.startswith(OPEN_TO_ALL):
            said = text_of(response)
            found += [(name, address, other.word) for other in others if marked(name, other) in said]
    assert found == []


def test_nobody_sees_anything_of_anybody(three: list[World]) -> None:
    for name, address in addresses():
        said = text_of(Client().get(address))
        assert [world.word for world in three if marked(name, world) in said] == [], f"{name} {address}"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("role", "named"),
    [(Role.SUPERVISOR, False), (Role.DRAFTER, False), (Role.FIRM, False), (Role.ADMINISTRATOR, True), (Role.WINDOW, True)],
)
def test_what_a_person_handed_in_is_shown_to_nobody_who_does_not_work_on_it(three: list[World], role: str, named: bool) -> None:
    """Of the same place; and the name to none but those who may read personal data, on the case alone."""
    mine = three[0]
    client = signed_in(mine.people[role])
    for _, address in addresses():
        said = text_of(client.get(address))
        assert f"{mine.word}证明" not in said, address
        assert named or f"{mine.word}居民" not in said, address


@pytest.mark.parametrize("role", Role.values)
def test_asking_by_name_gives_nothing_either(three: list[World], role: str) -> None:
    """Queries repeat what was typed, so what is looked for is what the query does not say: the titles of its rows."""
    client, others = walker(three, role)
    places = [address for name, address in addresses() if name in ASKED_BY_NAME]
    for other in others:
        asked = {"unit": other.unit.name, "region": other.city, "q": other.word}
        for query in [*asked.items(), *(("firm", way) for way in (other.firm.name, other.firm.code, str(other.firm.pk)))]:
            shown = (
                f"{other.word}的事",
                f"{other.word}的店",
                f"{other.word}所写",
                f"{other.word}的问题",
                f"{other.word}的话",
                *([other.firm.name] if query[1].isdecimal() else ()),
            )
            for address in places:
                said = text_of(client.get(f"{address}?{urlencode([query])}"))
                assert [words for words in shown if words in said] == [], f"{role} {address} {query}"


@pytest.mark.parametrize("role", Role.values)
def test_what_is_anothers_is_not_there(three: list[World], role: str) -> None:
    """Not even that it exists: its number leads nowhere."""
    client, others = walker(three, role)
    for other in others:
        rows = Row.objects.filter(unit=other.unit)
        own = [f"/board/rows/{row.pk}/" for row in rows] + [f"/cases/duties/{row.pk}/" for row in rows]
        own += [f"/appointments/{other.booking.pk}/", f"/appointments/{other.booking.pk}/appointment.ics"]
        own += [f"/voices/turns/{row.pk}/" for row in rows] + [f"/voices/{other.voice.pk}/"]
        papers = [f"/cases/files/{file.pk}/" for file in other.case.files.all()]
        letters = [f"/cases/letters/{event.pk}/" for event in other.case.events.all()]
        for address in (*own, *papers, *letters, f"/cases/{other.case.pk}/"):
            assert client.get(address).status_code in (403, 404), f"{role} {address}"


def bodies(seen: list[World]) -> Iterator[dict[str, object]]:
    """What the forms of the site send, for every step there is and every row and firm that is another's."""
    for kind in dict.fromkeys((*RowKind.values, *CaseKind.values, *VoiceKind.values)):
        said = {"kind": kind, "text": "示例", "on": "2020-03-10", "ground": "0", "ask-0": "on", "extend_by": "1个工作日"}
        yield said | {"to": seen[-1].unit.name, "rating": "1", "solved": "no"}
    came = {"way": "window", "caller": "示例·来人", "on": "2020-03-10"}
    yield {"row": keys(), "text": "示例"}
    yield from ({"stop": str(key)} for key in Subscription.objects.values_list("pk", flat=True))
    yield from ({"daily": "off"}, {"invite": "1"})
    for world in seen:
        yield {"mark": f"{world.booking.pk} absent", "time": "2020-03-10 570", "matter": "示例事项", "instead": str(world.booking.pk)}
    for world in seen:
        yield {"file": "1", "firm": str(world.firm.pk), "place": world.county, f"paper-{0}": "示例"}
        yield {"file": "1", "firm": world.firm.name, "place": world.county, f"paper-{0}": "示例", **came}
        yield {"sort": "question", "title": "示例", "text": "示例", "firm": str(world.firm.pk), "place": world.county}


# Reading asks the database what is within; writing asks the same and is then the same in both.
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", Role.values)
def test_no_form_changes_what_is_outside(three: list[World], role: str) -> None:
    every = [(name, address) for name, address in addresses() if name not in ONE_S_OWN and not name.startswith("portal:")]
    client, others = walker(three, role)
    before = [kept(other) for other in others]
    for _, address in every:
        for body in bodies(others):
            if client.post(address, body).status_code in (403, 404, 405):
                # Not theirs whatever the form says.
                break
    assert [kept(other) for other in others] == before


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_nobody_changes_anything(three: list[World]) -> None:
    before = [kept(world) for world in three]
    for name, address in addresses():
        if name not in ONE_S_OWN:
            for body in bodies(three):
                response = Client().post(address, body)
                assert response.status_code < 500, address
                if response.status_code in (302, 403, 404, 405):
                    break
    assert [kept(world) for world in three] == before


def test_each_sees_what_is_her_own(three: list[World]) -> None:
    """So that an empty page proves something."""
    for world in three:
        for role in (Role.OFFICIAL, Role.WINDOW, Role.SUPERVISOR, Role.ADMINISTRATOR):
            assert f"{world.word}的事" in text_of(signed_in(world.people[role]).get("/board/rows/")), role
            assert f"{world.word}局" in text_of(signed_in(world.people[role]).get("/board/weeks/2020-03-09.xlsx")), role
        assert world.firm.name in text_of(signed_in(world.people[Role.FIRM]).get(f"/cases/{world.case.pk}/"))
        for role in (Role.FIRM, Role.OFFICIAL, Role.WINDOW):
            assert f"{world.word}证" in text_of(signed_in(world.people[role]).get("/licences/mine/")), role
        for role in (Role.OFFICIAL, Role.WINDOW):
            assert f"{world.word}的预约" in text_of(signed_in(world.people[role]).get("/appointments/desk/")), role
        assert f"{world.word}的预约" in text_of(signed_in(world.people[Role.PERSON]).get(f"/appointments/{world.booking.pk}/"))
        resident = Case.objects.get(applicant=world.people[Role.PERSON])
        for role in (Role.PERSON, Role.OFFICIAL):
            said = text_of(signed_in(world.people[role]).get(f"/cases/{resident.pk}/"))
            assert f"{world.word}居民" in said and f"{world.word}证明" in said, role
        firm, file = signed_in(world.people[Role.FIRM]), world.case.files.get()
        assert world.firm.name in text_of(firm.get(f"/cases/{world.case.pk}/"))
        assert f"{world.word}附件" in text_of(firm.get(f"/cases/files/{file.pk}/"))
        assert f"{world.word}附件" in text_of(signed_in(world.people[Role.OFFICIAL]).get(f"/cases/files/{file.pk}/"))
        for role in (Role.FIRM, Role.OFFICIAL, Role.WINDOW, Role.ADMINISTRATOR):
            assert f"{world.word}的话" in text_of(signed_in(world.people[role]).get(f"/voices/{world.voice.pk}/")), role
