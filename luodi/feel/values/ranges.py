"""Ranges, functions as values, and contexts' order: the values that are neither numbers, texts nor times."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Value = Any
"""None | bool | Decimal | str | Date | Time | DateTime | DaysTime | YearsMonths | Range | Function | list | dict."""


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`; None is unbounded. An open end is excluded. `sign` is = or != for `(= 5)` and `(!= 5)`."""

    low: Value
    high: Value
    low_closed: bool = True
    high_closed: bool = True
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Function:
    """A function that an expression can hand on. `call` takes the values by position; `types` are those of the parameters."""

    parameters: tuple[str, ...]
    call: Callable[[list[Value]], Value] = field(compare=False)
    types: tuple[Any, ...] = ()
    result: Any = None
