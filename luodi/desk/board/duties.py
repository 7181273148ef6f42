"""Duties of the library as openings of rows: whom each binds, and for which days it is owed.

Only what binds becomes a row: 可 and 鼓励 make nobody late. Whom the text names is taken at its word: a unit of public authority is
one row, 各设区市 one for each city, 各县（市、区） one for each county. A province presses its cities and these their counties, so
各市、县（区） are the cities in a document of the province. What is no unit (企业, 各部门) is listed, not guessed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings

from luodi.days.calendar import Calendar
from luodi.days.limit import Limit, write_limit
from luodi.days.rhythm import due_days, next_due, parse_rhythm
from luodi.days.window import KnownEvent, inside
from luodi.desk.portal.library import Shelf, shelf
from luodi.places.regions import COUNTRY, Regions
from luodi.places.units import Unit, Units, level_of
from luodi.policy.model import Duty, PolicyDocument

# When a site opens, periods this long past are opened too.
LOOK_BACK = timedelta(days=28)
BRACKETS = re.compile(r"[（）()〔〕\[\]、]")
CITIES = frozenset({"各设区市", "各设区市人民政府", "各设区市政府"})
COUNTIES = frozenset({"各县市区", "各县区", "各县市区政府", "各县区政府", "各县市区人民政府", "各县区人民政府", "各县区开发区新区"})
BOTH = frozenset({"各市县区", "各市县区政府", "各市县区人民政府"})
PROVINCES = frozenset({"各省", "各省级政府", "各省自治区直辖市", "各省自治区直辖市政府", "各省自治区直辖市人民政府"})
MONTH_DAY = "{0.month}月{0.day}日"


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty and one unit that it binds."""

    document: PolicyDocument
    duty: Duty
    unit: Unit


@dataclass(frozen=True, slots=True)
class Unowned:
    """A duty, whom its text names, and why that is no unit here."""

    document: PolicyDocument
    duty: Duty
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Period:
    """For which days it is owed once: the days from `started`, by the `limit`; `label` sets it apart from others of the same duty."""

    label: str
    limit: str
    started: date | None


@cache
def units_table() -> Units:
    root: Path = settings.LUODI_ROOT
    return Units.load(root / "reference" / "units", shelf().regions)


@cache
def duties() -> tuple[tuple[Owed, ...], tuple[Unowned, ...]]:
    """Every binding duty of the library with the units it binds, and those that bind no unit known here."""
    return bound(shelf(), units_table())


def bound(library: Shelf, units: Units) -> tuple[tuple[Owed, ...], tuple[Unowned, ...]]:
    owed: list[Owed] = []
    unowned: list[Unowned] = []
    meant: dict[tuple[str, str], tuple[Unit, ...]] = {}
    for document in library.policies.values():
        region = library.regions.code(document.region)
        for duty in document.instruments:
            if not isinstance(duty, Duty) or duty.force != "应":
                continue
            names = duty.by or duty.lead or duty.units
            if not names:
                unowned.append(Unowned(document, duty, "", "文件没有写谁来办"))
            found: dict[str, Unit] = {}
            for name in names:
                if (name, region) not in meant:
                    meant[name, region] = tuple(units_named(name, region, units))
                found |= {unit.name: unit for unit in meant[name, region]}
                if not meant[name, region]:
                    unowned.append(Unowned(document, duty, name, "不是一个具体的政府单位"))
            owed += [Owed(document, duty, unit) for unit in found.values()]
    return tuple(owed), tuple(unowned)


def units_named(name: str, region: str, units: Units) -> Iterator[Unit]:
    """The units that a document of a region means by a name; none where it names no unit."""
    plain = BRACKETS.sub("", name)
    regions = units.regions
    codes: Iterable[str] | None = None
    if plain in CITIES:
        codes = within(regions, region, "city")
    elif plain in COUNTIES:
        codes = within(regions, region, "county")
    elif plain in BOTH:
        codes = within(regions, region, "city") or within(regions, region, "county")
    elif plain in PROVINCES:
        codes = sorted({f"{head.region[:2]}0000" for head in shelf().program.documents.values() if head.region != COUNTRY})
    if codes is None:
        unit = units.resolve(name, region)
        if unit is not None and not unit.group:
            yield unit
        return
    for code in codes:
        unit = units.resolve(f"{regions.name(code)}人民政府", code)
        if unit is not None and not unit.group:
            yield unit


def within(regions: Regions, region: str, level: str) -> list[str]:
    """The codes of the cities or counties of a region."""
    return [
        code
        for code in regions.names
        if code not in regions.pseudo and code != region and level_of(code) == level and regions.relation(code, region) == "yes"
    ]


def periods(owed: Owed, day: date, events: Mapping[str, KnownEvent], calendar: Calendar, look_back: timedelta = LOOK_BACK) -> list[Period]:
    """What is owed up to a day and next after it; nothing before the document is in force."""
    duty, start = owed.duty, begun(owed)
    if start and start > day:
        return []
    if duty.rhythm:
        return [*_rhythmic(duty, start or day, day, events, calendar, look_back)]
    return [Period("", write_limit(Limit(anchor=duty.due)) if duty.due else "", start)]


def begun(owed: Owed) -> date | None:
    """The first day on which the duty binds: its own window's, its document's, or not stated."""
    windows = (owed.duty.during, owed.document.during)
    days = [window.start.day for window in windows if window and window.start and window.start.day and not window.start.amount]
    return date.fromisoformat(days[0]) if days else None


def _rhythmic(
    duty: Duty, since: date, day: date, events: Mapping[str, KnownEvent], calendar: Calendar, look_back: timedelta
) -> Iterator[Period]:
    rhythm = parse_rhythm(duty.rhythm or "")
    last = next_due(rhythm, since, day, calendar)
    before = since - timedelta(days=1)
    for due in due_days(rhythm, since, since, last, calendar):
        held = duty.during is None or inside(due, duty.during, events, calendar) != "no"
        if due >= day - look_back and held:
            yield Period(MONTH_DAY.format(due), due.isoformat(), min(before + timedelta(days=1), day))
        before = due
