"""Full FEEL: an expression compiled to a closure over the names in scope, with the null semantics of the standard."""

from collections.abc import Callable, Mapping
from typing import Any

from luodi.feel import tree as t
from luodi.feel.builtins import contexts, conversion, dates, lists, numbers, ranges, strings
from luodi.feel.builtins.registry import BUILTINS, builtin, call_named, call_positional
from luodi.feel.errors import FeelError
from luodi.feel.filters import Run, Scope, filtered, iterate
from luodi.feel.parse import parse
from luodi.feel.profile import names
from luodi.feel.type_values import TypeNames, kind_of
from luodi.feel.values.arithmetic import apply, negate
from luodi.feel.values.compare import contains, equals, order, same
from luodi.feel.values.kinds import convert, is_instance
from luodi.feel.values.properties import member
from luodi.feel.values.ranges import Function, Range, Value
from luodi.feel.values.text import read_at, read_number

LIBRARIES = (contexts, conversion, dates, lists, numbers, ranges, strings)
INPUT = "?"


def compile_standard(tree: t.Tree, types: TypeNames | None = None) -> Run:
    """The value of a tree as a function of the names in scope (a mapping of FEEL values). It never raises: what goes wrong is null.
    `types` are the named types that `instance of` and parameters may use."""
    return Compiler(types or {}).run(tree)


class Compiler:
    """One maker a node class; `types` are the named types in scope."""

    def __init__(self, types: TypeNames) -> None:
        self.types = types

    def run(self, tree: t.Tree) -> Run:
        maker: Callable[[Compiler, Any], Run] = MAKERS[type(tree)]
        return maker(self, tree)

    def runs(self, trees: tuple[t.Tree, ...]) -> list[Run]:
        return [self.run(tree) for tree in trees]


def _constant(value: Value) -> Run:
    return lambda _: value


def _name(_: Compiler, node: t.Name) -> Run:
    name = node.text
    fallback = _builtin_value(name) if name in BUILTINS else None
    return lambda scope: scope[name] if name in scope else fallback


def _builtin_value(name: str) -> Function:
    parameters = tuple(parameter.name for parameter in BUILTINS[name][0].parameters)
    return Function(parameters, lambda values: call_positional(name, values))


def _path(compiler: Compiler, node: t.Path) -> Run:
    base, name = compiler.run(node.base), node.member
    return lambda scope: member(base(scope), name)


def _negate(compiler: Compiler, node: t.Negate) -> Run:
    operand = compiler.run(node.operand)
    return lambda scope: negate(operand(scope))


def _arithmetic(compiler: Compiler, node: t.Arithmetic) -> Run:
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


def _comparison(compiler: Compiler, node: t.Comparison) -> Run:
    left, right, op = compiler.run(node.left), compiler.run(node.right), node.op
    return lambda scope: compare(op, left(scope), right(scope))


def _kleene(stop: bool) -> Callable[[Compiler, t.And | t.Or], Run]:
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


def _between(compiler: Compiler, node: t.Between) -> Run:
    value, low, high = compiler.run(node.value), compiler.run(node.low), compiler.run(node.high)

    def run(scope: Scope) -> Value:
        found = value(scope)
        one, other = compare(">=", found, low(scope)), compare("<=", found, high(scope))
        return None if one is None or other is None else one and other

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
    return lambda value, scope: passes(value, expression(scope))


def _in(compiler: Compiler, node: t.In) -> Run:
    value = compiler.run(node.value)
    tests = [test_run(compiler, test) for test in node.tests]

    def run(scope: Scope) -> Value:
        found = value(scope)
        results = [test(found, scope) for test in tests]
        return True if True in results else None if None in results else False

    return run


def _test(compiler: Compiler, node: t.Test) -> Run:
    operand, op = compiler.run(node.operand), node.op

    def run(scope: Scope) -> Value:
        end = operand(scope)
        if op in ("=", "!="):
            return Range(end, end) if op == "=" else None
        return Range(None, end, False, op == "<=") if op[0] == "<" else Range(end, None, op == ">=", False)

    return run


def _tests(compiler: Compiler, node: t.Tests) -> Run:
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


def _range(compiler: Compiler, node: t.Range) -> Run:
    low, high = compiler.run(node.low), compiler.run(node.high)

    def run(scope: Scope) -> Value:
        one, other = low(scope), high(scope)
        ordered = order(one, other)
        return None if ordered is None else Range(one, other, node.low_closed, node.high_closed)

    return run


def _instance_of(compiler: Compiler, node: t.InstanceOf) -> Run:
    value, kind = compiler.run(node.value), kind_of(node.type, compiler.types)
    return lambda scope: None if kind is None else is_instance(value(scope), kind)


def _if(compiler: Compiler, node: t.If) -> Run:
    test, then, otherwise = compiler.run(node.test), compiler.run(node.then), compiler.run(node.otherwise)
    return lambda scope: then(scope) if test(scope) is True else otherwise(scope)


def _iterations(compiler: Compiler, nodes: tuple[t.Iteration, ...]) -> list[tuple[str, Run, Run | None]]:
    return [(node.name, compiler.run(node.source), None if node.end is None else compiler.run(node.end)) for node in nodes]


