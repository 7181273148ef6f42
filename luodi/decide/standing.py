"""One benefit's part in a decision: what it comes to, where it stands among the others, and what it gives reason to ask."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Final

from luodi.decide.model import Held, Outcome
from luodi.decide.stacking import Claim

# How likely one answer settles a benefit, in halves: the last one open does, a condition may, what only the sum waits for does not.
LAST, CONDITION, SUM = 2, 1, 0
MONEY: Final = ("money", "charge")
OPEN_STACK: Final = "未规定"

NAMES: Final = tuple(field.name for field in fields(Outcome))
FIELDS = attrgetter(*NAMES)
CONDITIONS: Final = NAMES.index("conditions")

Rank = tuple[int, bool, int, int]
Weight = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """`asks` are the facts worth asking for it, each with its weight: money in fen, benefits of money, those that count, their number, all.

    `counts` says under what it is counted where it is no no: its document, its kind, and its kind again where stacking is left open.
    """

    number: int
    claim: Claim
    outcome: Outcome
    rank: Rank
    asks: tuple[tuple[str, Weight], ...]
    counts: tuple[tuple[str, str], ...]


def standing(number: int, claim: Claim, outcome: Outcome, facts: Sequence[str]) -> Standing:
    """`facts` are those that matter to it; what has lost to another whatever the answer is asked nothing."""
    settled = not facts or (outcome.status == "unknown" and outcome.lost_to is not None)
    return Standing(number, claim, outcome, _rank(number, claim), () if settled else _asks(outcome, facts), _counts(outcome))


def placed(one: Standing, place: Held) -> Standing:
    """The same at another place of which the same holds."""
    parts = list(FIELDS(one.outcome))
    parts[CONDITIONS] = place, *one.outcome.conditions[1:]
    return Standing(one.number, one.claim, Outcome(*parts), one.rank, one.asks, one.counts)


def _counts(outcome: Outcome) -> tuple[tuple[str, str], ...]:
    if outcome.status == "no":
        return ()
    kind = outcome.gives.kind
    always = (("document", outcome.document), ("kind", kind))
    return (*always, ("open", kind)) if OPEN_STACK in outcome.stack else always


def _asks(outcome: Outcome, facts: Sequence[str]) -> tuple[tuple[str, Weight], ...]:
    if len(facts) == 1:
        return ((facts[0], _weight(outcome, LAST)),)
    conditions = {name for held in outcome.conditions for name in held.missing}
    may, does_not = _weight(outcome, CONDITION), _weight(outcome, SUM)
    return tuple([(fact, may if fact in conditions else does_not) for fact in facts])


def _weight(outcome: Outcome, odds: int) -> Weight:
    if outcome.force == "鼓励":
        return 0, 0, 0, 0, odds
    return odds * outcome.possible, odds * (outcome.gives.kind in MONEY), odds, 1, odds


def _rank(number: int, claim: Claim) -> Rank:
    """Bound and held by what is paid, then possible, unknown, encouraged, and what is not given; of equals the first in the library."""
    if claim.status == "no":
        rank = 4
    elif claim.force == "鼓励":
        rank = 3
    elif claim.status == "unknown":
        rank = 2
    else:
        rank = 0 if claim.force == "应" and claim.worth.given.at_most is None else 1
    return rank, claim.lost_to is not None, -claim.certain - claim.possible, number
