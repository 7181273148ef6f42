"""A million synthetic (合成) firms: twenty rules beside the peers, and the whole library from Parquet to totals and to the folder.

Run from the root of the checkout: python -m bench.bulk.speed. LUODI_PEERS names a Python with bench/bulk/requirements.txt installed.
"""

import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.bulk.rules import chosen, said
from luodi.bulk.batch import Batch
from luodi.bulk.emit import Tally
from luodi.bulk.header import header
from luodi.bulk.plan import Plan
from luodi.bulk.reading import Rows, read_rows
from luodi.bulk.run import Job, run
from luodi.bulk.sums import summed
from luodi.bulk.synth import population
from luodi.bulk.tables import GROUP, open_table
from luodi.outlook.crowd import of_table
from luodi.outlook.forecast import forecast
from luodi.places.regions import Regions
from luodi.policy.cache import load_program

ROOT = Path(__file__).resolve().parent.parent.parent
ON = date(2020, 3, 10)
FEW = 20_000
SHARE = 8
PEERS = ("openfisca", "numpy", "duckdb", "zen")


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds as they passed, and as the processor was busy: on a machine that others use the second is the steadier one."""

    wall: float
    busy: float

    def __str__(self) -> str:
        return f"{self.wall:8.3f} s ({self.busy:7.3f} s busy)"

    def of(self, other: "Spent") -> str:
        return f"{self.wall / other.wall:.2f} of its time ({self.busy / other.busy:.2f} of its busy time)"


def best(call: Callable[[], Any], rounds: int = 3) -> tuple[Spent, Any]:
    """The shortest of so many times, and what the last call gave."""
    times, found = [], None
    for _ in range(rounds):
        start, busy = time.perf_counter(), time.process_time()
        found = call()
        times.append((time.perf_counter() - start, time.process_time() - busy))
    return Spent(min(wall for wall, _ in times), min(busy for _, busy in times)), found


def mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def twenty_rules() -> Plan:
    program = load_program(ROOT)
    return Plan(replace(program, benefits=chosen(program)), Regions.load(ROOT / "reference" / "divisions"), "企业")


def whole_library() -> Plan:
    return Plan(load_program(ROOT), Regions.load(ROOT / "reference" / "divisions"), "企业")


PLANS = {"twenty": twenty_rules, "all": whole_library}


def rows_of(plan: Plan, path: Path) -> Iterator[Rows]:
    table = open_table(path)
    head = header(table.columns, plan)
    for batch in table.batches(head.columns):
        yield read_rows(batch, head, plan.regions, 1, {})[0]


def decide(plan: Plan, held: list[Rows]) -> int:
    """All rows decided by two threads, to totals and winners of each; the sum of what is certain."""

    def one(rows: Rows) -> int:
        tally = Tally(rows.count)
        for _, decided in Batch(plan, rows.columns, rows.count, ON).each():
            tally.add(decided)
        tally.firms(rows.ids)
        return summed(tally.certain, rows.count)

    with ThreadPoolExecutor(2) as pool:
        return sum(pool.map(one, held))


def twenty(rows: int, folder: Path) -> None:
    """Twenty rules side by side."""
    plan = twenty_rules()
    path = write(plan, rows, folder / "twenty.parquet")
    held = list(rows_of(plan, path))
    cold, _ = best(lambda: decide(plan, held), 1)
    seconds, fen = best(lambda: decide(plan, held), 7)
    print(f"{len(plan.lines)} rules x {rows} firms, unknowns, winners and exact fen, in memory:")
    print(f"  luodi        {seconds}   {fen} fen certain; first time {cold}")
    python = os.environ.get("LUODI_PEERS")
    if not python:
        print("  no peers: LUODI_PEERS is not set")
        return
    for name in PEERS:
        print(f"  {name:<12} {peer(python, name, task(plan, path, folder), seconds)}", flush=True)


def write(plan: Plan, rows: int, path: Path) -> Path:
    made = population(plan, rows, 1, GROUP)
    first = next(made)
    with pq.ParquetWriter(path, first.schema) as writer:
        for batch in (first, *made):
            writer.write_batch(batch, row_group_size=GROUP)
    return path


def task(plan: Plan, path: Path, folder: Path) -> dict[str, Any]:
    """The same firms as peers take them: no unknowns (nought, no), choices and places as numbers."""
    table = pq.read_table(path)
    names, columns, arrays = {}, [], []
    for name in table.column_names[1:]:
        fact = name.split("（")[0]
        names[fact] = f"c{len(columns)}"
        columns.append(names[fact])
        arrays.append(plain(table[name], plan.types[fact].values))
    pq.write_table(pa.table(dict(zip(columns, arrays, strict=True))), folder / "peers.parquet")
    types = plan.types
    benefits = [line.benefit for line in plan.lines]
    spoken = {dialect: [asdict(rule) for rule in said(benefits, types, names, dialect)] for dialect in ("numpy", "sql", "zen")}
    return {"table": str(folder / "peers.parquet"), "rounds": 5, "few": FEW, **spoken}


def plain(column: pa.ChunkedArray, values: tuple[str, ...]) -> pa.ChunkedArray:
    if pa.types.is_boolean(column.type):
        return column.fill_null(False)
    if pa.types.is_dictionary(column.type) or pa.types.is_string(column.type):
        texts = column.cast(pa.string())
        return pc.index_in(texts, pa.array(values)).fill_null(-1) if values else texts.cast(pa.int64()).fill_null(0)
    if pa.types.is_date(column.type):
        return column.cast(pa.int32()).fill_null(0)
    return column.fill_null(0)


def peer(python: str, name: str, task: dict[str, Any], ours: Spent) -> str:
    """What a peer took, and what share of that luodi takes."""
    done = subprocess.run(
        [python, str(Path(__file__).with_name("peers.py")), name], input=json.dumps(task), capture_output=True, text=True, check=False
    )
    if done.returncode:
        return f"failed: {done.stderr.strip().splitlines()[-1][:150]}"
    found = json.loads(done.stdout)
    if name == "zen":
        rows = pq.read_metadata(task["table"]).num_rows
        theirs = Spent(found["seconds"] / FEW * rows, found["busy"] / FEW * rows)
        return f"{theirs}   luodi takes {ours.of(theirs)}; counted up from {FEW} rows"
    theirs = Spent(found["seconds"], found["busy"])
    return f"{theirs}   luodi takes {ours.of(theirs)}; {found['fen']:.0f} fen, unknown taken as nought   +{found['mib']:.0f} MiB"


def whole(rows: int, folder: Path) -> None:
    """The whole library from Parquet: the loops alone, to totals, to the folder; and the months of a year."""
    start = time.perf_counter()
    plan = whole_library()
    print(f"whole library, {len(plan.lines)} benefits x {rows} firms; plan made in {time.perf_counter() - start:.2f} s")
    path = write(plan, rows, folder / "whole.parquet")
    print(f"  table        {path.stat().st_size / 2**20:8.0f} MiB, {len(pq.read_schema(path).names)} columns; {mib():.0f} MiB so far")
    held = [rows for _, rows in zip(range(SHARE), rows_of(plan, path), strict=False)]
    cold, _ = best(partial(decide, plan, held[:1]), 1)
    loops, _ = best(partial(decide, plan, held))
    print(f"  first batch  {cold}, tables and loops made")
    print(f"  loops        {loops} for {sum(rows.count for rows in held)} rows, two threads")
    held.clear()
    table = open_table(path)
    job = Job(plan, table, ON)
    seconds, _ = best(lambda: forecast(of_table(plan, path), ON, frozenset(range(len(plan.lines)))), 1)
    print(f"  to forecast  {seconds}, one thread")
    seconds, _ = best(lambda: run(Job(plan, table, ON, totals=True), folder / "sums"), 2)
    print(f"  to totals    {seconds}, each row's sums written")
    seconds, summary = best(lambda: run(job, folder / "out"), 2)
    size = sum(file.stat().st_size for file in (folder / "out").rglob("*.parquet")) / 2**20
    print(f"  to folder    {seconds}, {summary['lines']} long rows, {size:.0f} MiB; peak {mib():.0f} MiB")


def main(rows: str = "1000000") -> None:
    with tempfile.TemporaryDirectory() as folder:
        twenty(int(rows), Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        whole(int(rows), Path(folder))
    if importlib.util.find_spec("pyspark"):
        subprocess.run([sys.executable, "-m", "bench.bulk.spark", rows], check=True)
    else:
        print("no Spark: pyspark is not installed (make spark)")


if __name__ == "__main__":
    main(*sys.argv[1:])
