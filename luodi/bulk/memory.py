"""Columns in memory: runs of whole numbers of one width, at an address that a loop can be given."""

import ctypes
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

BYTES = {"u8": 1, "u16": 2, "i32": 4, "i64": 8}
ARROW = {"u8": pa.uint8(), "u16": pa.uint16(), "i32": pa.int32(), "i64": pa.int64()}
CODES = {"u8": "B", "u16": "H", "i32": "i", "i64": "q"}


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """`count` numbers of `width`. `buffer` owns the memory, `address` is where the first of them stands."""

    width: str
    count: int
    buffer: Any
    address: int

    @property
    def view(self) -> Any:
        """The numbers as a memory view, to be read and written from Python."""
        raw: Any = memoryview((ctypes.c_char * (self.count * BYTES[self.width])).from_address(self.address))
        return raw.cast("B").cast(CODES[self.width])

    def array(self, count: int | None = None) -> pa.Array:
        """The first `count` of them as an Arrow array over the same memory."""
        size = self.count if count is None else count
        skipped = (self.address - self.buffer.address) // BYTES[self.width]
        return pa.Array.from_buffers(ARROW[self.width], size, [None, self.buffer], offset=skipped)


Dimension = int | Run
"""One number for all rows, or one for each."""


def empty(width: str, count: int) -> Run:
    """Room for `count` numbers; what stands there is nothing in particular."""
    buffer = pa.allocate_buffer(max(1, count) * BYTES[width])
    return Run(width, count, buffer, buffer.address)


def zeros(width: str, count: int) -> Run:
    run = empty(width, count)
    ctypes.memset(run.address, 0, count * BYTES[width])
    return run


def filled(width: str, values: Sequence[int]) -> Run:
    """A run of these very numbers."""
    run = empty(width, len(values))
    ctypes.memmove(run.address, array(CODES[width], values).tobytes(), len(values) * BYTES[width])
    return run


def from_place(run: Run, place: int) -> int:
    """The address at which the number at that place stands."""
    return run.address + place * BYTES[run.width]


def of_bytes(entries: bytearray) -> Run:
    """A run over these bytes themselves."""
    buffer = pa.py_buffer(entries)
    return Run("u8", len(entries), buffer, buffer.address)


def of_array(array: pa.Array, width: str) -> Run:
    """The numbers of an Arrow array of that width that has no nulls."""
    buffer = array.buffers()[1]
    return Run(width, len(array), buffer, buffer.address + array.offset * BYTES[width])
