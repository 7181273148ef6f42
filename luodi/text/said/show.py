"""Quantities written out again, exactly: 300万元, 30%, 6个月, as policy files write them."""

from fractions import Fraction

from luodi.text.said.model import Number


def show_number(number: Number) -> str:
    """The quantity without its comparison; a range as 5%—20%, a share as 1:1."""
    if number.parts:
        return ":".join(map(str, number.parts))
    low, high = (show_quantity(value, number.kind, number.unit) for value in (number.low, number.high))
    return low if low == high else f"{low}—{high}"


def show_quantity(value: Fraction, kind: str, unit: str) -> str:
    if kind == "ratio":
        return f"{show_value(value * 100)}%" if _terminates(value) else show_value(value)
    if kind in ("money", "count"):
        for size, word in ((10**8, "亿"), (10**4, "万")):
            if value >= size and _terminates(value) and (value / size * 100).denominator == 1:
                return f"{show_value(value / size)}{word}{unit}"
    return f"{show_value(value)}{unit}"


def show_value(value: Fraction) -> str:
    """Decimal digits where they end, else 2/3."""
    if not _terminates(value):
        return str(value)
    places = 0
    while value.denominator != 1:
        value, places = value * 10, places + 1
    digits = str(abs(value.numerator)).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def _terminates(value: Fraction) -> bool:
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    return rest == 1
