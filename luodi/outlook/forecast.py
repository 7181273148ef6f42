"""What a program's benefits cost over a crowd of rows: certain and possible, by who bears it, by place, trade and size, day by day.

Each day stands by itself: what would be due if everybody asked on it. Days are not added up, for the same money is due on each of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from luodi.bulk.batch import Batch, Decided
from luodi.bulk.bearing import borne
from luodi.bulk.columns import mapped
from luodi.bulk.lines import Line
from luodi.bulk.memory import Run, zeros
from luodi.bulk.reading import Reject
from luodi.bulk.sums import counted_by, summed, summed_by
from luodi.days.span import add_months
from luodi.feel.run import Value
from luodi.outlook.bearers import LEVELS, level
from luodi.outlook.crowd import Crowd
from luodi.outlook.pots import Drain, Paid, Pot
from luodi.outlook.sums import Counted, above_nought
from luodi.places.regions import Regions
from luodi.policy.model import Fact

UNSAID: Final = "未说明"
# By what rows are told apart, and which fact says it: the first of them that rows can have.
PLACES: Final = ("注册地", "经营地", "项目所在地", "参保地", "居住地")
WAYS: Final = {
    "city": PLACES,
    "county": PLACES,
    "industry": ("划型行业",),
    "size": ("企业规模",),
}


@dataclass(slots=True)
class Cost:
    """In fen. `yes` and `open` are rows; `unsummed` rows that may get it but for which no sum can be counted."""

    certain: int = 0
    possible: int = 0
    yes: int = 0
    open: int = 0
    unsummed: int = 0

    def add(self, certain: int, possible: int) -> None:
        self.certain += certain
        self.possible += possible


@dataclass(slots=True)
class Day:
    """What all comes to on one day. `groups` holds for each way of `WAYS` the cost of each of its groups by name."""

    on: date
    certain: int = 0
    possible: int = 0
    certain_rows: int = 0
    possible_rows: int = 0
    benefits: dict[str, Cost] = field(default_factory=dict)
    bearers: dict[tuple[str, str], Cost] = field(default_factory=dict)
    groups: dict[str, dict[str, Cost]] = field(default_factory=dict)
    pots: list[tuple[Pot, Paid, Paid]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Forecast:
    """`by` names the fact that each way goes by, None where rows have none; `days` stand in their order."""

    crowd: Crowd
    lines: tuple[Line, ...]
    by: dict[str, str | None]
    rows: int
    rejects: tuple[Reject, ...]
    days: tuple[Day, ...]


def forecast(crowd: Crowd, on: date, lines: frozenset[int], pots: Sequence[Pot] = (), months: int = 1) -> Forecast:
    """The cost of these of the plan's lines on `on` and on the same day of the months after it, `months` days in all."""
    plan = crowd.plan
    ways = {way: Way(fact, crowd.plan.regions, cities=way == "city") for way, names in WAYS.items() if (fact := crowd.fact(names))}
    reckoners = [_Reckoner(Day(add_months(on, number)), crowd, lines, ways, pots) for number in range(months)]
    rows, rejects = 0, []
    for read, refused in crowd.rows():
        rows += read.count
        rejects += refused
        for reckoner in reckoners:
            reckoner.take(Batch(plan, read.columns, read.count, reckoner.day.on), read.ids)
    by = {way: ways[way].fact.name if way in ways else None for way in WAYS}
    chosen = tuple(line for number, line in enumerate(plan.lines) if number in lines)
    return Forecast(crowd, chosen, by, rows, tuple(rejects), tuple(reckoner.finished() for reckoner in reckoners))


class Way:
    """One way to tell rows apart: the groups met so far, numbered; the first is of those that do not say.

    `cities`: a county counts as the city it lies in, or as the province where there is none between.
    """

    def __init__(self, fact: Fact, regions: Regions, *, cities: bool = False) -> None:
        self.fact = fact
        self.regions = regions
        self.cities = cities
        self.groups: dict[str, int] = {UNSAID: 0}

    def run(self, batch: Batch) -> Run:
        """The number of each row's group."""
        column = batch.columns.get(self.fact.name)
        return mapped(column, self._number, 0, batch.rows) if column else zeros("u8", batch.rows)

    def _number(self, value: Value) -> int:
        name = self._place(str(value)) if self.fact.type.kind == "region" else str(value)
        return self.groups.setdefault(name, len(self.groups))

    def _place(self, code: str) -> str:
        wider = (upper for upper in (code, *self.regions.above(code)) if upper.endswith("00"))
        return self.regions.full_name(next(wider, code) if self.cities else code)


