"""Built-in functions on numbers, in 34 digits."""

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
    DecimalException,
)

from luodi.feel.builtins.registry import builtin
from luodi.feel.values.arithmetic import negate
from luodi.feel.values.durations import DaysTime, YearsMonths
from luodi.feel.values.ranges import Value
from luodi.feel.values.text import CONTEXT

SCALES = (-6111, 6176)


def rounded(number: Decimal, scale: Decimal | None, rounding: str) -> Decimal | None:
    """The number with so many decimals; a fraction of `scale` does not count."""
    places = int(scale) if scale is not None else 0
    if not SCALES[0] <= places <= SCALES[1]:
        return None
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    if places >= -exponent:
        return number
    return CONTEXT.plus(number.quantize(Decimal((0, (1,), -places)), rounding, WIDE))


WIDE = CONTEXT.copy()
WIDE.prec = 7000


@builtin("decimal(n: number, scale: number)")
def decimal(n: Decimal, scale: Decimal) -> Value:
    return rounded(n, scale, ROUND_HALF_EVEN)


@builtin("floor(n: number, scale: number?)")
def floor(n: Decimal, scale: Decimal | None = None) -> Value:
    return rounded(n, scale, ROUND_FLOOR)


@builtin("ceiling(n: number, scale: number?)")
def ceiling(n: Decimal, scale: Decimal | None = None) -> Value:
    return rounded(n, scale, ROUND_CEILING)


@builtin("round up(n: number, scale: number)")
def round_up(n: Decimal, scale: Decimal) -> Value:
    return rounded(n, scale, ROUND_UP)


@builtin("round down(n: number, scale: number)")
def round_down(n: Decimal, scale: Decimal) -> Value:
    return rounded(n, scale, ROUND_DOWN)


@builtin("round half up(n: number, scale: number)")
def round_half_up(n: Decimal, scale: Decimal) -> Value:
    return rounded(n, scale, ROUND_HALF_UP)


@builtin("round half down(n: number, scale: number)")
def round_half_down(n: Decimal, scale: Decimal) -> Value:
    return rounded(n, scale, ROUND_HALF_DOWN)


@builtin("abs(n: number|days and time duration|years and months duration)")
def absolute(n: Value) -> Value:
    size = n.nanos if isinstance(n, DaysTime) else n.months if isinstance(n, YearsMonths) else n
    return negate(n) if size < 0 else n


@builtin("modulo(dividend: number, divisor: number)")
def modulo(dividend: Decimal, divisor: Decimal) -> Value:
    if not divisor:
        return None
    try:
        rest = WIDE.remainder(dividend, divisor)
    except DecimalException:
        return None
    return CONTEXT.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else CONTEXT.plus(rest)


def _or_null(function: Callable[[Decimal], Decimal], number: Decimal) -> Decimal | None:
    try:
        found = function(number)
    except DecimalException:
        return None
    return found if found.is_finite() else None


@builtin("sqrt(number: number)")
def sqrt(number: Decimal) -> Value:
    return _or_null(CONTEXT.sqrt, number) if number >= 0 else None


@builtin("log(number: number)")
def log(number: Decimal) -> Value:
    return _or_null(CONTEXT.ln, number) if number > 0 else None


@builtin("exp(number: number)")
def exp(number: Decimal) -> Value:
    return _or_null(CONTEXT.exp, number)


@builtin("odd(number: number)")
def odd(number: Decimal) -> Value:
    return WIDE.remainder(abs(number), Decimal(2)) == 1


@builtin("even(number: number)")
def even(number: Decimal) -> Value:
    return WIDE.remainder(number, Decimal(2)) == 0
