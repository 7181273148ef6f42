"""Full FEEL: an expression compiled to a closure over the names in scope, with the null semantics of the standard."""

from decimal import Decimal
from typing import Any

from luodi.feel import operators
from luodi.feel import tree as t
from luodi.feel.builtins import contexts, conversion, dates, lists, numbers, ranges, strings
from luodi.feel.builtins.registry import BUILTINS, builtin, call_named, call_positional
from luodi.feel.closures import Compiler, Makers
from luodi.feel.errors import FeelError
from luodi.feel.filters import LONGEST, Run, Scope, filtered, iterate
from luodi.feel.parse import parse
from luodi.feel.type_values import TypeNames, kind_of
from luodi.feel.values.arithmetic import calculate
from luodi.feel.values.kinds import convert, is_instance
from luodi.feel.values.properties import member
from luodi.feel.values.ranges import Function, Value
from luodi.feel.values.text import read_at, read_number

CLOCK = ("now", "today")
LIBRARIES = (contexts, conversion, dates, lists, numbers, ranges, strings)


def compile_standard(tree: t.Tree, types: TypeNames | None = None) -> Run:
    """The value of a tree as a function of the names in scope (a mapping of FEEL values). It never raises: what goes wrong is null.
    `types` are the named types that `instance of` and parameters may use."""
    return Compiler(types or {}, MAKERS).run(tree)


def _constant(value: Value) -> Run:
    return lambda _: value


def _name(_: Compiler, node: t.Name) -> Run:
    name = node.text
    fallback = _builtin_value(name) if name in BUILTINS else None
    return lambda scope: scope.get(name, fallback)


def _builtin_value(name: str) -> Function:
    parameters = tuple(parameter.name for parameter in BUILTINS[name][0].parameters)
    return Function(parameters, lambda values: call_positional(name, values))


def _path(compiler: Compiler, node: t.Path) -> Run:
    base, name = compiler.run(node.base), node.member
    return lambda scope: member(base(scope), name)


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
            if len(partial) == LONGEST:
                return None
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
        for tried, inner in enumerate(scopes):
            if tried == LONGEST:
                return None
            value = condition(inner)
            if value is stop:
                return stop
            if value is not (not stop):
                result = None
        return result

    return run


def _list(compiler: Compiler, node: t.List) -> Run:
    items = compiler.runs(node.items)
    if all(isinstance(item, t.LITERALS) for item in node.items):
        constant = [item({}) for item in items]
        return lambda _: constant
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

    if name is not None and name not in CLOCK and all(isinstance(argument, t.LITERALS) for argument in node.arguments):
        constants = [argument({}) for argument in arguments]
        constant = call_positional(name, constants)
        return lambda scope: constant if name not in scope else invoke(scope[name], constants)

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
    if isinstance(tree, t.Range):
        return compile_standard(tree)({}) if is_literal(tree.low) and is_literal(tree.high) else None
    return compile_standard(tree)({}) if isinstance(tree, t.Test) and is_literal(tree.operand) else None


def is_literal(node: t.Tree) -> bool:
    """Whether the node is a literal, or a date, time or duration made of one text."""
    if isinstance(node, t.Negate):
        return isinstance(node.operand, t.Number)
    if isinstance(node, t.Call) and isinstance(node.function, t.Name) and len(node.arguments) == 1:
        return node.function.text in ("date", "time", "date and time", "duration") and isinstance(node.arguments[0], t.String)
    return isinstance(node, (t.Number, t.String, t.At))


MAKERS: Makers = {
    t.Number: lambda _, node: _constant(read_number(node.text)),
    t.Percent: lambda _, node: _constant(calculate("/", Decimal(node.text), Decimal(100))),
    t.Money: lambda _, node: _constant(calculate("/", Decimal(node.fen), Decimal(100))),
    t.String: lambda _, node: _constant(node.value),
    t.Boolean: lambda _, node: _constant(node.value),
    t.Null: lambda _, __: _constant(None),
    t.At: lambda _, node: _constant(read_at(node.text)),
    t.Name: _name,
    t.Path: _path,
    t.Negate: operators.negation,
    t.Arithmetic: operators.arithmetic,
    t.Comparison: operators.comparison,
    t.And: operators.kleene(False),
    t.Or: operators.kleene(True),
    t.Between: operators.between,
    t.In: operators.membership,
    t.Test: operators.open_range,
    t.Tests: operators.cells,
    t.Range: operators.closed_range,
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
