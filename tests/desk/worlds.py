"""Three worlds beside each other, two units of one city and one of another, each with a row, a case, a voice and an account of every role.

All that is a world's own bears its word, so that a page which shows another's can be told by reading it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q

from luodi.desk import clock
from luodi.desk.appointments.actions import Wish, book, enter_hall, open_times
from luodi.desk.appointments.models import Booking, Days, Hall
from luodi.desk.board.actions import make_weekly
from luodi.desk.cases.files import keeping
from luodi.desk.cases.filing import Filing, file_case
from luodi.desk.cases.matters import matters
from luodi.desk.cases.models import Case, PaperFile, Taker
from luodi.desk.cases.places import enter_guide, enter_risk
from luodi.desk.hotline.actions import Raised, raise_voice
from luodi.desk.hotline.desks import enter_desk
from luodi.desk.hotline.models import Voice
from luodi.desk.licences.actions import enter_licences
from luodi.desk.licences.lists import read_list
from luodi.desk.outbox.actions import notify
from luodi.desk.parties.actions import act_for, record_facts, stand_as_person
from luodi.desk.parties.models import Account, Party, Role, Unit
from luodi.desk.portal.library import shelf
from luodi.desk.portal.tables import Line
from luodi.desk.reach.actions import Wanted, note_reckoned, stand, subscribe
from luodi.desk.reach.models import Invitation, Run, Sort
from luodi.desk.registers.actions import Opening, open_rows
from luodi.desk.registers.calendars import seed_calendar
from luodi.desk.registers.events import declare_events
from luodi.desk.registers.models import Row
from luodi.desk.search.actions import build_index
from tests.desk.register_rows import CSV
from tests.desk.test_scope import account, party, unit

TUESDAY, MONDAY = date(2020, 3, 10), date(2020, 3, 9)
RETURN = "streamline-return-application"
GRANT = "equipment-upgrade-grant"
RELIEF = "emp-temporary-relief"
PAPER = "承诺书"
SHORT = "cn-20200227-associations"
PLACES = (("示例甲地", "360100", "360102"), ("示例乙地", "360100", "360111"), ("示例丙地", "360200", "360202"))
# These see all that lies in their unit's region, whichever unit has it.
WHOLE_REGION = frozenset({Role.WINDOW, Role.SUPERVISOR, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class World:
    """`word` marks all that is its own; `people` are its accounts by role."""

    word: str
    city: str
    county: str
    unit: Unit
    firm: Party
    case: Case
    booking: Booking
    voice: Voice
    people: dict[str, Account]


@contextmanager
def worlds() -> Iterator[list[World]]:
    """The worlds, as of a Tuesday after the weekly report; the clock stands still meanwhile."""
    seed_calendar(CSV)
    # One short document is enough for the search page to answer.
    build_index([shelf().policies[SHORT]], shelf().regions, shelf().program.fingerprint)
    declare_events(shelf().program.events, source="示例")
    with clock.standing_at(day=TUESDAY):
        made = [_world(number, *place) for number, place in enumerate(PLACES, 1)]
        make_weekly(MONDAY)
        yield made


def _world(number: int, word: str, city: str, county: str) -> World:
    own = unit(f"{word}局", city)
    people = {role: account(role, f"{role}{number}", unit=own) for role in (*WHOLE_REGION, Role.OFFICIAL, Role.DRAFTER)}
    people |= {role: account(role, f"{role}{number}") for role in (Role.FIRM, Role.PERSON)}
    firm = party(county, number)
    firm.name, firm.about = f"{word}饭店", f"{word}的店"
    # What is known of a synthetic one is shown to everybody, to try the site with; these stand for real ones.
    firm.code, firm.synthetic = f"示例{number:04}", False
    firm.save()
    act_for(people[Role.FIRM], firm, since=date(2020, 1, 1))
    record_facts(firm, {"企业名称": f"{word}饭店", "注册地": county}, since=date(2020, 1, 1), source=f"{word}填报")
    open_rows([Opening("duty", word, f"{word}的事", own, city, "2020-03-06", date(2020, 3, 2))])
    case = _case(word, county, own, firm, people[Role.FIRM])
    _own_case(word, county, own, people[Role.PERSON])
    licence = Line(2, {"种类": "药品经营许可证", "号码": f"{word}证", "到期日": "2020-02-10", "持有人": firm.code})
    enter_licences(read_list([licence], "")[0], by=people[Role.OFFICIAL])
    booking = _booking(word, city, own, people[Role.PERSON])
    _reached(word, own, firm, people)
    enter_desk(county, own.name, since=date(2020, 3, 1), source="示例")
    voice = raise_voice(Raised(word, "question", f"{word}的问题", f"{word}的话", county, firm), by=people[Role.FIRM])[0]
    notify(f"{word}:firm", f"{word}通知", f"{word}通知", party=firm, link="/")
    return World(word, city, county, own, firm, case, booking, voice, people)


def _reached(word: str, own: Unit, firm: Party, people: dict[str, Account]) -> None:
    """The firm's clerk subscribes, has reckoned, and has been invited; the unit takes the grant here and invites daily."""
    subscribe(people[Role.FIRM], Wanted(Sort.TOPIC, firm, words=word))
    note_reckoned(firm, [SHORT])
    Taker.objects.create(service=GRANT, region=firm.region, units=[own.name], since=date(2020, 3, 1), source="示例")
    stand(GRANT, own, by=people[Role.OFFICIAL], on=True)
    run = Run.objects.create(benefit=GRANT, document="nc-20200226-projects-37", by=people[Role.OFFICIAL], on=TUESDAY, count=1)
    Invitation.objects.create(run=run, benefit=GRANT, party=firm, unit=own, gives=f"{word}所得", invited_on=TUESDAY)


