"""All that the board reads: counts by unit, region, document, the weeks, and one week's report. Rows come limited by a scope."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from luodi.desk.parties.scope import Scope
from luodi.desk.registers.models import Row, State
from luodi.desk.registers.queries import counted

WEEKS = 8
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one unit, region or document, counted."""

    key: str
    rows: int
    live: int
    late: int
    ahead: int
    done: int
    done_late: int

    @property
    def on_time(self) -> int | None:
        """Of those done, how many percent in time; None where none is done."""
        return 100 * (self.done - self.done_late) // self.done if self.done else None


@dataclass(frozen=True, slots=True)
class Week:
    """As on `monday`: how many rows fell due in the week before it, how many of them in time, and how many of all were late that day."""

    monday: date
    owed: int
    on_time: int
    late: int


def grouped(rows: QuerySet[Row], column: str, day: date) -> list[Group]:
    """The most late first, then those about to be, then by name."""
    found = rows.order_by().values(column).annotate(**{f"n_{name}": count for name, count in counted(day).items()})
    groups = [Group(one[column], **{name: one[f"n_{name}"] for name in counted(day)}) for one in found]
    return sorted(groups, key=lambda group: (-group.late, -group.ahead, -group.live, group.key))


def figures(rows: QuerySet[Row], day: date) -> dict[str, int]:
    """How many are late, about to be, live, and live without a day that the text states."""
    none = Count("id", filter=Q(state__in=[State.OPEN, State.PAUSED], due=None))
    return rows.aggregate(**counted(day), none=none)


def late_on(day: date) -> Q:
    """What was late at the end of a day, also of one that has passed."""
    return Q(due__lt=day) & (Q(state__in=[State.OPEN, State.PAUSED]) | Q(done_on__gt=day))


def trend(rows: QuerySet[Row], day: date, weeks: int = WEEKS) -> list[Week]:
    """The last weeks, each as on its Monday, and the running one as on the day."""
    last = day - timedelta(days=day.weekday())
    mondays = [last - WEEK * back for back in range(weeks - 2, -1, -1)]
    ends = [*mondays, day]
    counts: dict[str, Count] = {}
    for number, end in enumerate(ends):
        begin = end - WEEK if end in mondays else last
        owed = Q(due__gte=begin, due__lt=end) & ~Q(state=State.WITHDRAWN)
        counts[f"owed_{number}"] = Count("id", filter=owed)
        counts[f"on_time_{number}"] = Count("id", filter=owed & Q(done_on__lte=F("due")))
        counts[f"late_{number}"] = Count("id", filter=late_on(end))
    found = rows.aggregate(**counts)
    return [Week(end, found[f"owed_{n}"], found[f"on_time_{n}"], found[f"late_{n}"]) for n, end in enumerate(ends)]


def week(rows: QuerySet[Row], monday: date) -> dict[str, Any]:
    """The report of the week before a Monday, as plain data: see `Weekly`."""
    owed = Q(due__gte=monday - WEEK, due__lt=monday) & ~Q(state=State.WITHDRAWN)
    counts = {
        "n_owed": Count("id", filter=owed),
        "n_on_time": Count("id", filter=owed & Q(done_on__lte=F("due"))),
        "n_late": Count("id", filter=owed & Q(done_on__gt=F("due"), done_on__lte=monday)),
        "n_open": Count("id", filter=late_on(monday)),
    }
    found = rows.order_by().values("unit__name", "unit__region").annotate(**counts).filter(Q(n_owed__gt=0) | Q(n_open__gt=0))
    units = [
        {"unit": one["unit__name"], "region": one["unit__region"], **{name[2:]: one[name] for name in counts}}
        for one in found.order_by("-n_open", "-n_late", "unit__name")
    ]
    late = rows.filter(late_on(monday)).order_by("due", "id").select_related("unit")
    return {
        "units": units,
        "late": [
            {
                "row": row.pk,
                "title": row.title,
                "unit": row.unit.name,
                "region": row.region,
                "document": row.document,
                "clause": row.clause,
                "due": row.due.isoformat(),
            }
            for row in late
        ],
    }


def week_within(content: dict[str, Any], scope: Scope) -> dict[str, Any]:
    """A report narrowed to what an account may see."""
    return {part: [one for one in content[part] if scope.covers(region=one["region"], unit=one["unit"])] for part in ("units", "late")}


def always_late(rows: Iterable[Row]) -> int | None:
    """Of the units with most rows the one whose name comes first: a sample site lets it be late."""
    counts = Counter((row.unit_id, row.unit.name) for row in rows)
    most = max(counts.values(), default=0)
    return min(((name, id) for (id, name), count in counts.items() if count == most), default=("", None))[1]
