"""Every address of the board, of cases and of the hotline, asked by every role of two regions: nothing of the other region comes back."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import URLPattern, get_resolver, reverse

from luodi.desk import clock
from luodi.desk.board.actions import make_weekly
from luodi.desk.cases.filing import Filing, file_case
from luodi.desk.cases.matters import matters
from luodi.desk.cases.models import Case, Event, PaperFile, Taker
from luodi.desk.cases.places import enter_guide, enter_risk
from luodi.desk.hotline.actions import Raised, raise_voice
from luodi.desk.hotline.desks import enter_desk
from luodi.desk.hotline.models import Voice
from luodi.desk.parties.actions import act_for
from luodi.desk.parties.models import Account, Role
from luodi.desk.registers.actions import Opening, open_rows
from luodi.desk.registers.calendars import seed_calendar
from luodi.desk.registers.models import Row
from tests.desk.register_rows import CSV
from tests.desk.signed import signed_in
from tests.desk.test_scope import account, enterprise, unit

TUESDAY, MONDAY = date(2020, 3, 10), date(2020, 3, 9)
RETURN = "streamline-return-application"
# A city each, with the word that marks all that is its own.
HERE, THERE = ("示例·此地", "360100", "360102"), ("示例·彼地", "360200", "360202")
UNIT_ROLES = (Role.OFFICIAL, Role.WINDOW, Role.SUPERVISOR, Role.ADMINISTRATOR)


@pytest.fixture
def places(stored: str) -> Iterator[dict[str, dict[str, Account]]]:
    """A late duty, a case and an account of each role in both cities; by word and role."""
    seed_calendar(CSV)
    found: dict[str, dict[str, Account]] = {}
    with clock.standing_at(day=TUESDAY):
        for number, (word, city, county) in enumerate((HERE, THERE), 1):
            own = unit(f"{word}局", city)
            people = {role: account(role, f"{role}{number}", unit=own) for role in UNIT_ROLES}
            firm = account("firm", f"firm{number}")
            company = enterprise(county, number)
            company.name = f"{word}饭店"
            company.save()
            act_for(firm, company, since=date(2020, 1, 1))
            found[word] = {**people, Role.FIRM: firm, Role.PERSON: account("person", f"person{number}")}
            found[word][Role.DRAFTER] = account("drafter", f"drafter{number}", unit=own)
            open_rows([Opening("duty", word, f"{word}的事", own, city, "2020-03-06", date(2020, 3, 2))])
            Taker.objects.create(service=RETURN, region=city, units=[own.name], since=date(2020, 3, 1), source="示例")
            enter_guide(RETURN, "360000", {}, since=date(2020, 3, 1), source="示例")
            enter_risk(county, "中风险", since=date(2020, 3, 1), source="示例")
            file_case(Filing(word, matters()[RETURN], company, county, {}), by=firm)
            enter_desk(city, own.name, since=date(2020, 3, 1), source="示例")
            raise_voice(Raised(word, "question", f"{word}的问题", "示例", county, company), by=firm)
        make_weekly(MONDAY)
        yield found


def addresses() -> list[str]:
    """Every address of both apps, for each row and case there is."""
    rows = list(Row.objects.order_by("id"))
    cases = sorted(Case.objects.values_list("pk", flat=True))
    fill = {
        "row": [[row.pk] for row in rows],
        "week": [[MONDAY]],
        "week_sheet": [[MONDAY]],
        "apply": [[RETURN]],
        "duty": [[row.pk] for row in rows if row.register == "case"],
        "correct": [[id] for id in cases],
        "case": [[id] for id in cases],
        "letter": [[id] for id in Event.objects.values_list("pk", flat=True)],
        "file": [[id] for id in PaperFile.objects.values_list("pk", flat=True)],
        "turn": [[row.pk] for row in rows if row.register == "voice"],
        "voice": [[id] for id in Voice.objects.values_list("pk", flat=True)],
    }
    found = []
    for space in ("board", "cases", "hotline"):
        patterns = get_resolver().namespace_dict[space][1].url_patterns
        for pattern in patterns:
            assert isinstance(pattern, URLPattern)
            found += [reverse(f"{space}:{pattern.name}", args=args) for args in fill.get(pattern.name, [[]])]
    return found


# What administrators enter for places, and the days of events, are known to all who work here.
OPEN_TO_ALL = ("/cases/places/", "/services/", "/voices/desks/")


@pytest.mark.parametrize("role", Role.values)
def test_nothing_of_another_region_comes_back(places: dict[str, dict[str, Account]], role: str) -> None:
    for (own, *_), (other, *_) in ((HERE, THERE), (THERE, HERE)):
        client = signed_in(places[own][role])
        for address in addresses():
            response = client.get(address)
            assert response.status_code in (200, 302, 403, 404), address
            if not address.startswith(OPEN_TO_ALL):
                assert other not in response.content.decode("utf-8", "ignore"), f"{role} {address}"


def test_each_who_works_there_does_see_what_is_her_own(places: dict[str, dict[str, Account]]) -> None:
    for word, people in places.items():
        for role in UNIT_ROLES:
            assert f"{word}的事" in signed_in(people[role]).get("/board/rows/").content.decode(), role
        assert "办件" in signed_in(people[Role.FIRM]).get("/cases/").content.decode()


def test_asking_for_another_regions_rows_by_name_gives_none(places: dict[str, dict[str, Account]]) -> None:
    client = signed_in(places[HERE[0]][Role.SUPERVISOR])
    for query in (f"unit={THERE[0]}局", f"region={THERE[1]}", f"q={THERE[0]}"):
        assert f"{THERE[0]}的事" not in client.get(f"/board/rows/?{query}").content.decode()
