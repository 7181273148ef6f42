"""Closures over the facts of a subject that pass unknown on, with constants reckoned beforehand."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from luodi.feel import exact
from luodi.feel.unknown import Unknown, join

Value = Any
"""bool | int | Fraction | str | date | list | Unknown. Money is fen; a fact that is not given is Unknown."""
Facts = Mapping[str, Value]
Run = Callable[[Facts], Value]


class Constant:
    """A closure whose value does not depend on the facts."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value

    def __call__(self, _: Facts) -> Value:
        return self.value


def named(name: str) -> Run:
    """The fact of that name."""
    missing = Unknown(frozenset({name}))

    def run(facts: Facts) -> Value:
        try:
            return facts[name]
        except KeyError:
            return missing

    return run


def unary(operand: Run, function: Callable[[Any], Value]) -> Run:
    if isinstance(operand, Constant):
        return Constant(function(operand.value))

    def run(facts: Facts) -> Value:
        value = operand(facts)
        return value if value.__class__ is Unknown else function(value)

    return run


def binary(left: Run, right: Run, function: Callable[[Any, Any], Value]) -> Run:
    if isinstance(left, Constant) and isinstance(right, Constant):
        return Constant(function(left.value, right.value))

    def run(facts: Facts) -> Value:
        one, other = left(facts), right(facts)
        if one.__class__ is Unknown:
            return join(one, other) if other.__class__ is Unknown else one
        return other if other.__class__ is Unknown else function(one, other)

    return run


def with_constant(operand: Run, function: Callable[[Any, Any], Value], constant: Value) -> Run:
    if isinstance(operand, Constant):
        return Constant(function(operand.value, constant))

    def run(facts: Facts) -> Value:
        value = operand(facts)
        return value if value.__class__ is Unknown else function(value, constant)

    return run


def name_with_constant(name: str, function: Callable[[Any, Any], Value], constant: Value) -> Run:
    missing = Unknown(frozenset({name}))

    def run(facts: Facts) -> Value:
        try:
            value = facts[name]
        except KeyError:
            return missing
        return value if value.__class__ is Unknown else function(value, constant)

    return run


def scaled(operand: Run, ratio: Fraction) -> Run:
    """The operand times a constant, in whole numbers as long as they are whole."""
    over, under = ratio.numerator, ratio.denominator
    if isinstance(operand, Constant):
        return Constant(exact.whole(operand.value * ratio))

    def run(facts: Facts) -> Value:
        value = operand(facts)
        if value.__class__ is Unknown:
            return value
        if value.__class__ is int:
            number, rest = divmod(value * over, under)
            return Fraction(value * over, under) if rest else number
        return exact.whole(value * ratio)

    return run


def every(parts: list[Run], stop: bool) -> Run:
    """Kleene's and (stop at no) and or (stop at yes)."""
    go = not stop

    def run(facts: Facts) -> Value:
        waiting = None
        for part in parts:
            value = part(facts)
            if value is go:
                continue
            if value is stop:
                return stop
            waiting = value if waiting is None else join(waiting, value)
        return go if waiting is None else waiting

    return run


def gathered(parts: list[Run], function: Callable[[list[Any]], Value]) -> Run:
    if all(isinstance(part, Constant) for part in parts):
        return Constant(function([part({}) for part in parts]))

    def run(facts: Facts) -> Value:
        values = [part(facts) for part in parts]
        waiting = None
        for value in values:
            if value.__class__ is Unknown:
                waiting = value if waiting is None else join(waiting, value)
        return function(values) if waiting is None else waiting

    return run
