"""A synthetic population: rows that name themselves 合成, drawn by a seed, the same whatever the batches are.

Shape: nine in ten rows lie in the province's counties, the others in the capital or without a place. Trades are drawn evenly, heads
from 1 to 5,000 and revenue and assets from 1万元 to 100亿元, each step of a scale alike, so that most are small. Of each yes-or-no fact
between 1 and 40 in a thousand rows say yes; other sums (100元 to 1000万元) and counts are nought in nine of ten rows. Of every fact 5 in
a thousand rows say nothing.
No row is anybody; no share is taken from a statistic.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from luodi.bulk.lookups import taken
from luodi.bulk.loops import Lane, Loop, loop
from luodi.bulk.memory import Run, empty, filled
from luodi.bulk.native import native
from luodi.bulk.plan import Plan
from luodi.policy.model import Fact

PROVINCE: Final = "36"
ELSEWHERE: Final = ("110101", "420100")
BASE: Final = frozenset({"从业人员", "营业收入", "资产总额"})
PARTS: Final = 1_000
SILENT: Final = 5
STEPS: Final = 256
GOLDEN: Final = 0x9E3779B97F4A7C15
MIXED: Final = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


def population(plan: Plan, rows: int, seed: int, batch: int) -> Iterator[pa.RecordBatch]:
    """So many rows in batches: an id and every fact that the plan asks."""
    for first in range(0, rows, batch):
        yield some_rows(plan, first, min(batch, rows - first), seed)


def some_rows(plan: Plan, first: int, rows: int, seed: int) -> pa.RecordBatch:
    """Rows `first` to `first + rows` of the population with that seed."""
    facts = [plan.program.facts[name] for name in plan.asked if name in plan.program.facts]
    arrays: dict[str, pa.Array] = {"编号": pa.array([f"合成{number:010d}" for number in range(first + 1, first + rows + 1)])}
    for number, fact in enumerate(facts):
        unit = "分" if fact.type.kind == "money" else fact.type.unit if fact.type.unit == "%" else ""
        name = f"{fact.name}（{unit}）" if unit else fact.name
        arrays[name] = _column(plan, fact, number, first, rows, seed)
    return pa.RecordBatch.from_pydict(arrays)


def _column(plan: Plan, fact: Fact, number: int, first: int, rows: int, seed: int) -> pa.Array:
    silent = pc.less(_drawn(rows, first, _key(seed, number, 1), PARTS).array(), SILENT)
    return pc.if_else(silent, None, _values(plan, fact, number, first, rows, seed))


def _values(plan: Plan, fact: Fact, number: int, first: int, rows: int, seed: int) -> pa.Array:
    kind, key = fact.type.kind, _key(seed, number, 2)
    if kind == "boolean":
        return pc.less(_drawn(rows, first, key, PARTS).array(), 1 + number * 7 % 40)
    if kind == "region":
        return _chosen(_places(plan), rows, first, key)
    if kind == "string":
        return _chosen(fact.type.values or ("合成",), rows, first, key)
    if kind == "date":
        days = _drawn(rows, first, key, 366).array()
        return pc.add(days, 18_262).cast(pa.int32()).cast(pa.date32())
    steps = filled("i64", _scale(fact))
    drawn = taken(_drawn(rows, first, key, STEPS), steps, rows).array()
    if fact.name in BASE:
        return drawn
    nought = pc.less(_drawn(rows, first, _key(seed, number, 3), 10).array(), 9)
    return pc.if_else(nought, pa.scalar(int(fact.type.lo or 0), pa.int64()), drawn)


def _scale(fact: Fact) -> list[int]:
    """The steps of a scale on which each is by the same share larger than the one before, within the fact's bounds."""
    low, high = (1, 5_000) if fact.type.kind == "number" else (10**6, 10**12) if fact.name in BASE else (10**4, 10**9)
    if fact.type.unit == "%":
        low, high = 1, 100
    elif fact.type.hi is not None:
        high = min(high, int(fact.type.hi))
    low = min(max(low, int(fact.type.lo or 0), 1), high)
    return [round(low * (high / low) ** (step / (STEPS - 1))) for step in range(STEPS)]


@cache
def _places_of(names: tuple[str, ...]) -> tuple[str, ...]:
    counties = [code for code in names if code.startswith(PROVINCE) and not code.endswith("00")]
    return (*counties, *ELSEWHERE[: max(1, len(counties) // 10)])


def _places(plan: Plan) -> tuple[str, ...]:
    return _places_of(tuple(code for code in plan.regions.names if code not in plan.regions.pseudo))


def _chosen(values: Sequence[str], rows: int, first: int, key: int) -> pa.Array:
    codes = _drawn(rows, first, key, len(values)).array().cast(pa.int32())
    return pa.DictionaryArray.from_arrays(codes, pa.array(values, pa.string()))


def _key(seed: int, number: int, use: int) -> int:
    key = (seed * 1_000_003 + number * 16 + use) * GOLDEN % 2**64
    return key - 2**64 if key >= 2**63 else key


def _drawn(rows: int, first: int, key: int, among: int) -> Run:
    """For each row a number below `among`, by the row and the key alone (SplitMix64)."""
    out = empty("i64", rows)
    _draw_loop()(rows, out.address, first, key, among)
    return out


@native
def _draw_loop() -> Loop:
    def body(lane: Lane) -> None:
        first, key, among = lane.scalars[:3]
        build, word = lane.builder, lane.number
        mixed = build.add(key, build.mul(build.add(lane.index, first), word(GOLDEN)))
        for shift, factor in zip((30, 27), MIXED, strict=True):
            mixed = build.mul(build.xor(mixed, build.lshr(mixed, word(shift))), word(factor))
        mixed = build.xor(mixed, build.lshr(mixed, word(31)))
        lane.put(0, build.urem(build.lshr(mixed, word(1)), among))

    return loop(["i64"], 3, body)
