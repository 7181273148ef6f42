"""One benefit's part in a decision: what it comes to, where it stands among the others, and what it gives reason to ask."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, overload

from luodi.decide.ground import Ground
from luodi.decide.model import Held, Outcome
from luodi.decide.stacking import Claim
from luodi.policy.model import Benefit

# How likely one answer settles a benefit, in halves: the last one open does, a condition may, what only the sum waits for does not.
LAST, CONDITION, SUM = 2, 1, 0
# A weight is one number, so that weights add up; the money stands above counts that never reach 2 ** ROOM.
ROOM: Final = 20
MONEY: Final = ("money", "charge")
OPEN_STACK: Final = "未规定"

Rank = tuple[int, bool, int, int]
Weight = int


class Standing(NamedTuple):
    """`own` is what an outcome is made of beside its ground, the `ground`th of those that benefits share.

    `asks` are the facts worth asking for it, each with its weight: money in fen, then benefits of money, then those that count,
    then their number, then all. `counts` says under what it is counted where it is no no.
    """

    number: int
    ground: int
    rank: Rank
    certain: int
    possible: int
    own: tuple[Any, ...]
    asks: tuple[tuple[str, Weight], ...]
    counts: tuple[tuple[str, str], ...]


def counted(benefit: Benefit) -> tuple[tuple[str, str], ...]:
    """Under what a benefit is counted that is no no: its document, its kind, and its kind again where stacking is left open."""
    kind = benefit.gives.kind
    always = (("document", benefit.quote.document), ("kind", kind))
    return (*always, ("open", kind)) if OPEN_STACK in benefit.stack else always


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


def rank(number: int, claim: Claim) -> Rank:
    """Bound and held by what is paid, then possible, unknown and encouraged; of equals the first in the library."""
    if claim.force == "鼓励":
        place = 3
    elif claim.status == "unknown":
        place = 2
    else:
        place = 0 if claim.force == "应" and claim.worth.given.at_most is None else 1
    return place, claim.lost_to is not None, -claim.certain - claim.possible, number


def last(number: int) -> Rank:
    """What is refused, behind all others."""
    return 4, False, 0, number


class Outcomes(Sequence[Outcome]):
    """The outcome of each standing, on its ground; one is put together of the two when it is read."""

    __slots__ = ("standings", "grounds")

    def __init__(self, standings: Sequence[Standing], grounds: Sequence[Ground]) -> None:
        self.standings = standings
        self.grounds = grounds

    def __len__(self) -> int:
        return len(self.standings)

    @overload
    def __getitem__(self, at: int) -> Outcome: ...
    @overload
    def __getitem__(self, at: slice) -> "Outcomes": ...
    def __getitem__(self, at: int | slice) -> "Outcome | Outcomes":
        if isinstance(at, slice):
            return Outcomes(self.standings[at], self.grounds)
        one = self.standings[at]
        return Outcome(self.grounds[one.ground].held, one.own)

    def __iter__(self) -> Iterator[Outcome]:
        grounds = self.grounds
        return (Outcome(grounds[one.ground].held, one.own) for one in self.standings)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Outcomes) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
