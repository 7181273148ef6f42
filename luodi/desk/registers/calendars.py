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


@transaction.atomic
def enter_calendar(content: str, *, reason: str, by: Account | None = None) -> CalendarVersion:
    """Enter a whole calendar, as when a new year was published. WrongCalendarError where it is none."""
    Calendar.parse(content.splitlines(), "日历")
    last = _last()
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
