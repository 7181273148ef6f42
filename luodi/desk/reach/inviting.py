"""Who certainly qualifies for a benefit by facts that are held, and may be invited to claim it: nobody is on a guess."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from threading import Lock

import pyarrow as pa
from django.db.models import QuerySet

from luodi.bulk.errors import TableError
from luodi.bulk.header import header
from luodi.bulk.plan import Plan
from luodi.bulk.stacking import components
from luodi.decide.model import Outcome
from luodi.desk.cases.matters import Matter
from luodi.desk.cases.places import led_by, taken_by
from luodi.desk.cases.queries import claimants
from luodi.desk.cases.rule import barred, offered
from luodi.desk.parties.models import Fact, Party
from luodi.desk.parties.queries import held_on
from luodi.desk.parties.scope import Scope
from luodi.desk.portal.library import shelf
from luodi.desk.reach.models import Invitation
from luodi.outlook.crowd import Crowd
from luodi.outlook.reach import reach
from luodi.places.errors import PlaceError

SUBJECT = "企业"
ID = "编号"
CHUNK = 2000
# Loops are compiled once and asked by one thread at a time.
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A firm that certainly qualifies: `facts` are those it stands on, with day and source; `lead` is who takes its claim."""

    party: Party
    place: str
    lead: str
    outcome: Outcome
    certain: int
    facts: Mapping[str, Fact]


@dataclass(slots=True)
class Look:
    """Of `firms` looked at, `certain` certainly qualify: `claimed` of them, `invited`, taken by nobody here, and those who are `ready`."""

    matter: Matter
    firms: int = 0
    certain: int = 0
    claimed: int = 0
    invited: int = 0
    nobody: int = 0
    ready: list[Candidate] = field(default_factory=list)

    @property
    def sum(self) -> int:
        """What of the ready ones' sums is certain, in fen."""
        return sum(one.certain for one in self.ready)


def invitable(scope: Scope, day: date) -> list[Matter]:
    """The benefits that bind, are claimed and are for firms: all for who works for every unit, else those that one of one's units leads."""
    units = {post.unit.name for post in scope.posts if post.unit}
    every = any(post.unit is None for post in scope.posts)
    bound = [one for one in offered(day) if one.instrument.kind == "benefit" and one.instrument.force == "应" and SUBJECT in one.subjects]
    entered = led_by(units, day)
    return [one for one in bound if every or one.id in entered or set(one.units[:1]) & units]


def look(matter: Matter, scope: Scope, day: date) -> Look:
    """Look at every firm within a scope whose claim one of the scope's units would take."""
    found = Look(matter)
    claimed, invited = claimants(matter.id), set(Invitation.objects.filter(benefit=matter.id).values_list("party_id", flat=True))
    leads = _Leads(matter, day)
    within = scope.limit(Party.objects.filter(subject=SUBJECT), unit="", party="")
    for firms in _chunks(within.order_by("pk")):
        found.firms += len(firms)
        for one in _certain(matter, firms, day, leads):
            if not scope.covers(region=one.party.region, unit=one.lead):
                continue
            found.certain += 1
            if one.party.pk in claimed:
                found.claimed += 1
            elif one.party.pk in invited:
                found.invited += 1
            elif not one.lead:
                found.nobody += 1
            else:
                found.ready.append(one)
    return found


class _Leads:
    """Who takes a matter in a place, asked once a place; nobody where a ban bars it."""

    def __init__(self, matter: Matter, day: date) -> None:
        self.matter, self.day = matter, day
        self.known: dict[str, str] = {}

    def at(self, place: str) -> str:
        if place not in self.known:
            units = () if barred(self.matter, place, self.day) else taken_by(self.matter, place, self.day)
            self.known[place] = units[0] if units else ""
        return self.known[place]


def _chunks(rows: QuerySet[Party]) -> Iterator[list[Party]]:
    last = 0
    # By key, so that no more than a chunk is held.
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        yield chunk
        last = chunk[-1].pk


def _certain(matter: Matter, firms: Sequence[Party], day: date, leads: _Leads) -> Iterator[Candidate]:
    plan = plan_of(matter.id)
    names = {*plan.asked, matter.place}
    held = {firm: _sourced(facts) for firm, facts in held_on([one.pk for one in firms], day, names).items()}
    crowd = _crowd(plan, held)
    if crowd is None:
        return
    by_key = {str(firm.pk): firm for firm in firms}
    with _one_at_a_time:
        found = reach(crowd, day, [matter.id], most=len(firms))
    for one in found.certain:
        firm = by_key[one.id]
        facts = held[firm.pk]
        place = _place(matter, facts, firm)
        # Of a fact that is worked out, those it is worked out of.
        named = [inner for name in one.sources for inner in (name, *(plan.derived[name].names if name in plan.derived else ()))]
        stands = {name: facts[name] for name in named if name in facts}
        yield Candidate(firm, place, leads.at(place), one.outcome, one.certain, stands)


def _sourced(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """What nobody vouches for is not held."""
    return {name: fact for name, fact in facts.items() if fact.source.strip()}


def _place(matter: Matter, facts: Mapping[str, Fact], firm: Party) -> str:
    """Where the claim's form would be filed: the same place that it is filled in with."""
    regions = shelf().regions
    named = facts[matter.place].value if matter.place in facts else firm.region
    try:
        return regions.code(regions.full_name(named))
    except (PlaceError, KeyError):
        return firm.region


def _crowd(plan: Plan, held: Mapping[int, Mapping[str, Fact]]) -> Crowd | None:
    """The held facts as a table; None where none of them is asked."""
    names = [name for name in plan.asked if any(name in facts for facts in held.values())]
    columns = {name: [facts[name].value if name in facts else None for facts in held.values()] for name in names}
    arrays = [pa.array([str(firm) for firm in held], pa.string()), *(pa.array(column, pa.string()) for column in columns.values())]
    batch = pa.RecordBatch.from_arrays(arrays, names=[ID, *names])
    try:
        head = header(batch.schema.names, plan, ID)
    except TableError:
        return None
    return Crowd(plan, "登记的企业", head, False, lambda wanted: iter([batch.select(list(wanted))]), {})


@cache
def plan_of(benefit: str) -> Plan:
    """A plan of that benefit and of those it meets, so that what it would lose to another counts, and nothing else is reckoned."""
    program = shelf().program
    mine = {one.id: one for one in program.benefits if SUBJECT in one.subjects}
    met = next((part.benefits for part in components(program.stackings, mine) if benefit in {one.id for one in part.benefits}), ())
    kept = {benefit, *(one.id for one in met)}
    benefits = tuple(one for one in program.benefits if one.id in kept)
    stackings = tuple(one for one in program.stackings if set(one.members) & kept)
    return Plan(replace(program, benefits=benefits, stackings=stackings), shelf().regions, SUBJECT)
