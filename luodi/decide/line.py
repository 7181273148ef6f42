"""One benefit made ready to be decided: all that is the same for every subject is worked out once."""

from collections.abc import Sequence
from typing import Final

from luodi.days.window import Window, show_window
from luodi.decide.conditions import Conditions, Readings, finite
from luodi.decide.gifts import GiftRule, Worth, split
from luodi.decide.known import Known, quoted
from luodi.decide.model import Held, Outcome
from luodi.decide.stacking import Claim
from luodi.decide.standing import Standing, placed, standing
from luodi.policy.model import Benefit, Stacking

MOST_KEPT: Final = 64

Kept = tuple[Held, tuple[Held, ...], Standing]


class Line:
    """A benefit of a program, the `number`th for its kind of subject. `area` and `period` number the tests it shares with others;
    `names` are the facts it asks.

    What it comes to alone is kept by what its `few` facts say, those of a few values only; most benefits ask no others. The place is
    put in anew: only its words differ from subject to subject.
    """

    def __init__(self, number: int, benefit: Benefit, area: int, period: int, readings: Readings, stackings: Sequence[Stacking]) -> None:
        self.number = number
        self.benefit = benefit
        self.area = area
        self.period = period
        self.conditions = Conditions(benefit.when, readings)
        self.gift = GiftRule(benefit.gives)
        self.none = Worth(self.gift.bare)
        self.quote = quoted(benefit.quote)
        self.shares_quote = quoted(benefit.shares_quote) if benefit.shares_quote else None
        self.how = quoted(benefit.how) if benefit.how else None
        self.during = show_window(benefit.during or Window(None, None))
        self.remarks = (*benefit.remarks, *_outside(benefit, stackings))
        self.names = frozenset(self.gift.names).union(*(test.reading.names for test in self.conditions.tests))
        self.few = tuple(name for name in self.names if finite(readings.types.get(name)))
        self.many = self.names.difference(self.few)
        self.kept: dict[tuple[object, ...], Kept] = {}

    def alone(self, known: Known, place: Held, days: tuple[Held, ...]) -> Standing:
        """How it stands where it meets no other."""
        facts = known.facts
        if self.many and not facts.keys().isdisjoint(self.many):
            return self.standing(known, self.claim(known, place, days))
        key = (place.holds, place.missing, place.remark, id(days), *[facts.get(name) for name in self.few])
        kept = self.kept.get(key)
        if kept is None:
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            # Holding the days keeps their id theirs.
            self.kept[key] = kept = place, days, self.standing(known, self.claim(known, place, days))
        return kept[2] if kept[0] is place else placed(kept[2], place)

    def standing(self, known: Known, claim: Claim) -> Standing:
        """The claim as it stands after stacking."""
        outcome = self._outcome(claim)
        return standing(self.number, claim, outcome, self._asks(known, outcome, claim.worth.missing))

    def _asks(self, known: Known, outcome: Outcome, gift: Sequence[str]) -> tuple[str, ...]:
        """The facts worth asking for: what the benefit waits for, but for what changes nothing. `gift` are those its sum waits for."""
        if outcome.status != "unknown" or self.conditions.whole is None:
            return outcome.missing
        idle = self.conditions.idle(known, outcome.conditions).difference(gift)
        return tuple([name for name in outcome.missing if name not in idle])

    def claim(self, known: Known, place: Held, days: tuple[Held, ...]) -> Claim:
        """What the benefit comes to by itself, before it meets others."""
        benefit = self.benefit
        status, held, missing = self.conditions.test(known, place, days)
        worth = self.gift.worth(known) if status != "no" else self.none
        if worth.nothing:
            status = "no"
        elif status == "yes" and worth.open:
            status = "unknown"
        remarks = [*self.remarks, *(one.remark for one in held if one.remark), *worth.remarks]
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
            tuple(dict.fromkeys(claim.remarks)),
            benefit.shares,
            claim.won_by,
        )


def _outside(benefit: Benefit, stackings: Sequence[Stacking]) -> tuple[str, ...]:
    """Rules against measures outside the library exclude nothing here, and are passed on in their own words."""
    rules = [stacking for stacking in stackings if stacking.id in benefit.stack and not stacking.members]
    return tuple(f"{rule.title}：“{'……'.join(rule.quote.words)}”（{rule.quote.clause}）" for rule in rules)
