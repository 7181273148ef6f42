"""All that the board writes: rows for duties, steps on rows, and the weekly report."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from luodi.desk.board import queries
from luodi.desk.board.acts import WITH_WORDS, steps_of
from luodi.desk.board.duties import Owed, duties, periods
from luodi.desk.board.models import Weekly
from luodi.desk.ledger.actions import Act, Clause, named, record
from luodi.desk.outbox.actions import enqueue
from luodi.desk.parties.actions import enter_units
from luodi.desk.parties.models import Account, Role
from luodi.desk.parties.scope import Scope
from luodi.desk.portal.library import shelf
from luodi.desk.registers.actions import Opening, Taken, open_rows, take_steps, world_now
from luodi.desk.registers.errors import StepError
from luodi.desk.registers.events import declare_events, enter_event_day
from luodi.desk.registers.models import EventDay, Kind, Row
from luodi.desk.registers.queries import owed_by_units
from luodi.desk.registers.telling import press

REGISTER = "duty"


def enter_events(day: date) -> None:
    """Declare the library's events; one whose day the library knows gets it when the day has come, unless somebody entered one before."""
    events = shelf().program.events
    declare_events(events, source="政策文件登记的事件，日子未定")
    touched = set(EventDay.objects.filter(day__isnull=False).values_list("name", flat=True))
    for name, event in events.items():
        if event.day and event.day <= day.isoformat() and name not in touched:
            enter_event_day(name, date.fromisoformat(event.day), source=event.source[:500])


@transaction.atomic
def open_duties(day: date, *, timed: bool, document: str = "") -> int:
    """Open what is owed up to a day and next after it: of duties with a day or a rhythm, or of those without, of one document or all."""
    wanted = [owed for owed in duties()[0] if bool(owed.duty.rhythm or owed.duty.due) == timed and document in ("", owed.document.id)]
    return len(open_rows(_openings(wanted, day)))


def _openings(wanted: Iterable[Owed], day: date) -> list[Opening]:
    wanted = list(wanted)
    world = world_now()
    units = enter_units(owed.unit for owed in wanted)
    fingerprint = shelf().program.fingerprint
    openings = []
    for owed in wanted:
        duty = owed.duty
        for period in periods(owed, day, world.events, world.calendar):
            key = ":".join(filter(None, (duty.id, owed.unit.name, period.limit if period.label else "")))
            title = f"{duty.title}（{period.label}）" if period.label else duty.title
            openings.append(
                Opening(
                    REGISTER,
                    key,
                    title[:300],
                    units[owed.unit.name],
                    owed.unit.region,
                    period.limit,
                    period.started,
                    instrument=duty.id,
                    clause=Clause(owed.document.id, duty.quote.clause, fingerprint),
                )
            )
    return openings


def leave_the_rest(day: date) -> int:
    """Let the worker open the duties without a day, document by document, once for each state of the policies; how many messages."""
    fingerprint = shelf().program.fingerprint
    documents = dict.fromkeys(owed.document.id for owed in duties()[0])
    return sum(enqueue("board.open", f"board:open:{fingerprint[:16]}:{id}", {"document": id, "day": day.isoformat()}) for id in documents)


@transaction.atomic
def make_weekly(monday: date) -> Weekly:
    """The report made on a Monday, of the week before it; the one there is where it was made before."""
    report, created = Weekly.objects.get_or_create(monday=monday, defaults={"content": queries.week(owed_by_units(), monday)})
    if created:
        record(Act("board.weekly", named(report), details={"late": len(report.content["late"])}, happened_on=monday))
    return report


@transaction.atomic
def take(account: Account, scope: Scope, row: Row, taken: Taken) -> None:
    """Take a step on a row within a scope; a supervisor's words are passed on to who works on it. RegisterError where she may not."""
    if taken.kind not in steps_of(account, scope, row):
        raise StepError("这一步现在不能办")
    if taken.kind in WITH_WORDS and not taken.text:
        raise StepError("请写一句说明")
    take_steps([taken])
    if taken.kind == Kind.NOTED and account.role == Role.SUPERVISOR:
        press(row, taken.text, account)