def _for(compiler: Compiler, node: t.For) -> Run:
    iterations, result = _iterations(compiler, node.iterations), compiler.run(node.result)

    def run(scope: Scope) -> Value:
        partial: list[Value] = []
        scopes = iterate(iterations, {**scope, "partial": partial})
        if scopes is None:
            return None
        for inner in scopes:
            partial.append(result(inner))
        return list(partial)

    return run


def _quantified(compiler: Compiler, node: t.Quantified) -> Run:
    iterations, condition, stop = _iterations(compiler, node.iterations), compiler.run(node.condition), not node.every

    def run(scope: Scope) -> Value:
        scopes = iterate(iterations, scope)
        if scopes is None:
            return None
        result: bool | None = not stop
        for inner in scopes:
            value = condition(inner)
            if value is stop:
                return stop
            if value is not (not stop):
                result = None
        return result

    return run


def _list(compiler: Compiler, node: t.List) -> Run:
    items = compiler.runs(node.items)
    return lambda scope: [item(scope) for item in items]


def _context(compiler: Compiler, node: t.Context) -> Run:
    entries = [(entry.key, compiler.run(entry.value)) for entry in node.entries]
    if len({key for key, _ in entries}) < len(entries):
        return _constant(None)

    def run(scope: Scope) -> Value:
        inner, made = dict(scope), {}
        for key, value in entries:
            inner[key] = made[key] = value(inner)
        return made

    return run


def _filter(compiler: Compiler, node: t.Filter) -> Run:
    return filtered(compiler.run(node.base), compiler.run(node.condition))


def _call(compiler: Compiler, node: t.Call) -> Run:
    arguments = compiler.runs(node.arguments)
    function = compiler.run(node.function)
    name = node.function.text if isinstance(node.function, t.Name) and node.function.text in BUILTINS else None

    def run(scope: Scope) -> Value:
        values = [argument(scope) for argument in arguments]
        if name is not None and name not in scope:
            return call_positional(name, values)
        return invoke(function(scope), values)

    return run


def invoke(function: Value, values: list[Value]) -> Value:
    """The function's value for arguments by position; null where it is none or they do not fit."""
    if not isinstance(function, Function) or len(values) != len(function.parameters):
        return None
    return function.call(values)


def _named_call(compiler: Compiler, node: t.NamedCall) -> Run:
    arguments = [(argument.name, compiler.run(argument.value)) for argument in node.arguments]
    function = compiler.run(node.function)
    name = node.function.text if isinstance(node.function, t.Name) and node.function.text in BUILTINS else None

    def run(scope: Scope) -> Value:
        values = {key: argument(scope) for key, argument in arguments}
        if name is not None and name not in scope:
            return call_named(name, values) if len(values) == len(arguments) else None
        found = function(scope)
        if not isinstance(found, Function) or set(found.parameters) != values.keys():
            return None
        return found.call([values[parameter] for parameter in found.parameters])

    return run


def _function(compiler: Compiler, node: t.Function) -> Run:
    if node.external:
        return _constant(None)
    names_of = tuple(parameter.name for parameter in node.parameters)
    kinds = tuple(None if parameter.type is None else kind_of(parameter.type, compiler.types) for parameter in node.parameters)
    body = compiler.run(node.body)

    def run(scope: Scope) -> Value:
        outer = dict(scope)
        return Function(names_of, lambda values: call_with(names_of, kinds, values, body, outer), kinds)

    return run


def call_with(names_of: tuple[str, ...], kinds: tuple[Any, ...], values: list[Value], body: Run, outer: Scope) -> Value:
    """The body's value with the parameters bound; null where an argument is not of its type."""
    converted = [convert(value, kind) for value, kind in zip(values, kinds, strict=True)]
    if any(value is None and given is not None for value, given in zip(converted, values, strict=True)):
        return None
    try:
        return body({**outer, **dict(zip(names_of, converted, strict=True))})
    except RecursionError:
        return None


@builtin("range(from: string)")
def range_from(text: str) -> Value:
    """The range that the text writes, with literals at its ends."""
    try:
        tree = parse(text, ())
    except FeelError:
        return None
    if not isinstance(tree, (t.Range, t.Test)):
        return None
    return compile_standard(tree)({})


MAKERS: Mapping[type[t.Tree], Callable[[Compiler, Any], Run]] = {
    t.Number: lambda _, node: _constant(read_number(node.text)),
    t.String: lambda _, node: _constant(node.value),
    t.Boolean: lambda _, node: _constant(node.value),
    t.Null: lambda _, __: _constant(None),
    t.At: lambda _, node: _constant(read_at(node.text)),
    t.Name: _name,
    t.Path: _path,
    t.Negate: _negate,
    t.Arithmetic: _arithmetic,
    t.Comparison: _comparison,
    t.And: _kleene(False),
    t.Or: _kleene(True),
    t.Between: _between,
    t.In: _in,
    t.Test: _test,
    t.Tests: _tests,
    t.Range: _range,
    t.InstanceOf: _instance_of,
    t.If: _if,
    t.For: _for,
    t.Quantified: _quantified,
    t.List: _list,
    t.Context: _context,
    t.Filter: _filter,
    t.Call: _call,
    t.NamedCall: _named_call,
    t.Function: _function,
}
