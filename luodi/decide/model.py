"""What deciding yields: for one subject on one day, every benefit with its status, sum, reasons and quotations.

It is all named tuples: one is made ten times as fast as a frozen dataclass, and decisions make them by the hundred.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Generic, Literal, NamedTuple, TypeVar

Status = Literal["yes", "no", "unknown"]
Part = TypeVar("Part")
# A named tuple made of its parts at once: a third of the time that naming them takes.
new: Final = tuple.__new__


class Quoted(NamedTuple):
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


def worded(held: tuple[Held, ...], at: int, value: Mapping[str, str]) -> tuple[Held, ...]:
    """The conditions, one of them with the values of its facts in these words."""
    kind, text, _, holds, quote, missing, remark = held[at]
    return held[:at] + (new(Held, (kind, text, value, holds, quote, missing, remark)),) + held[at + 1 :]


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


def split(fen: int, parts: Mapping[str, int]) -> dict[str, int]:
    """`fen` by parts; what does not divide goes, fen by fen, to the largest remainders, ties to the first named."""
    whole = sum(parts.values())
    shares = {bearer: fen * part // whole for bearer, part in parts.items()}
    left = fen - sum(shares.values())
    for bearer in sorted(parts, key=lambda bearer: -(fen * parts[bearer] % whole))[:left]:
        shares[bearer] += 1
    return shares


class _Reckoned(NamedTuple):
    conditions: tuple[Held, ...]
    gives: Given
    certain: int
    possible: int
    status: Status
    lost_to: str | None
    lost_by: Quoted | None
    won_by: Quoted | None
    missing: tuple[str, ...]
    remarks: tuple[str, ...]
    said: tuple[Any, ...]


class _Said(Generic[Part]):
    """A part of an outcome that the text says to everybody: read from what is kept of it, in the order of the class."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.at = [one for one in vars(owner).values() if isinstance(one, _Said)].index(self)

    def __get__(self, outcome: _Reckoned, owner: type) -> Part:
        part: Part = outcome.said[self.at]
        return part


class Outcome(_Reckoned):
    """What one benefit comes to for this subject. `certain` and `possible` (what may come beyond it) count it after stacking, in fen.

    `conditions` are all that must hold: the `ground`, which is place, day and act, and `when`, which is what else is asked. `shares`
    splits what is counted, in fen; `parts` are the parts in which the text puts it. `lost_by` is the rule by which it loses, `won_by`
    the words by which the other wins.

    It is made by the hundred of what many subjects share: what differs from subject to subject stands in it, what the text says beside it.
    """

    __slots__ = ()

    id = _Said[str]()
    document = _Said[str]()
    clause = _Said[str]()
    title = _Said[str]()
    force = _Said[str]()
    granted_by = _Said[str | None]()
    payee = _Said[str | None]()
    stack = _Said[tuple[str, ...]]()
    parts = _Said[Mapping[str, int]]()
    shares_quote = _Said[Quoted | None]()
    quote = _Said[Quoted]()
    how = _Said[Quoted | None]()
    during = _Said[str]()
    lead = _Said[tuple[str, ...]]()
    support = _Said[tuple[str, ...]]()
    units = _Said[tuple[str, ...]]()
    unit_rule = _Said[str]()

    @property
    def ground(self) -> tuple[Held, ...]:
        """Of what must hold, place, day and act."""
        return tuple(one for one in self.conditions if one.kind != "when")

    @property
    def when(self) -> tuple[Held, ...]:
        """Of what must hold, what the benefit asks of the subject itself."""
        return tuple(one for one in self.conditions if one.kind == "when")

    @property
    def shares(self) -> Mapping[str, int]:
        """Who bears how much of what is counted, where the text says how it is split."""
        counted = self.certain + self.possible
        return split(counted, self.parts) if counted and self.parts else {}


class Change(NamedTuple):
    """What must be otherwise: of which fact (注册地, or 日期 for the day asked for), how it is now, how it must be, how far that is."""

    fact: str
    now: str
    need: str
    by: str = ""


class Nearest(NamedTuple):
    """The fewest and smallest changes after which a no is a no longer. `then` is what it is then: yes, or unknown while `open` are.

    `far` compares two of them: fewer changes first, then those of sums and counts before those of place, day and kind, then by size.
    """

    changes: tuple[Change, ...]
    then: Status
    open: tuple[str, ...]
    far: tuple[int, int, float]


class Question(NamedTuple):
    """What to ask next: a fact, its question, and the benefits that wait for it. `answer` is the form it takes: 是 或 否, 数量（人）."""

    fact: str
    question: str
    settles: tuple[str, ...]
    answer: str = ""
    why: str = ""
    help: str = ""


class Decision(NamedTuple):
    """The whole answer. `certain` and `possible` are sums over all benefits in fen; 鼓励 is never summed."""

    on: str
    subject: str
    outcomes: Sequence[Outcome]
    certain: int
    possible: int
    ask: tuple[Question, ...]
    remarks: tuple[str, ...] = ()


class Kept(NamedTuple):
    """One line of what must be there or be done: ticked off by itself. `figure` is what must be measured: 宿舍人均面积不低于2.5平方米."""

    id: str
    what: str
    quote: Quoted
    force: str
    rhythm: str | None
    figure: str
    status: Status
    missing: tuple[str, ...]


class Bound(NamedTuple):
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


class Binding(NamedTuple):
    """All that binds or spares one subject on one day. `opening`: yes, no, unknown while facts are missing, None where no text says."""

    on: str
    subject: str
    opening: Status | None
    bounds: tuple[Bound, ...]
    ask: tuple[Question, ...]
