"""One benefit's part in a decision: what it comes to, where it stands among the others, and what it gives reason to ask."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

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


def outcomes(standings: Iterable[Standing], grounds: Sequence[Ground]) -> tuple[Outcome, ...]:
    """The outcome of each, on its ground."""
    held = [ground.held for ground in grounds]
    return tuple([tuple.__new__(Outcome, (held[one.ground], one.own)) for one in standings])
