"""What policy files hold once they are loaded: documents with their instruments, the facts they ask, the events they hang on.

Expressions stay text here (`Expression`), already parsed and checked; `lower.py` turns the library into a program.
Money is int64 fen. The Chinese words of the files (应, 不重复, …) are kept as they are: they are the officials' own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from luodi.days.window import Anchor, Window
from luodi.feel.tree import Tree
from luodi.feel.types import Type
from luodi.text.model import Document, Place

Force = Literal["应", "可", "鼓励"]
GiftKind = Literal["money", "charge", "delay", "right"]
StackRule = Literal["不重复", "可叠加", "合计不超过"]
Relation = Literal["落实", "部分落实", "提高", "收窄", "加码", "增加", "转发"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands in a policy file: for messages. Lines and columns count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked FEEL expression: its text as written, its tree, its type."""

    text: str
    tree: Tree
    type: Type


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a clause, with where they stand in the source; a quote of several pieces has several places."""

    document: str
    clause: str
    words: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a rule may ask of a subject. `type.unit` is 人, 台, …; `of` says whose fact it is.

    `derived`: where it is not stated, what other facts make of it, by `derived_source`.
    """

    name: str
    type: Type
    of: tuple[str, ...]
    question: str
    source: str
    why: str = ""
    help: str = ""
    help_source: str = ""
    values: tuple[str, ...] = ()
    derived: Expression | None = None
    derived_source: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A day that others hang on. `day` is None while it is not known; it is then known not to lie before `not_before`."""

    name: str
    region: str | None
    day: str | None
    not_before: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Area:
    """Where a benefit holds: the place fact it is tested on (None: the text does not say), inside `within`, outside `outside`."""

    fact: str | None
    within: str
    outside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """One conjunct of `when`, with the words it stands on."""

    expression: Expression
    quote: Quote


@dataclass(frozen=True, slots=True)
class Gift:
    """What a benefit gives. Exactly one of the value fields is set, by kind; amounts are FEEL of type money.

    amount / at_most: money or charge. rate of `of` (None: the text does not say of what): money or charge.
    until / by / by_at_most: delay. right: the words. words: money, charge or delay that the text grants without a figure.
    """

    kind: GiftKind
    amount: Expression | None = None
    at_most: Expression | None = None
    rate: str | None = None
    of: Expression | None = None
    until: Anchor | None = None
    by: str | None = None
    by_at_most: str | None = None
    right: str | None = None
    words: str | None = None
    per: str | None = None
    times: Expression | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """What every kind has. `lead` and `support` are the clause's units verbatim, `unit_rule` says how the lead is known.

    `figures` are those that the rule needs and its words do not have.
    """

    id: str
    kind: str
    title: str
    quote: Quote
    spot: Spot
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    unit_rule: str = "absent"
    remarks: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Benefit(Instrument):
    """Something granted. `during` are the days of the benefit itself, `in_force` those of its document: both must hold."""

    force: Force = "应"
    granted_by: str | None = None
    subjects: tuple[str, ...] = ()
    area: Area | None = None
    during: Window | None = None
    acts: Window | None = None
    when: tuple[Condition, ...] = ()
    gives: Gift = field(default_factory=lambda: Gift("right"))
    payee: str | None = None
    shares: Mapping[str, int] = field(default_factory=dict)
    shares_quote: Quote | None = None
    stack: tuple[str, ...] = ()
    how: Quote | None = None
    in_force: Window | None = None


@dataclass(frozen=True, slots=True)
class Wins:
    """Who wins in a stacking group: 就高 or a member's id; None where the text does not say."""

    by: str | None
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Stacking(Instrument):
    members: tuple[str, ...] = ()
    on: str = ""
    unless: Expression | None = None
    rule: StackRule = "不重复"
    ceiling: Expression | None = None
    wins: Wins = Wins(None, None)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of a service: `subject` must be done `within` (or not before `at_least`) so many units of time."""

    subject: str
    within: str | None
    at_least: str | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Service(Instrument):
    subjects: tuple[str, ...] = ()
    area: Area | None = None
    during: Window | None = None
    when: tuple[Condition, ...] = ()
    steps: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    tolerates: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Duty(Instrument):
    force: Force = "应"
    by: tuple[str, ...] = ()
    what: str = ""
    due: Anchor | None = None
    rhythm: str | None = None
    to: str | None = None
    during: Window | None = None


@dataclass(frozen=True, slots=True)
class Target(Instrument):
    force: Force = "应"
    metric: str = ""
    op: str = ""
    value: str = ""
    region: str = ""
    by_day: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Ban(Instrument):
    """`bars` are the ids of the services that nobody may demand where it holds: in `area`, while `when` does."""

    on: tuple[str, ...] = ()
    what: str = ""
    during: Window | None = None
    area: Area | None = None
    when: tuple[Condition, ...] = ()
    bars: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition(Instrument):
    term: str = ""
    means: Expression | None = None
    during: Window | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that must be kept: 宿舍人均面积 >= 2.5平方米."""

    metric: str
    op: str
    value: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of a checklist: what must be there or be done, by which rhythm, and only where `when` holds."""

    id: str
    what: str
    quote: Quote
    force: Force = "应"
    rhythm: str | None = None
    figure: Figure | None = None
    when: tuple[Condition, ...] = ()

    @property
    def reworded(self) -> bool:
        """Whether `what` says it otherwise than the words it stands on."""
        return self.what != "……".join(self.quote.words)


@dataclass(frozen=True, slots=True)
class Checklist(Instrument):
    """What a kind of place must have and do. `includes` are the ids of checklists whose lines hold as well."""

    places: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    area: Area | None = None
    during: Window | None = None
    when: tuple[Condition, ...] = ()
    includes: tuple[str, ...] = ()
    items: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleaseTests:
    """Tests before release: how many, with which result, how far apart at least."""

    count: int
    result: str
    apart: str | None = None


@dataclass(frozen=True, slots=True)
class Control(Instrument):
    """What is done to a person, a place or a trade while it is in a state: since when it counts, how long, until what.

    `on` says whom in the words of the text; `release` are the conditions under which it ends, all of them.
    """

    force: Force = "应"
    on: str = ""
    subjects: tuple[str, ...] = ()
    area: Area | None = None
    during: Window | None = None
    when: tuple[Condition, ...] = ()
    what: str = ""
    since: str | None = None
    lasts: str | None = None
    tests: ReleaseTests | None = None
    release: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tier:
    """Who is served, and where the words say so."""

    who: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Share:
    """So much for somebody: a floor, or what is owed for something delivered. `per` is 日, or what it is owed for."""

    who: str
    amount: str
    quote: Quote
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Exchange(Instrument):
    """Offers meet needs. `ranked` says whether the text ranks its tiers: where it only lists them, none is before another."""

    goods: str = ""
    offers: tuple[str, ...] = ()
    tiers: tuple[Tier, ...] = ()
    ranked: bool = False
    floors: tuple[Share, ...] = ()
    returns: tuple[Share, ...] = ()
    by: tuple[str, ...] = ()
    during: Window | None = None


@dataclass(frozen=True, slots=True)
class Amendment(Instrument):
    """A later text changes an earlier one: `of` names it as the text does, `document` is its id where the library holds it."""

    of: str = ""
    document: str | None = None
    effect: str = ""
    what: str = ""
    until: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Statement(Instrument):
    why: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A clause of a lower document and the clause of the upper one it answers; `upper` None: the lower document's own addition.

    `quote` and `upper_quote` are the words on which the relation stands, `against` the words of a third clause that does not allow it.
    """

    lower: str
    upper: str | None
    relation: Relation
    note: str = ""
    quote: Quote | None = None
    upper_quote: Quote | None = None
    against: Quote | None = None


@dataclass(frozen=True, slots=True)
class Carrying:
    """What a document makes of one above it, clause by clause, as a person confirmed it."""

    upper: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """A document of the library: its text as read, how it is called, its window, its instruments in file order."""

    text: Document
    short: str
    region: str
    during: Window
    during_quote: Quote | None
    instruments: tuple[Instrument, ...]
    number: str | None = None
    number_source: str | None = None
    carries: tuple[Carrying, ...] = ()

    @property
    def id(self) -> str:
        return self.text.id


@dataclass(frozen=True, slots=True)
class Library:
    """Everything under policies/ and sources/, loaded and checked."""

    documents: tuple[PolicyDocument, ...]
    facts: Mapping[str, Fact]
    events: Mapping[str, Event]
