"""One benefit made ready to be decided: all that is the same for every subject is worked out once."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any, Final

from luodi.days.window import Window, show_window
from luodi.decide.conditions import Conditions, Readings, finite
from luodi.decide.gifts import GiftRule, Worth, split
from luodi.decide.ground import Ground
from luodi.decide.known import Known, quoted
from luodi.decide.stacking import Claim
from luodi.decide.standing import Standing, Weight, counted, last, rank, weighed
from luodi.policy.model import Benefit, Stacking

MOST_KEPT: Final = 256


class Line:
    """A benefit of a program, the `number`th for its kind of subject. `ground` is the number of the ground it shares with others;
    `names` are the facts it asks.

    What it comes to alone is kept by what its `few` facts say, those of a few values only; most benefits ask no others. It goes for all
    grounds that are alike.
    """

    def __init__(self, number: int, benefit: Benefit, ground: int, readings: Readings, stackings: Sequence[Stacking]) -> None:
        self.number = number
        self.benefit = benefit
        self.ground = ground
        self.conditions = Conditions(benefit.when, readings)
        self.gift = GiftRule(benefit.gives)
        self.none = Worth(self.gift.bare)
        self.said = _said(benefit)
        self.remarks = (*benefit.remarks, *_outside(benefit, stackings))
        self.counts = counted(benefit)
        self.last = last(number)
        self.names = frozenset((*self.conditions.names, *self.gift.names))
        self.few = tuple(name for name in self.names if finite(readings.types.get(name)))
        self.pick = itemgetter(*self.few) if self.few else _nothing
        self.many = self.names.difference(self.few)
        self.kept: dict[tuple[object, ...], Standing] = {}

    def alone(self, known: Known, ground: Ground) -> Standing:
        """How it stands where it meets no other."""
        if self.many and not known.facts.keys().isdisjoint(self.many):
            return self._alone(known, ground)
        key = ground.alike, self.pick(known.or_none)
        kept = self.kept.get(key)
        if kept is None:
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            self.kept[key] = kept = self._alone(known, ground)
        return kept

    def _alone(self, known: Known, ground: Ground) -> Standing:
        found = self.claim(known, ground)
        return self.standing(known, ground, found) if isinstance(found, Claim) else found

    def standing(self, known: Known, ground: Ground, claim: Claim) -> Standing:
        """The claim as it stands after stacking."""
        return Standing(
            self.number,
            self.ground,
            rank(self.number, claim),
            claim.certain,
            claim.possible,
            self._own(claim),
            self._asks(known, ground, claim) if claim.missing else (),
            self.counts,
        )

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

    def claim(self, known: Known, ground: Ground) -> Claim | Standing:
        """What the benefit comes to by itself, before it meets others; where it is refused it claims nothing, and stands."""
        benefit = self.benefit
        status, when, missing = self.conditions.test(known, ground)
        worth = self.none if status == "no" else self.gift.worth(known)
        remarks = [*self.remarks, *ground.remarks, *[one.remark for one in when if one.remark], *worth.remarks]
        if status == "no" or worth.nothing:
            own = ("no", worth.given, 0, 0, None, None, None, when, (), {}, _once(remarks), *self.said)
            return Standing(self.number, self.ground, self.last, 0, 0, own, (), ())
        if status == "yes" and worth.open:
            status = "unknown"
        if worth.missing:
            missing += tuple(name for name in worth.missing if name not in missing)
        claim = Claim(benefit.id, benefit.title, benefit.force, status, worth, when, missing, remarks)
        claim.count()
        return claim

    def _own(self, claim: Claim) -> tuple[Any, ...]:
        """What its outcome is made of beside its ground, as `Outcome` orders it."""
        paid, shares = claim.certain + claim.possible, self.benefit.shares
        return (
            claim.status,
            claim.worth.given,
            claim.certain,
            claim.possible,
            claim.lost_to,
            claim.lost_by,
            claim.won_by,
            claim.when,
            claim.missing,
            split(paid, shares) if paid and shares else {},
            _once(claim.remarks),
            *self.said,
        )


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


def _once(remarks: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(remarks)) if remarks else ()


def _outside(benefit: Benefit, stackings: Sequence[Stacking]) -> tuple[str, ...]:
    """Rules against measures outside the library exclude nothing here, and are passed on in their own words."""
    rules = [stacking for stacking in stackings if stacking.id in benefit.stack and not stacking.members]
    return tuple(f"{rule.title}：“{'……'.join(rule.quote.words)}”（{rule.quote.clause}）" for rule in rules)
