"""A benefit's line: what its place, its days, its conditions and its gift come to together, as a table of verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final

from luodi.bulk.amounts import Amount
from luodi.bulk.memory import Run, filled
from luodi.bulk.periods import VARIANTS, PeriodTest
from luodi.bulk.places import AreaTest
from luodi.bulk.rules import NO, YES, Status, Verdict, joined
from luodi.bulk.stacking import exact
from luodi.bulk.verdicts import WhenTable
from luodi.feel.types import Type
from luodi.policy.model import Benefit

# How a row's sum counts: not at all, as certain, as possible.
NOTHING, SURE, POSSIBLE = range(3)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict on a benefit with its gift. `missing`: the facts that still matter, in order. `open`: the gift's value is one of them."""

    status: Status
    missing: tuple[str, ...] = ()
    open: bool = False


NO_OUTCOME: Final = Outcome("no")


class Gate:
    """A place and its days together, as many benefits share them: all that the two come to, no and yes first."""

    def __init__(self, area: AreaTest, period: PeriodTest) -> None:
        self.area = area
        self.period = period
        self.places = area.variants()
        found = dict.fromkeys(joined([place, days]) for place in self.places for days in VARIANTS)
        self.variants: list[Verdict] = [NO, YES, *(verdict for verdict in found if verdict[0] == "unknown")]
        self.numbers = {verdict: number for number, verdict in enumerate(self.variants)}

    def number(self, place: int, period: int) -> int:
        """The number of what a place's variant and a period's come to."""
        return self.numbers[joined([self.places[place], VARIANTS[period]])]


class Line:
    """One benefit of a plan. `outcomes` are all that it was found to come to; number 0 is no. `whens` is shared between lines."""

    def __init__(self, benefit: Benefit, gate: Gate, when: WhenTable | None, types: Mapping[str, Type]) -> None:
        gives = benefit.gives
        expression = gives.amount or gives.at_most or gives.of
        self.benefit = benefit
        self.gate = gate
        self.when = when
        self.amount = Amount(gives, expression, types) if expression else None
        self.outcomes: list[Outcome] = [NO_OUTCOME]
        self.numbers = {NO_OUTCOME: 0}
        self.counted_by = filled("u8", [])
        self.lock = Lock()
        summed = self.amount is not None and not (gives.per and gives.times is None)
        self.counted = summed and benefit.force != "鼓励"
        self.sure = self.counted and benefit.force == "应" and exact(benefit)

    @property
    def whens(self) -> Sequence[Verdict]:
        return self.when.variants if self.when else (YES,)

    def number(self, outcome: Outcome) -> int:
        """The number of an outcome; a new one is added."""
        found = self.numbers.get(outcome)
        if found is None:
            with self.lock:
                if outcome not in self.numbers:
                    self.outcomes.append(outcome)
                    self.numbers[outcome] = len(self.outcomes) - 1
                found = self.numbers[outcome]
        return found

    @property
    def area(self) -> AreaTest:
        return self.gate.area

    def outcome(self, gate: int, when: int, unknown: tuple[int, ...]) -> int:
        """The number of what it comes to; `unknown` says of each fact of the gift whether it is."""
        status, missing = joined([self.gate.variants[gate], self.whens[when]])
        if status == "no":
            return 0
        wanting = tuple(name for name, gone in zip(self.amount.names, unknown, strict=True) if gone) if self.amount else ()
        if status == "yes" and wanting:
            status = "unknown"
        return self.number(Outcome(status, tuple(dict.fromkeys((*missing, *wanting))), bool(wanting)))

    def opened(self, number: int) -> int:
        """The outcome where the gift's value turns out to be unknown for a reason that no fact will settle."""
        outcome = self.outcomes[number]
        return self.number(Outcome("unknown", outcome.missing, True))

    def counts(self, number: int) -> int:
        """How a sum counts under an outcome, as long as the benefit stands alone."""
        outcome = self.outcomes[number]
        if not self.counted or outcome.status == "no" or outcome.open:
            return NOTHING
        return SURE if self.sure and outcome.status == "yes" else POSSIBLE

    def counting(self) -> Run:
        """How a sum counts under each outcome found so far, by its number."""
        found = len(self.outcomes)
        if self.counted_by.count != found:
            self.counted_by = filled("u8", [self.counts(number) for number in range(found)])
        return self.counted_by
