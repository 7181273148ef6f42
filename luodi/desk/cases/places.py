"""What administrators enter for a place: who takes a matter there, the guide it has published, and the place's risk level."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import models, transaction

from luodi.days.errors import DayError
from luodi.days.span import parse_span
from luodi.desk.cases.errors import EntryError
from luodi.desk.cases.matters import Matter, matters, units_table
from luodi.desk.cases.models import Guide, RiskLevel, Taker
from luodi.desk.ledger.actions import Act, named, record
from luodi.desk.parties.models import Account, Unit
from luodi.desk.portal.library import shelf
from luodi.places.units import level_of
from luodi.policy.model import Ban

RISK = "风险等级"
STANDS: Mapping[str, str] = {"must": "应交", "late": "可容缺", "pledge": "可用承诺书代替"}
LEVELS: Mapping[str, str] = {"国家": "nation", "省": "province", "市": "city", "县": "county"}
Entry = TypeVar("Entry", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Asked:
    """What may be asked for a matter in a place: papers with how each stands, publication, check afterwards, the source of that."""

    papers: Mapping[str, str]
    publish: str | None = None
    check_within: str | None = None
    source: str = ""


@transaction.atomic
def enter_risk(region: str, level: str, *, since: date, source: str, by: Account | None = None) -> RiskLevel:
    """Enter a county's risk level from a day on. EntryError for a level that the texts do not know."""
    known = shelf().program.facts[RISK].values
    if level not in known:
        raise EntryError(f"风险等级“{level}”不对，应是{'、'.join(known)}之一")
    _require_source(source)
    row = RiskLevel.objects.create(region=region, level=level, since=since, source=source)
    record(Act("cases.risk", named(row), named(by), details={"region": region, "level": level, "source": source}, happened_on=since))
    return row


@transaction.atomic
def enter_taker(service: str, region: str, units: Iterable[str], *, since: date, source: str, by: Account | None = None) -> Taker:
    """Enter who takes a matter in a place: full names of units, the lead first. EntryError where one is no unit."""
    units = list(dict.fromkeys(units))
    if strange := [name for name in units if units_table().region_of(name) is None] or not units:
        raise EntryError(f"办理单位要写全称，牵头的在前，例如“南昌市行政审批局”；不认识的：{'、'.join(strange) if units else '没有写'}")
    _require_source(source)
    _require_matter(service)
    row = Taker.objects.create(service=service, region=region, units=units, since=since, source=source)
    record(Act("cases.taker", named(row), named(by), details={"service": service, "region": region, "units": units}, happened_on=since))
    return row


@transaction.atomic
def enter_guide(
    service: str,
    region: str,
    papers: Mapping[str, str],
    *,
    since: date,
    source: str,
    publish: str = "",
    check_within: str = "",
    by: Account | None = None,
) -> Guide:
    """Enter what a place has published about a matter: its papers and how each stands (a key of STANDS), how long it publishes.

    EntryError where a ban leaves the list to another level, or forbids a paper by a word in its name.
    """
    _require_source(source)
    matter = _require_matter(service)
    if strange := [stands for stands in papers.values() if stands not in STANDS]:
        raise EntryError(f"材料怎么交写的是“{strange[0]}”，应是{'、'.join(STANDS)}之一")
    for ban in bans_over(matter.id, "清单外"):
        if level_of(region) != LEVELS[ban.list_by]:
            raise EntryError(
                f"“{'……'.join(ban.quote.words)}”：这件事的清单由{ban.list_by}公布，{shelf().regions.full_name(region)}不能另列"
            )
    for name in papers:
        require_lawful_words(matter.id, name)
    for span in filter(None, (publish, check_within)):
        try:
            parse_span(span)
        except DayError as error:
            raise EntryError(str(error)) from error
    row = Guide.objects.create(
        service=service, region=region, papers=list(papers.items()), publish=publish, check_within=check_within, since=since, source=source
    )
    details = {"service": service, "region": region, "papers": dict(papers), "publish": publish, "check": check_within, "source": source}
    record(Act("cases.guide", named(row), named(by), details=details, happened_on=since))
    return row


def require_lawful_words(service: str, text: str) -> None:
    """EntryError where something is demanded that a ban forbids by name (保证金)."""
    for ban in bans_over(service, "字样"):
        if found := [word for word in ban.words if word in text]:
            raise EntryError(f"“{'……'.join(ban.quote.words)}”：{found[0]}谁也不能要")


def bans_over(service: str, refuses: str) -> list[Ban]:
    """The bans of the library that govern a service in this way, wherever they hold."""
    return [ban for ban in _bans() if service in ban.over and ban.refuses == refuses]


def _bans() -> Iterable[Ban]:
    return (one for one in shelf().instruments.values() if isinstance(one, Ban))


def risk_on(region: str, day: date) -> str:
    """The level entered for a county on a day; empty where none was."""
    row = RiskLevel.objects.filter(region=region, since__lte=day).order_by("-since", "-id").first()
    return row.level if row else ""


def taken_by(matter: Matter, region: str, day: date) -> tuple[str, ...]:
    """Who takes a matter in a place, the lead first: whom administrators entered for the nearest place, else whom the text names."""
    row = _nearest(Taker, matter.id, region, day)
    return tuple(row.units) if row else matter.units


def led_by(units: Collection[str], day: date) -> set[str]:
    """The matters for which one of these units is entered as the lead in some place, the text aside."""
    rows = Taker.objects.filter(since__lte=day).values_list("service", "units")
    return {service for service, names in rows if names and names[0] in units}


def asked_in(matter: Matter, region: str, day: date) -> Asked:
    """The papers the text names and those of the nearest guide."""
    row = _nearest(Guide, matter.id, region, day)
    own = dict.fromkeys(matter.papers, "late" if matter.tolerates else "must")
    if row is None:
        return Asked(own)
    return Asked({**own, **dict(row.papers)}, row.publish or None, row.check_within or None, row.source)


def guide_at(matter: Matter, region: str, day: date) -> Guide | None:
    return _nearest(Guide, matter.id, region, day)


def _nearest(table: type[Entry], service: str, region: str, day: date) -> Entry | None:
    around = (region, *shelf().regions.above(region))
    return nearest_of(table.objects.filter(service=service, region__in=around, since__lte=day), region)


def nearest_of(rows: Iterable[Entry], region: str) -> Entry | None:
    """Of entries that have begun: the nearest place that holds the region; there, the latest beginning; of those the last entered."""
    order = {code: place for place, code in enumerate((region, *shelf().regions.above(region)))}
    around = (row for row in rows if row.region in order)
    return min(around, key=lambda row: (order[row.region], -row.since.toordinal(), -row.pk), default=None)


def units_of(names: Iterable[str]) -> dict[str, Unit]:
    """The units by these full names, entered where they are not yet."""
    names = list(names)
    known = {unit.name: unit for unit in Unit.objects.filter(name__in=names)}
    for name in names:
        if name not in known:
            region = units_table().region_of(name) or "000000"
            known[name] = Unit.objects.get_or_create(name=name, defaults={"region": region, "level": level_of(region)})[0]
    return known


def _require_source(source: str) -> None:
    if not source.strip():
        raise EntryError("请写明依据，例如哪一份公告、哪一天公布")


def _require_matter(service: str) -> Matter:
    if service not in matters():
        raise EntryError(f"没有“{service}”这件事项")
    return matters()[service]
