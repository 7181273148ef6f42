"""One benefit's part in a decision: what it comes to, where it stands among the others, and what it gives reason to ask."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from luodi.decide.ground import Ground
from luodi.decide.model import Outcome
from luodi.decide.stacking import Claim
from luodi.policy.model import Benefit

# How likely one answer settles a benefit, in halves: the last one open does, a condition may, what only the sum waits for does not.
LAST, CONDITION, SUM = 2, 1, 0
# A weight is one number, so that weights add up; the money stands above counts that never reach 2 ** ROOM.
ROOM: Final = 20
MONEY: Final = ("money", "charge")
OPEN_STACK: Final = "未规定"

CONDITIONS: Final = Outcome._fields.index("conditions")

Rank = tuple[int, bool, int, int]
Weight = int


class Standing(NamedTuple):
    """`asks` are the facts worth asking for it, each with its weight: money in fen, then benefits of money, then those that count,
    then their number, then all.

    `counts` says under what it is counted where it is no no.
    """

    number: int
    claim: Claim
    outcome: Outcome
    rank: Rank
    asks: tuple[tuple[str, Weight], ...]
    counts: tuple[tuple[str, str], ...]


def grounded(one: Standing, ground: Ground) -> Standing:
    """The same on a ground that is alike."""
    number, claim, outcome, rank, asks, counts = one
    parts = list(outcome)
    parts[CONDITIONS] = *ground.held, *outcome.conditions[len(ground.held) :]
    return Standing(number, claim, Outcome._make(parts), rank, asks, counts)


def counted(benefit: Benefit) -> tuple[tuple[str, str], ...]:
    """Under what a benefit is counted that is no no: its document, its kind, and its kind again where stacking is left open."""
    kind = benefit.gives.kind
    always = (("document", benefit.quote.document), ("kind", kind))
    return (*always, ("open", kind)) if OPEN_STACK in benefit.stack else always


def weighed(outcome: Outcome, facts: Sequence[str]) -> tuple[tuple[str, Weight], ...]:
    """Each of the facts that matter to a benefit with its weight."""
    if len(facts) == 1:
        return ((facts[0], _weight(outcome, LAST)),)
    conditions = {name for held in outcome.conditions for name in held.missing}
    may, does_not = _weight(outcome, CONDITION), _weight(outcome, SUM)
    return tuple([(fact, may if fact in conditions else does_not) for fact in facts])


def _weight(outcome: Outcome, odds: int) -> Weight:
    if outcome.force == "鼓励":
        return odds
    weight = 0
    for part in (odds * outcome.possible, odds * (outcome.gives.kind in MONEY), odds, 1, odds):
        weight = (weight << ROOM) + part
    return weight


def rank(number: int, claim: Claim) -> Rank:
    """Bound and held by what is paid, then possible, unknown, encouraged, and what is not given; of equals the first in the library."""
    if claim.status == "no":
        place = 4
    elif claim.force == "鼓励":
        place = 3
    elif claim.status == "unknown":
        place = 2
    else:
        place = 0 if claim.force == "应" and claim.worth.given.at_most is None else 1
    return place, claim.lost_to is not None, -claim.certain - claim.possible, number
