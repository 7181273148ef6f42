"""A benefit's line: what its place, its days, its conditions and its gift come to together, as a table of verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress, product
from threading import Lock
from typing import Final

from llvmlite import ir

from luodi.bulk.amounts import Amount
from luodi.bulk.lookups import MOST_U8, LookUp, spread
from luodi.bulk.loops import WIDTHS, Lane, Loop, loop
from luodi.bulk.memory import Dimension, Run, empty, filled, of_bytes
from luodi.bulk.native import native
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


@dataclass(frozen=True, eq=False)
class Coded:
    """By an outcome's number: how its sum counts, and its status among STATUSES."""

    counts: Run
    statuses: Run

    @cached_property
    def status(self) -> LookUp:
        """The statuses as a table to look up in."""
        return LookUp((1,), self.statuses.view)


class Gate:
    """A place and its days together, as many benefits share them. `variants` are all that the two come to, no and yes first, and
    `table` the number of that for each variant of the place and of the days."""

    def __init__(self, area: AreaTest, period: PeriodTest) -> None:
        self.area = area
        self.period = period
        self.places = area.variants()
        found = [joined([place, days]) for place in self.places for days in VARIANTS]
        self.variants: list[Verdict] = [NO, YES, *dict.fromkeys(verdict for verdict in found if verdict[0] == "unknown")]
        self.sizes = [len(self.places), len(VARIANTS)]
        self.table = [self.variants.index(verdict) for verdict in found]


