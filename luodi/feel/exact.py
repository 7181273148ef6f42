"""Exact numbers: int where whole, otherwise Fraction; never a float."""

import math
from fractions import Fraction

Exact = int | Fraction


def exact(text: str) -> Exact:
    """The value of a number as written, without a sign."""
    return whole(Fraction(text)) if "." in text else int(text)


def whole(value: Exact) -> Exact:
    """An int where the value is whole."""
    return value.numerator if value.denominator == 1 else value


def floor(value: Exact, scale: int = 0) -> Exact:
    """Down to `scale` decimals."""
    return _scaled(math.floor(value * 10**scale), scale) if scale >= 0 else math.floor(Fraction(value, 10**-scale)) * 10**-scale


def ceiling(value: Exact, scale: int = 0) -> Exact:
    """Up to `scale` decimals."""
    return -floor(-value, scale)


def round_up(value: Exact, scale: int = 0) -> Exact:
    """Away from zero."""
    return ceiling(value, scale) if value > 0 else floor(value, scale)


def round_down(value: Exact, scale: int = 0) -> Exact:
    """Towards zero."""
    return floor(value, scale) if value > 0 else ceiling(value, scale)


def round_half_up(value: Exact, scale: int = 0) -> Exact:
    """To the nearest, a half away from zero (四舍五入)."""
    half = Fraction(10) ** -scale / 2
    return floor(value + half, scale) if value > 0 else ceiling(value - half, scale)


def round_half_down(value: Exact, scale: int = 0) -> Exact:
    """To the nearest, a half towards zero."""
    half = Fraction(10) ** -scale / 2
    return ceiling(value - half, scale) if value > 0 else floor(value + half, scale)


def round_half_even(value: Exact, scale: int = 0) -> Exact:
    """To the nearest, a half to the even neighbour."""
    return whole(round(Fraction(value) * Fraction(10) ** scale) * Fraction(1, 10) ** scale)


def modulo(value: Exact, divisor: Exact) -> Exact:
    """The rest, with the sign of the divisor; `divisor` is not zero."""
    return whole(value - divisor * math.floor(Fraction(value) / divisor))


def _scaled(number: int, scale: int) -> Exact:
    return whole(Fraction(number, 10**scale))


ROUNDINGS = {
    "floor": floor,
    "ceiling": ceiling,
    "round up": round_up,
    "round down": round_down,
    "round half up": round_half_up,
    "round half down": round_half_down,
    "decimal": round_half_even,
}
