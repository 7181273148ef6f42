"""Built-in functions on lists; positions count from 1, negative ones from the end."""

from collections.abc import Callable
from decimal import Decimal
from functools import cmp_to_key

from luodi.feel.builtins.registry import builtin
from luodi.feel.values.arithmetic import apply, calculate
from luodi.feel.values.compare import order, same
from luodi.feel.values.ranges import Function, Value
from luodi.feel.values.text import CONTEXT

Values = list[Value]


def position_in(items: Values, position: Decimal, beyond: int = 0) -> int | None:
    """The index of a position, up to `beyond` past the last; None where there is none."""
    number = int(position)
    index = number - 1 if number > 0 else len(items) + number
    return index if number != 0 and 0 <= index < len(items) + beyond else None


def all_numbers(items: Values) -> bool:
    return bool(items) and all(isinstance(item, Decimal) for item in items)


@builtin("list contains(list: list, element: any)")
def list_contains(list: Values, element: Value) -> Value:
    return any(same(item, element) for item in list)


@builtin("count(list: list)")
def count(list: Values) -> Value:
    return Decimal(len(list))


def _spread(items: tuple[Value, ...]) -> Values:
    return items[0] if len(items) == 1 and isinstance(items[0], list) else list(items)


def _extreme(items: Values, sign: int) -> Value:
    if not items or items[0] is None or order(items[0], items[0]) is None:
        return None
    best = items[0]
    for item in items[1:]:
        place = order(item, best)
        if place is None:
            return None
        best = item if place == sign else best
    return best


@builtin("min(list: list)", "min(c: any*)")
def least(*items: Value) -> Value:
    return _extreme(_spread(items), -1)


@builtin("max(list: list)", "max(c: any*)")
def greatest(*items: Value) -> Value:
    return _extreme(_spread(items), 1)


@builtin("sum(list: list)", "sum(n: any*)")
def total(*items: Value) -> Value:
    values = _spread(items)
    if not values or not (all_numbers(values) or all(type(item).__name__ in ("DaysTime", "YearsMonths") for item in values)):
        return None
    result = values[0]
    for item in values[1:]:
        result = apply("+", result, item)
    return result


@builtin("mean(list: list)", "mean(n: any*)")
def mean(*items: Value) -> Value:
    values = _spread(items)
    found = total(values)
    return None if found is None else apply("/", found, Decimal(len(values)))


@builtin("product(list: list)", "product(n: any*)")
def product(*items: Value) -> Value:
    values = _spread(items)
    if not all_numbers(values):
        return None
    result: Decimal | None = Decimal(1)
    for item in values:
        result = None if result is None else calculate("*", result, item)
    return result


@builtin("median(list: list)", "median(n: any*)")
def median(*items: Value) -> Value:
    values = _spread(items)
    if not all_numbers(values):
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else calculate("/", CONTEXT.add(ordered[middle - 1], ordered[middle]), Decimal(2))


@builtin("stddev(list: list)", "stddev(n: any*)")
def stddev(*items: Value) -> Value:
    values = _spread(items)
    if not all_numbers(values) or len(values) < 2:
        return None
    middle = CONTEXT.divide(total(values), Decimal(len(values)))
    squares = Decimal(0)
    for item in values:
        difference = CONTEXT.subtract(item, middle)
        squares = CONTEXT.add(squares, CONTEXT.multiply(difference, difference))
    return CONTEXT.sqrt(CONTEXT.divide(squares, Decimal(len(values) - 1)))


@builtin("mode(list: list)", "mode(n: any*)")
def mode(*items: Value) -> Value:
    values = _spread(items)
    if not values:
        return []
    if not all_numbers(values):
        return None
    counts: dict[Decimal, int] = {}
    for item in values:
        counts[item] = counts.get(item, 0) + 1
    most = max(counts.values())
    return sorted(item for item, times in counts.items() if times == most)


def _together(items: tuple[Value, ...], stop: bool) -> Value:
    values = _spread(items)
    if any(item is stop for item in values):
        return stop
    return (not stop) if all(item is (not stop) for item in values) else None


@builtin("all(list: list)", "all(b: any*)")
def every(*items: Value) -> Value:
    return _together(items, False)


@builtin("any(list: list)", "any(b: any*)")
def some(*items: Value) -> Value:
    return _together(items, True)


@builtin("sublist(list: list, start position: number, length: number?)")
def sublist(list: Values, start: Decimal, length: Decimal | None = None) -> Value:
    first = position_in(list, start)
    if first is None or (length is not None and (int(length) < 1 or first + int(length) > len(list))):
        return None
    return list[first:] if length is None else list[first : first + int(length)]


@builtin("append(list: list, item: any*)")
def append(list: Values, *items: Value) -> Value:
    return [*list, *items]


@builtin("concatenate(list: list*)")
def concatenate(*lists: Values) -> Value:
    return [item for list in lists for item in list]


@builtin("insert before(list: list, position: number, newItem: any)")
def insert_before(list: Values, position: Decimal, new: Value) -> Value:
    index = position_in(list, position)
    return None if index is None else [*list[:index], new, *list[index:]]


@builtin("remove(list: list, position: number)")
def remove(list: Values, position: Decimal) -> Value:
    index = position_in(list, position)
    return None if index is None else [*list[:index], *list[index + 1 :]]


@builtin("list replace(list: list, position: number, newItem: any)")
def replace_at(list: Values, position: Decimal, new: Value) -> Value:
    index = position_in(list, position)
    return None if index is None else [*list[:index], new, *list[index + 1 :]]


@builtin("list replace(list: list, match: function, newItem: any)")
def replace_matching(list: Values, match: Function, new: Value) -> Value:
    if len(match.parameters) != 2:
        return None
    found = [match.call([item, new]) for item in list]
    if not all(isinstance(one, bool) for one in found):
        return None
    return [new if one else item for item, one in zip(list, found, strict=True)]


@builtin("reverse(list: list)")
def reverse(list: Values) -> Value:
    return list[::-1]


@builtin("index of(list: list, match: any)")
def index_of(list: Values, match: Value) -> Value:
    return [Decimal(index) for index, item in enumerate(list, 1) if same(item, match)]


@builtin("union(list: list*)")
def union(*lists: Values) -> Value:
    return distinct_values(concatenate(*lists))


@builtin("distinct values(list: list)")
def distinct_values(list: Values) -> Value:
    found: Values = []
    for item in list:
        if not any(same(item, other) for other in found):
            found.append(item)
    return found


@builtin("flatten(list: list)")
def flatten(list: Values) -> Value:
    flat: Values = []
    stack = list[::-1]
    while stack:
        item = stack.pop()
        if type(item) is type(flat):
            stack.extend(reversed(item))
        else:
            flat.append(item)
    return flat


@builtin("sort(list: list, precedes: function?)")
def sort(list: Values, precedes: Function | None = None) -> Value:
    if precedes is None:
        return _by_order(list)
    if len(precedes.parameters) != 2:
        return None
    call: Callable[[Values], Value] = precedes.call
    return sorted(list, key=cmp_to_key(lambda one, other: int(call([other, one]) is True) - int(call([one, other]) is True)))


def _by_order(items: Values) -> Value:
    if any(order(items[0], item) is None for item in items):
        return None
    return sorted(items, key=cmp_to_key(lambda one, other: order(one, other) or 0))
