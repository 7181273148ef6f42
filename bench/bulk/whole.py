"""Synthetic (合成) firms decided twice, by `luodi bulk` and one by one by `decide`: is every firm's sum the same, and every benefit's?

Run from the root of the checkout: python -m bench.bulk.whole [ROWS [twenty|all]], by the twenty rules of bench.bulk.speed or by the
whole library, whose firms state 600 facts each and take `decide` some fifty times as long. For an idle machine.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from functools import cache, partial
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.bulk.speed import ON, PLANS, write
from luodi.bulk.header import Header, Source, header
from luodi.bulk.plan import Plan
from luodi.bulk.run import Job, run
from luodi.bulk.synth import some_rows
from luodi.bulk.tables import open_table
from luodi.decide.engine import Engine

SEED = 1
SLICE = 1_024
Sums = Counter[tuple[str, str]]


@cache
def plan(rules: str) -> Plan:
    return PLANS[rules]()


@cache
def engine(rules: str) -> Engine:
    return Engine(plan(rules).program, plan(rules).regions)


def value(source: Source, said: Any) -> Any:
    """What a cell of the table says, as `decide` is told it."""
    if said is None or source.fact.type.kind not in ("money", "number"):
        return said
    assert source.factor is not None
    exact = Fraction(said) * source.factor
    return exact.numerator if exact.denominator == 1 else exact


def facts(batch: pa.RecordBatch, head: Header) -> Iterator[dict[str, Any]]:
    """Each row's facts, those that are stated."""
    columns = {source.fact.name: [value(source, said) for said in batch.column(source.column).to_pylist()] for source in head.sources}
    for row in range(batch.num_rows):
        yield {name: values[row] for name, values in columns.items() if values[row] is not None}


@cache
def parts(out: Path) -> tuple[tuple[int, Path], ...]:
    """The parts of the rows' sums, each after the number of rows before it."""
    paths = sorted((out / "firms").iterdir())
    counts = [pq.read_metadata(path).num_rows for path in paths]
    return tuple(zip(accumulate(counts, initial=0), paths, strict=False))


def summed_rows(out: Path, first: int, rows: int) -> list[dict[str, Any]]:
    """So many rows of the sums, wherever the parts are cut."""
    met = [(before, path) for before, path in parts(out) if before < first + rows]
    met = met[max(index for index, (before, _) in enumerate(met) if before <= first) :]
    table = pa.concat_tables([pq.read_table(path) for _, path in met])
    return table.slice(first - met[0][0], rows).to_pylist()


def single(out: Path, rules: str, first: int, rows: int) -> tuple[int, list[str], Sums]:
    """So many rows decided one by one: how many, the ids of those that `luodi bulk` sums otherwise, the sums by benefit."""
    batch = some_rows(plan(rules), first, rows, SEED)
    part = summed_rows(out, first, rows)
    head = header(batch.schema.names, plan(rules))
    sums, otherwise = Sums(), []
    for row, summed in zip(facts(batch, head), part, strict=True):
        decision = engine(rules).decide("企业", row, ON)
        if (decision.certain, decision.possible) != (summed["certain"], summed["possible"]):
            otherwise.append(summed["id"])
        for one in decision.outcomes:
            if one.status != "no":
                sums.update({(one.id, "certain"): one.certain, (one.id, "possible"): one.possible, (one.id, one.status): 1})
    return rows, otherwise, sums


def long_sums(out: Path) -> Sums:
    """The sums by benefit of the long rows. A part's fit in 64 bits, all of them need not."""
    sums = Sums()
    for path in sorted((out / "benefits").iterdir()):
        table = pq.read_table(path, columns=["benefit", "status", "certain", "possible"])
        names = [pc.cast(table[name], pa.string()) for name in ("benefit", "status")]
        table = pa.table([*names, table["certain"], table["possible"]], ["benefit", "status", "certain", "possible"])
        found = table.group_by(["benefit", "status"]).aggregate([("certain", "sum"), ("possible", "sum"), ([], "count_all")])
        for row in found.to_pylist():
            id = row["benefit"]
            sums.update({(id, "certain"): row["certain_sum"], (id, "possible"): row["possible_sum"], (id, row["status"]): row["count_all"]})
    return sums


def one_by_one(out: Path, rules: str, count: int) -> tuple[list[str], Sums]:
    """All rows decided by two processes: the ids of firms that are summed otherwise, the sums by benefit."""
    start, done, otherwise, sums = time.perf_counter(), 0, list[str](), Sums()
    firsts = range(0, count, SLICE)
    sizes = [min(SLICE, count - first) for first in firsts]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for rows, differing, found in pool.map(partial(single, out, rules), firsts, sizes):
            done += rows
            otherwise += differing
            sums.update(found)
            print(f"decided {done} of {count}, {len(otherwise)} otherwise, {time.perf_counter() - start:.0f} s", flush=True)
    return otherwise, sums


def main(rows: str = "1000000", rules: str = "twenty") -> int:
    """0 where both are equal."""
    count, made = int(rows), plan(rules)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        summary = run(Job(made, open_table(write(made, count, Path(folder) / "t.parquet")), ON), out)
        print(f"{len(made.lines)} rules, {count} firms, {summary['lines']} long rows", flush=True)
        otherwise, sums = one_by_one(out, rules, count)
        by_bulk = long_sums(out)
    certain, possible = (sum(fen for (_, what), fen in sums.items() if what == kind) for kind in ("certain", "possible"))
    benefits = sorted({id for id, what in sums.keys() | by_bulk.keys() if sums[id, what] != by_bulk[id, what]})
    print(f"luodi bulk: {summary['certain']} fen certain, {summary['possible']} possible")
    print(f"decide:     {certain} fen certain, {possible} possible")
    equal = not otherwise and not benefits and (certain, possible) == (summary["certain"], summary["possible"])
    print("equal" if equal else f"unequal: firms {otherwise[:8]}, benefits {benefits[:8]}")
    return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
