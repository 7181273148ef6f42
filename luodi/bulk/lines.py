"""A benefit's line: what its place, its days, its conditions and its gift come to together, as a table of verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, compress, product
from threading import Lock
from typing import Final

from luodi.bulk.amounts import Amount
from luodi.bulk.memory import Run, filled
from luodi.bulk.periods import VARIANTS, PeriodTest
from luodi.bulk.places import AreaTest
from luodi.bulk.rules import NO, YES, Status, Verdict, joined
from luodi.bulk.stacking import exact
from luodi.bulk.verdicts import WhenTable
from luodi.bulk.waits import Waits
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
STATUSES: Final[tuple[Status, ...]] = ("no", "yes", "unknown")


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """By an outcome's number: how its sum counts, its status among STATUSES, the number of what it waits for."""

    counts: Run
    statuses: Run
    waits: Run


class Gate:
    """A place and its days together, as many benefits share them. `variants` are all that the two come to, no and yes first, and
    `table` the number of that for each variant of the place and of the days."""

    def __init__(self, area: AreaTest, period: PeriodTest) -> None:
        self.area = area
        self.period = period
        self.places = area.variants()
        found = [joined([place, days]) for place in self.places for days in VARIANTS]
        self.variants: list[Verdict] = [NO, YES, *dict.fromkeys(verdict for verdict in found if verdict[0] == "unknown")]
        self.table = [self.variants.index(verdict) for verdict in found]


class Line:
    """One benefit of a plan. `outcomes` are all that it was found to come to; number 0 is no. `whens` is shared between lines."""

    def __init__(self, benefit: Benefit, gate: Gate, when: WhenTable | None, types: Mapping[str, Type], waits: Waits) -> None:
        gives = benefit.gives
        expression = gives.amount or gives.at_most or gives.of
        self.benefit = benefit
        self.gate = gate
        self.when = when
        self.waits = waits
        self.amount = Amount(gives, expression, types) if expression else None
        self.outcomes: list[Outcome] = [NO_OUTCOME]
        self.numbers: dict[tuple[Status, tuple[str, ...], bool], int] = {("no", (), False): 0}
        self.wants = _wants(self.amount)
        self.filled: tuple[int, Sequence[int]] = 0, ()
        self.coded_by = Coded(filled("u8", []), filled("u8", []), filled("i32", []))
        self.lock = Lock()
        summed = self.amount is not None and not (gives.per and gives.times is None)
        self.counted = summed and benefit.force != "鼓励"
        self.sure = self.counted and benefit.force == "应" and exact(benefit)

    @property
    def whens(self) -> Sequence[Verdict]:
        return self.when.variants if self.when else (YES,)

    @property
    def sizes(self) -> list[int]:
        """How many there are of each that an outcome depends on: of the gate's variants, of the conditions', and for each fact of the
        gift two, for it may be known or not."""
        return [len(self.gate.variants), len(self.whens), *[2] * len(self.wants[-1])]

    def table(self) -> Sequence[int]:
        """The number of what it comes to for each combination of those."""
        with self.lock:
            if self.filled[0] != len(self.whens):
                self.filled = len(self.whens), self._filled()
            return self.filled[1]

    def number(self, outcome: Outcome) -> int:
        """The number of an outcome; a new one is added."""
        with self.lock:
            return self._number(outcome.status, outcome.missing, outcome.open)

    @property
    def area(self) -> AreaTest:
        return self.gate.area

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

    @property
    def coded(self) -> "Coded":
        """What stands for each outcome found so far."""
        found = len(self.outcomes)
        if self.coded_by.counts.count != found:
            outcomes = self.outcomes[:found]
            self.coded_by = Coded(
                filled("u8", [self.counts(number) for number in range(found)]),
                filled("u8", [STATUSES.index(outcome.status) for outcome in outcomes]),
                filled("i32", [self.waits.number(outcome.missing) for outcome in outcomes]),
            )
        return self.coded_by

    def _filled(self) -> list[int]:
        found, whens = [], list(self.whens)
        for gate, asked in self.gate.variants:
            for when, also in whens:
                if gate == "no" or when == "no":
                    found += [0] * len(self.wants)
                    continue
                status: Status = "unknown" if "unknown" in (gate, when) else "yes"
                found += [self._number("unknown" if want else status, _all(asked, also, want), bool(want)) for want in self.wants]
        return found

    def _number(self, status: Status, missing: tuple[str, ...], open: bool) -> int:
        key = (status, missing, open)
        if key not in self.numbers:
            self.numbers[key] = len(self.outcomes)
            self.outcomes.append(Outcome(status, missing, open))
        return self.numbers[key]


def _all(*names: tuple[str, ...]) -> tuple[str, ...]:
    """All of these, each once, in order."""
    some = [part for part in names if part]
    return tuple(dict.fromkeys(chain(*some))) if len(some) > 1 else some[0] if some else ()


def _wants(amount: Amount | None) -> list[tuple[str, ...]]:
    """Which facts of a gift may be unknown together: none first, all last, the last fact's turn comes soonest."""
    names = amount.names if amount else ()
    return [tuple(compress(names, gone)) for gone in product((False, True), repeat=len(names))]
