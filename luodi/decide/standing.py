"""One benefit's part in a decision: what it comes to, where it stands among the others, and what it gives reason to ask."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, overload

from luodi.decide.ground import Ground
from luodi.decide.known import Known, Spoken
from luodi.decide.model import Given, Held, Outcome, Status, new, worded
from luodi.decide.stacking import Claim
from luodi.policy.model import Benefit

# How likely one answer settles a benefit, in halves: the last one open does, a condition may, what only the sum waits for does not.
LAST, CONDITION, SUM = 2, 1, 0
# A weight is one number, so that weights add up; the money stands above counts that never reach 2 ** ROOM.
ROOM: Final = 20
MONEY: Final = ("money", "charge")
OPEN_STACK: Final = "未规定"

# A rank is one number too: the place, what counts in it, and which benefit it is, one above the other.
PLACE: Final = 100
BOUND, GRANTED, OPEN, ENCOURAGED, REFUSED = range(5)

Rank = int
Weight = int


class Standing(NamedTuple):
    """Standings are in order as they are, for the rank stands first. One goes for all grounds that are alike, the `ground`th of those
    that benefits share, and for all subjects of whom the same is to be told.

    `when` has no words yet where `spoken` says which facts go into them. `told` are the last parts of an outcome, from its status on.
    `asks` are the facts worth asking for it, each with its weight: money in fen, then benefits of money, then those that count,
    then their number, then all. `counts` says under what it is counted where it is no no.
    """

    rank: Rank
    number: int
    ground: int
    when: tuple[Held, ...]
    spoken: tuple[tuple[int, tuple[str, ...]], ...]
    gives: Given
    certain: int
    possible: int
    told: tuple[Any, ...]
    asks: tuple[tuple[str, Weight], ...]
    counts: tuple[tuple[str, str], ...]


def counted(benefits: Sequence[Benefit], undated: Collection[str]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Under what each benefit is counted where it is no no, so that remarks are made: its document where that bears no date, and its
    kind where of any of that kind the text leaves stacking open; again where it leaves open that of the benefit itself."""
    left_open = {benefit.gives.kind for benefit in benefits if OPEN_STACK in benefit.stack}
    for benefit in benefits:
        document, kind = benefit.quote.document, benefit.gives.kind
        of_document = (("document", document),) if document in undated else ()
        of_kind = (("kind", kind),) if kind in left_open else ()
        yield of_document + of_kind + ((("open", kind),) if OPEN_STACK in benefit.stack else ())


def weighed(claim: Claim, held: Iterable[Held], facts: Sequence[str]) -> tuple[tuple[str, Weight], ...]:
    """Each of the facts that matter to a benefit with its weight."""
    if len(facts) == 1:
        return ((facts[0], _weight(claim, LAST)),)
    conditions = {name for one in held for name in one.missing}
    may, does_not = _weight(claim, CONDITION), _weight(claim, SUM)
    return tuple([(fact, may if fact in conditions else does_not) for fact in facts])


def _weight(claim: Claim, odds: int) -> Weight:
    if claim.force == "鼓励":
        return odds
    weight = 0
    for part in (odds * claim.possible, odds * (claim.worth.given.kind in MONEY), odds, 1, odds):
        weight = (weight << ROOM) + part
    return weight


def place(force: str, status: Status, *, exact: bool) -> int:
    """Bound and held first, then possible, unknown, encouraged and refused."""
    if status == "no":
        return REFUSED
    if force == "鼓励":
        return ENCOURAGED
    if status == "unknown":
        return OPEN
    return BOUND if force == "应" and exact else GRANTED


def rank(place: int, number: int, *, lost: bool = False) -> Rank:
    """By place, what has lost behind the others; of equals the first in the library comes first."""
    return ((2 * place + lost) << PLACE) + number


def outranking(rank: Rank, paid: int) -> Rank:
    """Before those of the same place to whom less is paid."""
    return rank - (paid << ROOM)


FIRST_REFUSED: Final = (rank(REFUSED, 0),)


class Outcomes(Sequence[Outcome]):
    """The outcome of each standing, on its ground, with the words of what is known; one is put together of these when it is read."""

    __slots__ = ("standings", "grounds", "known", "held")

    def __init__(self, standings: Sequence[Standing], grounds: Sequence[Ground], known: Known) -> None:
        self.standings = standings
        self.grounds = grounds
        self.known = known
        self.held: list[tuple[Held, ...]] = []

    def __len__(self) -> int:
        return len(self.standings)

    @overload
    def __getitem__(self, at: int) -> Outcome: ...
    @overload
    def __getitem__(self, at: slice) -> "Outcomes": ...
    def __getitem__(self, at: int | slice) -> "Outcome | Outcomes":
        if isinstance(at, slice):
            return Outcomes(self.standings[at], self.grounds, self.known)
        return next(iter(Outcomes([self.standings[at]], self.grounds, self.known)))

    def __iter__(self) -> Iterator[Outcome]:
        if not self.held:
            self.held = [self._worded(one.held, one.spoken) for one in self.grounds]
        held = self.held
        for _, _, ground, when, spoken, gives, certain, possible, told, _, _ in self.standings:
            if spoken:
                when = self._worded(when, spoken)
            yield new(Outcome, (held[ground] + when, gives, certain, possible) + told)

    def _worded(self, conditions: tuple[Held, ...], spoken: Iterable[tuple[int, tuple[str, ...]]]) -> tuple[Held, ...]:
        for at, names in spoken:
            conditions = worded(conditions, at, Spoken(self.known, names))
        return conditions

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Outcomes) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
