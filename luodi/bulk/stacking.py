"""Stacking as a loop: of benefits that meet, who wins in each row, who loses to it, what of each is certain and what only possible.

Groups that share a member are settled in one loop, the one with the largest certain sum first.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from luodi.bulk.loops import Lane, Loop, loop
from luodi.bulk.native import Native, native
from luodi.bulk.ratios import UNKNOWN
from luodi.policy.model import Benefit, Force, Stacking, StackRule

HIGHEST: Final = "就高"
LIFTED: Final = 1
Pick = Callable[[Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Group:
    """A stacking rule over the members of its component, by their numbers there."""

    stacking: Stacking
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """Benefits that groups tie together, and those groups in the program's order."""

    benefits: tuple[Benefit, ...]
    groups: tuple[Group, ...]


def components(stackings: Sequence[Stacking], benefits: Mapping[str, Benefit]) -> tuple[Component, ...]:
    """The rules that change anything among these benefits, each with all that hang together with it."""
    binding = []
    for stacking in stackings:
        members = tuple(member for member in stacking.members if member in benefits)
        if stacking.rule != "可叠加" and len(members) >= (2 if stacking.rule == "不重复" else 1):
            binding.append((stacking, members))
    found: list[set[str]] = []
    for _, members in binding:
        touching = [one for one in found if not one.isdisjoint(members)]
        found = [one for one in found if one not in touching] + [set(members).union(*touching)]
    return tuple(_component([rule for rule in binding if rule[1][0] in ids], ids, benefits) for ids in found)


def _component(rules: Sequence[tuple[Stacking, tuple[str, ...]]], ids: set[str], benefits: Mapping[str, Benefit]) -> Component:
    order = [id for id in benefits if id in ids]
    groups = tuple(Group(stacking, tuple(order.index(member) for member in members)) for stacking, members in rules)
    return Component(tuple(benefits[id] for id in order), groups)


@dataclass(frozen=True, slots=True)
class Member:
    """What stacking asks of a benefit itself."""

    force: Force
    exact: bool