class Line:
    """One benefit of a plan. `whens` is shared between lines.

    What it comes to has a number: 0 is no, the others count through what the conditions, the gate and the gift come to, the gift's
    fastest. So no more is made of them than is asked for, and one that is found later changes none.
    """

    def __init__(self, benefit: Benefit, gate: Gate, when: WhenTable | None, types: Mapping[str, Type], waits: Waits) -> None:
        gives = benefit.gives
        expression = gives.amount or gives.at_most or gives.of
        self.benefit = benefit
        self.gate = gate
        self.when = when
        self.waits = waits
        self.amount = Amount(gives, expression, types) if expression else None
        self.wants = _wants(self.amount)
        # A gift may also stay open for a reason that no fact will settle: that stands last.
        self.gifts = len(self.wants) + (self.amount is not None)
        # Of the conditions' variants the first is no, where there are any; more may be found later.
        self.noes = 1 if when else 0
        self.whens: Sequence[Verdict] = when.variants if when else (YES,)
        # So many outcomes to each of them.
        self.each = (len(gate.variants) - 1) * self.gifts
        self.known: list[Outcome] = [NO_OUTCOME]
        self.coded_by: Coded | None = None
        self.waits_by: Run | None = None
        self.lock = Lock()
        summed = self.amount is not None and not (gives.per and gives.times is None)
        self.counted = summed and benefit.force != "鼓励"
        self.sure = self.counted and benefit.force == "应" and exact(benefit)

    @property
    def area(self) -> AreaTest:
        return self.gate.area

    @property
    def outcomes(self) -> Sequence[Outcome]:
        """All that it may come to, by number."""
        count = self._count()
        with self.lock:
            self.known += [self._outcome(number) for number in range(len(self.known), count)]
        return self.known

    def outcome(self, when: Dimension, gate: Dimension, rows: int) -> Dimension:
        """The number of what it comes to in each row, where all that the gift asks is known."""
        if when == self.noes - 1 or gate == 0:
            return 0
        if isinstance(when, int) and isinstance(gate, int):
            return 1 + (when - self.noes) * self.each + (gate - 1) * self.gifts
        if isinstance(gate, int) and self.each == self.noes:
            return when
        if isinstance(when, int) and when == self.noes and self.gifts == 1:
            return gate
        conditions, place = spread(when, rows), spread(gate, rows)
        out = empty(self.width, rows)
        outcome_loop = _outcome_loop(conditions.width, place.width, out.width)
        outcome_loop(rows, conditions.address, place.address, out.address, self.noes, self.each, self.gifts)
        return out

    @property
    def width(self) -> str:
        """How wide a column of its numbers is."""
        return "u8" if self._count() <= MOST_U8 else "u16"

    def opened(self, number: int) -> int:
        """The outcome where the gift's value turns out to be unknown for a reason that no fact will settle."""
        return number if (number - 1) % self.gifts else number + len(self.wants)

    def counts(self, number: int) -> int:
        """How a sum counts under an outcome, as long as the benefit stands alone."""
        return int(self.coded.counts.view[number])

    @property
    def coded(self) -> Coded:
        """What stands for each outcome found so far."""
        count = self._count()
        if self.coded_by is None or self.coded_by.counts.count != count:
            open_ = POSSIBLE if self.counted else NOTHING
            more = self.gifts - 1
            counts = {True: bytes([SURE if self.sure else open_] + [NOTHING] * more), False: bytes([open_] + [NOTHING] * more)}
            statuses = {True: bytes([1] + [2] * more), False: bytes([2] * (1 + more))}
            whens = self.whens[self.noes :][: count // self.each]
            yes = [gate == when == "yes" for when, _ in whens for gate, _ in self.gate.variants[1:]]
            count_bytes, status_bytes = (b"\0" + b"".join(map(part.__getitem__, yes)) for part in (counts, statuses))
            self.coded_by = Coded(of_bytes(bytearray(count_bytes)), of_bytes(bytearray(status_bytes)))
        return self.coded_by

    @property
    def waiting(self) -> Run:
        """The number of what each outcome found so far waits for."""
        if self.waits_by is None or self.waits_by.count != self._count():
            self.waits_by = filled("i32", [self.waits.number(outcome.missing) for outcome in self.outcomes])
        return self.waits_by

    def _count(self) -> int:
        return 1 + (len(self.whens) - self.noes) * self.each

    def _outcome(self, number: int) -> Outcome:
        place, want = divmod(number - 1, self.gifts)
        when, gate = divmod(place, len(self.gate.variants) - 1)
        (one, asked), (other, also) = self.gate.variants[1 + gate], self.whens[self.noes + when]
        lacking = self.wants[want] if want < len(self.wants) else ()
        status: Status = "unknown" if want or "unknown" in (one, other) else "yes"
        return Outcome(status, _all(asked, also, lacking), want > 0)


@native
def _outcome_loop(when: str, gate: str, out: str) -> Loop:
    """No where the conditions or the gate are, else counted through both; as narrow as what is given, for no number is wider."""

    def body(lane: Lane) -> None:
        build, type = lane.builder, ir.IntType(WIDTHS[out])
        conditions, place = (lane.fitted(number, out) for number in (0, 1))
        noes, whens, gifts = (build.trunc(scalar, type) for scalar in lane.scalars[:3])
        none, one = ir.Constant(type, 0), ir.Constant(type, 1)
        there = lane.both(build.icmp_unsigned(">=", conditions, noes), build.icmp_unsigned("!=", place, none))
        through = build.add(build.mul(build.sub(conditions, noes), whens), build.mul(build.sub(place, one), gifts))
        lane.put(2, build.select(there, build.add(through, one), none))

    return loop([when, gate, out], 3, body)


def _all(*names: tuple[str, ...]) -> tuple[str, ...]:
    """All of these, each once, in order."""
    some = [part for part in names if part]
    return tuple(dict.fromkeys(chain(*some))) if len(some) > 1 else some[0] if some else ()


def _wants(amount: Amount | None) -> list[tuple[str, ...]]:
    """Which facts of a gift may be unknown together: none first, all last, the last fact's turn comes soonest."""
    names = amount.names if amount else ()
    return [tuple(compress(names, gone)) for gone in product((False, True), repeat=len(names))]
