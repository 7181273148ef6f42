"""Runs the conformance kit: python -m tests.tck.run [FOLDER PART ...] [-v]. The kit lies where LUODI_TCK says."""

import os
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from luodi.feel.builtins.conversion import shown
from luodi.feel.dmn.evaluate import Engine
from luodi.feel.dmn.read import read_model
from luodi.feel.errors import FeelError
from tests.tck.kit import Case, agrees, model_name, read_cases

KIT = Path(os.environ.get("LUODI_TCK", Path(__file__).parents[2].parent / "shared" / "tck"))
LEVELS = {"compliance-level-2": "level 2", "compliance-level-3": "level 3"}
TITLES = {"cases": "cases", "values": "results expecting a value", "nulls": "results expecting null"}


@dataclass
class Tally:
    """How many cases and results are right and wrong, by level; each wrong one in words."""

    counts: Counter = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def add(self, what, level, right):
        self.counts[what, level, right] += 1

    def passed(self, what, level=None):
        return sum(number for (kind, at, right), number in self.counts.items() if kind == what and right and level in (None, at))

    def count(self, what, level=None):
        return sum(number for (kind, at, _), number in self.counts.items() if kind == what and level in (None, at))


def run_kit(parts: list[str]) -> Tally:
    """All test files whose path holds one of the parts; all where there are none."""
    tally = Tally()
    for folder, level in LEVELS.items():
        for path in sorted((KIT / folder).rglob("*.xml")):
            if not parts or any(part in str(path) for part in parts):
                run_file(path, level, tally)
    return tally


def run_file(path: Path, level: str, tally: Tally) -> None:
    """Every case of one test file."""
    folder = path.parent
    model = read_model(folder / model_name(path))
    engine = Engine(model, [read_model(other) for other in sorted(folder.glob("*.dmn")) if other.name != model_name(path)])
    for case in read_cases(path):
        try:
            results = run_case(engine, case)
        except FeelError as error:
            results = [(expected.name, error, expected.value) for expected in case.expected]
        rights = []
        for name, found, expected in results:
            rights.append(agrees(found, expected))
            tally.add("nulls" if expected is None else "values", level, rights[-1])
            if not rights[-1]:
                said = str(found) if isinstance(found, FeelError) else shown(found)
                tally.failures.append(f"{folder.name} {case.id} {name}: {said} instead of {shown(expected)}")
        tally.add("cases", level, all(rights))
    tally.remarks.extend(f"{folder.name}: {remark}" for remark in engine.remarks)


def run_case(engine: Engine, case: Case) -> list[tuple[str, object, object]]:
    """Each result of a case: its name, what was found, what was expected."""
    inputs, by_name = {}, {}
    for name, namespace, value in case.inputs:
        by_name[name] = value
        for element in engine.elements.values():
            if element.name == name and element.kind in ("inputData", "decision") and namespace in ("", element.key.namespace):
                inputs.setdefault(element.key, value)
    results = []
    for expected in case.expected:
        if case.kind in ("decisionService", "bkm"):
            found = engine.call(engine.find(case.invocable, kinds=("decisionService", "businessKnowledgeModel")), by_name)
            if isinstance(found, dict) and len(case.expected) > 1:
                found = found.get(expected.name)
        else:
            found = engine.ask(engine.find(expected.name, expected.namespace), inputs)
        results.append((expected.name, found, expected.value))
    return results


def main(arguments: list[str]) -> int:
    if not KIT.is_dir():
        print(f"*** 没有 DMN 一致性测试集：{KIT} 不存在；用 LUODI_TCK 指明它的位置 ***", file=sys.stderr)
        return 2
    tally = run_kit([argument for argument in arguments if argument != "-v"])
    print(*tally.failures, *(tally.remarks if "-v" in arguments else ()), sep="\n")
    for level in (*LEVELS.values(), None):
        for what, title in TITLES.items():
            passed, count = tally.passed(what, level), tally.count(what, level)
            print(f"{level or 'all'}: {passed} of {count} {title} ({passed / max(count, 1):.2%})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
