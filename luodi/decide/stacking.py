"""What benefits come to side by side: who wins in a group, who loses to it, what of each is certain and what only possible.

Certain is what is due however the open questions are answered: more facts never lower it, as long as no benefit stands in two
groups at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from luodi.decide.conditions import waits
from luodi.decide.gifts import Rule, Worth, half_up
from luodi.decide.known import Known, quoted
from luodi.decide.model import Held, Quoted, Status
from luodi.feel.profile import names
from luodi.feel.run import compile_tree
from luodi.feel.speak import speak
from luodi.feel.unknown import Unknown
from luodi.policy.model import Expression, Stacking
from luodi.policy.values import show_money

HIGHEST: Final = "就高"
NO_WINNER: Final = "文件未载明以哪一项为准"


@dataclass(slots=True, eq=False)
class Claim:
    """One benefit that is not refused, on its way to an outcome. `sure`: bound, known to hold, with an exact sum."""

    id: str
    title: str
    force: str
    status: Status
    worth: Worth
    when: tuple[Held, ...]
    missing: tuple[str, ...]
    remarks: list[str]
    sure: bool = False
    certain: int = 0
    possible: int = 0
    lost_to: str | None = None
    lost_by: Quoted | None = None
    won_by: Quoted | None = None

    def count(self) -> None:
        """What it counts for as long as it stands alone. 鼓励 never counts."""
        if self.force == "鼓励" or self.worth.sum is None:
            return
        self.sure = self.status == "yes" and self.force == "应" and self.worth.exact
        self.certain = self.worth.sum if self.sure else 0
        self.possible = 0 if self.sure else self.worth.sum

    @property
    def reach(self) -> int:
        """The most it can come to, in fen."""
        return self.certain + self.possible

    @property
    def floor(self) -> int:
        """What it comes to at least if it is given at all, in fen."""
        return self.reach if self.worth.exact else 0

    @property
    def live(self) -> bool:
        return self.force != "鼓励" and self.lost_to is None

    @property
    def due(self) -> bool:
        """Whether the text binds it and its conditions hold, whatever its sum."""
        return self.status == "yes" and self.force == "应"


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A stacking rule over the claims of one kind of subject; `members` are their numbers there."""

    stacking: Stacking
    members: tuple[int, ...]
    quote: Quoted
    wins_quote: Quoted | None
    unless: Rule | None
    ceiling: Rule | None

    @property
    def names(self) -> tuple[str, ...]:
        """The facts that lift it or set its ceiling."""
        stacking = self.stacking
        return tuple(name for one in (stacking.unless, stacking.ceiling) if one for name in names(one.tree))

    def claims(self, claims: Mapping[int, Claim], known: Known) -> tuple[list[Claim], frozenset[str]]:
        """The live members while the rule binds, and the facts that could still lift it."""
        lifted = self.unless(known.facts) if self.unless else False
        if lifted is True:
            return [], frozenset()
        return [claims[number] for number in self.members if number in claims and claims[number].live], waits(lifted)

    def largest(self, claims: Mapping[int, Claim]) -> int:
        """The largest sure sum of a member, in fen."""
        return max((claims[number].certain for number in self.members if number in claims), default=0)


def group(stacking: Stacking, numbers: Mapping[str, int]) -> Group | None:
    """The rule over those of its members that are among `numbers`; None where it changes nothing for them."""
    members = tuple(numbers[member] for member in stacking.members if member in numbers)
    if stacking.rule == "可叠加" or len(members) < (2 if stacking.rule == "不重复" else 1):
        return None
    wins = stacking.wins.quote
    return Group(stacking, members, quoted(stacking.quote), quoted(wins) if wins else None, _rule(stacking.unless), _rule(stacking.ceiling))


def stack(groups: Sequence[Group], claims: Mapping[int, Claim], known: Known) -> None:
    """Settle every group. Where groups overlap, the one with the largest sure sum goes first, so that a loser beats nobody.

    `claims` by number: who is refused has none.
    """
    exclusive = [group for group in groups if group.stacking.rule == "不重复"]
    for each in sorted(exclusive, key=lambda group: -group.largest(claims)):
        _exclude(each, claims, known)
    for each in groups:
        if each.stacking.rule == "合计不超过":
            _cap(each, claims, known)


