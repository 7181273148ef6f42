"""What can be wrong with a day, a span, a window, a rhythm or the calendar, and how it is said.

DayError               id, found, expected, hint; str() is what a person reads
├── WrongDayError           day-wrong: no such day, or not written as year-month-day
├── WrongSpanError          day-span: not an amount with a unit of time
├── WrongAnchorError        day-anchor: neither a day, nor an event, nor one of them with a span
├── WrongWindowError        day-window: not FROM..TO
├── WrongLimitError         day-limit: neither a span, nor a day, nor an event with a span
├── UnknownEventError       day-event: an event that is not declared
├── WrongRhythmError        day-rhythm: not a rhythm that is known
├── OutOfRangeError         day-range: a sum that leaves the years 1 to 9999
├── MissingCalendarError    day-no-calendar: working days asked without a calendar
├── UncoveredYearError      day-year: a year the calendar has no rows for
└── WrongCalendarError      day-calendar: the calendar file itself is faulty; `place` is file:line
"""


class DayError(Exception):
    """One fault: a stable id, what was found, what was expected, a hint or an example, and where it stands if it is in a file."""

    id = "day"

    def __init__(self, found: str, expected: str = "", hint: str = "", place: str = "") -> None:
        self.found = found
        self.expected = expected
        self.hint = hint
        self.place = place
        where = f"{place} " if place else ""
        super().__init__(f"{where}[{self.id}] {found}" + (f"；应为：{expected}" if expected else "") + (f"。{hint}" if hint else ""))


class WrongDayError(DayError):
    id = "day-wrong"


class WrongSpanError(DayError):
    id = "day-span"


class WrongAnchorError(DayError):
    id = "day-anchor"


class WrongWindowError(DayError):
    id = "day-window"


class WrongLimitError(DayError):
    id = "day-limit"


class UnknownEventError(DayError):
    id = "day-event"


class WrongRhythmError(DayError):
    id = "day-rhythm"


class OutOfRangeError(DayError):
    id = "day-range"


class MissingCalendarError(DayError):
    id = "day-no-calendar"


class UncoveredYearError(DayError):
    id = "day-year"


class WrongCalendarError(DayError):
    id = "day-calendar"
