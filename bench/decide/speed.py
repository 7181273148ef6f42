"""How long an answer takes: `luodi decide` from the start of its process, and the decision alone.

Run from the root of the checkout: python -m bench.decide.speed. Firms are synthetic (合成).
"""

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from luodi.decide.engine import Engine
from luodi.feel.run import Value
from luodi.places.regions import Regions
from luodi.policy.cache import load_program
from luodi.policy.model import Fact
from luodi.policy.program import Program

ROOT = Path(__file__).resolve().parent.parent.parent
ON = date(2020, 3, 10)
FIRST = frozenset({"cn-20200220-social-insurance", "jx-20200204-growth-20", "nc-20200226-projects-37"})
CITY = {"注册地": "360100"}
FIRM = """\
注册地: 360102
参保地: 360102
项目所在地: 360100
企业规模: 小型
三项社会保险单位月缴费: 5万元
规上工业企业: 是
技术改造项目: 鼓励类
本年度设备投资额: 320万元
购买设备发票额: 320万元
承租国有房产: 是
月租金: 3万元
"""


def processes(times: int) -> list[float]:
    """Milliseconds from the start of the process to its end, for one firm, with a warm cache."""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as file:
        file.write(FIRM)
        file.flush()
        command = [sys.executable, "-m", "luodi.cli.main", "decide", "--subject", "企业", "--facts", file.name, "--on", ON.isoformat()]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        found = []
        for _ in range(times):
            start = time.perf_counter()
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
            found.append((time.perf_counter() - start) * 1000)
    return found


def decisions(engine: Engine, firms: Sequence[Mapping[str, Value]], rounds: int) -> list[float]:
    """Milliseconds a decision, one figure a round over all firms."""
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        for facts in firms:
            engine.decide("企业", facts, ON)
        found.append((time.perf_counter() - start) * 1000 / len(firms))
    return found


def synthetic(program: Program, count: int, stated: int, seed: int = 1) -> list[dict[str, Value]]:
    """Firms that state their city and `stated` other facts, each another handful."""
    chance = random.Random(seed)
    facts = [fact for fact in program.facts.values() if "企业" in fact.of and fact.type.kind != "date"]
    cities = ["360102", "360103", "360111", "360112", "360121", "360402", "420102"]
    firms = []
    for _ in range(count):
        firm: dict[str, Value] = {fact.name: _value(fact, chance) for fact in chance.sample(facts, stated)}
        firms.append(firm | {"注册地": chance.choice(cities)})
    return firms


def _value(fact: Fact, chance: random.Random) -> Value:
    kind = fact.type.kind
    if kind == "boolean":
        return chance.random() < 0.5
    if kind == "region":
        return chance.choice(["360102", "360402"])
    if kind == "string":
        return chance.choice(fact.values) if fact.values else "合成"
    return chance.randrange(1_000_000_000) if kind == "money" else chance.randrange(100)


def report(what: str, figures: Sequence[float], target: str) -> None:
    print(f"{what:<52}best {min(figures):8.3f} ms   median {statistics.median(figures):8.3f} ms   target {target}")


def only(program: Program, documents: frozenset[str]) -> Program:
    """The program without the rules of other documents."""
    return replace(
        program,
        benefits=tuple(benefit for benefit in program.benefits if benefit.quote.document in documents),
        stackings=tuple(stacking for stacking in program.stackings if stacking.quote.document in documents),
    )


def main() -> None:
    program = load_program(ROOT)
    regions = Regions.load(ROOT / "reference" / "divisions")
    print("The first three documents:")
    measure(only(program, FIRST), regions, "0.3 ms")
    print("All documents:")
    measure(program, regions, "-")
    report("luodi decide, start of process to end, warm cache", processes(10), "200 ms")


def measure(program: Program, regions: Regions, target: str) -> None:
    engine = Engine(program, regions)
    start = time.perf_counter()
    engine.decide("企业", CITY, ON)
    first = (time.perf_counter() - start) * 1000
    count = sum("企业" in benefit.subjects for benefit in program.benefits)
    print(f"{count} benefits for firms; the first decision compiles: {first:.1f} ms")
    report("decision, a firm that gives only its city", decisions(engine, [CITY] * 50, 40), target)
    report("decision, 200 firms with 10 other facts each", decisions(engine, synthetic(program, 200, 10), 10), target)
    report("decision, 200 firms with 40 other facts each", decisions(engine, synthetic(program, 200, 40), 10), "-")


if __name__ == "__main__":
    main()
