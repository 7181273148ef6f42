"""Built-in relations between points and ranges (DMN 1.5, 10.3.4.9): each is null where the ends cannot be compared."""

from collections.abc import Callable

from luodi.feel.builtins.registry import builtin
from luodi.feel.values.compare import contains, order
from luodi.feel.values.ranges import Range, Value

Relation = Callable[[Range, Range], bool]


class IncomparableError(Exception):
    """Two ends that have no order: the relation is null."""


def _place(one: Value, other: Value) -> int:
    found = order(one, other)
    if found is None:
        raise IncomparableError
    return found


def as_range(value: Value) -> Range:
    """A point as the range that holds only it."""
    return value if isinstance(value, Range) else Range(value, value)


def _null_where_incomparable(relation: Callable[[Value, Value], bool]) -> Callable[[Value, Value], Value]:
    def call(one: Value, other: Value) -> Value:
        if one is None or other is None:
            return None
        try:
            return relation(one, other)
        except IncomparableError:
            return None

    return call


def _before(one: Value, other: Value) -> bool:
    first, second = as_range(one), as_range(other)
    place = _place(first.high, second.low)
    return place < 0 or (place == 0 and not (first.high_closed and second.low_closed))


def _meets(one: Range, other: Range) -> bool:
    return one.high_closed and other.low_closed and _place(one.high, other.low) == 0


def _reaches(one: Range, other: Range) -> bool:
    """Whether `one` ends at or after the start of `other`."""
    place = _place(one.high, other.low)
    return place > 0 or (place == 0 and one.high_closed and other.low_closed)


def _overlaps(one: Range, other: Range) -> bool:
    return _reaches(one, other) and _reaches(other, one)


def _overlaps_before(one: Range, other: Range) -> bool:
    start = _place(one.low, other.low)
    end = _place(one.high, other.high)
    earlier = start < 0 or (start == 0 and one.low_closed and not other.low_closed)
    return earlier and _reaches(one, other) and (end < 0 or (end == 0 and (not one.high_closed or other.high_closed)))


def _includes(one: Value, other: Value) -> bool:
    if not isinstance(one, Range):
        raise IncomparableError
    if not isinstance(other, Range):
        inside = contains(one, other)
        if inside is None:
            raise IncomparableError
        return inside
    start, end = _place(one.low, other.low), _place(one.high, other.high)
    low = start < 0 or (start == 0 and (one.low_closed or not other.low_closed))
    return low and (end > 0 or (end == 0 and (one.high_closed or not other.high_closed)))


def _finishes(one: Value, other: Value) -> bool:
    if not isinstance(other, Range):
        raise IncomparableError
    end = _place(as_range(one).high, other.high)
    if not isinstance(one, Range):
        return other.high_closed and end == 0
    start = _place(one.low, other.low)
    same_end = end == 0 and one.high_closed == other.high_closed
    return same_end and (start > 0 or (start == 0 and (not one.low_closed or other.low_closed)))


def _starts(one: Value, other: Value) -> bool:
    if not isinstance(other, Range):
        raise IncomparableError
    start = _place(as_range(one).low, other.low)
    if not isinstance(one, Range):
        return other.low_closed and start == 0
    end = _place(one.high, other.high)
    same_start = start == 0 and one.low_closed == other.low_closed
    return same_start and (end < 0 or (end == 0 and (not one.high_closed or other.high_closed)))


def _coincides(one: Value, other: Value) -> bool:
    if isinstance(one, Range) != isinstance(other, Range):
        raise IncomparableError
    first, second = as_range(one), as_range(other)
    closed = (first.low_closed, first.high_closed) == (second.low_closed, second.high_closed)
    return closed and _place(first.low, second.low) == 0 and _place(first.high, second.high) == 0


def _turned(relation: Callable[[Value, Value], bool]) -> Callable[[Value, Value], bool]:
    return lambda one, other: relation(other, one)


ANY_ENDS = ("{}(point1: any, point2: any)", "{}(point: any, range: any)", "{}(range: any, point: any)", "{}(range1: any, range2: any)")
RANGES = ("{}(range1: range, range2: range)",)
RELATIONS: tuple[tuple[str, tuple[str, ...], Callable[[Value, Value], bool]], ...] = (
    ("before", ANY_ENDS, _before),
    ("after", ANY_ENDS, _turned(_before)),
    ("meets", RANGES, _meets),
    ("met by", RANGES, _turned(_meets)),
    ("overlaps", RANGES, _overlaps),
    ("overlaps before", RANGES, _overlaps_before),
    ("overlaps after", RANGES, _turned(_overlaps_before)),
    ("finishes", ANY_ENDS, _finishes),
    ("finished by", ANY_ENDS, _turned(_finishes)),
    ("includes", ANY_ENDS, _includes),
    ("during", ANY_ENDS, _turned(_includes)),
    ("starts", ANY_ENDS, _starts),
    ("started by", ANY_ENDS, _turned(_starts)),
    ("coincides", ANY_ENDS, _coincides),
)
for _name, _signatures, _relation in RELATIONS:
    builtin(*(signature.format(_name) for signature in _signatures))(_null_where_incomparable(_relation))
