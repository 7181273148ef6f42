"""A checked expression compiled once to closures that give its value for the facts of a subject."""

import operator
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from luodi.feel import exact, kleene
from luodi.feel import tree as t
from luodi.feel.errors import FeelError
from luodi.feel.kleene import Constant, binary, every, gathered, name_with_constant, named, scaled, unary, with_constant
from luodi.feel.show import show
from luodi.feel.unknown import Unknown

Value = kleene.Value
"""bool | int | Fraction | str | date | list | Unknown. Money is fen; a fact that is not given is Unknown."""
Facts = kleene.Facts
Run = kleene.Run

ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
BETWEEN: dict[tuple[bool, bool], Callable[[Any, Any], bool]] = {
    (True, True): lambda value, ends: ends[0] <= value <= ends[1],
    (True, False): lambda value, ends: ends[0] <= value < ends[1],
    (False, True): lambda value, ends: ends[0] < value <= ends[1],
    (False, False): lambda value, ends: ends[0] < value < ends[1],
}
TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def compile_tree(tree: t.Tree) -> Run:
    """The value of a checked expression as a function of the facts. It never raises for facts of the declared types."""
    return _compile(tree)


def _compile(tree: t.Tree) -> Run:
    maker = MAKERS.get(type(tree))
    if maker is None:
        text = show(tree)
        raise FeelError(f"政策规则里不用“{text}”这种写法", text, 0, text)
    return maker(tree)


def _constant(tree: t.Tree) -> Constant:
    if isinstance(tree, t.Number):
        return Constant(exact.exact(tree.text))
    if isinstance(tree, t.Percent):
        return Constant(exact.whole(Fraction(exact.exact(tree.text), 100)))
    if isinstance(tree, t.Money):
        return Constant(tree.fen)
    if isinstance(tree, t.At):
        return Constant(date.fromisoformat(tree.text))
    assert isinstance(tree, (t.String, t.Boolean))
    return Constant(tree.value)


def _plus(one: Any, other: Any) -> Value:
    total = one + other
    return total if total.__class__ is int else exact.whole(total)


def _minus(one: Any, other: Any) -> Value:
    total = one - other
    return total if total.__class__ is int else exact.whole(total)


def _times(one: Any, other: Any) -> Value:
    product = one * other
    return product if product.__class__ is int else exact.whole(product)


def _power(one: Any, other: Any) -> Value:
    return exact.whole(Fraction(one) ** other)


def _arithmetic(tree: t.Arithmetic) -> Run:
    left, right = _compile(tree.left), _compile(tree.right)
    if tree.op == "*":
        if isinstance(right, Constant):
            return scaled(left, Fraction(right.value))
        return scaled(right, Fraction(left.value)) if isinstance(left, Constant) else binary(left, right, _times)
    if tree.op != "/":
        return binary(left, right, {"+": _plus, "-": _minus, "**": _power}[tree.op])
    if isinstance(right, Constant) and right.value:
        return scaled(left, 1 / Fraction(right.value))
    nothing = Unknown(frozenset(), (f"{show(tree.right)} 为 0，不能作除数",))
    return binary(left, right, lambda one, other: exact.whole(Fraction(one) / other) if other else nothing)


def _negate(tree: t.Negate) -> Run:
    return unary(_compile(tree.operand), operator.neg)


def split(tree: t.Tree) -> tuple[Fraction, t.Tree]:
    """A product with a positive constant as the constant and the rest, so that comparisons can cross-multiply."""
    if isinstance(tree, t.Arithmetic) and tree.op in "*/":
        left, right = tree.left, tree.right
        if isinstance(right, (t.Number, t.Percent)):
            constant = Fraction(_constant(right).value)
            if constant > 0:
                return (constant if tree.op == "*" else 1 / constant), left
        if tree.op == "*" and isinstance(left, (t.Number, t.Percent)):
            constant = Fraction(_constant(left).value)
            if constant > 0:
                return constant, right
    return Fraction(1), tree


def _comparison(tree: t.Comparison) -> Run:
    left, right = _compile(tree.left), _compile(tree.right)
    function = ORDER[tree.op]
    if isinstance(right, Constant):
        if isinstance(tree.left, t.Name):
            return name_with_constant(tree.left.text, function, right.value)
        return with_constant(left, function, right.value)
    if isinstance(left, Constant):
        return with_constant(right, ORDER[TURNED[tree.op]], left.value)
    (one, first), (other, second) = split(tree.left), split(tree.right)
    if one == other == 1:
        return binary(left, right, function)
    p, q = one.numerator * other.denominator, other.numerator * one.denominator
    return binary(_compile(first), _compile(second), lambda a, b: function(a * p, b * q))


