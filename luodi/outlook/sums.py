"""Sums over rows: of all, and of each group, exact however large."""

from collections.abc import Sequence
from functools import cache
from typing import Final

import pyarrow.compute as pc

from luodi.bulk.batch import Decided, totals
from luodi.bulk.loops import Lane, Native, loop
from luodi.bulk.memory import Run, zeros

MOST: Final = 2**63


def counted(found: Sequence[Decided], rows: int) -> tuple[Run, Run]:
    """What is certain and what is possible of each row, in fen, over these benefits."""
    return totals(found, rows)


def whole(run: Run) -> int:
    """The sum of all its numbers."""
    if not run.count:
        return 0
    return int(pc.sum(run.array()).as_py()) if _fits(run) else sum(run.view)


def grouped(groups: Run, values: Run, count: int) -> list[int]:
    """The sum of each of `count` groups; `groups` says which group each row is of."""
    if values.count and _fits(values):
        sums = zeros("i64", count)
        _gather_loop(groups.width)(values.count, groups.address, values.address, sums.address)
        return list(sums.view)
    found = [0] * count
    for group, value in zip(groups.view, values.view, strict=True):
        found[group] += value
    return found


def above_nought(run: Run) -> int:
    """How many rows have anything."""
    return int(pc.sum(pc.greater(run.array(), 0)).as_py() or 0)


def _fits(run: Run) -> bool:
    """Whether no sum of its numbers, none of which is below nought, can leave 64 bits."""
    return int(pc.max(run.array()).as_py()) * run.count < MOST


@cache
def _gather_loop(width: str) -> Native:
    def body(lane: Lane) -> None:
        group = lane.get(0)
        lane.put(2, lane.add(lane.get(2, group), lane.get(1)), group)

    return loop([width, "i64", "i64"], 0, body)