@dataclass(frozen=True, slots=True)
class Binding:
    """A stacking rule over members by their numbers. `by`: 就高, or the number of the one that wins; `unless`: whether it may be lifted."""

    rule: StackRule
    by: str | int | None
    unless: bool
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One member in one lane. `yes`, `unknown`: its status. `summed`: whether there is a sum. `lost`: 0, or 1 + the winner's number.

    `extra`: 0, or 1 + the number of the group whose open question adds to what it waits for.
    """

    number: int
    member: Member
    yes: Any
    unknown: Any
    summed: Any
    certain: Any
    possible: Any
    lost: Any
    extra: Any


def component_loop(component: Component) -> Native:
    """The loop that settles a component: the same for all that differ only in what benefits are called and say."""
    order = [benefit.id for benefit in component.benefits]
    members = tuple(Member(benefit.force, exact(benefit)) for benefit in component.benefits)
    return settling_loop(members, tuple(_binding(group, order) for group in component.groups))


def _binding(group: Group, order: Sequence[str]) -> Binding:
    by = group.stacking.wins.by
    wins = order.index(by) if by in order else HIGHEST if by == HIGHEST else None
    return Binding(group.stacking.rule, wins, group.stacking.unless is not None, group.members)


@native
def settling_loop(members: tuple[Member, ...], bindings: tuple[Binding, ...]) -> Loop:
    """Takes for each member its status (0 no, 1 yes, 2 unknown) and its sum; then for each group whether it is lifted
    (0 no, 1 yes, more: open) and its ceiling. Gives for each member certain, possible, lost and extra."""
    asked = 2 * len(members) + 2 * len(bindings)
    widths = [*["u8", "i64"] * (len(members) + len(bindings)), *["i64", "i64", "u8", "u8"] * len(members)]

    def body(lane: Lane) -> None:
        claims = _Settler(lane, bindings).settled([_claim(lane, *one) for one in enumerate(members)], 2 * len(members))
        for claim in claims:
            first = asked + 4 * claim.number
            for place, value in enumerate((claim.certain, claim.possible, claim.lost, claim.extra)):
                lane.put(first + place, value)

    return loop(widths, 0, body)


def exact(benefit: Benefit) -> bool:
    """Whether its sum, once known, is the sum itself and not a ceiling."""
    return benefit.gives.at_most is None


def _claim(lane: Lane, number: int, member: Member) -> Claim:
    status, sum = lane.get(2 * number), lane.get(2 * number + 1)
    zero = lane.number(0)
    yes, unknown = lane.is_("==", status, lane.number(1)), lane.is_("==", status, lane.number(2))
    known = lane.is_("!=", sum, lane.number(UNKNOWN))
    summed = lane.both(known, lane.either(yes, unknown)) if member.force != "鼓励" else lane.truth(False)
    sure = lane.both(summed, yes) if member.force == "应" and member.exact else lane.truth(False)
    certain = lane.choose(sure, sum, zero)
    possible = lane.choose(lane.both(summed, lane.negate(sure)), sum, zero)
    return Claim(number, member, yes, unknown, summed, certain, possible, zero, zero)


class _Settler:
    def __init__(self, lane: Lane, bindings: Sequence[Binding]) -> None:
        self.lane = lane
        self.bindings = bindings

    def settled(self, claims: list[Claim], first: int) -> list[Claim]:
        """All groups, exclusive ones by their largest certain sum, then the ceilings in order. `first` is the first group's array."""
        lane = self.lane
        groups = list(enumerate(self.bindings))
        exclusive = [(number, group) for number, group in groups if group.rule == "不重复"]
        keys = [self._most([claims[member].certain for member in group.members]) for _, group in exclusive]
        ranks = [self._rank(keys, place) for place in range(len(keys))]
        lifts = {number: lane.get(first + 2 * number) for number, _ in groups}
        for turn in range(len(exclusive)):
            for rank, (number, group) in zip(ranks, exclusive, strict=True):
                now = lane.is_("==", rank, lane.number(turn))
                claims = self._exclude(number, group, claims, lifts[number], now)
        for number, group in groups:
            if group.rule == "合计不超过":
                claims = self._cap(number, group, claims, lifts[number], lane.get(first + 2 * number + 1))
        return claims

    def _rank(self, keys: Sequence[Any], place: int) -> Any:
        """How many groups go before: those with a larger sum, and of equals those that stand before."""
        lane, rank = self.lane, self.lane.number(0)
        for other, key in enumerate(keys):
            if other != place:
                rank = lane.add(rank, lane.as_number(lane.is_(">=" if other < place else ">", key, keys[place])))
        return rank

    def _exclude(self, number: int, group: Binding, claims: list[Claim], lift: Any, now: Any) -> list[Claim]:
        lane = self.lane
        lifting = lane.is_(">", lift, lane.number(LIFTED))
        binds = lane.both(now, lane.is_("!=", lift, lane.number(LIFTED)))
        live = {member: lane.both(binds, self._live(claims[member])) for member in group.members}
        met = lane.is_(">=", self._count(live.values()), lane.number(2))
        live = {member: lane.both(met, alive) for member, alive in live.items()}
        wins = self._winner(group, claims, live)
        won = lane.either(*wins.values())
        top = self._chosen(wins, {member: claims[member].certain for member in wins})
        beaten = {
            member: lane.both(
                alive,
                self._beaten(group, claims, member, wins, top),
                lane.negate(lane.both(lifting, claims[member].unknown)),
            )
            for member, alive in live.items()
        }
        claims = self._lose(number, group, claims, beaten, wins, lifting)
        left = {member: lane.both(alive, lane.negate(beaten[member])) for member, alive in live.items()}
        due = lane.either(*(lane.both(win, self._due(claims[member])) for member, win in wins.items()))
        alone = lane.is_("==", self._count(left.values()), lane.number(1))
        decided = lane.both(won, lane.either(due, alone))
        laddered = self._ladder(claims, left, wins, top)
        opened = self._leave_open(group, claims, left)
        return [
            self._pick(decided, laddered[claim.number], self._pick(met, opened[claim.number], claim)) if claim.number in live else claim
            for claim in claims
        ]

    def _winner(self, group: Binding, claims: list[Claim], live: Mapping[int, Any]) -> dict[int, Any]:
        """For each member whether it wins: the highest sure sum, or the named one once its conditions are known to hold."""
        lane, by = self.lane, group.by
        if by == HIGHEST:
            sure = {member: lane.both(alive, self._sure(claims[member])) for member, alive in live.items()}
            return self._first(sure, {member: claims[member].certain for member in live}, ">")
        named = {member: member == by for member in live}
        return {member: lane.both(alive, claims[member].yes) if named[member] else lane.truth(False) for member, alive in live.items()}

    def _beaten(self, group: Binding, claims: list[Claim], member: int, wins: Mapping[int, Any], top: Any) -> Any:
        lane, claim = self.lane, claims[member]
        other = lane.both(lane.either(*wins.values()), lane.negate(wins[member]))
        if group.by == HIGHEST:
            return lane.both(other, claim.summed, lane.is_("<=", lane.add(claim.certain, claim.possible), top))
        if claim.member.force == "可":
            return other
        due = lane.either(*(lane.both(win, self._due(claims[winner])) for winner, win in wins.items()))
        return lane.both(other, due)

    def _lose(
        self, number: int, group: Binding, claims: list[Claim], beaten: Mapping[int, Any], wins: Mapping[int, Any], lifting: Any
    ) -> list[Claim]:
        lane, zero = self.lane, self.lane.number(0)
        winner = self._chosen(wins, {member: lane.number(member + 1) for member in wins})
        extra = lane.choose(lifting, lane.number(number + 1), zero) if group.unless else zero
        changed = list(claims)
        for member, out in beaten.items():
            claim = claims[member]
            lost = replace(claim, certain=zero, possible=zero, lost=winner, extra=extra)
            changed[member] = self._pick(out, lost, claim)
        return changed

    def _leave_open(self, group: Binding, claims: list[Claim], live: Mapping[int, Any]) -> dict[int, Claim]:
        """Who wins is not known: certain is the least of what may turn out to be the one that is given."""
        lane, zero = self.lane, self.lane.number(0)
        sure = {member: lane.both(alive, self._sure(claims[member])) for member, alive in live.items()}
        holder = self._first(sure, {member: claims[member].certain for member in live}, "<")
        held = lane.either(*holder.values())
        least = lane.number(2**62)
        for member, alive in live.items():
            claim = claims[member]
            if claim.member.force == "应" or member == group.by:
                floor = lane.choose(claim.summed, lane.add(claim.certain, claim.possible), zero) if claim.member.exact else zero
                least = lane.choose(alive, lane.least(least, floor), least)
        return self._ladder(claims, live, holder, lane.choose(held, least, zero))

    def _ladder(self, claims: list[Claim], live: Mapping[int, Any], holder: Mapping[int, Any], certain: Any) -> dict[int, Claim]:
        """`holder` carries what is certain; the one that reaches highest counts for what it reaches above that, the others for nothing."""
        lane, zero = self.lane, self.lane.number(0)
        reach = {member: lane.add(claims[member].certain, claims[member].possible) for member in live}
        highest = self._first(live, reach, ">")
        found = {}
        for member, alive in live.items():
            above = lane.greatest(zero, lane.subtract(reach[member], certain))
            counted = replace(
                claims[member],
                certain=lane.choose(holder[member], certain, zero),
                possible=lane.choose(highest[member], above, zero),
            )
            found[member] = self._pick(alive, counted, claims[member])
        return found

    def _cap(self, number: int, group: Binding, claims: list[Claim], lift: Any, ceiling: Any) -> list[Claim]:
        """No more than the ceiling together: certain sums first, in the members' order, then possible ones."""
        lane, zero = self.lane, self.lane.number(0)
        binds = lane.is_("!=", lift, lane.number(LIFTED))
        known = lane.is_("!=", ceiling, lane.number(UNKNOWN))
        changed, left = list(claims), ceiling
        for member in group.members:
            claim, alive = changed[member], lane.both(binds, self._live(changed[member]))
            given = lane.least(claim.certain, left)
            open_ = replace(claim, certain=zero, possible=lane.add(claim.certain, claim.possible), extra=lane.number(number + 1))
            changed[member] = self._pick(alive, self._pick(known, replace(claim, certain=given), open_), claim)
            left = lane.choose(alive, lane.subtract(left, given), left)
        for member in group.members:
            claim, alive = changed[member], lane.both(binds, known, self._live(changed[member]))
            given = lane.least(claim.possible, left)
            changed[member] = self._pick(alive, replace(claim, possible=given), claim)
            left = lane.choose(alive, lane.subtract(left, given), left)
        return changed

    def _live(self, claim: Claim) -> Any:
        if claim.member.force == "鼓励":
            return self.lane.truth(False)
        return self.lane.both(self.lane.either(claim.yes, claim.unknown), self.lane.is_("==", claim.lost, self.lane.number(0)))

    def _sure(self, claim: Claim) -> Any:
        bound = claim.member.force == "应" and claim.member.exact
        return self.lane.both(claim.summed, claim.yes) if bound else self.lane.truth(False)

    def _due(self, claim: Claim) -> Any:
        return claim.yes if claim.member.force == "应" else self.lane.truth(False)

    def _count(self, truths: Any) -> Any:
        total = self.lane.number(0)
        for truth in truths:
            total = self.lane.add(total, self.lane.as_number(truth))
        return total

    def _most(self, values: Sequence[Any]) -> Any:
        found = values[0]
        for value in values[1:]:
            found = self.lane.greatest(found, value)
        return found

    def _first(self, among: Mapping[int, Any], keys: Mapping[int, Any], better: str) -> dict[int, Any]:
        """For each member whether it is the first with the best key among those that count."""
        lane = self.lane
        found: dict[int, Any] = {}
        taken, best = lane.truth(False), lane.number(0)
        for member, counts in among.items():
            takes = lane.both(counts, lane.either(lane.negate(taken), lane.is_(better, keys[member], best)))
            found = {other: lane.both(held, lane.negate(takes)) for other, held in found.items()}
            found[member] = takes
            best = lane.choose(takes, keys[member], best)
            taken = lane.either(taken, takes)
        return found

    def _chosen(self, which: Mapping[int, Any], values: Mapping[int, Any]) -> Any:
        found = self.lane.number(0)
        for member, truth in which.items():
            found = self.lane.choose(truth, values[member], found)
        return found

    def _pick(self, truth: Any, one: Claim, other: Claim) -> Claim:
        lane = self.lane
        return replace(
            other,
            certain=lane.choose(truth, one.certain, other.certain),
            possible=lane.choose(truth, one.possible, other.possible),
            lost=lane.choose(truth, one.lost, other.lost),
            extra=lane.choose(truth, one.extra, other.extra),
        )
