"""Versions of the working-day calendar: the first is what `reference/calendar` says, each later one corrects the one before."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.db import transaction

from luodi.days.calendar import Calendar
from luodi.desk.ledger.actions import Act, named, record
from luodi.desk.outbox.actions import enqueue
from luodi.desk.parties.models import Account
from luodi.desk.registers.errors import CorrectionError, UnknownError
from luodi.desk.registers.models import CalendarVersion

WEEKEND = (6, 7)
SEEDED = "reference/calendar"
WORKED = {True: "1,补班,", False: "0,放假,"}


def current_calendar() -> tuple[int | None, Calendar | None]:
    """The last version and its number; None where no calendar was entered."""
    version = CalendarVersion.objects.order_by("-number").first()
    return (version.number, _parsed(version.content)) if version else (None, None)


@lru_cache(maxsize=4)
def _parsed(content: str) -> Calendar:
    return Calendar.parse(content.splitlines(), "日历")


@transaction.atomic
def seed_calendar(path: Path) -> bool:
    """Enter the first version from a CSV; False where there is one. WrongCalendarError where the file is no calendar."""
    Calendar.load(path)
    return CalendarVersion.objects.get_or_create(number=1, defaults={"content": path.read_text("utf-8"), "reason": SEEDED})[1]


@transaction.atomic
def correct_calendar(days: Mapping[date, bool], *, reason: str, by: Account | None = None) -> CalendarVersion:
    """Say of some covered days whether people work on them; every open row counted in working days is reckoned anew by the worker."""
    last = _last()
    if last is None:
        raise UnknownError("还没有日历，先用 manage.py load_calendar 装入")
    known = _parsed(last.content)
    changed = {day: worked for day, worked in days.items() if known.is_workday(day) != worked}
    if not changed or not reason.strip():
        raise CorrectionError("更正日历要写明理由，而且至少有一天与现在的不同")
    return _enter("\n".join(_corrected(line, changed) for line in last.content.splitlines()) + "\n", last.number + 1, reason, by)


def _corrected(line: str, changed: Mapping[date, bool]) -> str:
    try:
        worked = changed.get(date.fromisoformat(line[:10]))
    except ValueError:
        return line
    return line if worked is None else f"{line[:10]},{WORKED[worked]}"


def drafted(days: Mapping[date, bool]) -> str:
    """The whole calendar with these days as said: covered ones in place, later ones, whole years of them, put behind.

    UnknownError where there is none yet, CorrectionError where nothing would change, WrongCalendarError where a year is not whole.
    """
    _, known = current_calendar()
    if known is None:
        raise UnknownError("还没有日历，先用 manage.py load_calendar 装入")
    if early := [day for day in days if day < known.first]:
        raise CorrectionError(f"{min(early)}早于日历的第一天{known.first}")
    changed = {day: worked for day, worked in days.items() if day <= known.last and known.is_workday(day) != worked}
    later = sorted(day for day in days if day > known.last)
    if not changed and not later:
        raise CorrectionError("这些天与现在的日历没有不同")
    lines = [_corrected(line, changed) for line in CalendarVersion.objects.order_by("-number")[0].content.splitlines()]
    content = "\n".join((*lines, *(_ordinary(day, worked=days[day]) for day in later))) + "\n"
    Calendar.parse(content.splitlines(), "日历")
    return content


def _ordinary(day: date, *, worked: bool) -> str:
    weekend = day.isoweekday() in WEEKEND
    return f"{day},1,," if worked and not weekend else f"{day},0,周末," if weekend and not worked else f"{day},{WORKED[worked]}"


@transaction.atomic
def enter_calendar(content: str, *, reason: str, by: Account | None = None, after: int | None = None) -> CalendarVersion:
    """Enter a whole calendar, as when a new year was published. WrongCalendarError where it is none.

    `after` is the version it was drafted from: CorrectionError where another came meanwhile, or nothing says where it is known from.
    """
    Calendar.parse(content.splitlines(), "日历")
    last = _last()
    if after is not None and (last is None or last.number != after):
        raise CorrectionError("您预览之后日历有了新的一版，请再预览一次")
    if not reason.strip():
        raise CorrectionError("登记日历要写明依据")
    return _enter(content, last.number + 1 if last else 1, reason, by)


def _last() -> CalendarVersion | None:
    """The last version; of two corrections at once the second waits here for the first."""
    CalendarVersion.objects.select_for_update().filter(number=1).first()
    return CalendarVersion.objects.order_by("-number").first()


def _enter(content: str, number: int, reason: str, by: Account | None) -> CalendarVersion:
    version = CalendarVersion.objects.create(number=number, content=content, reason=reason)
    enqueue(
        "registers.recount", f"recount:calendar:{number}:0", {"why": f"日历更正：{reason}", "working": True, "series": f"calendar:{number}"}
    )
    record(Act("registers.calendar", named(version), named(by), details={"reason": reason}))
    return version
