"""Three worlds beside each other, two units of one city and one of another, each with a row, a case, a voice and an account of every role.

All that is a world's own bears its word, so that a page which shows another's can be told by reading it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from luodi.desk import clock
from luodi.desk.board.actions import make_weekly
from luodi.desk.cases.filing import Filing, file_case
from luodi.desk.cases.matters import matters
from luodi.desk.cases.models import Case, Taker
from luodi.desk.cases.places import enter_guide, enter_risk
from luodi.desk.hotline.actions import Raised, raise_voice
from luodi.desk.hotline.desks import enter_desk
from luodi.desk.hotline.models import Voice
from luodi.desk.outbox.actions import notify
from luodi.desk.parties.actions import act_for, record_facts
from luodi.desk.parties.models import Account, Enterprise, Role, Unit
from luodi.desk.portal.library import shelf
from luodi.desk.registers.actions import Opening, open_rows
from luodi.desk.registers.calendars import seed_calendar
from luodi.desk.registers.models import Row
from luodi.desk.search.actions import build_index
from tests.desk.register_rows import CSV
from tests.desk.test_scope import account, enterprise, unit

TUESDAY, MONDAY = date(2020, 3, 10), date(2020, 3, 9)
RETURN = "streamline-return-application"
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
    firm: Enterprise
    case: Case
    voice: Voice
    people: dict[str, Account]


@contextmanager
def worlds() -> Iterator[list[World]]:
    """The worlds, as of a Tuesday after the weekly report; the clock stands still meanwhile."""
    seed_calendar(CSV)
    # One short document is enough for the search page to answer.
    build_index([shelf().policies[SHORT]], shelf().regions, shelf().program.fingerprint)
    with clock.standing_at(day=TUESDAY):
        made = [_world(number, *place) for number, place in enumerate(PLACES, 1)]
        make_weekly(MONDAY)
        yield made


def _world(number: int, word: str, city: str, county: str) -> World:
    own = unit(f"{word}局", city)
    people = {role: account(role, f"{role}{number}", unit=own) for role in (*WHOLE_REGION, Role.OFFICIAL, Role.DRAFTER)}
    people |= {role: account(role, f"{role}{number}") for role in (Role.FIRM, Role.PERSON)}
    firm = enterprise(county, number)
    firm.name, firm.about = f"{word}饭店", f"{word}的店"
    # What is known of a synthetic one is shown to everybody, to try the site with; these stand for real ones.
    firm.code, firm.synthetic = f"示例{number:04}", False
    firm.save()
    act_for(people[Role.FIRM], firm, since=date(2020, 1, 1))
    record_facts(firm, {"企业名称": f"{word}饭店", "注册地": county}, since=date(2020, 1, 1), source=f"{word}填报")
    open_rows([Opening("duty", word, f"{word}的事", own, city, "2020-03-06", date(2020, 3, 2))])
    case = _case(word, county, own, firm, people[Role.FIRM])
    enter_desk(county, own.name, since=date(2020, 3, 1), source="示例")
    voice = raise_voice(Raised(word, "question", f"{word}的问题", f"{word}的话", county, firm), by=people[Role.FIRM])[0]
    notify(f"{word}:firm", f"{word}通知", f"{word}通知", enterprise=firm, link="/")
    return World(word, city, county, own, firm, case, voice, people)


def _case(word: str, county: str, own: Unit, firm: Enterprise, by: Account) -> Case:
    """The firm has filed to reopen, with the one paper that the province's list names."""
    Taker.objects.create(service=RETURN, region=county, units=[own.name], since=date(2020, 3, 1), source="示例")
    enter_guide(RETURN, f"{county[:2]}0000", {PAPER: "must"}, since=date(2020, 3, 1), source="示例")
    enter_risk(county, "中风险", since=date(2020, 3, 1), source="示例")
    return file_case(Filing(word, matters()[RETURN], firm, county, {}, {PAPER: f"{word}所写"}), by=by)[0]


def outside(mine: World, role: str, all_worlds: list[World]) -> list[World]:
    """The worlds of which an account of this role in this one may see nothing."""
    whole = role in WHOLE_REGION
    return [other for other in all_worlds if other is not mine and not (whole and other.city == mine.city)]


def kept(world: World) -> list[object]:
    """What stands in the tables of a world: rows with steps, cases and voices with events, its firm, facts, accounts."""
    # Anybody may file and ask anywhere: such rows are the asker's own, whichever unit has them.
    rows = Row.objects.filter(Q(register="duty") | Q(enterprise=world.firm), unit=world.unit).order_by("id")
    cases = Case.objects.filter(enterprise=world.firm).order_by("id")
    voices = Voice.objects.filter(enterprise=world.firm).order_by("id")
    accounts = Account.objects.filter(pk__in=[person.pk for person in world.people.values()]).order_by("id")
    return [
        *rows.values_list("id", "state", "due", "holder", "done_on", "steps__number", "steps__kind").order_by("id", "steps__number"),
        *cases.values_list("id", "state", "papers", "answers", "events__number", "events__kind").order_by("id", "events__number"),
        *voices.values_list("id", "state", "unit", "words__number", "words__kind").order_by("id", "words__number"),
        *world.firm.facts.order_by("id").values_list("id", "name", "value"),
        *world.firm.memberships.order_by("id").values_list("id", "account"),
        *accounts.values_list("id", "password", "epoch", "is_active"),
    ]
