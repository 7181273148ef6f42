"""The one who is asked the time: the site's day, which a setting fixes, and the moment, which runs; a test may hold both still."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


@dataclass(slots=True)
class _Held:
    day: date | None = None
    moment: datetime | None = None


# One for the whole process: threads of a test share its time.
_held = _Held()


def today() -> date:
    """The day the site answers for."""
    return _held.day or settings.LUODI_DAY


def now() -> datetime:
    """This moment, with its time zone."""
    return _held.moment or timezone.now()


@contextmanager
def standing_at(*, day: date | None = None, moment: datetime | None = None) -> Iterator[None]:
    """Hold the day, the moment or both meanwhile; what is not given stays as it was."""
    before = (_held.day, _held.moment)
    _held.day, _held.moment = day or _held.day, moment or _held.moment
    try:
        yield
    finally:
        _held.day, _held.moment = before
