"""All that reads more than one case. Lists begin with `cases_within` or `duties_within` the reader's scope."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery

from luodi.desk.cases.models import Case, Duty, Event, State, Task
from luodi.desk.parties.models import listed
from luodi.desk.parties.scope import Scope
from luodi.desk.registers.queries import LIVE

# From a duty to the fields of a Line, in their order.
PATHS = (
    *(
        "pk",
        "case",
        "seen",
        "task",
        "about",
        "case__title",
        "case__state",
        "case__amount",
        "case__region",
        "case__party__name",
        "case__party__subject",
        "row__holder__name",
    ),
    *("row__state", "row__due", "row__amber_on", "row__red_on", "row__waits"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A duty as the queue shows it; `seen` is the number of its case's last event. From `state` on the columns of its row."""

    duty: int
    case: int
    seen: int
    task: Task
    about: str
    title: str
    stands: State
    amount: int | None
    region: str
    party: str
    holder: str | None
    state: str
    due: date | None
    amber_on: date | None
    red_on: date | None
    waits: str


def duties_within(scope: Scope) -> QuerySet[Duty]:
    """What an account may see of cases: a firm's own; for officials what their unit has to do, for others all of their region."""
    return scope.limit(Duty.objects.all(), region="row__region", unit="row__unit", party="case__party")


def cases_within(scope: Scope) -> QuerySet[Case]:
    """The cases of which an account may see a part."""
    return Case.objects.filter(pk__in=duties_within(scope).order_by().values("case"))


def queue(scope: Scope) -> QuerySet[Duty]:
    """What is still to be done, what is due first first; what has no day comes last."""
    live = duties_within(scope).filter(row__state__in=LIVE)
    return live.order_by(F("row__due").asc(nulls_last=True), "row")


def lines(duties: QuerySet[Duty]) -> list[Line]:
    """A page of the queue. A case's terms, answers and papers are long and stay where they are."""
    last = Event.objects.filter(case=OuterRef("case")).order_by("-number").values("number")[:1]
    found = duties.annotate(seen=Subquery(last)).values_list(*PATHS)
    return [
        Line(duty, case, seen, Task(task), about, title, State(stands), amount, region, listed(name, subject), *rest)
        for duty, case, seen, task, about, title, stands, amount, region, name, subject, *rest in found
    ]


def published() -> QuerySet[Case]:
    """The cases that everybody may look at, the last first."""
    return Case.objects.filter(state=State.PUBLISHED).select_related("party", "unit").order_by("-id")


def with_last_days(cases: Iterable[Case]) -> list[tuple[Case, Duty | None]]:
    """Each case with what of it is due first, None where nothing is left to do or nothing has a day."""
    cases = list(cases)
    live = Duty.objects.filter(case__in=cases, row__state__in=LIVE).select_related("row__unit")
    first: dict[int, Duty] = {}
    for duty in live.order_by(F("row__due").asc(nulls_last=True), "id"):
        first.setdefault(duty.case_id, duty)
    return [(case, first.get(case.pk)) for case in cases]


def claimants(service: str) -> set[int]:
    """The keys of the parties that have filed for a matter, whatever came of it."""
    return set(Case.objects.filter(service=service).values_list("party_id", flat=True))
