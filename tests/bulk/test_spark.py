"""The same rows through Spark and through a file. Needs pyspark with pandas and numpy, and Java 17."""

import importlib
import importlib.util
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from luodi.bulk.plan import Plan
from luodi.feel.types import Type
from luodi.policy.model import Benefit, Expression
from tests.bulk.build import ON, decided, firms, lines, plan, written
from tests.required import missing

COUNT = 300
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    if not all(importlib.util.find_spec(name) for name in ("pyspark", "pandas", "numpy")):
        missing("spark", "没有装 luodi[spark]（make spark）")
    if shutil.which("java") is None:
        missing("spark", "没有 Java 17")
    sql = importlib.import_module("pyspark.sql")
    builder = sql.SparkSession.builder.master("local[2]").appName("luodi").config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    # A short life: compiling Java well costs more than it saves.
    session = session.config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", str(ROOT))
        running = session.getOrCreate()
        yield running
        running.stop()


def lowered(made: Plan) -> Plan:
    """The plan over a program as the library is lowered to: expressions keep the kind of their type alone."""

    def bare(expression: Expression | None) -> Expression | None:
        return expression and replace(expression, type=Type(expression.type.kind))

    def benefit(one: Benefit) -> Benefit:
        when = tuple(replace(condition, expression=bare(condition.expression)) for condition in one.when)
        gives = replace(one.gives, amount=bare(one.gives.amount), at_most=bare(one.gives.at_most))
        return replace(one, when=when, gives=gives)

    program = made.program
    return Plan(replace(program, benefits=tuple(map(benefit, program.benefits))), made.regions, made.subject)


def table(path: Path) -> Path:
    columns = {
        "id": [f"户{number}" for number in range(COUNT)],
        "注册地": [["360102", "360402", None][number % 3] for number in range(COUNT)],
        "规上": [[True, None, False][number // 3 % 3] for number in range(COUNT)],
        "困难": [[False, True, None][number // 9 % 3] for number in range(COUNT)],
        "月租金（分）": [number * 100 for number in range(COUNT)],
        "投资额（万元）": list(range(COUNT)),
        "备注": ["不读"] * COUNT,
    }
    columns["月租金（分）"][7] = -1
    return written(path, columns)


def test_a_frame_comes_to_the_same_as_the_file(spark: Any, tmp_path: Path) -> None:
    module = importlib.import_module("luodi.bulk.spark")
    path = table(tmp_path / "t.parquet")
    decided(path, tmp_path / "out")
    frame = spark.read.parquet(str(path)).repartition(3)
    rows = [row.asDict() for row in module.decide_frame(frame, lowered(plan()), ON).collect()]
    [rejected] = [row for row in rows if row["status"] == module.REJECTED]
    assert (rejected["id"], "太小" in rejected["missing"]) == ("户7", True)
    rows = [row for row in rows if row["status"] != module.REJECTED]
    assert sorted(rows, key=_key) == sorted(lines(tmp_path / "out"), key=_key)
    sums = [row.asDict() for row in module.decide_sums(frame, lowered(plan()), ON).collect()]
    kept = [row for row in sums if row["certain"] is not None]
    assert len(sums) == COUNT
    assert sorted(kept, key=_key) == sorted(firms(tmp_path / "out"), key=_key)


def test_only_the_columns_that_are_read_are_fetched(spark: Any, tmp_path: Path) -> None:
    module = importlib.import_module("luodi.bulk.spark")
    found = module.decide_sums(spark.read.parquet(str(table(tmp_path / "t.parquet"))), lowered(plan()), ON)
    [fetched] = re.findall(r"ReadSchema: struct<(.*)>", found._jdf.queryExecution().toString())
    names = [field.rsplit(":", 1)[0] for field in fetched.split(",")]
    assert sorted(names) == sorted(["id", "注册地", "规上", "困难", "月租金（分）", "投资额（万元）"])


def _key(row: dict[str, Any]) -> tuple[str, str]:
    return row["id"], row.get("benefit") or ""
