"""How long an answer takes: the decision alone over the whole library, twenty rules beside their peers, and `luodi decide` as a process.

Run from the root of the checkout: python -m bench.decide.speed. Firms are synthetic (合成), see `firms`. `LUODI_PEERS` is a Python
interpreter with openfisca-core and zen-engine. Each figure is given on the wall's clock and on the processor's: on a machine that is
shared they differ.
"""

import gc
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from bench.decide.firms import ON, firms
from bench.decide.rules import chosen, said
from luodi.decide.engine import Engine
from luodi.decide.model import Decision
from luodi.feel.profile import names
from luodi.feel.run import Value
from luodi.places.regions import COUNTRY, Regions
from luodi.policy.cache import load_program
from luodi.policy.model import Area, Benefit
from luodi.policy.program import Program

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = Path(__file__).parent
FIRMS = 200
ROUNDS = 3
PLACE = "注册地"
TARGET = "p50 1 ms, p99 10 ms"
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

Firm = Mapping[str, Value]


def main() -> None:
    program, regions = load_program(ROOT), Regions.load(ROOT / "reference" / "divisions")
    people = list(firms(program, regions, FIRMS))
    print("one firm, the whole library: every benefit with its conditions, and what to ask next; then each status, sum and reason read:")
    whole(program, regions, people)
    print(f"\n{len(chosen(program))} rules of the library, everything they ask stated, one firm at a time:")
    beside_peers(program, regions, people)
    walls, processors = processes(10)
    print("\nluodi decide, start of process to end, warm cache:")
    print(f"  wall {_spread(walls)} ms   processor {_spread(processors)} ms   target 200 ms")


def whole(program: Program, regions: Regions, people: Sequence[Firm]) -> None:
    engine = Engine(program, regions)
    start = time.perf_counter()
    engine.decide("企业", {}, ON)
    count = sum("企业" in benefit.subjects for benefit in program.benefits)
    print(f"  {count} benefits for firms; the first decision compiles them: {(time.perf_counter() - start) * 1000:.0f} ms")
    # As a service that has loaded its library does: what stays is not looked through for garbage again.
    gc.collect()
    gc.freeze()
    for what, few in (("only its place", 0), ("10 other facts", 10), ("40 other facts", 40), ("every fact there is", None)):
        stated = [_some(firm, few, number) for number, firm in enumerate(people)]
        first = _timed(lambda firm: engine.decide("企业", firm, ON), stated)
        later = [_timed(lambda firm: engine.decide("企业", firm, ON), stated) for _ in range(ROUNDS)]
        to_the_end = [_timed(lambda firm: read(engine.decide("企业", firm, ON)), stated) for _ in range(ROUNDS)]
        for when, walls, processors in (
            ("first", *first),
            ("again", *map(_joined, zip(*later, strict=True))),
            ("read", *map(_joined, zip(*to_the_end, strict=True))),
        ):
            print(f"  {what:<22}{when}  wall {_spread(walls)} ms   processor {_spread(processors)} ms   target {TARGET}")


def beside_peers(program: Program, regions: Regions, people: Sequence[Firm]) -> None:
    """The rules hold everywhere here and meet nobody: peers know neither places nor stacking."""
    rules = [replace(benefit, area=Area(None, COUNTRY), stack=()) for benefit in chosen(program)]
    asked = sorted({name for rule in rules for name in _asked(rule)})
    stated = [{name: firm[name] for name in asked} for firm in people]
    engine = Engine(replace(program, benefits=tuple(rules), stackings=()), regions)
    fen = [engine.decide("企业", firm, ON).certain for firm in stated]
    decided = [wall for _ in range(ROUNDS) for wall in _timed(lambda firm: engine.decide("企业", firm, ON), stated)[0]]
    walls = [wall for _ in range(ROUNDS) for wall in _timed(lambda firm: read(engine.decide("企业", firm, ON)), stated)[0]]
    ours = statistics.median(walls) * 1000
    print(f"  {'luodi, with all reasons read':<30}p50 {ours:8.1f} µs   of which decided {statistics.median(decided) * 1000:.1f} µs")
    for peer, dialect, words in (("openfisca", "python", "openfisca-core, untraced"), ("zen", "zen", "zen-engine, traced")):
        columns = {name: f"c{number}" for number, name in enumerate(asked)}
        spoken = [asdict(rule) for rule in said(rules, dialect, columns)]
        task = {"rules": spoken, "firms": [_plain(firm, columns) for firm in stated], "rounds": ROUNDS}
        found = _peer(peer, task)
        if "error" in found:
            print(f"  {words:<30}{found['error']}")
            continue
        middle = statistics.median(found["micros"])
        same = sum(abs(one - other) <= 1 + other * 1e-6 for one, other in zip(fen, found["fen"], strict=True))
        print(f"  {words:<30}p50 {middle:8.1f} µs   {middle / ours:6.2f} × luodi   same sum for {same} of {len(fen)} firms")


def read(decision: Decision) -> list[tuple[object, ...]]:
    """What a decision tells of every benefit: its status, its sum, and of each reason whether it holds."""
    return [(one.status, one.gives.amount, one.certain, one.possible, [held.holds for held in one.conditions]) for one in decision.outcomes]


def processes(times: int) -> tuple[list[float], list[float]]:
    """Milliseconds from the start of the process to its end, for one firm, with a warm cache, on the wall and on the processor."""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as file:
        file.write(FIRM)
        file.flush()
        command = [sys.executable, "-m", "luodi.cli.main", "decide", "--subject", "企业", "--facts", file.name, "--on", ON.isoformat()]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        walls, processors = [], []
        for _ in range(times):
            wall, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            walls.append((time.perf_counter() - wall) * 1000)
            processors.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
        return walls, processors


def _timed(call: Callable[[Firm], object], people: Sequence[Firm]) -> tuple[list[float], list[float]]:
    """Milliseconds for each firm, on the wall and on the processor."""
    walls, processors = [], []
    for firm in people:
        wall, processor = time.perf_counter(), time.thread_time()
        call(firm)
        walls.append((time.perf_counter() - wall) * 1000)
        processors.append((time.thread_time() - processor) * 1000)
    return walls, processors


def _joined(rounds: Sequence[Sequence[float]]) -> list[float]:
    return [time for one in rounds for time in one]


def _spread(times: Sequence[float]) -> str:
    ordered = sorted(times)
    return f"p50 {ordered[len(ordered) // 2]:7.2f}  p99 {ordered[len(ordered) * 99 // 100]:7.2f}"


def _some(firm: Firm, few: int | None, number: int) -> Firm:
    if few is None:
        return firm
    return {PLACE: firm[PLACE], **{name: firm[name] for name in random.Random(number).sample(sorted(firm), few)}}


def _asked(rule: Benefit) -> set[str]:
    sums = [one for one in (rule.gives.amount, rule.gives.times) if one]
    trees = [condition.expression.tree for condition in rule.when] + [one.tree for one in sums]
    return {name for tree in trees for name in names(tree)}


def _plain(firm: Firm, columns: Mapping[str, str]) -> dict[str, object]:
    return {columns[name]: value if isinstance(value, bool | str) else float(value) for name, value in firm.items()}


def _peer(name: str, task: Mapping[str, object]) -> dict[str, object]:
    python = os.environ.get("LUODI_PEERS")
    if not python:
        return {"error": "LUODI_PEERS is not set"}
    done = subprocess.run([python, HERE / "peers.py", name], input=json.dumps(task), capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else {"error": done.stderr.strip()[-200:]}


if __name__ == "__main__":
    main()
