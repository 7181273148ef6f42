"""Ids that stand twice in a table: found by hashes, eight bytes a row, and held against each other as texts where hashes meet."""

from array import array
from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from luodi.bulk.loops import I64, U8, Lane, Loop, loop
from luodi.bulk.memory import Run, empty, of_bytes, zeros
from luodi.bulk.native import native
from luodi.bulk.reading import id_texts
from luodi.bulk.tables import Table

WORD: Final = 8
ROOM: Final = 16
PIECE: Final = 1 << 20
MIXED: Final = 0x9E3779B97F4A7C15


def doubled_ids(table: Table, id: str) -> dict[int, int]:
    """Rows, from 1, whose id stood before, with the row in which it stood first."""
    hashes = array("q")
    for names in _names(table, id):
        # Held by a name: a view alone keeps nothing alive.
        run = hashed(names)
        hashes.frombytes(run.view.cast("B"))
    suspects = _repeated(hashes)
    if not suspects:
        return {}
    found: dict[int, int] = {}
    met: dict[str, int] = {}
    first = 1
    for names in _names(table, id):
        for row in range(first, first + len(names)):
            if hashes[row - 1] in suspects:
                name = names[row - first].as_py()
                if name and met.setdefault(name, row) != row:
                    found[row] = met[name]
        first += len(names)
    return found


def hashed(texts: pa.StringArray) -> Run:
    """A hash of each text, the same for the same text; of what is null, any."""
    found = zeros("i64", len(texts))
    # Whole words are read: behind the last text there is one to spare.
    _, starts, room = pa.concat_arrays([texts, pa.array([" " * WORD])]).buffers()
    longest = pc.max(pc.binary_length(texts)).as_py() or 0
    for word in range(0, longest, WORD):
        _hash_loop()(len(texts), starts.address, found.address, room.address, word)
    return found


def _names(table: Table, id: str) -> Iterator[pa.StringArray]:
    return (id_texts(batch.column(0), id) for batch in table.batches([id]))


def _repeated(hashes: "array[int]") -> frozenset[int]:
    """The hashes that stand more than once. Where the bit to which a hash points was pointed to before, it may have stood before."""
    rows = len(hashes)
    bits = (ROOM * rows).bit_length()
    # Room of Python's own: it is given back at once, when the rows are still to be decided.
    taken, again = of_bytes(bytearray(1 << max(0, bits - 3))), empty("i32", PIECE)
    numbers = pa.Array.from_buffers(pa.int64(), rows, [None, pa.py_buffer(hashes)])
    met = []
    for first in range(0, rows, PIECE):
        piece = numbers.slice(first, PIECE)
        address = numbers.buffers()[1].address + first * WORD
        count = _again_loop()(len(piece), address, taken.address, again.address, 64 - bits)
        met.append(piece.take(again.array(count)))
    doubtful = pa.chunked_array(met, pa.int64()).unique()
    if not doubtful:
        return frozenset()
    among = numbers.filter(pc.is_in(numbers, doubtful))
    return frozenset(one["values"] for one in among.value_counts().to_pylist() if one["counts"] > 1)


@native
def _hash_loop() -> Loop:
    """The word of each text that begins so many bytes from its start, if there is one, taken into its hash."""

    def body(lane: Lane) -> None:
        build, none = lane.builder, lane.number(0)
        start = lane.add(lane.get(0), lane.scalars[0])
        left = lane.subtract(lane.get(0, lane.add(lane.index, lane.number(1))), start)
        there = lane.is_(">", left, none)
        word = build.load(build.gep(lane.pointers[2], [lane.choose(there, start, none)], source_etype=U8), typ=I64, align=1)
        # What belongs to the next text is shifted out.
        beyond = build.shl(lane.subtract(lane.number(WORD), lane.least(left, lane.number(WORD))), lane.number(3))
        word = build.shl(word, lane.choose(there, beyond, none))
        mixed = lane.multiply(build.xor(lane.get(1), word), lane.number(MIXED))
        lane.put(1, lane.choose(there, build.xor(mixed, build.lshr(mixed, lane.number(32))), lane.get(1)))

    return loop(["i32", "i64", "u8"], 1, body)


@native
def _again_loop() -> Loop:
    """The rows whose bit was taken already; `lane.scalars[0]` leaves of a hash the number of its bit."""

    def body(lane: Lane) -> Any:
        build = lane.builder
        bit = build.lshr(lane.get(0), lane.scalars[0])
        place, mask = build.lshr(bit, lane.number(3)), build.shl(lane.number(1), build.and_(bit, lane.number(WORD - 1)))
        byte = lane.get(1, place)
        lane.put(1, build.or_(byte, mask), place)
        lane.put(2, lane.index, lane.scalars[-1])
        return lane.is_("!=", build.and_(byte, mask), lane.number(0))

    return loop(["i64", "u8", "i32"], 1, body, counts=True)
