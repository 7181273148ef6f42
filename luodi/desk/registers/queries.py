"""All that reads more than one row of a register."""

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


# What a line of a list shows of a row.
LINE = ("title", "document", "clause", "state", "due", "amber_on", "red_on", "waits", "unit__name", "holder__name")


def owed_by_units() -> QuerySet[Row]:
    """What units owe: all but the rows that are firms' own to heed."""
    return Row.objects.exclude(register__in=own_registers())


def rows_within(scope: Scope) -> QuerySet[Row]:
    """What an account may see of what units owe."""
    return scope.limit(owed_by_units(), region="region", unit="unit", enterprise="enterprise")


def light(row: Row, day: date | None = None) -> str:
    """How a row, or a line with its columns, stands on a day: a key of LIGHTS."""
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


def listed(rows: QuerySet[Row]) -> QuerySet[Row]:
    """The same in order, with no more than a line of a list shows."""
    return in_order(rows).select_related("unit", "holder").only(*LINE)


def in_order(rows: QuerySet[Row]) -> QuerySet[Row]:
    """What is due first comes first; what has no day comes last."""
    return rows.order_by(F("due").asc(nulls_last=True), "id")
