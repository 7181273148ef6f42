"""Times of day and moments, with an offset, with a zone, or without either."""

import zoneinfo
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from luodi.feel.values.dates import Date, from_ordinal

NANOS = 10**9
DAY = 86_400 * NANOS


@dataclass(frozen=True, slots=True)
class Time:
    """`offset` in seconds east of UTC; `zone` an IANA name; at most one of them is set."""

    hour: int
    minute: int
    second: int
    nano: int = 0
    offset: int | None = None
    zone: str | None = None

    @property
    def nanos(self) -> int:
        """Nanoseconds since midnight."""
        return ((self.hour * 60 + self.minute) * 60 + self.second) * NANOS + self.nano

    @property
    def is_local(self) -> bool:
        return self.offset is None and self.zone is None


@dataclass(frozen=True, slots=True)
class DateTime:
    date: Date
    time: Time

    @property
    def local_nanos(self) -> int:
        """Nanoseconds since 1970-01-01T00:00:00 on the clock of the place."""
        return self.date.ordinal * DAY + self.time.nanos

    @property
    def nanos(self) -> int:
        """Nanoseconds since 1970-01-01T00:00:00Z; a moment without zone is taken as UTC."""
        return self.local_nanos - (offset_of(self) or 0) * NANOS


MIDNIGHT = Time(0, 0, 0)
UTC_MIDNIGHT = Time(0, 0, 0, offset=0)


def zone_exists(name: str) -> bool:
    """Whether the system knows the zone."""
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def offset_of(moment: DateTime) -> int | None:
    """Seconds east of UTC at that moment; None without offset and zone. Beyond the years 1 to 9999 the nearest of them counts."""
    time = moment.time
    if time.zone is None:
        return time.offset
    year = min(max(moment.date.year, 2), 9998)
    day = min(moment.date.day, 28) if year != moment.date.year else moment.date.day
    local = datetime(year, moment.date.month, day, time.hour, time.minute, time.second, tzinfo=zoneinfo.ZoneInfo(time.zone))
    offset = local.utcoffset() or timedelta()
    return int(offset.total_seconds())


def time_offset(time: Time) -> int | None:
    """The offset of a time without date; a zone counts as on 1 January 1970."""
    return offset_of(DateTime(Date(1970, 1, 1), time))


def time_from(nanos: int, like: Time) -> Time:
    """The time of day at `nanos`, on the clock of `like`."""
    seconds, nano = divmod(nanos % DAY, NANOS)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return Time(hour, minute, second, nano, like.offset, like.zone)


def moment_from(local_nanos: int, like: Time) -> DateTime:
    """The moment at `local_nanos` of the clock of `like`."""
    days, nanos = divmod(local_nanos, DAY)
    return DateTime(from_ordinal(days), time_from(nanos, like))


def without_zone(time: Time) -> Time:
    """The same reading of the clock without its offset or zone."""
    return replace(time, offset=None, zone=None)
