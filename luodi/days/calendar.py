"""Working days: which days of the covered years people work, with make-up days (调休) worked and holidays off."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from luodi.days.errors import UncoveredYearError, WrongCalendarError

HEADER = "day,workday,kind,name"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days from `first` to `last`, whole years; `workdays` are the ordinals of the working ones, ascending.

    Nothing outside the covered years is guessed: every question about them raises UncoveredYearError.
    """

    first: date
    last: date
    workdays: tuple[int, ...]

    @classmethod
    def load(cls, path: Path | str) -> "Calendar":
        """Read a CSV with one row a day (day,workday,kind,name; workday 1 or 0). WrongCalendarError names file and line."""
        try:
            lines = Path(path).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise WrongCalendarError("日历文件读不出来", "UTF-8 编码的 CSV 文件", str(error), str(path)) from None
        return cls.parse(lines, str(path))

    @classmethod
    def parse(cls, lines: list[str], place: str) -> "Calendar":
        """The same from the file's lines, header first; `place` is what messages call it."""
        if not lines or lines[0] != HEADER:
            raise WrongCalendarError("日历文件的表头不对", HEADER, place=f"{place}:1")
        return cls._from_rows(lines[1:], place)

    @classmethod
    def _from_rows(cls, rows: list[str], path: str) -> "Calendar":
        workdays = []
        first = previous = 0
        for number, row in enumerate(rows, 2):
            try:
                ordinal = date.fromisoformat(row[:10]).toordinal()
                worked = {",1,": True, ",0,": False}[row[10:13]]
            except (ValueError, KeyError):
                raise WrongCalendarError(f"“{row}”", "日期,1或0,类别,名称", "例：2020-01-19,1,补班,春节", f"{path}:{number}") from None
            if previous and ordinal != previous + 1:
                raise WrongCalendarError(f"“{row[:10]}”没有接着上一行", "一天一行，不缺不重", place=f"{path}:{number}")
            first = first or ordinal
            previous = ordinal
            if worked:
                workdays.append(ordinal)
        if not first:
            raise WrongCalendarError("日历文件里没有日子", "一天一行", place=path)
        start, end = date.fromordinal(first), date.fromordinal(previous)
        if (start.month, start.day, end.month, end.day) != (1, 1, 12, 31):
            raise WrongCalendarError(f"日历从{start}到{end}", "整年：从1月1日到12月31日", place=path)
        return cls(start, end, tuple(workdays))

    def is_workday(self, day: date) -> bool:
        """Whether people work on `day`; UncoveredYearError outside the covered years."""
        ordinal = self._covered(day)
        index = bisect_left(self.workdays, ordinal)
        return index < len(self.workdays) and self.workdays[index] == ordinal

    def add_workdays(self, day: date, n: int) -> date:
        """The n-th working day after `day` (before it, where n is negative); `day` itself is not counted. n = 0 gives `day`."""
        ordinal = self._covered(day)
        if n == 0:
            return day
        index = bisect_right(self.workdays, ordinal) + n - 1 if n > 0 else bisect_left(self.workdays, ordinal) + n
        if not 0 <= index < len(self.workdays):
            year = self.last.year + 1 if n > 0 else self.first.year - 1
            raise self._uncovered(f"{day}{'之后' if n > 0 else '之前'}第{abs(n)}个工作日落到{year}年或更{'晚' if n > 0 else '早'}")
        return date.fromordinal(self.workdays[index])

    def count_workdays(self, after: date, until: date) -> int:
        """How many working days lie after `after`, up to and including `until`; negative where `until` lies before."""
        return bisect_right(self.workdays, self._covered(until)) - bisect_right(self.workdays, self._covered(after))

    def _covered(self, day: date) -> int:
        if not self.first <= day <= self.last:
            raise self._uncovered(f"{day.year}年没有工作日安排")
        return day.toordinal()

    def _uncovered(self, found: str) -> UncoveredYearError:
        return UncoveredYearError(found, f"{self.first.year}年至{self.last.year}年", "国务院办公厅公布该年放假安排后，补进工作日历再算")
