"""A small 示例 program and small tables of 示例 firms."""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from luodi.bulk.plan import Plan
from luodi.bulk.run import Job, run
from luodi.bulk.tables import open_table
from luodi.places.regions import Regions
from luodi.policy.model import Area
from tests.decide.build import at_most, benefit, money, program, stacking

ON = date(2020, 3, 10)
REGIONS = Regions.load(Path(__file__).parent.parent.parent / "reference" / "divisions")
RULES = [
    benefit("rent", money("2 * 月租金"), ["规上"], area=Area("注册地", "360100")),
    benefit("grant", money("10% * 投资额"), ["not(困难)"]),
    benefit("other", money("20万元")),
    benefit("loan", at_most("投资额"), ['规模 = "小型"'], force="可"),
    stacking("once", ["grant", "other"], "就高"),
]


def plan() -> Plan:
    return Plan(program(*RULES), REGIONS, "企业")


def written(path: Path, columns: Mapping[str, Sequence[Any] | pa.Array]) -> Path:
    """The columns as a table, Parquet or CSV by the path's ending."""
    if path.suffix == ".csv":
        rows = zip(*[["" if value is None else str(value) for value in column] for column in columns.values()], strict=True)
        path.write_text("\n".join([",".join(columns), *(",".join(row) for row in rows)]) + "\n", encoding="utf-8")
    else:
        pq.write_table(pa.table(dict(columns)), path)
    return path


def decided(path: Path, out: Path, **rest: Any) -> dict[str, Any]:
    """The summary of the table decided by the small program."""
    return run(Job(plan(), open_table(path), ON), out, **rest)


def lines(out: Path) -> list[dict[str, Any]]:
    """All long rows."""
    return [row for path in sorted((out / "benefits").iterdir()) for row in pq.read_table(path).to_pylist()]


def firms(out: Path) -> list[dict[str, Any]]:
    return [row for path in sorted((out / "firms").iterdir()) for row in pq.read_table(path).to_pylist()]


def rejects(out: Path) -> list[str]:
    return (out / "rejects.csv").read_text("utf-8-sig").splitlines()[1:]


def digest(out: Path) -> dict[str, str]:
    """What every file holds, by its name."""
    return {path.relative_to(out).as_posix(): sha256(path.read_bytes()).hexdigest() for path in sorted(out.rglob("*")) if path.is_file()}
