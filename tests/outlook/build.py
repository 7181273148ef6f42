"""A small 示例 program whose sums are borne by several, and its crowds."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from luodi.bulk.plan import Plan
from luodi.decide.engine import Engine
from luodi.decide.model import Decision
from luodi.outlook.crowd import Crowd, of_population, of_table
from luodi.places.regions import Regions
from luodi.policy.model import Area
from luodi.policy.program import Program
from tests.bulk.build import written
from tests.decide.build import at_most, benefit, money, program, stacking

ON = date(2020, 3, 10)
ROOT = Path(__file__).parent.parent.parent
REGIONS = Regions.load(ROOT / "reference" / "divisions")
RULES = [
    benefit("rent", money("2 * 月租金"), ["规上"], area=Area("注册地", "360000"), shares={"中央财政": 1, "省财政": 1, "县区": 1}),
    benefit("grant", money("10% * 投资额"), ["not(困难)"], shares={"南昌市": 1}),
    benefit("other", money("20万元")),
    benefit("loan", at_most("投资额"), ['规模 = "小型"'], force="可", shares={"失业保险基金": 1}),
    benefit("advice", None, ["困难"]),
    stacking("once", ["grant", "other"], "就高"),
]


def plan(*rules: Any) -> Plan:
    return Plan(made(*rules), REGIONS, "企业")


def made(*rules: Any) -> Program:
    return program(*(rules or RULES))


def people(rows: int = 300, *rules: Any, batch: int = 128) -> Crowd:
    """A synthetic population in several batches."""
    return of_population(plan(*rules), rows, batch=batch)


def table(path: Path, columns: dict[str, Any], *rules: Any) -> Crowd:
    return of_table(plan(*rules), written(path / "t.csv", columns))


def one_by_one(crowd: Crowd, on: date = ON) -> list[tuple[dict[str, Any], Decision]]:
    """Each row's facts with the decision on it alone."""
    engine, found = Engine(crowd.plan.program, REGIONS), []
    for rows, _ in crowd.rows():
        for row in range(rows.count):
            facts = {name: column.value(row) for name, column in rows.columns.items()}
            facts = {name: value for name, value in facts.items() if value is not None}
            found.append((facts, engine.decide("企业", facts, on)))
    return found


def added(pairs: list[tuple[str, int]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for name, fen in pairs:
        found[name] += fen
    return {name: fen for name, fen in found.items() if fen}
