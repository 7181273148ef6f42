"""What would make a no a yes: the fewest and smallest changes to what is known, found by trying the cells that thresholds make."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product
from math import prod
from typing import Final

from luodi.decide.area import AreaTest
from luodi.decide.distance import Step, change, closer, farness
from luodi.decide.ground import stand
from luodi.decide.known import Known
from luodi.decide.line import Line
from luodi.decide.model import Change, Held, Nearest, Outcome
from luodi.feel.run import Facts, Value
from luodi.feel.settle import Settler
from luodi.feel.tree import And, Tree
from luodi.feel.types import Type
from luodi.feel.unknown import Unknown

MOST_FACTS: Final = 3
LIMIT: Final = 4096
PLACE: Final = 2
NOT_YET: Final = "尚未生效，"


class Nearness:
    """Finds the nearest change for benefits of one program; expressions are prepared once."""

    def __init__(self, types: Mapping[str, Type]) -> None:
        self.types = types
        self.settlers: dict[Tree, Settler] = {}

    def of(self, line: Line, area: AreaTest, outcome: Outcome, known: Known) -> Nearest | None:
        """None where the benefit is no no, where no few changes are enough, or where what fails is not a condition."""
        failed = [held for held in outcome.conditions if held.holds == "no"]
        if outcome.status != "no" or not failed:
            return None
        outer = [each for held in failed for each in _outer(held, area, known)]
        rest = stand(tuple(held._replace(holds="yes") if held.holds == "no" else held for held in outcome.ground))
        trees = [condition.expression.tree for condition in line.benefit.when]
        for steps in self._ways(trees, outcome, known):
            there = _moved(known, steps)
            status, _, missing = line.conditions.test(there, rest)
            worth = line.gift.worth(there)
            if status == "no" or worth.nothing:
                continue
            changes = (*outer, *(change(step, known) for step in steps))
            kinds, way, _ = farness(steps)
            missing = (*missing, *(name for name in worth.missing if name not in missing))
            then = "unknown" if missing or worth.open else status
            return Nearest(changes, then, missing, (len(changes), kinds + PLACE * len(outer), float(way)))
        return None

    def _ways(self, trees: Sequence[Tree], outcome: Outcome, known: Known) -> Iterator[list[Step]]:
        """Each failed condition changed by itself; where those do not go together, all conditions at once."""
        failed = [tree for tree, held in zip(trees, outcome.when, strict=True) if held.holds == "no"]
        apart = [self._steps(tree, known.facts) for tree in failed if known.values(self._settler(tree).names)]
        if all(apart) and len(apart) == len(failed):
            merged = {step.fact: step for steps in apart for step in steps or ()}
            yield list(merged.values())
        if len(trees) > 1 and failed:
            whole = self._steps(And(tuple(trees)), known.facts)
            if whole:
                yield whole

    def _settler(self, tree: Tree) -> Settler:
        if tree not in self.settlers:
            self.settlers[tree] = Settler(tree, self.types)
        return self.settlers[tree]

    def _steps(self, tree: Tree, facts: Facts) -> list[Step] | None:
        """The fewest facts, and of as few the nearest values, with which the condition fails no longer."""
        settler = self._settler(tree)
        known = [name for name in settler.names if name in facts]
        for size in range(1, MOST_FACTS + 1):
            found = [steps for names in combinations(known, size) for steps in self._trials(tree, settler, names, facts)]
            if found:
                return min(found, key=farness)
        return None

    def _trials(self, tree: Tree, settler: Settler, names: tuple[str, ...], facts: Facts) -> Iterator[list[Step]]:
        cells = [[value for value in settler.cells(name, facts) if value != facts[name]] for name in names]
        if not all(cells) or prod(map(len, cells)) > LIMIT:
            return
        for values in product(*cells):
            there = {**facts, **dict(zip(names, values, strict=True))}
            if _possible(settler, there):
                yield [self._step(tree, settler, name, facts[name], there) for name in names]

    def _step(self, tree: Tree, settler: Settler, name: str, now: Value, there: Mapping[str, Value]) -> Step:
        passing = tuple(value for value in settler.cells(name, there) if _possible(settler, {**there, name: value}))
        step = Step(tree, name, now, there[name], tuple(settler.edges(name, there)), passing, self.types[name])
        near = closer(step)
        return replace(step, value=near) if near != step.value and _possible(settler, {**there, name: near}) else step


def _possible(settler: Settler, facts: Facts) -> bool:
    value = settler.run(facts)
    return (settler(facts, value) if isinstance(value, Unknown) else value) is not False


def _moved(known: Known, steps: Sequence[Step]) -> Known:
    facts = {**known.facts, **{step.fact: step.value for step in steps}}
    return Known(facts, known.on, known.declared, known.events, known.regions)


def _outer(held: Held, area: AreaTest, known: Known) -> Iterator[Change]:
    """What must be otherwise about the place, the day and the act."""
    if held.kind == "place":
        yield from (Change(name, now, f"在{area.where(known.regions)}") for name, now in held.value.items())
    elif held.kind == "day":
        yield from (Change(name, now, held.remark.removeprefix(NOT_YET)) for name, now in held.value.items())
    elif held.kind == "act":
        yield from (Change(name, now, held.text.partition("：")[2] + "之内") for name, now in held.value.items())
