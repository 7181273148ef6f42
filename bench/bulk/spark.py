"""What a row costs in Spark beside what it costs from a file, both on two cores: the same table of synthetic (合成) firms, the same rules.

Run from the root of the checkout: python -m bench.bulk.spark [ROWS [twenty|all]]. Needs Java 17 and `make spark`.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession
from pyspark.sql import functions as sql

from bench.bulk.speed import ON, PLANS, ROOT, decide, rows_of, write
from luodi.bulk.plan import Plan
from luodi.bulk.run import Job, run
from luodi.bulk.spark import decide_frame, decide_sums
from luodi.bulk.tables import BATCH, open_table

CORES = 2
TICK = os.sysconf("SC_CLK_TCK")


def busy() -> float:
    """Seconds of the processor that this process and all below it have used: Java, and Python below Java."""
    used, parents = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        pid = int(stat.parent.name)
        parents[pid], used[pid] = int(fields[1]), sum(map(int, fields[11:15]))
    return sum(ticks for pid, ticks in used.items() if _below(pid, parents)) / TICK


def _below(pid: int, parents: dict[int, int]) -> bool:
    while pid not in (0, os.getpid()):
        pid = parents.get(pid, 0)
    return pid != 0


def told(name: str, rows: int, call: Callable[[], Any]) -> Any:
    """The first time and the second, a row."""
    found, times = None, []
    for _ in range(2):
        start, used = time.perf_counter(), busy()
        found = call()
        times.append(f"{(time.perf_counter() - start) / rows * 1e6:6.1f} µs ({(busy() - used) / rows * 1e6:6.1f} µs busy)")
    print(f"  {name:<18} {times[1]} a row; the first time {times[0]}", flush=True)
    return found


def session(size: int) -> SparkSession:
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "PYTHONPATH": str(ROOT)}
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "4g",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH),
        # Two cores have two parts each, however small the file is.
        "spark.sql.files.maxPartitionBytes": str(size // (2 * CORES) + 1),
        "spark.sql.files.openCostInBytes": "1",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }
    return SparkSession.builder.master(f"local[{CORES}]").appName("luodi").config(map=settings).getOrCreate()


def sums(spark: SparkSession, plan: Plan, path: Path) -> tuple[int, int]:
    found = decide_sums(spark.read.parquet(str(path)), plan, ON).agg(sql.sum("certain"), sql.sum("possible")).first()
    return found[0], found[1]


def measure(plan: Plan, path: Path, rows: int, spark: SparkSession) -> None:
    """To sums alone, and to all long rows on disk; both ways must come to the same."""
    folder = path.parent
    fen = told("local, to sums", rows, lambda: decide(plan, list(rows_of(plan, path))))
    summary = told("local, to folder", rows, partial(run, Job(plan, open_table(path), ON), folder / "local"))
    certain, possible = told("Spark, to sums", rows, partial(sums, spark, plan, path))
    long = decide_frame(spark.read.parquet(str(path)), plan, ON).write.mode("overwrite")
    told("Spark, to folder", rows, lambda: long.parquet(str(folder / "spark")))
    lines = spark.read.parquet(str(folder / "spark")).count()
    same = (certain, possible, lines) == (summary["certain"], summary["possible"], summary["lines"]) and certain == fen
    print(f"  {certain} fen certain, {possible} possible, {lines} long rows: {'equal' if same else 'UNEQUAL'}", flush=True)


def main(rows: str = "200000", rules: str = "all") -> None:
    plan = PLANS[rules]()
    with tempfile.TemporaryDirectory() as folder:
        path = write(plan, int(rows), Path(folder) / "table.parquet")
        print(f"{len(plan.lines)} rules, {rows} firms, from Parquet, {CORES} cores:", flush=True)
        spark = session(path.stat().st_size)
        measure(plan, path, int(rows), spark)
        spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
