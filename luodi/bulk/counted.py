"""What of each benefit counts in each row, added up over benefits."""

from collections.abc import Sequence

from luodi.bulk.batch import Decided
from luodi.bulk.lines import SURE
from luodi.bulk.loops import Lane, Loop, loop
from luodi.bulk.memory import Run, zeros
from luodi.bulk.native import native


def totals(found: Sequence[Decided], rows: int) -> tuple[Run, Run]:
    """What is certain and what is possible of each row, in fen, over all benefits."""
    certain, possible = zeros("i64", rows), zeros("i64", rows)
    for one in found:
        add_counted(one, rows, certain, possible)
    return certain, possible


def add_counted(one: Decided, rows: int, certain: Run, possible: Run) -> bool:
    """Add to each row what is certain and possible of one benefit; whether anything can be."""
    if one.certain is not None and one.possible is not None:
        _add_loop()(rows, one.certain.address, one.possible.address, certain.address, possible.address)
        return True
    if one.amount is None or not isinstance(one.outcome, Run) or not one.line.counted:
        return False
    counts = one.line.coded.counts
    _count_loop(one.outcome.width)(rows, one.outcome.address, counts.address, one.amount.address, certain.address, possible.address)
    return True


@native
def _add_loop() -> Loop:
    def body(lane: Lane) -> None:
        for one, total in ((0, 2), (1, 3)):
            lane.put(total, lane.add(lane.get(one), lane.get(total)))

    return loop(["i64"] * 4, 0, body)


@native
def _count_loop(width: str) -> Loop:
    def body(lane: Lane) -> None:
        how, sum, zero = lane.get(1, lane.get(0)), lane.get(2), lane.number(0)
        sure, counted = lane.is_("==", how, lane.number(SURE)), lane.is_("!=", how, zero)
        lane.put(3, lane.add(lane.get(3), lane.choose(sure, sum, zero)))
        lane.put(4, lane.add(lane.get(4), lane.choose(lane.both(counted, lane.negate(sure)), sum, zero)))

    return loop([width, "u8", "i64", "i64", "i64"], 0, body)
