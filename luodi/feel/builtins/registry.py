"""How built-in functions are called: by position or by name, with the conversions the standard makes, null for what does not fit."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from luodi.feel.values.dates import Date
from luodi.feel.values.kinds import CLASSES
from luodi.feel.values.ranges import Value
from luodi.feel.values.times import UTC_MIDNIGHT, DateTime

SIGNATURE = re.compile(r"(?P<name>[^(]+)\((?P<parameters>.*)\)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """`kinds` are the types it takes, empty for any value with null; `optional` may be left out; `many` takes all that follow."""

    name: str
    kinds: frozenset[str]
    optional: bool = False
    many: bool = False
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    parameters: tuple[Parameter, ...]
    call: Callable[..., Value]


BUILTINS: dict[str, list[Signature]] = {}


def builtin(*signatures: str) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Registers a function under signatures such as `substring(string: string, length: number?)`.

    A parameter is `name: type`, several types joined by `|`; `?` after it makes it optional, `*` repeats it, `~` admits null.
    """

    def register(function: Callable[..., Value]) -> Callable[..., Value]:
        for signature in signatures:
            match = SIGNATURE.fullmatch(signature)
            assert match is not None, signature
            parameters = tuple(_parameter(text) for text in match["parameters"].split(", ") if text)
            BUILTINS.setdefault(match["name"], []).append(Signature(parameters, function))
        return function

    return register


def _parameter(text: str) -> Parameter:
    name, _, kinds = text.partition(": ")
    flags = {sign for sign in "?*~" if sign in kinds}
    names = frozenset(kind for kind in kinds.rstrip("?*~").split("|") if kind and kind != "any")
    return Parameter(name, names, "?" in flags, "*" in flags, "~" in flags or not names)


def call_positional(name: str, values: list[Value]) -> Value:
    """The value for arguments in order; null where no signature takes them."""
    for signature in BUILTINS[name]:
        arguments = _fit(signature, values)
        if arguments is not None:
            return signature.call(*arguments)
    return None


def call_named(name: str, values: dict[str, Value]) -> Value:
    """The value for arguments by name; null where no signature has these names."""
    for signature in BUILTINS[name]:
        names = [parameter.name for parameter in signature.parameters]
        if not values.keys() <= set(names):
            continue
        given: list[Any] = []
        for parameter in signature.parameters:
            if parameter.name in values:
                given.append(_converted(parameter, values[parameter.name]))
            elif parameter.optional:
                given.append(None)
            else:
                break
        if len(given) == len(names) and MISFIT not in given:
            return signature.call(*given)
    return None


MISFIT = object()


def _fit(signature: Signature, values: list[Value]) -> list[Value] | None:
    parameters = signature.parameters
    many = bool(parameters) and parameters[-1].many
    least = sum(not parameter.optional for parameter in parameters)
    if len(values) < least or (len(values) > len(parameters) and not many):
        return None
    spread = [*parameters, *[parameters[-1]] * (len(values) - len(parameters))] if many else parameters
    arguments = [_converted(parameter, value) for parameter, value in zip(spread, values, strict=False)]
    return None if any(argument is MISFIT for argument in arguments) else arguments


def _converted(parameter: Parameter, value: Value) -> Any:
    kinds = parameter.kinds
    if value is None:
        return None if parameter.nullable else MISFIT
    kind = CLASSES[type(value)]
    if not kinds or kind in kinds:
        return value
    if "list" in kinds:
        return [value]
    if kind == "list" and len(value) == 1:
        return _converted(parameter, value[0])
    if isinstance(value, Date) and "date and time" in kinds:
        return DateTime(value, UTC_MIDNIGHT)
    return MISFIT
