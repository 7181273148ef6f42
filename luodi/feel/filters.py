"""Lists cut by a condition or a position, and scopes one after another for `for`, `some` and `every`."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from luodi.feel.builtins.lists import position_in
from luodi.feel.values.dates import Date, from_ordinal
from luodi.feel.values.ranges import Range, Value

Scope = Mapping[str, Value]
Run = Callable[[Scope], Value]
LONGEST = 1_000_000
"""How many steps a loop may take; beyond that its value is null."""


def filtered(base: Run, condition: Run, strict: bool = False) -> Run:
    """`base[condition]`: an item by its position, or the items for which the condition holds. `strict`: null where it is neither
    yes, no nor null for some item."""

    def run(scope: Scope) -> Value:
        found = base(scope)
        items = found if isinstance(found, list) else [] if found is None else [found]
        first = condition(_item_scope(scope, items[0]) if items else scope)
        if isinstance(first, Decimal):
            if found is None or first != first.to_integral_value():
                return None
            index = position_in(items, first)
            return None if index is None else items[index]
        holds = [condition(_item_scope(scope, item)) for item in items]
        if strict and not all(value is None or isinstance(value, bool) for value in holds):
            return None
        return [item for item, value in zip(items, holds, strict=True) if value is True]

    return run


def _item_scope(scope: Scope, item: Value) -> Scope:
    if isinstance(item, dict):
        return {**scope, "item": item, **item}
    return {**scope, "item": item}


def iterate(iterations: list[tuple[str, Run, Run | None]], scope: Scope) -> Iterator[Scope] | None:
    """The scopes of all combinations, the last name changing fastest; None where a source is nothing to go over."""
    name, source, end = iterations[0]
    items = _items(source(scope), None if end is None else [end(scope)])
    if items is None:
        return None
    if len(iterations) == 1:
        return ({**scope, name: item} for item in items)
    inner = [iterate(iterations[1:], {**scope, name: item}) for item in items]
    if any(scopes is None for scopes in inner):
        return None
    return (one for scopes in inner if scopes is not None for one in scopes)


def _items(start: Value, end: list[Value] | None) -> Any:
    if end is not None:
        return _steps(start, end[0])
    if isinstance(start, Range):
        found = _steps(start.low, start.high)
        if found is None:
            return None
        low, high = 0 if start.low_closed else 1, len(found) if start.high_closed else len(found) - 1
        return found[low:high]
    if start is None:
        return None
    return start if isinstance(start, list) else [start]


def _steps(start: Value, end: Value) -> list[Value] | None:
    if isinstance(start, Decimal) and isinstance(end, Decimal):
        if start != start.to_integral_value() or end != end.to_integral_value() or abs(end - start) > LONGEST:
            return None
        return [Decimal(number) for number in _between(int(start), int(end))]
    if isinstance(start, Date) and isinstance(end, Date) and abs(start.ordinal - end.ordinal) <= LONGEST:
        return [from_ordinal(number) for number in _between(start.ordinal, end.ordinal)]
    return None


def _between(start: int, end: int) -> range:
    return range(start, end + 1) if start <= end else range(start, end - 1, -1)
