"""Events that limits hang on: declared without a day, given one when it has come, corrected where it was entered wrongly."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from luodi.desk.ledger.actions import Act, named, record
from luodi.desk.outbox.actions import enqueue
from luodi.desk.parties.models import Account
from luodi.desk.registers.errors import CorrectionError, UnknownError
from luodi.desk.registers.models import EventDay
from luodi.desk.registers.reckoning import KnownDay


def known_events() -> dict[str, KnownDay]:
    """Each declared event with its day, by the last entry about it."""
    return {entry.name: KnownDay(entry.day.isoformat() if entry.day else None) for entry in EventDay.objects.order_by("id")}


@transaction.atomic
def declare_events(names: Iterable[str], *, source: str) -> int:
    """Let limits hang on events that have not come yet; returns how many were new."""
    known = set(EventDay.objects.values_list("name", flat=True))
    new = [name for name in dict.fromkeys(names) if name not in known]
    EventDay.objects.bulk_create([EventDay(name=name, source=source) for name in new])
    return len(new)


@transaction.atomic
def enter_event_day(name: str, day: date | None, *, source: str, by: Account | None = None) -> EventDay:
    """Write on which day an event came, also long after or to correct an earlier entry; None: it has not come after all.

    Every open row that hangs on it is reckoned anew by the worker. UnknownError for an event that nobody declared, CorrectionError
    where nothing changes or nothing says where the day is known from.
    """
    entries = EventDay.objects.filter(name=name)
    # Of two entries at once the second waits here for the first.
    if entries.select_for_update().order_by("id").first() is None:
        raise UnknownError(f"没有登记过“{name}”这个事件")
    if entries.order_by("-id").values_list("day", flat=True)[0] == day:
        raise CorrectionError(f"“{name}”已登记为{day or '日子未定'}，没有改动")
    if not source.strip():
        raise CorrectionError(f"登记“{name}”的日子要写明依据")
    entry = EventDay.objects.create(name=name, day=day, source=source)
    why = f"{name}：{day or '日子未定'}"
    enqueue("registers.recount", f"recount:event:{entry.pk}:0", {"why": why, "event": name, "series": f"event:{entry.pk}"})
    record(
        Act("registers.event", named(entry), named(by), details={"name": name, "day": day.isoformat() if day else None, "source": source})
    )
    return entry
