"""One benefit made ready to be decided: all that is the same for every subject is worked out once."""

from collections.abc import Sequence
from typing import Final

from luodi.days.window import Window, show_window
from luodi.decide.conditions import Conditions, Readings
from luodi.decide.gifts import GiftRule, Worth, split
from luodi.decide.known import Known, quoted
from luodi.decide.model import Held, Outcome
from luodi.decide.stacking import Claim
from luodi.policy.model import Benefit, Stacking

OPEN_STACK: Final = "未规定"
MOST_KEPT: Final = 64

Kept = tuple[Held, tuple[Held, ...], Claim]


class Line:
    """A benefit of a program. `area` and `period` number the tests it shares with others of its plan; `names` are the facts it asks.

    What it comes to at a place and on days while none of its facts is stated is kept: most benefits ask what most subjects
    do not say. `grouped` benefits change with others and are never kept.
    """

    def __init__(self, benefit: Benefit, area: int, period: int, readings: Readings, stackings: Sequence[Stacking]) -> None:
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
        self.grouped = any(benefit.id in stacking.members for stacking in stackings)
        self.kept: dict[tuple[int, int], Kept] = {}

    def claim(self, known: Known, place: Held, days: tuple[Held, ...], *, stated: bool) -> Claim:
        """What the benefit comes to by itself, before it meets others. `stated`: the subject states some of its facts."""
        if stated or self.grouped:
            return self._claim(known, place, days)
        kept = self.kept.get((id(place), id(days)))
        if kept is None:
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            claim = self._claim(known, place, days)
            claim.outcome = self._outcome(claim)
            # Holding both keeps their ids theirs.
            self.kept[id(place), id(days)] = kept = place, days, claim
        return kept[2]

    def outcome(self, claim: Claim) -> Outcome:
        """The claim as it stands after stacking."""
        return claim.outcome or self._outcome(claim)

    def asks(self, known: Known, outcome: Outcome, gift: Sequence[str]) -> tuple[str, ...]:
        """The facts worth asking for: what the benefit waits for, but for what changes nothing. `gift` are those its sum waits for."""
        if outcome.status != "unknown" or self.conditions.whole is None:
            return outcome.missing
        idle = self.conditions.idle(known, outcome.conditions).difference(gift)
        return tuple([name for name in outcome.missing if name not in idle])

    def _claim(self, known: Known, place: Held, days: tuple[Held, ...]) -> Claim:
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
