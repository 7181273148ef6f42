"""Operators of full FEEL as closures: sums, comparisons, and/or, membership, ranges, and the cells of decision tables."""

import operator
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from luodi.feel import tree as t
from luodi.feel.closures import Compiler
from luodi.feel.filters import Run, Scope
from luodi.feel.profile import names
from luodi.feel.values.arithmetic import apply, negate
from luodi.feel.values.compare import contains, equals, order, same
from luodi.feel.values.ranges import Range, Value

INPUT = "?"
NUMBERS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def negation(compiler: Compiler, node: t.Negate) -> Run:
    operand = compiler.run(node.operand)
    return lambda scope: negate(operand(scope))


def arithmetic(compiler: Compiler, node: t.Arithmetic) -> Run:
    left, right, op = compiler.run(node.left), compiler.run(node.right), node.op
    return lambda scope: apply(op, left(scope), right(scope))


def compare(op: str, one: Value, other: Value) -> bool | None:
    """`one op other`, null where they cannot be compared."""
    if op in ("=", "!="):
        found = equals(one, other)
        return found if found is None or op == "=" else not found
    place = order(one, other)
    return None if place is None else PLACES[op](place)


PLACES: dict[str, Callable[[int], bool]] = {
    "<": lambda place: place < 0,
    "<=": lambda place: place <= 0,
    ">": lambda place: place > 0,
    ">=": lambda place: place >= 0,
}


def comparison(compiler: Compiler, node: t.Comparison) -> Run:
    left, right, op = compiler.run(node.left), compiler.run(node.right), node.op
    numbers = NUMBERS[op]

    def run(scope: Scope) -> Value:
        one, other = left(scope), right(scope)
        if one.__class__ is Decimal and other.__class__ is Decimal:
            return numbers(one, other)
        return compare(op, one, other)

    return run


def kleene(stop: bool) -> Callable[[Compiler, t.And | t.Or], Run]:
    go = not stop

    def make(compiler: Compiler, node: t.And | t.Or) -> Run:
        parts = compiler.runs(node.parts)

        def run(scope: Scope) -> Value:
            result: bool | None = go
            for part in parts:
                value = part(scope)
                if value is stop:
                    return stop
                if value is not go:
                    result = None
            return result

        return run

    return make


def between(compiler: Compiler, node: t.Between) -> Run:
    value, low, high = compiler.run(node.value), compiler.run(node.low), compiler.run(node.high)

    def run(scope: Scope) -> Value:
        found = value(scope)
        one, other = compare(">=", found, low(scope)), compare("<=", found, high(scope))
        return False if one is False or other is False else None if one is None or other is None else True

    return run


def passes(value: Value, wanted: Value) -> bool | None:
    """Whether `value` is `wanted`, lies in it, or is one of its items."""
    if isinstance(wanted, Range) and not isinstance(value, Range):
        return contains(wanted, value)
    if isinstance(wanted, list) and not isinstance(value, list):
        return any(passes(value, item) is True for item in wanted)
    if isinstance(wanted, list):
        return same(value, wanted) or any(passes(value, item) is True for item in wanted)
    return equals(value, wanted)


def test_run(compiler: Compiler, test: t.Tree) -> Callable[[Value, Scope], Value]:
    """A unary test as a function of the value tested and the scope."""
    if isinstance(test, t.Test):
        operand, op = compiler.run(test.operand), test.op
        return lambda value, scope: compare(op, value, operand(scope))
    expression = compiler.run(test)
    if not isinstance(test, t.Range):
        return lambda value, scope: passes(value, expression(scope))

    def run(value: Value, scope: Scope) -> Value:
        range = expression(scope)
        return None if range is None else passes(value, range)

    return run


def membership(compiler: Compiler, node: t.In) -> Run:
    value = compiler.run(node.value)
    tests = [test_run(compiler, test) for test in node.tests]

    def run(scope: Scope) -> Value:
        found = value(scope)
        results = [test(found, scope) for test in tests]
        return True if True in results else None if None in results else False

    return run


def open_range(compiler: Compiler, node: t.Test) -> Run:
    operand, op = compiler.run(node.operand), node.op

    def run(scope: Scope) -> Value:
        end = operand(scope)
        if op in ("=", "!="):
            return Range(end, end, True, True, op)
        return Range(None, end, False, op == "<=") if op[0] == "<" else Range(end, None, op == ">=", False)

    return run


def cells(compiler: Compiler, node: t.Tests) -> Run:
    """A decision table's cell: whether the value named `?` passes."""
    cells = [cell_run(compiler, test) for test in node.tests]
    negated = node.negated

    def run(scope: Scope) -> Value:
        if not cells:
            return True
        value = scope.get(INPUT)
        results = [cell(value, scope) for cell in cells]
        found = True if True in results else None if None in results else False
        return found if not negated or found is None else not found

    return run


def cell_run(compiler: Compiler, test: t.Tree) -> Callable[[Value, Scope], Value]:
    """A test in a cell, where an expression over `?` decides by itself."""
    if isinstance(test, t.Test) or not asks_input(test):
        plain = test_run(compiler, test)
        expression = compiler.run(test)

        def run(value: Value, scope: Scope) -> Value:
            found = expression(scope) if not isinstance(test, t.Test) else None
            return found if isinstance(found, bool) and not isinstance(value, (bool, list)) else plain(value, scope)

        return run
    own = compiler.run(test)
    return lambda _, scope: own(scope)


def asks_input(node: t.Tree) -> bool:
    """Whether the expression names `?`."""
    return INPUT in names(node)


def closed_range(compiler: Compiler, node: t.Range) -> Run:
    low, high = compiler.run(node.low), compiler.run(node.high)

    def run(scope: Scope) -> Value:
        one, other = low(scope), high(scope)
        ordered = order(one, other)
        return None if ordered is None or ordered > 0 else Range(one, other, node.low_closed, node.high_closed)

    if isinstance(node.low, t.LITERALS) and isinstance(node.high, t.LITERALS):
        constant = run({})
        return lambda _: constant
    return run
