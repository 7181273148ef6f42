"""How time grows with the length of a text: whether eight times as much takes about eight times as long, on whatever machine."""

import time
from collections.abc import Callable

# Linear is eight times as long, quadratic sixty-four times; what lies between is the machine's own business.
TIMES = 30
# Seconds of one core below which a ratio says nothing.
NOISE = 0.1


def grows_linearly(act: Callable[[str], object], text: str) -> bool:
    """Whether acting on the whole takes less than thirty times as long as on its first eighth, in one of three tries."""
    eighth = text[: len(text) // 8]
    return any(_seconds(act, text) < TIMES * _seconds(act, eighth) + NOISE for _ in range(3))


def _seconds(act: Callable[[str], object], text: str) -> float:
    """Of one core."""
    began = time.process_time()
    act(text)
    return time.process_time() - began
