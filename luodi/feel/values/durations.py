"""The two sorts of durations: days with time, and years with months. They cannot be compared with each other."""

from dataclasses import dataclass

from luodi.feel.values.times import NANOS


@dataclass(frozen=True, slots=True, order=True)
class DaysTime:
    """Days, hours, minutes and seconds, as nanoseconds."""

    nanos: int

    @property
    def parts(self) -> tuple[int, int, int, int, int]:
        """Days, hours, minutes, seconds, nanoseconds, each with the sign of the whole."""
        sign = -1 if self.nanos < 0 else 1
        seconds, nano = divmod(abs(self.nanos), NANOS)
        minutes, second = divmod(seconds, 60)
        hours, minute = divmod(minutes, 60)
        days, hour = divmod(hours, 24)
        return sign * days, sign * hour, sign * minute, sign * second, sign * nano


@dataclass(frozen=True, slots=True, order=True)
class YearsMonths:
    """Years and months, as months."""

    months: int

    @property
    def parts(self) -> tuple[int, int]:
        """Years and months, each with the sign of the whole."""
        sign = -1 if self.months < 0 else 1
        years, months = divmod(abs(self.months), 12)
        return sign * years, sign * months
