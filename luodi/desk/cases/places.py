"""What administrators enter for a place: who takes a matter there and by which published list, and the place's risk level."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from luodi.desk.cases.errors import NobodyError, NotMetError
from luodi.desk.cases.matters import Matter
from luodi.desk.cases.models import Arrangement, RiskLevel
from luodi.desk.ledger.actions import Act, named, record
from luodi.desk.parties.models import Account, Unit
from luodi.desk.portal.library import shelf
from luodi.places.units import Units, level_of

RISK = "风险等级"


@dataclass(frozen=True, slots=True)
class Taken:
    """By whom a matter is taken in a place, the lead first, and which papers may be asked there."""

    units: tuple[str, ...]
    papers: tuple[str, ...]


@transaction.atomic
def set_risk(region: str, level: str, *, since: date, source: str, by: Account | None = None) -> RiskLevel:
    """Enter a county's risk level from a day on. NotMetError for a level that the texts do not know, or without a source."""
    known = shelf().program.facts[RISK].values
    if level not in known or not source.strip():
        raise NotMetError(f"风险等级应是{'、'.join(known)}之一，并写明依据")
    row = RiskLevel.objects.create(region=region, level=level, since=since, source=source)
    record(Act("cases.risk", named(row), named(by), details={"region": region, "level": level, "source": source}, happened_on=since))
    return row


def risk_on(region: str, day: date) -> str:
    """The level entered for a county on a day; empty where none was."""
    row = RiskLevel.objects.filter(region=region, since__lte=day).order_by("-since", "-id").first()
    return row.level if row else ""


@transaction.atomic
def arrange(
    service: str, region: str, units: Iterable[str], *, since: date, source: str, papers: Iterable[str] = (), by: Account | None = None
) -> Arrangement:
    """Enter who takes a matter in a place, the lead first, and the papers its published list names. NobodyError without a known unit."""
    units, papers = list(dict.fromkeys(units)), list(dict.fromkeys(papers))
    known = set(Unit.objects.filter(name__in=units).values_list("name", flat=True))
    if not units or set(units) - known or not source.strip():
        raise NobodyError(f"办理单位要写全称，牵头在前，并写明依据；没有登记过的：{'、'.join(set(units) - known) or '无'}")
    row = Arrangement.objects.create(service=service, region=region, units=units, papers=papers, source=source, since=since)
    record(Act("cases.arranged", named(row), named(by), details={"service": service, "region": region, "units": units, "papers": papers}))
    return row


def taken_in(matter: Matter, region: str, day: date) -> Taken:
    """Who takes a matter in a place: whom its administrators entered for it or for what lies above it, else whom the text names."""
    for code in (region, *shelf().regions.above(region)):
        row = Arrangement.objects.filter(service=matter.id, region=code, since__lte=day).order_by("-since", "-id").first()
        if row:
            return Taken(tuple(row.units), tuple(dict.fromkeys((*matter.papers, *row.papers))))
    return Taken(matter.units, matter.papers)


def units_of(names: Iterable[str], table: Units) -> Mapping[str, Unit]:
    """The units by these full names, entered where they are not yet."""
    names = list(names)
    known = {unit.name: unit for unit in Unit.objects.filter(name__in=names)}
    for name in names:
        if name not in known:
            region = table.region_of(name) or "000000"
            known[name] = Unit.objects.get_or_create(name=name, defaults={"region": region, "level": level_of(region)})[0]
    return known
