"""Decision tables: which rules match, and what the hit policy makes of their outputs."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from luodi.feel.builtins.lists import greatest, least, total
from luodi.feel.dmn.model import Node
from luodi.feel.filters import Run, Scope
from luodi.feel.values.compare import same
from luodi.feel.values.kinds import Kind, convert
from luodi.feel.values.ranges import Value

Read = Callable[[str], Run]


@dataclass(frozen=True, slots=True)
class Input:
    """What a column asks, and the values it may have."""

    value: Run
    kind: Kind | None
    allowed: Run | None


@dataclass(frozen=True, slots=True)
class Output:
    """A column of results: its name, its values in their order, what it is without a match."""

    name: str
    kind: Kind | None
    order: Run | None
    default: Run | None


@dataclass(frozen=True, slots=True)
class Rule:
    tests: tuple[Run, ...]
    results: tuple[Run, ...]


def uneven_rule(node: Node) -> int:
    """The number of the first rule that has not a cell for each column, from 1; 0 where all have."""
    columns = len(list(node.all("input"))), len(list(node.all("output")))
    for number, rule in enumerate(node.all("rule"), 1):
        if (len(list(rule.all("inputEntry"))), len(list(rule.all("outputEntry")))) != columns:
            return number
    return 0


def table_run(node: Node, text: Read, cell: Read, kind: Callable[[str], Kind | None]) -> Run:
    """The table as a function of the names in scope. `text` compiles an expression, `cell` a cell of tests."""
    inputs = tuple(_input(child, text, cell, kind) for child in node.all("input"))
    outputs = tuple(_output(child, text, kind) for child in node.all("output"))
    rules = tuple(_rule(child, text, cell) for child in node.all("rule"))
    policy, aggregation = node.get("hitPolicy") or "UNIQUE", node.get("aggregation")

    def run(scope: Scope) -> Value:
        values = []
        for column in inputs:
            value = convert(column.value(scope), column.kind)
            if column.allowed is not None and column.allowed({**scope, "?": value}) is not True:
                return None
            values.append(value)
        matching = [rule for rule in rules if _matches(rule, values, scope)]
        if not matching:
            return _default(outputs, scope)
        if policy == "UNIQUE" and len(matching) > 1:
            return None
        results = [[convert(result(scope), column.kind) for result, column in zip(rule.results, outputs, strict=True)] for rule in matching]
        return _hit(policy, aggregation, results, outputs, scope)

    return run


def _matches(rule: Rule, values: list[Value], scope: Scope) -> bool:
    return all(test({**scope, "?": value}) is True for test, value in zip(rule.tests, values, strict=True))


def _default(outputs: tuple[Output, ...], scope: Scope) -> Value:
    if all(column.default is None for column in outputs):
        return None
    return _named([None if column.default is None else column.default(scope) for column in outputs], outputs)


def _named(result: list[Value], outputs: tuple[Output, ...]) -> Value:
    return result[0] if len(outputs) == 1 else {column.name: value for column, value in zip(outputs, result, strict=True)}


def _hit(policy: str, aggregation: str, results: list[list[Value]], outputs: tuple[Output, ...], scope: Scope) -> Value:
    if policy == "ANY":
        return _named(results[0], outputs) if all(same(results[0], other) for other in results) else None
    if policy in ("PRIORITY", "OUTPUT ORDER"):
        results = sorted(results, key=lambda result: _priority(result, outputs, scope))
    if policy in ("RULE ORDER", "OUTPUT ORDER") or (policy == "COLLECT" and not aggregation):
        return [_named(result, outputs) for result in results]
    if policy == "COLLECT":
        if aggregation == "COUNT":
            return Decimal(len(results))
        gather = {"SUM": total, "MIN": least, "MAX": greatest}.get(aggregation)
        return None if gather is None or len(outputs) != 1 else gather([result[0] for result in results])
    return _named(results[0], outputs)


def _priority(result: list[Value], outputs: tuple[Output, ...], scope: Scope) -> list[int]:
    places = []
    for value, column in zip(result, outputs, strict=True):
        order = column.order(scope) if column.order is not None else []
        places.append(next((place for place, other in enumerate(order) if same(value, other)), len(order)))
    return places


def _input(node: Node, text: Read, cell: Read, kind: Callable[[str], Kind | None]) -> Input:
    expression, values = node.first("inputExpression"), node.first("inputValues")
    allowed = values.words() if values is not None else ""
    asked = expression.words() if expression is not None else ""
    name = expression.get("typeRef") if expression is not None else ""
    return Input(text(asked or "null"), kind(name), cell(allowed) if allowed else None)


def _output(node: Node, text: Read, kind: Callable[[str], Kind | None]) -> Output:
    values, default = node.first("outputValues"), node.first("defaultOutputEntry")
    order = text(f"[{values.words()}]") if values is not None and values.words() else None
    name = node.get("typeRef")
    return Output(node.get("name"), kind(name), order, text(default.words()) if default is not None and default.words() else None)


def _rule(node: Node, text: Read, cell: Read) -> Rule:
    tests = tuple(cell(entry.words() or "-") for entry in node.all("inputEntry"))
    return Rule(tests, tuple(text(entry.words() or "null") for entry in node.all("outputEntry")))