def _case(word: str, county: str, own: Unit, firm: Party, by: Account) -> Case:
    """The firm has filed to reopen, with the one paper that the province's list names, as words and as a file."""
    Taker.objects.create(service=RETURN, region=county, units=[own.name], since=date(2020, 3, 1), source="示例")
    enter_guide(RETURN, f"{county[:2]}0000", {PAPER: "must"}, since=date(2020, 3, 1), source="示例")
    enter_risk(county, "中风险", since=date(2020, 3, 1), source="示例")
    with keeping(by) as keep:
        keep(SimpleUploadedFile(f"{word}附件.pdf", f"%PDF-1.4 {word}附件 %%EOF".encode()), PAPER, form=word)
    return file_case(Filing(word, matters()[RETURN], firm, county, {}, {PAPER: f"{word}所写"}), by=by)[0]


def _own_case(word: str, county: str, own: Unit, by: Account) -> None:
    """A person of a name and a paper that bear the word has asked for relief."""
    Taker.objects.create(service=RELIEF, region=county, units=[own.name], since=date(2020, 3, 1), source="示例")
    enter_guide(RELIEF, county, {PAPER: "must"}, since=date(2020, 3, 1), source="示例")
    Account.objects.filter(pk=by.pk).update(name=f"{word}居民", synthetic=False)
    by.refresh_from_db()
    resident = stand_as_person(by, county)
    file_case(Filing(f"{word}own", matters()[RELIEF], resident, county, {"生活确实困难": "是"}, {PAPER: f"{word}证明"}), by=by)


def _booking(word: str, city: str, own: Unit, by: Account) -> Booking:
    """A hall that everybody may look at, and one who comes to it today."""
    hall = enter_hall(own.name, city, f"示例大厅{own.pk}", "示例路", [f"{word}的预约", "示例事项"], ahead=7, source="示例")
    open_times(hall, Days.EVERY, first=540, last=600, length=30, places=1, since=TUESDAY)
    booking = book(Wish(hall.pk, TUESDAY, 540, f"{word}的预约"), by=by)
    # What can be booked is public, who has booked what is not: only the booking bears the word.
    Hall.objects.filter(pk=hall.pk).update(matters=["示例事项"])
    return booking


def outside(mine: World, role: str, all_worlds: list[World]) -> list[World]:
    """The worlds of which an account of this role in this one may see nothing."""
    whole = role in WHOLE_REGION
    return [other for other in all_worlds if other is not mine and not (whole and other.city == mine.city)]


def kept(world: World) -> list[object]:
    """What stands in the tables of a world: rows with steps, cases and voices with events, its firm, facts, accounts."""
    # Anybody may file and ask anywhere: such rows are the asker's own, whichever unit has them.
    rows = Row.objects.filter(Q(register="duty") | Q(party=world.firm), unit=world.unit).order_by("id")
    cases = Case.objects.filter(Q(party=world.firm) | Q(applicant=world.people[Role.PERSON])).order_by("id")
    voices = Voice.objects.filter(party=world.firm).order_by("id")
    accounts = Account.objects.filter(pk__in=[person.pk for person in world.people.values()]).order_by("id")
    bookings = Booking.objects.filter(hall__unit=world.unit).order_by("id")
    licences = world.firm.licences.order_by("id")
    return [
        *bookings.values_list("id", "account", "state", "minute"),
        *licences.values_list("id", "last_day", "row__state"),
        *rows.values_list("id", "state", "due", "holder", "done_on", "steps__number", "steps__kind").order_by("id", "steps__number"),
        *cases.values_list("id", "state", "papers", "answers", "events__number", "events__kind").order_by("id", "events__number"),
        *PaperFile.objects.filter(case__in=cases).order_by("id").values_list("id", "name", "sha256"),
        *voices.values_list("id", "state", "unit", "words__number", "words__kind").order_by("id", "words__number"),
        *world.firm.facts.order_by("id").values_list("id", "name", "value"),
        *world.firm.memberships.order_by("id").values_list("id", "account"),
        *world.firm.subscriptions.order_by("id").values_list("id", "until", "words"),
        *world.firm.invitations.order_by("id").values_list("id"),
        *world.unit.standing_invitations.order_by("id").values_list("id", "benefit"),
        *accounts.values_list("id", "password", "epoch", "is_active"),
    ]
