"""How a kept licence's row gets its day: the register of licences, and what holds instead of the day reckoned from the event."""

from collections.abc import Mapping
from datetime import date

from luodi.days.limit import Due
from luodi.days.window import KnownEvent, inside
from luodi.desk.licences.types import windows

REGISTER = "licence"
ISO = 10


def settle(key: str, instrument: str, found: Due, events: Mapping[str, KnownEvent]) -> Due:
    """A licence that runs out outside the days the text speaks of, or after the day it would be put off to, keeps its own last day."""
    own = date.fromisoformat(key[-ISO:])
    window = windows().get(instrument)
    if found.day == own:
        return found
    if window and inside(own, window, events) == "no" or found.day and found.day < own:
        return Due(own, own, own)
    return found
