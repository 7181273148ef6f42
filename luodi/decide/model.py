"""What deciding yields: for one subject on one day, every benefit with its status, sum, reasons and quotations.

What every decision makes by the hundred is a named tuple: one is made ten times as fast as a frozen dataclass.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, NamedTuple, TypeVar

Status = Literal["yes", "no", "unknown"]
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a clause with where they stand: document id, clause path, and (file, start, end) of each piece."""

    document: str
    clause: str
    words: tuple[str, ...]
    places: tuple[tuple[str, int, int], ...]


class Held(NamedTuple):
    """One condition: what must hold, the values of the facts in it, whether it holds, the words it stands on.

    `kind` is when, place, day or act; `missing` are the facts it waits for; `remark` says why more facts may not help.
    """

    kind: str
    text: str
    value: Mapping[str, str]
    holds: Status
    quote: Quoted | None
    missing: tuple[str, ...] = ()
    remark: str = ""


def together(held: Iterable[Held], before: Status = "yes") -> Status:
    """Any no is a no; otherwise any unknown is unknown. `before` is what others came to."""
    if before == "no":
        return "no"
    for one in held:
        if one.holds == "no":
            return "no"
        if one.holds == "unknown":
            before = "unknown"
    return before


class Given(NamedTuple):
    """What is given. Money in fen. `until` is an ISO day when it is known, `until_rule` how the text puts it.

    `amount` and `at_most` are for all `times`; `each` is for one of them. `by` and `by_at_most` are spans: 6个月.
    `words` stand where the text gives no figure.
    """

    kind: str
    amount: int | None = None
    at_most: int | None = None
    per: str | None = None
    times: int | None = None
    rate: str | None = None
    until: str | None = None
    until_rule: str | None = None
    right: str | None = None
    words: str | None = None
    each: int | None = None
    by: str | None = None
    by_at_most: str | None = None


class _Grounded(NamedTuple):
    ground: tuple[Held, ...]
    own: tuple[Any, ...]


class _Own(Generic[Part]):
    """A part of an outcome that is the same on all grounds that are alike: read from what is kept of it, in the order of the class."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.at = [one for one in vars(owner).values() if isinstance(one, _Own)].index(self)

    def __get__(self, outcome: _Grounded, owner: type) -> Part:
        part: Part = outcome.own[self.at]
        return part


class Outcome(_Grounded):
    """What one benefit comes to for this subject. `certain` and `possible` (what may come beyond it) count it after stacking, in fen.

    `ground` are place, day and act, `when` what else is asked. `shares` splits what is counted, in fen; `parts` are the parts in which
    the text puts it. `lost_by` is the rule by which it loses, `won_by` the words by which the other wins.

    It is made by the hundred of what many subjects share: first stands what differs from subject to subject, then what the text says.
    """

    __slots__ = ()

    status = _Own[Status]()
    gives = _Own[Given]()
    certain = _Own[int]()
    possible = _Own[int]()
    lost_to = _Own[str | None]()
    lost_by = _Own[Quoted | None]()
    won_by = _Own[Quoted | None]()
    when = _Own[tuple[Held, ...]]()
    missing = _Own[tuple[str, ...]]()
    shares = _Own[Mapping[str, int]]()
    remarks = _Own[tuple[str, ...]]()

    id = _Own[str]()
    document = _Own[str]()
    clause = _Own[str]()
    title = _Own[str]()
    force = _Own[str]()
    granted_by = _Own[str | None]()
    payee = _Own[str | None]()
    stack = _Own[tuple[str, ...]]()
    parts = _Own[Mapping[str, int]]()
    shares_quote = _Own[Quoted | None]()
    quote = _Own[Quoted]()
    how = _Own[Quoted | None]()
    during = _Own[str]()
    lead = _Own[tuple[str, ...]]()
    support = _Own[tuple[str, ...]]()
    units = _Own[tuple[str, ...]]()
    unit_rule = _Own[str]()

    @property
    def conditions(self) -> tuple[Held, ...]:
        """All that must hold, each with what it came to."""
        return self.ground + self.when


@dataclass(frozen=True, slots=True)
class Change:
    """What must be otherwise: of which fact (注册地, or 日期 for the day asked for), how it is now, how it must be, how far that is."""

    fact: str
    now: str
    need: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The fewest and smallest changes after which a no is a no longer. `then` is what it is then: yes, or unknown while `open` are.

    `far` compares two of them: fewer changes first, then those of sums and counts before those of place, day and kind, then by size.
    """

    changes: tuple[Change, ...]
    then: Status
    open: tuple[str, ...]
    far: tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask next: a fact, its question, and the benefits that wait for it. `answer` is the form it takes: 是 或 否, 数量（人）."""

    fact: str
    question: str
    settles: tuple[str, ...]
    answer: str = ""
    why: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The whole answer. `certain` and `possible` are sums over all benefits in fen; 鼓励 is never summed."""

    on: str
    subject: str
    outcomes: Sequence[Outcome]
    certain: int
    possible: int
    ask: tuple[Question, ...]
    remarks: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of what must be there or be done: ticked off by itself. `figure` is what must be measured: 宿舍人均面积不低于2.5平方米."""

    id: str
    what: str
    quote: Quoted
    force: str
    rhythm: str | None
    figure: str
    status: Status
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """What binds a subject, or spares it. `status`: whether it holds for this one today; what does not is left out.

    `sort`: open (whether it may open: `opens`), have (`lines`), report (`rhythm`, `to`), do, not, spared. `on`, `by`: the text's words.
    `clock` says since when, for how long, until what, in the text's words.
    """

    id: str
    sort: str
    title: str
    document: str
    what: str
    force: str
    quote: Quoted
    status: Status
    conditions: tuple[Held, ...]
    missing: tuple[str, ...]
    during: str
    on: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    rhythm: str | None = None
    to: str | None = None
    due: str | None = None
    clock: tuple[str, ...] = ()
    lines: tuple[Kept, ...] = ()
    opens: bool | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Binding:
    """All that binds or spares one subject on one day. `opening`: yes, no, unknown while facts are missing, None where no text says."""

    on: str
    subject: str
    opening: Status | None
    bounds: tuple[Bound, ...]
    ask: tuple[Question, ...]
