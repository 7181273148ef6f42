"""One benefit made ready to be decided: all that is the same for every subject is worked out once."""

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final, NamedTuple

from luodi.days.window import Window, show_window
from luodi.decide.conditions import Conditions, Readings, finite
from luodi.decide.gifts import GiftRule
from luodi.decide.ground import Ground
from luodi.decide.known import Known, Sign, quoted
from luodi.decide.model import Given, Held, Quoted, Status, new, worded
from luodi.decide.stacking import Claim
from luodi.decide.standing import BOUND, GRANTED, REFUSED, Standing, Weight, outranking, place, rank, weighed
from luodi.feel.types import Type
from luodi.policy.model import Benefit, Stacking

MOST_KEPT: Final = 256


class Tested(NamedTuple):
    """What the conditions of a benefit come to that they do not refuse; `told` is what is told where its sum is known and plain."""

    status: Status
    when: tuple[Held, ...]
    missing: tuple[str, ...]
    remarks: tuple[str, ...]
    told: tuple[Any, ...]


class Line:
    """A benefit of a program, the `number`th for its kind of subject. `ground` is the number of the ground it shares with others;
    `names` are the facts it asks; `meets` says whether there are others that it may not go with.

    What it comes to alone is kept by its signs: what its facts of a few values say, and whether its other conditions hold. It goes for
    all grounds that are alike. Of others, and of what has a sum of its own, only what its conditions come to is kept.
    """

    def __init__(
        self,
        number: int,
        benefit: Benefit,
        ground: int,
        readings: Readings,
        outside: Sequence[Stacking],
        counts: tuple[tuple[str, str], ...],
        *,
        meets: bool,
    ) -> None:
        self.number = number
        self.benefit = benefit
        self.ground = ground
        self.meets = meets
        self.conditions = Conditions(benefit.when, readings)
        self.gift = GiftRule(benefit.gives, readings.types)
        self.said = _said(benefit)
        self.remarks = (*benefit.remarks, *_outside(benefit, outside))
        self.counts = counts
        self.names = frozenset((*self.conditions.names, *self.gift.names))
        self.spoken = tuple((at, test.reading.names) for at, test in enumerate(self.conditions.tests) if test.wide)
        signs = tuple(self._signs(readings.types))
        self.pick = itemgetter(*signs) if signs else _nothing
        self.kept: dict[tuple[object, ...], Standing | Tested] = {}
        held = place(benefit.force, "yes", exact=self.gift.exact)
        self.rank = rank(held, number)
        self.sure, self.possible = held == BOUND, held == GRANTED

    def alone(self, known: Known, ground: Ground) -> Standing:
        """How it stands where it meets no other."""
        key = ground.alike, self.pick(known.signs)
        found = self.kept.get(key) or self._keep(key, known, ground)
        return found if isinstance(found, Standing) else self._stands(known, ground, found)

    def claim(self, known: Known, ground: Ground) -> Claim | Standing:
        """What it comes to by itself, before it meets others; where it is refused it claims nothing, and stands."""
        key = ground.alike, self.pick(known.signs)
        found = self.kept.get(key) or self._keep(key, known, ground)
        return found if isinstance(found, Standing) else self._claim(known, found)

    def standing(self, known: Known, ground: Ground, claim: Claim) -> Standing:
        """The claim as it stands after stacking."""
        given, lost = claim.worth.given, claim.lost_to is not None
        stands = place(claim.force, claim.status, exact=given.at_most is None)
        return Standing(
            outranking(rank(stands, self.number, lost=lost), claim.reach),
            self.number,
            self.ground,
            claim.when,
            self.spoken,
            given,
            claim.certain,
            claim.possible,
            self._told(claim.status, claim.remarks, claim.missing, claim.lost_to, claim.lost_by, claim.won_by),
            self._asks(known, ground, claim) if claim.missing else (),
            self.counts,
        )

    def _signs(self, types: Mapping[str, Type]) -> Iterator[str | Sign]:
        """What tells apart what is kept. Where conditions are settled together, each value of a fact may."""
        if self.conditions.whole:
            yield from self.names
            return
        yield from (name for name in self.names if finite(types.get(name)))
        yield from dict.fromkeys(test.reading for test in self.conditions.tests if test.wide)

    def _keep(self, key: tuple[object, ...], known: Known, ground: Ground) -> Standing | Tested:
        """What its conditions come to, and where that is all there is to it, how it stands."""
        if len(self.kept) >= MOST_KEPT:
            self.kept.clear()
        self.kept[key] = found = self._tested(known, ground)
        return found

    def _tested(self, known: Known, ground: Ground) -> Standing | Tested:
        status, when, missing = self.conditions.test(known, ground)
        remarks = (*self.remarks, *ground.remarks, *[one.remark for one in when if one.remark])
        for at, _ in self.spoken:
            when = worded(when, at, {})
        if status == "no":
            return self._refused(when, self.gift.bare, remarks)
        tested = Tested(status, when, missing, remarks, self._told(status, remarks, missing))
        return tested if self.meets or self.gift.many else self._stands(known, ground, tested)

    def _stands(self, known: Known, ground: Ground, tested: Tested) -> Standing:
        """How it stands alone, with the sum of this subject. Where it holds and the sum is plain, that is soon said."""
        total = self.gift.total(known.facts) if tested.status == "yes" else None
        if total is None:
            claim = self._claim(known, tested)
            return self.standing(known, ground, claim) if isinstance(claim, Claim) else claim
        certain, possible = total * self.sure, total * self.possible
        order = outranking(self.rank, certain + possible)
        given, told = self.gift.plainly(total), tested.told
        return new(Standing, (order, self.number, self.ground, tested.when, self.spoken, given, certain, possible, told, (), self.counts))

    def _asks(self, known: Known, ground: Ground, claim: Claim) -> tuple[tuple[str, Weight], ...]:
        """The facts worth asking for: what the benefit waits for, but for what changes nothing.

        What has lost to another whatever the answer is asked nothing.
        """
        if claim.status == "unknown" and claim.lost_to is not None:
            return ()
        held, missing = ground.held + claim.when, claim.missing
        if claim.status == "unknown" and self.conditions.whole is not None:
            idle = self.conditions.idle(known, claim.when).difference(claim.worth.missing)
            missing = tuple([name for name in missing if name not in idle])
        return weighed(claim, held, missing)

    def _claim(self, known: Known, tested: Tested) -> Claim | Standing:
        benefit, status, missing = self.benefit, tested.status, tested.missing
        worth = self.gift.worth(known)
        remarks = [*tested.remarks, *worth.remarks]
        if worth.nothing:
            return self._refused(tested.when, worth.given, remarks)
        if status == "yes" and worth.open:
            status = "unknown"
        if worth.missing:
            missing += tuple(name for name in worth.missing if name not in missing)
        claim = Claim(benefit.id, benefit.title, benefit.force, status, worth, tested.when, missing, remarks)
        claim.count()
        return claim

    def _refused(self, when: tuple[Held, ...], given: Given, remarks: Sequence[str]) -> Standing:
        told = self._told("no", remarks)
        return Standing(rank(REFUSED, self.number), self.number, self.ground, when, self.spoken, given, 0, 0, told, (), ())

    def _told(
        self,
        status: Status,
        remarks: Sequence[str],
        missing: tuple[str, ...] = (),
        lost_to: str | None = None,
        lost_by: Quoted | None = None,
        won_by: Quoted | None = None,
    ) -> tuple[Any, ...]:
        """The parts of its outcome from the status on, as `Outcome` orders them."""
        return status, lost_to, lost_by, won_by, missing, tuple(dict.fromkeys(remarks)), self.said


def _said(benefit: Benefit) -> tuple[Any, ...]:
    """The last parts of its outcomes: what the text says to everybody."""
    return (
        benefit.id,
        benefit.quote.document,
        benefit.quote.clause,
        benefit.title,
        benefit.force,
        benefit.granted_by,
        benefit.payee,
        benefit.stack,
        benefit.shares,
        quoted(benefit.shares_quote) if benefit.shares_quote else None,
        quoted(benefit.quote),
        quoted(benefit.how) if benefit.how else None,
        show_window(benefit.during or Window(None, None)),
        benefit.lead,
        benefit.support,
        benefit.units,
        benefit.unit_rule,
    )


def _nothing(_: object) -> None:
    """What a benefit that asks nothing of few values is kept by."""


def _outside(benefit: Benefit, outside: Sequence[Stacking]) -> tuple[str, ...]:
    """Rules against measures outside the library exclude nothing here, and are passed on in their own words."""
    rules = [stacking for stacking in outside if stacking.id in benefit.stack]
    return tuple(f"{rule.title}：“{'……'.join(rule.quote.words)}”（{rule.quote.clause}）" for rule in rules)
