"""The types of FEEL values, which values conform to which, and the conversions the standard makes by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from luodi.feel.values.dates import Date
from luodi.feel.values.durations import DaysTime, YearsMonths
from luodi.feel.values.ranges import Function, Range, Value
from luodi.feel.values.times import UTC_MIDNIGHT, DateTime, Time


@dataclass(frozen=True, slots=True)
class Kind:
    """A type: its FEEL name; the item of lists and ranges; the members of contexts; parameters and result of functions.
    `allows` is the constraint of an item definition: whether it admits a value."""

    name: str
    item: "Kind | None" = None
    members: "tuple[tuple[str, Kind], ...] | None" = None
    parameters: "tuple[Kind, ...] | None" = None
    result: "Kind | None" = None
    allows: Callable[[Value], bool] | None = None


ANY = Kind("Any")
NULL = Kind("Null")
SIMPLE = {
    name: Kind(name)
    for name in (
        "number",
        "string",
        "boolean",
        "date",
        "time",
        "date and time",
        "days and time duration",
        "years and months duration",
        "list",
        "context",
        "function",
        "range",
    )
} | {"Any": ANY, "Null": NULL}
SPELLINGS = {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
    "day and time duration": "days and time duration",
    "year and month duration": "years and months duration",
    "any": "Any",
}
CLASSES: dict[type, str] = {
    bool: "boolean",
    Decimal: "number",
    str: "string",
    Date: "date",
    Time: "time",
    DateTime: "date and time",
    DaysTime: "days and time duration",
    YearsMonths: "years and months duration",
    list: "list",
    dict: "context",
    Range: "range",
    Function: "function",
    type(None): "Null",
}


def kind_name(value: Value) -> str:
    """The name of the value's own type."""
    return CLASSES[type(value)]


def simple_kind(name: str) -> Kind | None:
    """The built-in type of that name, in the spellings of all versions of the standard."""
    return SIMPLE.get(SPELLINGS.get(name, name))


def conforms(value: Value, kind: Kind) -> bool:
    """Whether the value is of the type; null is of every type but does not pass a constraint that does not name it."""
    if kind.allows is not None and not kind.allows(value):
        return False
    return kind.name == "Any" or value is None or _fits(value, kind, conforms)


def is_instance(value: Value, kind: Kind) -> bool:
    """`value instance of kind`, whatever values the type allows."""
    return value is not None if kind.name == "Any" else _fits(value, kind, _is_member)


def _is_member(value: Value, kind: Kind) -> bool:
    return value is None or is_instance(value, kind)


def _fits(value: Value, kind: Kind, inner: Callable[[Value, Kind], bool]) -> bool:
    if CLASSES[type(value)] != kind.name:
        return False
    if kind.name == "list" and kind.item is not None:
        return all(inner(item, kind.item) for item in value)
    if kind.name == "range" and kind.item is not None:
        return all(inner(end, kind.item) for end in (value.low, value.high))
    if kind.name == "context" and kind.members is not None:
        return all(name in value and inner(value[name], member) for name, member in kind.members)
    if kind.name == "function" and kind.parameters is not None:
        return _is_function(value, kind)
    return True


def _is_function(value: Function, kind: Kind) -> bool:
    parameters = kind.parameters or ()
    if len(parameters) != len(value.parameters):
        return False
    own = [declared or ANY for declared in value.types] or [ANY] * len(parameters)
    if not all(narrower(wanted, declared) for wanted, declared in zip(parameters, own, strict=True)):
        return False
    return kind.result is None or value.result is None or narrower(value.result, kind.result)


def narrower(one: Kind, other: Kind) -> bool:
    """Whether every value of `one` is a value of `other`."""
    if other.name == "Any" or one.name == "Null":
        return True
    if one.name != other.name:
        return False
    if other.item is not None:
        return one.item is not None and narrower(one.item, other.item)
    if other.members is not None:
        own = dict(one.members or ())
        return all(name in own and narrower(own[name], member) for name, member in other.members)
    if other.parameters is not None:
        if one.parameters is None or len(one.parameters) != len(other.parameters):
            return False
        turned = all(narrower(theirs, ours) for ours, theirs in zip(one.parameters, other.parameters, strict=True))
        return turned and narrower(one.result or ANY, other.result or ANY)
    return True


def convert(value: Value, kind: Kind | None) -> Value:
    """The value as that type: itself, a list of it, the only item of it, a date as its midnight UTC; null where none of these fits."""
    if kind is None or conforms(value, kind):
        return value
    if kind.name == "list" and not isinstance(value, list) and value is not None:
        return [value] if conforms([value], kind) else None
    if isinstance(value, list) and len(value) == 1 and kind.name != "list":
        return value[0] if conforms(value[0], kind) else None
    if kind.name == "date and time" and isinstance(value, Date):
        return DateTime(value, UTC_MIDNIGHT)
    return None