def _exclude(group: Group, claims: Mapping[int, Claim], known: Known) -> None:
    live, lifting = group.claims(claims, known)
    if len(live) < 2:
        return
    winner = _winner(group, live)
    if winner:
        # While the rule may still be lifted, what is open stays open: it could be given beside the winner.
        beaten = [claim for claim in live if _beats(group, winner, claim) and not (lifting and claim.status == "unknown")]
        _lose(beaten, winner, group, lifting)
    left = [claim for claim in live if claim.lost_to is None]
    if winner and (winner.due or len(left) == 1):
        _ladder(group, left, winner, winner.certain)
        for claim in left:
            if claim is not winner and claim.worth.sum is None and not claim.worth.open:
                claim.remarks.append(f"没有可比的金额，与“{winner.title}”哪一项高算不出来")
    else:
        _leave_open(group, left)


def _winner(group: Group, live: list[Claim]) -> Claim | None:
    """The highest sure sum, or the named member once its conditions are known to hold."""
    by = group.stacking.wins.by
    if by == HIGHEST:
        return max((claim for claim in live if claim.sure), key=lambda claim: claim.certain, default=None)
    return next((claim for claim in live if claim.id == by and claim.status == "yes"), None)


def _beats(group: Group, winner: Claim, other: Claim) -> bool:
    """Whether `other` is out whatever else comes to light. What somebody must still grant (可) does not beat what is bound."""
    if other is winner:
        return False
    if group.stacking.wins.by == HIGHEST:
        return other.worth.sum is not None and other.reach <= winner.certain
    return winner.due or other.force == "可"


def _leave_open(group: Group, live: list[Claim]) -> None:
    """Who wins is not known: certain is the least of what may turn out to be the one that is given."""
    by = group.stacking.wins.by
    sure = [claim for claim in live if claim.sure]
    rivals = [claim for claim in live if not claim.sure and (claim.force == "应" or claim.id == by)]
    least = min(sure, key=lambda claim: claim.certain, default=None)
    _ladder(group, live, least, min(claim.floor for claim in (*sure, *rivals)) if least else 0)
    named = next((claim for claim in live if claim.id == by), None)
    for claim in live:
        if named and claim is not named:
            claim.remarks.append(f"如果“{named.title}”也成立，以它为准，本项不再给")
        elif by is None and sum(other.status == "yes" for other in live) > 1:
            claim.remarks.append(NO_WINNER)


def _lose(losers: list[Claim], winner: Claim, group: Group, lifting: frozenset[str]) -> None:
    stacking = group.stacking
    for claim in losers:
        claim.certain = claim.possible = 0
        claim.lost_to, claim.lost_by, claim.won_by = winner.id, group.quote, group.wins_quote
        claim.remarks.extend(stacking.remarks)
        if stacking.on:
            claim.remarks.append(f"只在{stacking.on}时不重复享受")
        if stacking.unless and lifting:
            claim.missing += tuple(sorted(lifting.difference(claim.missing)))
            claim.remarks.append(f"如果{speak(stacking.unless.tree)}，就不受此限；现在还不知道")


def _ladder(group: Group, live: list[Claim], holder: Claim | None, certain: int) -> None:
    """`holder` carries what is certain; beyond it each claim counts only for what it reaches above the ones before."""
    rungs = [(claim, claim.reach) for claim in live if claim.lost_to is None]
    top = certain
    for claim, reach in sorted(rungs, key=lambda rung: -rung[1]):
        claim.certain = certain if claim is holder else 0
        claim.possible = max(0, reach - top)
        top = max(top, reach)
        if claim.reach < reach:
            claim.remarks.append(f"“{group.stacking.title}”：只享受一项，合计里只计高出的部分")


def _cap(group: Group, claims: Mapping[int, Claim], known: Known) -> None:
    live, _ = group.claims(claims, known)
    ceiling = group.ceiling(known.facts) if group.ceiling else Unknown(frozenset())
    title = group.stacking.title
    if not isinstance(ceiling, int | Fraction):
        for claim in live:
            claim.certain, claim.possible = 0, claim.reach
            claim.missing += tuple(sorted(waits(ceiling).difference(claim.missing)))
            claim.remarks.append(f"{title}：合计的上限还不知道")
        return
    limit = half_up(ceiling)
    over = sum(claim.reach for claim in live) > limit
    left = limit
    for claim in live:
        claim.certain = min(claim.certain, left)
        left -= claim.certain
    for claim in live:
        claim.possible = min(claim.possible, left)
        left -= claim.possible
        if over:
            claim.remarks.append(f"{title}：合计不超过{show_money(limit)}")


def _rule(expression: Expression | None) -> Rule | None:
    return compile_tree(expression.tree) if expression else None
