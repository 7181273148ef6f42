"""Does time grow as rows do, and memory not at all? Synthetic (合成) firms from a file into the folder, and made in passing into totals.

Run from the root of the checkout: python -m bench.bulk.growth [twenty|all] [FILE [PASSING]], sizes in millions of rows: all 1,10 1,10,100.
Each size has a process of its own. Files lie in a temporary folder: by the whole library a million rows take 200 MB, the folder counted.
"""

import json
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow.parquet as pq

from bench.bulk.speed import ON, PLANS, ROOT
from luodi.bulk.batch import Batch
from luodi.bulk.emit import Tally
from luodi.bulk.header import header
from luodi.bulk.plan import Plan
from luodi.bulk.reading import read_rows
from luodi.bulk.run import Job, run
from luodi.bulk.sums import summed
from luodi.bulk.synth import population, some_rows
from luodi.bulk.tables import GROUP, open_table, rows_at_once

MILLION = 1_000_000
THREADS = 2


def peak() -> float:
    """The most memory this process ever held, in MiB. What getrusage says would count the process it came from."""
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def write(plan: Plan, rows: int, path: Path) -> None:
    batches = population(plan, rows, 1, GROUP)
    first = next(batches)
    with pq.ParquetWriter(path, first.schema, compression="zstd", compression_level=1) as writer:
        writer.write_batch(first, row_group_size=GROUP)
        for batch in batches:
            writer.write_batch(batch, row_group_size=GROUP)


def from_file(plan: Plan, path: Path) -> tuple[int, int]:
    """Fen certain and possible, by way of the whole folder."""
    summary = run(Job(plan, open_table(path), ON), path.with_name("out"), threads=THREADS)
    return summary["certain"], summary["possible"]


def in_passing(plan: Plan, rows: int) -> tuple[int, int]:
    """Fen certain and possible of rows that are made, decided and forgotten; each thread takes every second batch."""
    head = header(some_rows(plan, 0, 1, 1).schema.names, plan)
    size = rows_at_once(len(head.columns))

    def share(thread: int) -> tuple[int, int]:
        certain = possible = 0
        for first in range(thread * size, rows, THREADS * size):
            made = some_rows(plan, first, min(size, rows - first), 1)
            read, _ = read_rows(made, head, plan.regions, first + 1, {})
            tally = Tally(read.count)
            for _, one in Batch(plan, read.columns, read.count, ON).each():
                tally.add(one)
            certain += summed(tally.certain, read.count)
            possible += summed(tally.possible, read.count)
        return certain, possible

    with ThreadPoolExecutor(THREADS) as pool:
        shares = list(pool.map(share, range(THREADS)))
    return sum(certain for certain, _ in shares), sum(possible for _, possible in shares)


def one(rules: str, way: str, size: str) -> None:
    """One size in this process: what it took, as JSON."""
    plan, rows = PLANS[rules](), round(float(size) * MILLION)
    start, busy = time.perf_counter(), time.process_time()
    fen = in_passing(plan, rows) if way == "passing" else from_file(plan, Path(way))
    print(json.dumps({"wall": time.perf_counter() - start, "busy": time.process_time() - busy, "mib": peak(), "fen": fen}))


def measured(rules: str, way: str, size: str) -> None:
    """One size in a process of its own, printed."""
    command = [sys.executable, "-m", "bench.bulk.growth", "one", rules, way, size]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found, millions = json.loads(done.stdout), float(size)
    took = f"{found['wall'] / millions:7.2f} s ({found['busy'] / millions:6.2f} s busy) a million, peak {found['mib']:6.0f} MiB"
    certain, possible = found["fen"]
    name = "in passing" if way == "passing" else "from a file"
    print(f"  {size:>5} million {name:<11} {took}; {certain} fen certain, {possible} possible", flush=True)


def main(rules: str = "all", files: str = "1,10", passing: str = "1,10,100") -> None:
    plan = PLANS[rules]()
    print(f"{len(plan.lines)} rules, {len(plan.asked)} facts, {THREADS} threads:", flush=True)
    for size in filter(None, files.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "t.parquet"
            write(plan, round(float(size) * MILLION), path)
            measured(rules, str(path), size)
            bytes_of = {file: file.stat().st_size / 2**20 for file in Path(folder).rglob("*.parquet")}
            print(f"        table {bytes_of.pop(path):.0f} MiB, folder {sum(bytes_of.values()):.0f} MiB", flush=True)
    for size in filter(None, passing.split(",")):
        measured(rules, "passing", size)


if __name__ == "__main__":
    one(*sys.argv[2:]) if sys.argv[1:2] == ["one"] else main(*sys.argv[1:])
