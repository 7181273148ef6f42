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
COLUMNS = ("unit__name", "region", "document")
COUNT = "n_"
COUNTED = ("rows", "late", "ahead", "live", "none", "done", "done_late")


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one unit, region or document, or of all, counted; `none` are live without a day that the text states."""

    key: str
    rows: int = 0
    late: int = 0
    ahead: int = 0
    live: int = 0
    none: int = 0
    done: int = 0
    done_late: int = 0

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


def tally(rows: QuerySet[Row], day: date) -> list[dict[str, Any]]:
    """The counts of each unit, region and document together, read once; `grouped` and `figures` add them up."""
    return list(rows.order_by().values(*COLUMNS).annotate(**{COUNT + name: count for name, count in counted(day).items()}))


def grouped(counts: Iterable[dict[str, Any]], column: str) -> list[Group]:
    """By one of COLUMNS: the most late first, of as many those less often in time, then those about to be, then by name."""
    groups: dict[str, Counter[str]] = {}
    for one in counts:
        groups.setdefault(one[column], Counter()).update({name: one[COUNT + name] for name in COUNTED})
    found = [Group(key, **sums) for key, sums in groups.items()]
    return sorted(
        found, key=lambda group: (-group.late, 100 if group.on_time is None else group.on_time, -group.ahead, -group.live, group.key)
    )


def figures(counts: Iterable[dict[str, Any]]) -> Group:
    """All of them in one group."""
    return Group("", **{name: sum(one[COUNT + name] for one in counts) for name in COUNTED})


def late_on(day: date) -> Q:
    """What was late at the end of a day, also of one that has passed."""
    return Q(due__lt=day) & (Q(state__in=[State.OPEN, State.PAUSED]) | Q(done_on__gt=day))


def trend(rows: QuerySet[Row], day: date, weeks: int = WEEKS) -> list[Week]:
    """The last weeks, each as on its Monday, and the running one as on the day."""
    last = day - timedelta(days=day.weekday())
    mondays = [last - WEEK * back for back in range(weeks - 2, -1, -1)]
    spans = [(end - WEEK, end) for end in mondays] + [(day - WEEK if day in mondays else last, day)]
    begin, end = spans[0]
    # Few days and many rows: the database counts by day, the weeks are added up here.
    counted_rows = rows.filter(Q(due__gte=begin) | late_on(end), due__lt=day).exclude(state=State.WITHDRAWN)
    days = list(counted_rows.order_by().values_list("due", "done_on").annotate(Count("id")))
    return [_week(days, begin, end) for begin, end in spans]


def _week(days: Iterable[tuple[date, date | None, int]], begin: date, end: date) -> Week:
    owed = on_time = late = 0
    for due, done_on, count in days:
        if begin <= due < end:
            owed += count
            on_time += count if done_on and done_on <= due else 0
        if due < end and (done_on is None or done_on > end):
            late += count
    return Week(end, owed, on_time, late)


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
