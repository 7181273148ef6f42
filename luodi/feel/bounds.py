"""Intervals of numbers and sums: between which bounds the result of an operation must lie. None is unbounded."""

from fractions import Fraction

from luodi.feel.types import Bound

LIMIT = 2**62
Interval = tuple[Bound, Bound]


def plus(one: Interval, other: Interval) -> Interval:
    """Bounds of a sum."""
    return _add(one[0], other[0]), _add(one[1], other[1])


def negated(one: Interval) -> Interval:
    """Bounds of the opposite."""
    return None if one[1] is None else -one[1], None if one[0] is None else -one[0]


def times(one: Interval, other: Interval) -> Interval:
    """Bounds of a product. An unbounded side keeps its sign where both signs are known."""
    if None not in one and None not in other:
        products = [a * b for a in one for b in other if a is not None and b is not None]
        return min(products), max(products)
    if (0, 0) in (one, other):
        return 0, 0
    if _not_negative(one) and _not_negative(other):
        return (one[0] or 0) * (other[0] or 0), None
    return None, None


def divided(one: Interval, other: Interval) -> Interval:
    """Bounds of a quotient; unbounded where the divisor may be zero."""
    low, high = other
    if low is None or high is None or low <= 0 <= high:
        return (0, None) if _not_negative(one) and low is not None and low >= 0 else (None, None)
    if None in one:
        return (0, None) if _not_negative(one) and low > 0 else (None, None)
    quotients = [Fraction(bound) / by for bound in one for by in (low, high) if bound is not None]
    return min(quotients), max(quotients)


def hull(*intervals: Interval) -> Interval:
    """Bounds within which each of them lies."""
    lows = [low for low, _ in intervals if low is not None]
    highs = [high for _, high in intervals if high is not None]
    return min(lows) if len(lows) == len(intervals) else None, max(highs) if len(highs) == len(intervals) else None


def least(*intervals: Interval) -> Interval:
    """Bounds of the least of them."""
    lows = [low for low, _ in intervals if low is not None]
    highs = [high for _, high in intervals if high is not None]
    return min(lows) if len(lows) == len(intervals) else None, min(highs) if highs else None


def greatest(*intervals: Interval) -> Interval:
    """Bounds of the greatest of them."""
    low, high = least(*(negated(interval) for interval in intervals))
    return negated((low, high))


def exceeds(interval: Interval) -> bool:
    """Whether a known bound lies beyond what a sum of money may be."""
    return any(bound is not None and not -LIMIT <= bound <= LIMIT for bound in interval)


def _add(one: Bound, other: Bound) -> Bound:
    return None if one is None or other is None else one + other


def _not_negative(interval: Interval) -> bool:
    return interval[0] is not None and interval[0] >= 0
