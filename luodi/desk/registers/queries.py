"""All that reads more than one row of a register."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from luodi.desk import clock
from luodi.desk.parties.scope import Scope
from luodi.desk.registers.kinds import own_registers
from luodi.desk.registers.models import Row, State

LIVE = (State.OPEN, State.PAUSED)
LIGHTS = {
    "late": "超期",
    "red": "告急",
    "amber": "将到期",
    "green": "时间够",
    "waiting": "等待",
    "none": "未载明期限",
    "done": "已办",
    "withdrawn": "已撤",
}
# From a row to the fields of a Line, in their order.
PATHS = ("pk", "title", "document", "clause", "unit__name", "holder__name", "state", "due", "amber_on", "red_on", "waits")


@dataclass(frozen=True, slots=True)
class Line:
    """A row as a list shows it, the unit and who holds it by name."""

    pk: int
    title: str
    document: str
    clause: str
    unit: str
    holder: str | None
    state: str
    due: date | None
    amber_on: date | None
    red_on: date | None
    waits: str


def owed_by_units() -> QuerySet[Row]:
    """What units owe: all but the rows that are firms' own to heed."""
    return Row.objects.exclude(register__in=own_registers())


def rows_within(scope: Scope) -> QuerySet[Row]:
    """What an account may see of what units owe."""
    return scope.limit(owed_by_units(), region="region", unit="unit", party="party")


def light(row: Row | Line, day: date | None = None) -> str:
    """How a row stands on a day: a key of LIGHTS."""
    day = day or clock.today()
    if row.state not in LIVE:
        return row.state
    if row.due is None:
        return "waiting" if row.waits else "none"
    return "late" if day > row.due else "red" if day >= row.red_on else "amber" if day >= row.amber_on else "green"


def lit(name: str, day: date) -> Q:
    """The rows with a light on a day, as a filter; `ahead` are amber and red together."""
    live = Q(state__in=LIVE)
    return {
        "late": live & Q(due__lt=day),
        "red": live & Q(red_on__lte=day, due__gte=day),
        "amber": live & Q(amber_on__lte=day, red_on__gt=day),
        "ahead": live & Q(amber_on__lte=day, due__gte=day),
        "green": live & Q(amber_on__gt=day),
        "waiting": live & Q(due=None) & ~Q(waits=""),
        "none": live & Q(due=None, waits=""),
        "done": Q(state=State.DONE),
        "withdrawn": Q(state=State.WITHDRAWN),
    }[name]


def counted(day: date) -> dict[str, Count]:
    """What is counted of a group: all rows, late ones, those about to be, live ones, of them those without a day, done, and done late."""
    return {
        "rows": Count("id"),
        "late": Count("id", filter=lit("late", day)),
        "ahead": Count("id", filter=lit("ahead", day)),
        "live": Count("id", filter=Q(state__in=LIVE)),
        "none": Count("id", filter=Q(state__in=LIVE, due=None)),
        "done": Count("id", filter=lit("done", day)),
        "done_late": Count("id", filter=Q(state=State.DONE, done_on__gt=F("due"))),
    }


def in_order(rows: QuerySet[Row]) -> QuerySet[Row]:
    """What is due first comes first; what has no day comes last."""
    return rows.order_by(F("due").asc(nulls_last=True), "id")


def lines(rows: QuerySet[Row]) -> list[Line]:
    """A page of a list, read without what it does not show."""
    return [Line(*values) for values in rows.values_list(*PATHS)]
