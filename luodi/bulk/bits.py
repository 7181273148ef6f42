"""Arrow's bits as columns that loops read: a truth a byte, a whole number with the unknown in its place."""

from typing import Any, Final

import pyarrow as pa

from luodi.bulk.loops import Lane, Loop, loop
from luodi.bulk.memory import Run, empty
from luodi.bulk.native import native
from luodi.bulk.ratios import UNKNOWN

BYTE: Final = 8
ONES: Final = 0x0101010101010101
DIAGONAL: Final = 0x8040201008040201
BELOW: Final = 0x7F7F7F7F7F7F7F7F


def truths(array: pa.BooleanArray) -> Run:
    """0 no, 1 yes, 2 null."""
    if not len(array):
        return empty("u8", 0)
    if array.offset % BYTE:
        array = pa.concat_arrays([array, array.slice(0, 0)])
    known, bits = array.buffers()
    first, count = array.offset // BYTE, -(-len(array) // BYTE)
    out = empty("u8", count * BYTE)
    addresses = [buffer.address + first for buffer in (bits, known) if buffer is not None]
    _truth_loop(known is not None)(count, *addresses, out.address)
    return Run("u8", len(array), out.buffer, out.address)


def whole_numbers(array: pa.Int64Array, low: int, high: int, factor: int) -> Run | None:
    """The numbers times the factor, UNKNOWN where null; None where any is below `low` or above `high`. The product must stay in 64 bits
    between those."""
    if not len(array):
        return empty("i64", 0)
    known, numbers = array.buffers()
    out = empty("i64", len(array))
    addresses = [numbers.address + array.offset * 8, *([] if known is None else [known.address]), out.address]
    beyond = _number_loop(known is not None)(len(array), *addresses, array.offset, low, high, factor)
    return None if beyond else out


@native
def _truth_loop(nulls: bool) -> Loop:
    """Eight rows at once: each bit of a byte is brought into a byte of its own."""

    def body(lane: Lane) -> None:
        bits, known = lane.get(0), lane.get(1) if nulls else lane.number(0xFF)
        yes = _spread(lane, lane.builder.and_(bits, known))
        gone = _spread(lane, lane.builder.and_(lane.builder.not_(known), lane.number(0xFF)))
        lane.put(2 if nulls else 1, lane.builder.or_(yes, lane.builder.shl(gone, lane.number(1))))

    return loop(["u8", *["u8"] * nulls, "i64"], 0, body)


def _spread(lane: Lane, byte: Any) -> Any:
    build = lane.builder
    apart = build.and_(build.mul(byte, lane.number(ONES)), lane.number(DIAGONAL))
    return build.and_(build.lshr(build.add(apart, lane.number(BELOW)), lane.number(BYTE - 1)), lane.number(ONES))


@native
def _number_loop(nulls: bool) -> Loop:
    def body(lane: Lane) -> Any:
        offset, low, high, factor = lane.scalars[:4]
        value, known = lane.get(0), lane.truth(True)
        if nulls:
            place = lane.add(lane.index, offset)
            byte = lane.get(1, lane.builder.lshr(place, lane.number(3)))
            bit = lane.builder.lshr(byte, lane.builder.and_(place, lane.number(BYTE - 1)))
            known = lane.is_("!=", lane.builder.and_(bit, lane.number(1)), lane.number(0))
        lane.put(2 if nulls else 1, lane.choose(known, lane.multiply(value, factor), lane.number(UNKNOWN)))
        return lane.both(known, lane.either(lane.is_("<", value, low), lane.is_(">", value, high)))

    return loop(["i64", *["u8"] * nulls, "i64"], 4, body, counts=True)