class _Reckoner:
    """One day, while batches come."""

    def __init__(self, day: Day, crowd: Crowd, lines: frozenset[int], ways: dict[str, Way], pots: Sequence[Pot]) -> None:
        self.day = day
        self.regions = crowd.plan.regions
        self.lines = lines
        self.ways = ways
        self.drains = [(pot, Drain(pot, certain_only=True), Drain(pot, certain_only=False)) for pot in pots]

    def take(self, batch: Batch, ids: pa.Array) -> None:
        """Add one batch, benefit by benefit, so that little is kept."""
        mine, claims = Counted(batch.rows), [Counted(batch.rows) for _ in self.drains]
        for number, one in batch.each():
            if number in self.lines and one.outcome != 0:
                self._benefit(one, batch.rows)
                mine.add(one)
            for (pot, *_), claimed in zip(self.drains, claims, strict=True):
                if number in pot.lines:
                    claimed.add(one)
        certain, both, day = mine.certain, mine.both, self.day
        sure = summed(certain, batch.rows)
        day.certain += sure
        day.possible += summed(both, batch.rows) - sure
        day.certain_rows += above_nought(certain)
        day.possible_rows += int(pc.sum(pc.greater(both.array(), certain.array())).as_py() or 0)
        for way, known in self.ways.items():
            self._groups(way, known, known.run(batch), certain, both)
        for (_, *drains), claimed in zip(self.drains, claims, strict=True):
            for drain in drains:
                drain.take(claimed, ids)

    def finished(self) -> Day:
        """The day, with what became of its pots; bearers by level."""
        self.day.pots = [(pot, sure.result, all_.result) for pot, sure, all_ in self.drains]
        self.day.bearers = dict(sorted(self.day.bearers.items(), key=lambda item: (LEVELS.index(item[0][0]), -item[1].certain)))
        return self.day

    def _benefit(self, one: Decided, rows: int) -> None:
        cost = self.day.benefits.setdefault(one.line.benefit.id, Cost())
        statuses = _statuses(one, rows)
        cost.yes += statuses["yes"]
        cost.open += statuses["unknown"]
        own = Counted(rows)
        counts = own.add(one)
        certain, both = own.certain, own.both if counts else own.possible
        summed_rows = above_nought(both) if counts else 0
        if one.line.benefit.force != "鼓励":
            lost = above_nought(one.lost) if one.lost else 0
            cost.unsummed += max(0, statuses["yes"] + statuses["unknown"] - summed_rows - lost)
        if not summed_rows:
            return
        shares = one.line.benefit.shares
        for bearer, sure in borne(shares, certain, rows).items():
            more = borne(shares, both, rows)[bearer] - sure
            cost.add(sure, more)
            if sure or more:
                self.day.bearers.setdefault((level(bearer, self.regions), bearer), Cost()).add(sure, more)

    def _groups(self, way: str, known: Way, groups: Run, certain: Run, both: Run) -> None:
        found = self.day.groups.setdefault(way, {})
        count = len(known.groups)
        sums = zip(known.groups, summed_by(groups, count, certain, groups.count), summed_by(groups, count, both, groups.count), strict=True)
        for name, sure, all_ in sums:
            if all_:
                found.setdefault(name, Cost()).add(sure, all_ - sure)


def _statuses(one: Decided, rows: int) -> dict[str, int]:
    """How many rows are a yes, a no, unknown."""
    found = {"yes": 0, "no": 0, "unknown": 0}
    outcomes = one.line.outcomes
    counts = {one.outcome: rows} if isinstance(one.outcome, int) else enumerate(counted_by(one.outcome, len(outcomes), rows))
    for number, count in dict(counts).items():
        found[outcomes[number].status] += count
    return found
