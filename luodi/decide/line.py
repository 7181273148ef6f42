"""One benefit made ready to be decided: all that is the same for every subject is worked out once."""

from collections.abc import Sequence
from typing import Final

from luodi.days.window import Window, show_window
from luodi.decide.conditions import Conditions, Readings, finite
from luodi.decide.gifts import GiftRule, Worth, split
from luodi.decide.ground import Ground
from luodi.decide.known import Known, quoted
from luodi.decide.model import Outcome
from luodi.decide.stacking import Claim
from luodi.decide.standing import Standing, Weight, counted, grounded, rank, weighed
from luodi.policy.model import Benefit, Stacking

MOST_KEPT: Final = 256


class Line:
    """A benefit of a program, the `number`th for its kind of subject. `ground` is the number of the ground it shares with others;
    `names` are the facts it asks.

    What it comes to alone is kept by what its `few` facts say, those of a few values only; most benefits ask no others. The ground is
    put in anew: of those that are alike only the words differ from subject to subject.
    """

    def __init__(self, number: int, benefit: Benefit, ground: int, readings: Readings, stackings: Sequence[Stacking]) -> None:
        self.number = number
        self.benefit = benefit
        self.ground = ground
        self.conditions = Conditions(benefit.when, readings)
        self.gift = GiftRule(benefit.gives)
        self.none = Worth(self.gift.bare)
        self.quote = quoted(benefit.quote)
        self.shares_quote = quoted(benefit.shares_quote) if benefit.shares_quote else None
        self.how = quoted(benefit.how) if benefit.how else None
        self.during = show_window(benefit.during or Window(None, None))
        self.remarks = (*benefit.remarks, *_outside(benefit, stackings))
        self.counts = counted(benefit)
        self.names = frozenset(self.gift.names).union(*(test.reading.names for test in self.conditions.tests))
        self.few = tuple(name for name in self.names if finite(readings.types.get(name)))
        self.many = self.names.difference(self.few)
        self.kept: dict[tuple[object, ...], tuple[Ground, Standing]] = {}

    def alone(self, known: Known, ground: Ground) -> Standing:
        """How it stands where it meets no other."""
        facts = known.facts
        if self.many and not facts.keys().isdisjoint(self.many):
            return self.standing(known, self.claim(known, ground))
        key = (ground.alike, *[facts.get(name) for name in self.few])
        kept = self.kept.get(key)
        if kept is None:
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            self.kept[key] = kept = ground, self.standing(known, self.claim(known, ground))
        return kept[1] if kept[0] is ground else grounded(kept[1], ground)

    def standing(self, known: Known, claim: Claim) -> Standing:
        """The claim as it stands after stacking."""
        outcome = self._outcome(claim)
        asks = self._asks(known, outcome, claim.worth.missing) if outcome.missing else ()
        return Standing(self.number, claim, outcome, rank(self.number, claim), asks, () if claim.status == "no" else self.counts)

    def _asks(self, known: Known, outcome: Outcome, gift: Sequence[str]) -> tuple[tuple[str, Weight], ...]:
        """The facts worth asking for: what the benefit waits for, but for what changes nothing. `gift` are those its sum waits for.

        What has lost to another whatever the answer is asked nothing.
        """
        if outcome.status == "unknown" and outcome.lost_to is not None:
            return ()
        if outcome.status != "unknown" or self.conditions.whole is None:
            return weighed(outcome, outcome.missing)
        idle = self.conditions.idle(known, outcome.conditions).difference(gift)
        return weighed(outcome, [name for name in outcome.missing if name not in idle])

    def claim(self, known: Known, ground: Ground) -> Claim:
        """What the benefit comes to by itself, before it meets others."""
        benefit = self.benefit
        status, held, missing = self.conditions.test(known, ground.held)
        worth = self.gift.worth(known) if status != "no" else self.none
        if worth.nothing:
            status = "no"
        elif status == "yes" and worth.open:
            status = "unknown"
        remarks = [*self.remarks, *[one.remark for one in held if one.remark], *worth.remarks]
        if status == "no":
            missing = ()
        elif worth.missing:
            missing += tuple(name for name in worth.missing if name not in missing)
        claim = Claim(benefit.id, benefit.title, benefit.force, status, worth, held, missing, remarks)
        claim.count()
        return claim

    def _outcome(self, claim: Claim) -> Outcome:
        benefit = self.benefit
        paid = claim.certain + claim.possible
        return Outcome(
            benefit.id,
            self.quote.document,
            self.quote.clause,
            benefit.title,
            benefit.force,
            benefit.granted_by,
            claim.status,
            claim.worth.given,
            benefit.payee,
            claim.certain,
            claim.possible,
            claim.lost_to,
            claim.lost_by,
            benefit.stack,
            claim.held,
            claim.missing,
            split(paid, benefit.shares) if paid and benefit.shares else {},
            self.shares_quote,
            self.quote,
            self.how,
            self.during,
            benefit.lead,
            benefit.support,
            benefit.units,
            benefit.unit_rule,
            tuple(dict.fromkeys(claim.remarks)) if claim.remarks else (),
            benefit.shares,
            claim.won_by,
        )


def _outside(benefit: Benefit, stackings: Sequence[Stacking]) -> tuple[str, ...]:
    """Rules against measures outside the library exclude nothing here, and are passed on in their own words."""
    rules = [stacking for stacking in stackings if stacking.id in benefit.stack and not stacking.members]
    return tuple(f"{rule.title}：“{'……'.join(rule.quote.words)}”（{rule.quote.clause}）" for rule in rules)
