"""Posting lists: which clauses of a block have something, as bytes in the table and as bits of an int while they are combined."""

from collections.abc import Iterable, Iterator, Mapping
from struct import pack, unpack

# The bitmap of a block (1,875 bytes) still lies inside a PostgreSQL row, without a second look-up.
BLOCK = 15_000
SPARSE, DENSE = b"s", b"d"

Bits = dict[int, int]


def encode(numbers: list[int]) -> bytes:
    """Ascending numbers below BLOCK: two bytes each while that is shorter, else a bitmap."""
    if len(numbers) * 2 < BLOCK // 8:
        return SPARSE + pack(f"<{len(numbers)}H", *numbers)
    return DENSE + _bitmap(numbers)


def decode(stored: bytes) -> int:
    """The bits of a stored list."""
    if stored[:1] == SPARSE:
        return int.from_bytes(_bitmap(unpack(f"<{(len(stored) - 1) // 2}H", stored[1:])), "little")
    return int.from_bytes(stored[1:], "little")


def _bitmap(numbers: Iterable[int]) -> bytes:
    found = bytearray((BLOCK + 7) // 8)
    for number in numbers:
        found[number >> 3] |= 1 << (number & 7)
    return bytes(found)


def both(one: Mapping[int, int], other: Mapping[int, int]) -> Bits:
    """The bits that stand in both, block by block."""
    return {block: bits for block in one.keys() & other.keys() if (bits := one[block] & other[block])}


def ranks(bits: Mapping[int, int]) -> Iterator[int]:
    """The numbers over all blocks, ascending."""
    for block in sorted(bits):
        left = bits[block]
        while left:
            lowest = left & -left
            yield block * BLOCK + lowest.bit_length() - 1
            left ^= lowest
