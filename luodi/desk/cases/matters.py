"""What can be applied for: services and benefits of the library as a form asks them. Nothing is asked that the text does not ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from luodi.desk.portal.library import shelf
from luodi.feel.profile import names, substitute
from luodi.feel.tree import Tree
from luodi.places.units import Units
from luodi.policy.lower import terms_of
from luodi.policy.model import Ban, Benefit, Condition, Expression, Fact, Gift, Limit, PolicyDocument, Quote, Service

PERSON, PROJECT = "个人", "项目"
PUBLISHED, CHECKED_AFTER = "公示", "事后"
ON_THE_SPOT = ("当场", "即时", "0天")
TAKEN, ENDED = "受理", "办结"


@dataclass(frozen=True, slots=True)
class Matter:
    """`when` are the conditions with every defined term written out; `facts` those the form asks, in order.

    `limits` maps what is limited to how it is written for a clock, `take` is the limit for taking it in where the text sets one beside
    that for its end; `units` holds the full name of the unit the text gives it to, and nothing where the text leaves open which one.
    """

    instrument: Service | Benefit
    document: PolicyDocument
    when: tuple[Condition, ...]
    facts: tuple[Fact, ...]
    limits: Mapping[str, str]
    units: tuple[str, ...]
    take: str = ""

    @property
    def id(self) -> str:
        return self.instrument.id

    @property
    def title(self) -> str:
        return self.instrument.title

    @property
    def subjects(self) -> tuple[str, ...]:
        return self.instrument.subjects

    def subject_of(self, party: str) -> str:
        """What a party counts as here: what it is, else an organisation's project; empty where it is for others."""
        if party in self.subjects:
            return party
        return PROJECT if PROJECT in self.subjects and party != PERSON else ""

    def facts_of(self, party: str) -> tuple[Fact, ...]:
        """Of its facts those that can be asked of such a party."""
        return tuple(fact for fact in self.facts if not fact.of or self.subject_of(party) in fact.of)

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers that the text itself names."""
        return self.instrument.papers if isinstance(self.instrument, Service) else ()

    @property
    def tolerates(self) -> str:
        """What the text says of papers that may come later; empty where it says nothing."""
        return (self.instrument.tolerates or "") if isinstance(self.instrument, Service) else ""

    @property
    def pays(self) -> bool:
        """Whether money is paid out at the end."""
        return isinstance(self.instrument, Benefit) and self.instrument.gives.kind == "money"

    @property
    def publishes(self) -> bool:
        """Whether the text itself asks for publication."""
        return isinstance(self.instrument, Service) and any(PUBLISHED in step for step in self.instrument.steps)

    @property
    def checks(self) -> bool:
        """Whether the text itself has it checked afterwards."""
        return isinstance(self.instrument, Service) and any(CHECKED_AFTER in step for step in self.instrument.steps)

    @property
    def place(self) -> str:
        """The fact that says in which place it is taken; empty where the text names none."""
        return (self.instrument.area.fact or "") if self.instrument.area else ""

    @property
    def grounds(self) -> tuple[Quote, ...]:
        """The words a refusal can stand on: those of its conditions, and its own."""
        return tuple(dict.fromkeys((*(condition.quote for condition in self.when), self.instrument.quote)))


@cache
def matters() -> Mapping[str, Matter]:
    """Every service and every benefit that somebody must apply for."""
    found = {}
    units = units_table()
    for document in shelf().policies.values():
        terms = terms_of(document)
        for instrument in document.instruments:
            if isinstance(instrument, Service | Benefit) and _applied_for(instrument):
                found[instrument.id] = _matter(instrument, document, terms, units)
    return found


@cache
def units_table() -> Units:
    return Units.load(shelf().regions.folder.parent / "units", shelf().regions)


def written_out(conditions: Iterable[Condition], document: PolicyDocument) -> tuple[Condition, ...]:
    """Conditions with every term the document defines put in its place."""
    return _written_out(conditions, terms_of(document))


def _written_out(conditions: Iterable[Condition], terms: Mapping[str, Tree]) -> tuple[Condition, ...]:
    return tuple(
        Condition(Expression(one.expression.text, substitute(one.expression.tree, terms), one.expression.type), one.quote)
        for one in conditions
    )


def _applied_for(instrument: Service | Benefit) -> bool:
    """A benefit is, but for a right that holds without anybody's asking: no text says how to apply, nobody has to grant it."""
    if isinstance(instrument, Service):
        return True
    return instrument.force != "鼓励" and (instrument.gives.kind != "right" or instrument.how is not None or instrument.force == "可")


def _matter(instrument: Service | Benefit, document: PolicyDocument, terms: Mapping[str, Tree], units: Units) -> Matter:
    when = _written_out(instrument.when, terms)
    asked = dict.fromkeys(name for one in (*when, *_barring(instrument)) for name in names(one.expression.tree))
    if isinstance(instrument, Benefit):
        asked |= dict.fromkeys(name for tree in _sums(instrument.gives) for name in names(substitute(tree, terms)))
    if instrument.area and instrument.area.fact:
        asked = {instrument.area.fact: None, **asked}
    facts = tuple(shelf().program.facts[name] for name in asked if name in shelf().program.facts)
    limits, take = _stages(instrument.limits if isinstance(instrument, Service) else ())
    return Matter(
        instrument,
        document,
        when,
        facts,
        limits,
        _units(instrument, document, units),
        take,
    )


def _barring(instrument: Service | Benefit) -> Iterable[Condition]:
    """The conditions under which a ban forbids to demand it at all: they are asked as well, because where they hold nobody need file."""
    for document in shelf().policies.values():
        for ban in document.instruments:
            if isinstance(ban, Ban) and ban.refuses == "办理" and instrument.id in ban.over:
                yield from written_out(ban.when, document)


def _stages(limits: Iterable[Limit]) -> tuple[Mapping[str, str], str]:
    """Each limit as a clock writes it, and apart the one for taking in what another of them brings to its end (当日受理、次日办结)."""
    written = {one.subject: "当日" if one.within in ON_THE_SPOT else one.within for one in limits if one.within}
    taking = [one for one in written if one.endswith(TAKEN) and f"{one.removesuffix(TAKEN)}{ENDED}" in written]
    return {one: limit for one, limit in written.items() if one not in taking}, next((written[one] for one in taking), "")


def _sums(gift: Gift) -> Iterable[Tree]:
    return (one.tree for one in (gift.amount, gift.at_most, gift.of, gift.times) if one)


def _units(instrument: Service | Benefit, document: PolicyDocument, units: Units) -> tuple[str, ...]:
    """The one unit the text gives it to: its own, else its sole lead. Of several without a lead none is chosen."""
    named = [instrument.unit] if isinstance(instrument, Service) and instrument.unit else list(instrument.lead)
    unit = units.resolve(named[0], shelf().regions.code(document.region)) if len(named) == 1 else None
    return (unit.name,) if unit is not None and not unit.group else ()
