"""A list asks the database as often for a hundred rows as for ten."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luodi.desk import clock
from luodi.desk.board.models import Weekly
from luodi.desk.board.queries import week
from luodi.desk.outbox.actions import notify
from luodi.desk.outbox.models import Notice
from luodi.desk.parties.actions import act_for, record_facts
from luodi.desk.parties.models import Account, Enterprise, Role
from luodi.desk.reach.models import Invitation, Push, Reckoned, Run, Subscription
from luodi.desk.registers.actions import Opening, open_rows
from luodi.desk.registers.calendars import seed_calendar
from luodi.desk.registers.models import EventDay, Row
from tests.desk.case_files import EQUIPMENT
from tests.desk.register_rows import CSV
from tests.desk.signed import signed_in
from tests.desk.test_scope import account, enterprise, unit

TUESDAY, MONDAY = date(2020, 3, 10), date(2020, 3, 9)
CITY, COUNTY = "360100", "360102"
FEW, MANY = 10, 100
RETURN = "streamline-return-application"
BOARD = ("/board/", "/board/rows/", "/board/rows/?light=late", "/board/weeks/", f"/board/weeks/{MONDAY}/", f"/board/weeks/{MONDAY}.xlsx")
PROJECTS = "nc-20200226-projects-37"
GRANT, INDUSTRY = "equipment-upgrade-grant", "南昌市工业和信息化局"
REACH = ("/reach/", f"/reach/documents/{PROJECTS}/", "/reach/reach.xlsx", "/inbox/")
LISTS = {
    Role.OFFICIAL: (*BOARD, *REACH, "/reach/invite/", f"/reach/invite/{GRANT}/", "/cases/", "/account/"),
    Role.WINDOW: (*BOARD, "/cases/", "/account/"),
    Role.SUPERVISOR: (*BOARD, *REACH, "/board/days/", "/board/unassigned/", "/cases/", "/account/"),
    Role.ADMINISTRATOR: (*BOARD, "/board/days/", "/board/unassigned/", "/cases/", "/cases/places/", "/account/", *REACH),
    Role.FIRM: ("/", "/subscriptions/", "/inbox/", "/services/", f"/services/{RETURN}/", "/cases/", "/account/"),
}


@pytest.fixture
def office(stored: str) -> Iterator[None]:
    seed_calendar(CSV)
    with clock.standing_at(day=TUESDAY):
        yield


def grow(people: dict[str, Account], since: int, until: int) -> None:
    """Rows number `since` to `until`, a third of them late and an officer's, some done; each also of a unit of its own and for a firm."""
    officer = people[Role.OFFICIAL]
    openings = []
    for number in range(since, until):
        firm = enterprise(COUNTY, number)
        act_for(people[Role.FIRM], firm, since=date(2020, 1, 1))
        due = (TUESDAY + timedelta(days=number % 3 - 1)).isoformat()
        holder = officer if number % 3 == 0 else None
        for owner in (officer.unit, unit(f"示例·第{number}局", CITY)):
            key = f"{number}:{owner.pk}"
            openings.append(Opening("duty", key, f"示例·第{number}件", owner, CITY, due, date(2020, 3, 2), firm, holder))
        reached(people[Role.FIRM], firm, number)
        EventDay.objects.create(name=f"示例·第{number}日", day=TUESDAY, source="示例")
        Weekly.objects.create(monday=MONDAY - timedelta(weeks=number + 1), content={"units": [], "late": []})
    rows = open_rows(openings)
    Row.objects.filter(pk__in=[row.pk for row in rows[2::6]]).update(state="done", done_on=TUESDAY)
    Weekly.objects.update_or_create(monday=MONDAY, defaults={"content": week(Row.objects.all(), MONDAY)})


def reached(clerk: Account, firm: Enterprise, number: int) -> None:
    """The firm is told of a document, invited, and qualifies for a grant that it has not been invited to."""
    record_facts(firm, EQUIPMENT, since=date(2020, 1, 1), source="示例")
    subscription = Subscription.objects.create(account=clerk, enterprise=firm, key=f"{number}", sort="topic", since=TUESDAY)
    (notice,) = notify(f"reach:{number}", "示例", "示例", enterprise=firm)
    Notice.objects.filter(pk=notice.pk).update(delivered=clock.now())
    told = {"document": PROJECTS, "benefit": GRANT, "version": "certain", "notice": notice.key, "told_on": TUESDAY}
    Push.objects.create(subscription=subscription, account=clerk, enterprise=firm, **told)
    run = Run.objects.create(benefit="meltblown-grant", document=PROJECTS, on=TUESDAY, count=1)
    row = {"benefit": run.benefit, "unit": unit(INDUSTRY, CITY), "gives": "示例", "invited_on": TUESDAY}
    Invitation.objects.create(run=run, enterprise=firm, **row)
    Reckoned.objects.create(enterprise=firm, document=PROJECTS, first_on=TUESDAY)


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
    assert Enterprise.objects.count() == MANY
    many = {(role, address): asked(clients[role], address) for role, address in few}
    assert many == few
    assert max(few.values()) <= 20
