"""A list asks the database as often for a hundred rows as for ten."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luodi.desk import clock
from luodi.desk.appointments.actions import Wish, book, open_times
from luodi.desk.appointments.models import Days, Hall
from luodi.desk.board.models import Weekly
from luodi.desk.board.queries import week
from luodi.desk.cases.models import Pot
from luodi.desk.licences.actions import enter_licences
from luodi.desk.licences.lists import read_list
from luodi.desk.outbox.actions import notify
from luodi.desk.outbox.models import Notice
from luodi.desk.parties.actions import act_for, record_facts
from luodi.desk.parties.models import Account, Party, Role
from luodi.desk.portal.library import shelf
from luodi.desk.portal.tables import Line
from luodi.desk.reach.models import Invitation, Push, Reckoned, Run, Subscription
from luodi.desk.registers.actions import Opening, open_rows
from luodi.desk.registers.calendars import seed_calendar
from luodi.desk.registers.events import declare_events
from luodi.desk.registers.models import EventDay, Row
from tests.desk.case_files import EQUIPMENT
from tests.desk.register_rows import CSV
from tests.desk.signed import signed_in
from tests.desk.test_scope import account, party, unit

TUESDAY, MONDAY = date(2020, 3, 10), date(2020, 3, 9)
CITY, COUNTY = "360100", "360102"
FEW, MANY = 10, 100
RETURN, GRANT = "streamline-return-application", "equipment-upgrade-grant"
BOARD = ("/board/", "/board/rows/", "/board/rows/?light=late", "/board/weeks/", f"/board/weeks/{MONDAY}/", f"/board/weeks/{MONDAY}.xlsx")
ADMINISTRATORS = (*BOARD, "/board/days/", "/board/calendar/", "/board/unassigned/")
PROJECTS = "nc-20200226-projects-37"
INDUSTRY = "南昌市工业和信息化局"
REACH = ("/reach/", f"/reach/documents/{PROJECTS}/", "/reach/reach.xlsx", "/inbox/")
INVITE = ("/reach/invite/", f"/reach/invite/{GRANT}/")
OFFICIALS = ("/cases/", "/cases/payments/", "/cases/pots/", "/licences/mine/", "/appointments/desk/", "/account/")
LISTS = {
    Role.OFFICIAL: (*BOARD, *REACH, *INVITE, *OFFICIALS),
    Role.WINDOW: (*BOARD, "/cases/", "/licences/mine/", "/appointments/desk/", "/account/"),
    Role.SUPERVISOR: (*BOARD, *REACH, "/board/days/", "/board/calendar/", "/board/unassigned/", "/cases/", "/licences/mine/", "/account/"),
    Role.ADMINISTRATOR: (*ADMINISTRATORS, *REACH, "/cases/", "/cases/places/", "/cases/pots/", "/appointments/enter/", "/account/"),
    Role.FIRM: (
        "/",
        "/subscriptions/",
        "/inbox/",
        "/services/",
        f"/services/{RETURN}/",
        "/cases/",
        "/licences/mine/",
        "/appointments/",
        "/account/",
    ),
}


@pytest.fixture
def office(stored: str) -> Iterator[None]:
    seed_calendar(CSV)
    declare_events(shelf().program.events, source="示例")
    with clock.standing_at(day=TUESDAY):
        yield


def grow(people: dict[str, Account], since: int, until: int) -> None:
    """Rows number `since` to `until`, a third of them late and an officer's, some done; each also of a unit of its own and for a firm."""
    officer = people[Role.OFFICIAL]
    openings = []
    for number in range(since, until):
        firm = party(COUNTY, number)
        act_for(people[Role.FIRM], firm, since=date(2020, 1, 1))
        due = (TUESDAY + timedelta(days=number % 3 - 1)).isoformat()
        holder = officer if number % 3 == 0 else None
        for owner in (officer.unit, unit(f"示例·第{number}局", CITY)):
            key = f"{number}:{owner.pk}"
            openings.append(Opening("duty", key, f"示例·第{number}件", owner, CITY, due, date(2020, 3, 2), firm, holder))
        _licence(number, firm, officer)
        _comes(number, people)
        reached(people[Role.FIRM], firm, number)
        Pot.objects.create(service=GRANT, region=CITY, amount=number + 1, since=TUESDAY, source="示例")
        EventDay.objects.create(name=f"示例·第{number}日", day=TUESDAY, source="示例")
        Weekly.objects.create(monday=MONDAY - timedelta(weeks=number + 1), content={"units": [], "late": []})
    rows = open_rows(openings)
    Row.objects.filter(pk__in=[row.pk for row in rows[2::6]]).update(state="done", done_on=TUESDAY)
    Weekly.objects.update_or_create(monday=MONDAY, defaults={"content": week(Row.objects.all(), MONDAY)})


def _licence(number: int, firm: Party, officer: Account) -> None:
    cells = {"种类": "药品经营许可证", "号码": f"示例{number}", "到期日": "2020-02-10", "持有人": firm.code}
    assert enter_licences(read_list([Line(2, cells)], "")[0], by=officer).new == 1


def _comes(number: int, people: dict[str, Account]) -> None:
    """To a hall of its own, on the same day."""
    columns = {"unit": people[Role.OFFICIAL].unit, "region": CITY, "matters": ["示例"], "ahead": 7, "source": "示例"}
    hall = Hall.objects.create(name=f"示例·第{number}厅", address="示例路", **columns)
    open_times(hall, Days.WORKED, first=number, last=number + 5, length=5, places=1, since=TUESDAY)
    book(Wish(hall.pk, TUESDAY, number, "示例"), by=people[Role.FIRM])


def reached(clerk: Account, firm: Party, number: int) -> None:
    """The firm is told of a document, invited, and qualifies for a grant that it has not been invited to."""
    record_facts(firm, EQUIPMENT, since=date(2020, 1, 1), source="示例")
    subscription = Subscription.objects.create(account=clerk, party=firm, key=f"{number}", sort="topic", since=TUESDAY)
    (notice,) = notify(f"reach:{number}", "示例", "示例", party=firm)
    Notice.objects.filter(pk=notice.pk).update(delivered=clock.now())
    told = {"document": PROJECTS, "benefit": GRANT, "version": "certain", "notice": notice.key, "told_on": TUESDAY}
    Push.objects.create(subscription=subscription, account=clerk, party=firm, **told)
    run = Run.objects.create(benefit="meltblown-grant", document=PROJECTS, on=TUESDAY, count=1)
    row = {"benefit": run.benefit, "unit": unit(INDUSTRY, CITY), "gives": "示例", "invited_on": TUESDAY}
    Invitation.objects.create(run=run, party=firm, **row)
    Reckoned.objects.create(party=firm, document=PROJECTS, first_on=TUESDAY)


def asked(client: Client, address: str) -> int:
    """How many queries a page makes, once what is kept between pages is there."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200, address
    return len(queries)


def test_the_number_of_queries_does_not_grow_with_the_rows(office: None) -> None:
    own = unit(INDUSTRY, CITY)
    people = {role: account(role, unit=None if role == Role.FIRM else own) for role in LISTS}
    clients = {role: signed_in(person) for role, person in people.items()}
    grow(people, 0, FEW)
    few = {(role, address): asked(clients[role], address) for role, addresses in LISTS.items() for address in addresses}
    grow(people, FEW, MANY)
    assert Party.objects.count() == MANY
    many = {(role, address): asked(clients[role], address) for role, address in few}
    assert many == few
    assert max(few.values()) <= 20