def _between(tree: t.Between) -> Run:
    test = t.Range(tree.low, tree.high, True, True)
    return _in(t.In(tree.value, (test,)))


def _in(tree: t.In) -> Run:
    tests: list[t.Tree] = []
    for test in tree.tests:
        tests.extend(test.items if isinstance(test, t.List) else (test,))
    value = _compile(tree.value)
    if all(isinstance(test, (t.String, t.Number, t.Money, t.At, t.Boolean, t.Percent)) for test in tests):
        among = frozenset(_constant(test).value for test in tests)
        contains = _contained_in
        if isinstance(tree.value, t.Name):
            return name_with_constant(tree.value.text, contains, among)
        return with_constant(value, contains, among)
    passing = [_test(tree.value, value, test) for test in tests]
    return passing[0] if len(passing) == 1 else every(passing, True)


def _contained_in(value: Any, among: frozenset[Any]) -> bool:
    return value in among


def _test(subject: t.Tree, value: Run, test: t.Tree) -> Run:
    if isinstance(test, t.Test):
        return _comparison(t.Comparison(test.op, subject, test.operand))
    if isinstance(test, t.Range):
        ends = _compile(test.low), _compile(test.high)
        if isinstance(subject, t.Name) and isinstance(ends[0], Constant) and isinstance(ends[1], Constant):
            between = BETWEEN[test.low_closed, test.high_closed]
            return name_with_constant(subject.text, between, (ends[0].value, ends[1].value))
        low = _comparison(t.Comparison(">=" if test.low_closed else ">", subject, test.low))
        high = _comparison(t.Comparison("<=" if test.high_closed else "<", subject, test.high))
        return every([low, high], False)
    return binary(value, _compile(test), lambda one, other: one in other if isinstance(other, list) else one == other)


def _if(tree: t.If) -> Run:
    test, then, otherwise = _compile(tree.test), _compile(tree.then), _compile(tree.otherwise)

    def run(facts: Facts) -> Value:
        value = test(facts)
        if value is True:
            return then(facts)
        if value is False:
            return otherwise(facts)
        one = then(facts)
        same = one.__class__ is not Unknown and one == otherwise(facts)
        return one if same else value

    return run


def _list(tree: t.List) -> Run:
    return gathered([_compile(item) for item in tree.items], list)


def _extreme(pick: Callable[[Any], Any], name: str) -> Callable[[list[Any]], Value]:
    nothing = Unknown(frozenset(), (f"{name} 里没有值",))
    return lambda values: pick(values) if values else nothing


def _total(values: Any) -> Value:
    return exact.whole(sum(values))


def _call(tree: t.Call) -> Run:
    assert isinstance(tree.function, t.Name)
    name, arguments = tree.function.text, tree.arguments
    if name in ("min", "max", "sum"):
        picks: dict[str, Callable[[Any], Value]] = {"min": _extreme(min, name), "max": _extreme(max, name), "sum": _total}
        if len(arguments) > 1 or isinstance(arguments[0], t.List):
            items = arguments[0].items if isinstance(arguments[0], t.List) and len(arguments) == 1 else arguments
            return gathered([_compile(item) for item in items], picks[name])
        pick = picks[name]
        return unary(_compile(arguments[0]), lambda value: pick(value if isinstance(value, list) else [value]))
    first = _compile(arguments[0])
    if name == "count" and isinstance(arguments[0], t.List):
        return Constant(len(arguments[0].items))
    if name == "modulo":
        nothing = Unknown(frozenset(), (f"{show(arguments[1])} 为 0，不能作除数",))
        return binary(first, _compile(arguments[1]), lambda one, other: exact.modulo(one, other) if other else nothing)
    if name in exact.ROUNDINGS and len(arguments) == 2:
        return with_constant(first, exact.ROUNDINGS[name], _compile(arguments[1])({}))
    if name == "date":
        return Constant(date.fromisoformat(first({})))
    functions: dict[str, Callable[[Any], Value]] = {"not": operator.not_, "abs": abs, "count": len, **exact.ROUNDINGS}
    return unary(first, functions[name])


MAKERS: dict[type[t.Tree], Callable[[Any], Run]] = {
    **dict.fromkeys((t.Number, t.Percent, t.Money, t.String, t.Boolean, t.At), _constant),
    t.Name: lambda tree: named(tree.text),
    t.Negate: _negate,
    t.Arithmetic: _arithmetic,
    t.Comparison: _comparison,
    t.And: lambda tree: every([_compile(part) for part in tree.parts], False),
    t.Or: lambda tree: every([_compile(part) for part in tree.parts], True),
    t.Between: _between,
    t.In: _in,
    t.If: _if,
    t.List: _list,
    t.Call: _call,
}
