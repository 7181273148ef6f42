"""What can be applied for: services and benefits of the library as a form asks them. Nothing is asked that the text does not ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from luodi.desk.portal.library import shelf
from luodi.feel.profile import names, substitute
from luodi.feel.tree import Tree
from luodi.places.units import Units
from luodi.policy.lower import terms_of
from luodi.policy.model import Benefit, Condition, Fact, PolicyDocument, Quote, Service

OWN = ("企业", "个体工商户", "项目")


@dataclass(frozen=True, slots=True)
class Matter:
    """`when` are the conditions with every defined term written out; `facts` those they ask, in order.

    `limits` maps what is limited to how it is written for a clock; `units` are the names of the units the text gives it to, the lead first.
    """

    instrument: Service | Benefit
    document: PolicyDocument
    when: tuple[tuple[Condition, Tree], ...]
    facts: tuple[Fact, ...]
    papers: tuple[str, ...]
    limits: dict[str, str]
    tolerates: str
    units: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.instrument.id

    @property
    def title(self) -> str:
        return self.instrument.title

    @property
    def grounds(self) -> tuple[Quote, ...]:
        """The words a refusal can stand on: those of its conditions, and its own."""
        return tuple(dict.fromkeys((*(condition.quote for condition, _ in self.when), self.instrument.quote)))


@cache
def matters() -> dict[str, Matter]:
    """Every service and every benefit that is granted on application by an authority, for a firm or its project."""
    found = {}
    units = Units.load(shelf().regions.folder.parent / "units", shelf().regions)
    for document in shelf().policies.values():
        terms = terms_of(document)
        for instrument in document.instruments:
            if isinstance(instrument, Service | Benefit) and set(instrument.subjects) & set(OWN) and _applied_for(instrument):
                found[instrument.id] = _matter(instrument, document, terms, units)
    return found


def _applied_for(instrument: Service | Benefit) -> bool:
    """A benefit is where the text says 申请, or gives money; a right holds without anybody's asking."""
    if isinstance(instrument, Service):
        return True
    asked = instrument.how is not None and any("申请" in words for words in instrument.how.words)
    return instrument.force != "鼓励" and (asked or instrument.gives.kind == "money")


def _matter(instrument: Service | Benefit, document: PolicyDocument, terms: dict[str, Tree], units: Units) -> Matter:
    when = tuple((condition, substitute(condition.expression.tree, terms)) for condition in instrument.when)
    asked = dict.fromkeys(name for _, tree in when for name in names(tree))
    facts = tuple(shelf().program.facts[name] for name in asked if name in shelf().program.facts)
    service = instrument if isinstance(instrument, Service) else None
    limits = {limit.subject: _clock(limit.within) for limit in service.limits if limit.within} if service else {}
    return Matter(
        instrument,
        document,
        when,
        facts,
        service.papers if service else (),
        limits,
        (service.tolerates or "") if service else "",
        tuple(_units(instrument, document, units)),
    )


def _clock(within: str) -> str:
    return "当日" if within in ("当场", "即时", "0天") else within


def _units(instrument: Service | Benefit, document: PolicyDocument, units: Units) -> Iterable[str]:
    """Full names of those the text names as taking it: its unit, else lead and support. Of a list without a lead, none is chosen."""
    named = [instrument.unit] if isinstance(instrument, Service) and instrument.unit else [*instrument.lead]
    if isinstance(instrument, Service) and not instrument.unit:
        named += instrument.support
    region = shelf().regions.code(document.region)
    for name in named:
        unit = units.resolve(name, region)
        if unit is not None and not unit.group:
            yield unit.name
