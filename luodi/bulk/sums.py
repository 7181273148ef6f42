"""Sums over rows, exact however many there are: the halves of each number are added up apart, so that no column can overflow."""

from typing import Final

from luodi.bulk.loops import Lane, Loop, loop
from luodi.bulk.memory import Run, zeros
from luodi.bulk.native import native

HALF: Final = 32


def summed(values: Run, rows: int) -> int:
    """The sum of the first `rows` numbers."""
    return summed_by(zeros("u8", rows), 1, values, rows)[0]


def summed_by(keys: Run, count: int, values: Run, rows: int) -> list[int]:
    """The sum of the numbers of each key; keys are below `count`."""
    low, high = zeros("i64", count), zeros("i64", count)
    _sum_loop(keys.width)(rows, keys.address, values.address, low.address, high.address)
    return [(upper << HALF) + lower for lower, upper in zip(low.view, high.view, strict=True)]


def counted_by(numbers: Run, count: int, rows: int) -> list[int]:
    """How often each number below `count` stands."""
    found = zeros("i64", count)
    _tally_loop(numbers.width)(rows, numbers.address, found.address)
    return [*found.view]


@native
def _sum_loop(width: str) -> Loop:
    def body(lane: Lane) -> None:
        key, value, build = lane.get(0), lane.get(1), lane.builder
        lane.put(2, lane.add(lane.get(2, key), build.and_(value, lane.number(2**HALF - 1))), key)
        lane.put(3, lane.add(lane.get(3, key), build.ashr(value, lane.number(HALF))), key)

    return loop([width, "i64", "i64", "i64"], 0, body)


@native
def _tally_loop(width: str) -> Loop:
    def body(lane: Lane) -> None:
        number = lane.get(0)
        lane.put(1, lane.add(lane.get(1, number), lane.number(1)), number)

    return loop([width, "i64"], 0, body)
