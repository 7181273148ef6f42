"""All that writes rows: opening many at once, one lawful step, a correction, and reckoning anew."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from luodi.days.errors import DayError
from luodi.days.span import parse_span
from luodi.desk import clock
from luodi.desk.ledger.actions import Act, Clause, named, record
from luodi.desk.parties.models import Account, Enterprise, Unit
from luodi.desk.registers.calendars import current_calendar
from luodi.desk.registers.errors import CorrectionError, StepError
from luodi.desk.registers.events import known_events
from luodi.desk.registers.kinds import kind_of
from luodi.desk.registers.models import Kind, Row, Step
from luodi.desk.registers.reckoning import World, reckon
from luodi.desk.registers.steps import WITH_REASON
from luodi.desk.registers.telling import tell_moved

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Opening:
    """A row to be opened. `started` is the day of the act that the limit counts from; None while that has not happened."""

    register: str
    key: str
    title: str
    unit: Unit
    region: str
    limit: str = ""
    started: date | None = None
    enterprise: Enterprise | None = None
    holder: Account | None = None
    instrument: str = ""
    clause: Clause = Clause()


def world_now() -> World:
    """The events' days and the calendar as they are entered now."""
    version, calendar = current_calendar()
    return World(known_events(), calendar, version)


@transaction.atomic
def open_rows(openings: Iterable[Opening], *, by: Account | None = None) -> list[Row]:
    """Write the rows that are not there yet, each with its first step and its line in the ledger; gives the new ones.

    Nobody is told: who opens a row says so in its own words. DayError, UnknownError where a limit cannot be reckoned: then none is opened.
    """
    wanted = {(opening.register, opening.key): opening for opening in openings}
    there = _existing(wanted)
    new = [opening for pair, opening in wanted.items() if pair not in there]
    world = world_now()
    rows, steps = [], []
    for opening in new:
        kind_of(opening.register)
        row = _row(opening)
        step = _first(opening, row, by)
        reckon(row, [step], world)
        row.told = row.due
        rows.append(row)
        steps.append(step)
    Row.objects.bulk_create(rows, batch_size=AT_ONCE)
    for row, step in zip(rows, steps, strict=True):
        step.row = row
    Step.objects.bulk_create(steps, batch_size=AT_ONCE)
    record(*(_opened(opening, row, by) for opening, row in zip(new, rows, strict=True)))
    return rows


def _existing(wanted: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    keys: dict[str, list[str]] = {}
    for register, key in wanted:
        keys.setdefault(register, []).append(key)
    found = set()
    for register, some in keys.items():
        for at in range(0, len(some), AT_ONCE):
            rows = Row.objects.filter(register=register, key__in=some[at : at + AT_ONCE])
            found |= {(register, key) for key in rows.values_list("key", flat=True)}
    return found


def _row(opening: Opening) -> Row:
    return Row(
        register=opening.register,
        key=opening.key,
        title=opening.title,
        unit=opening.unit,
        region=opening.region,
        enterprise=opening.enterprise,
        document=opening.clause.document,
        clause=opening.clause.path,
        program=opening.clause.program,
        instrument=opening.instrument,
        limit=opening.limit,
    )


def _first(opening: Opening, row: Row, by: Account | None) -> Step:
    details = {"waiting": True} if opening.started is None else {}
    if opening.holder:
        details["holder"] = opening.holder.pk
    return Step(row=row, number=1, kind=Kind.OPENED, happened_on=opening.started or clock.today(), account=by, details=details)


def _opened(opening: Opening, row: Row, by: Account | None) -> Act:
    details = {"register": row.register, "key": row.key, "unit": named(opening.unit), "limit": row.limit}
    return Act("registers.opened", named(row), named(by), named(opening.enterprise), details, opening.started, opening.clause)


def held(*ids: int) -> list[Row]:
    """These rows, nobody else's until the transaction ends, in one order for everybody: whoever acts on several takes them first."""
    return list(Row.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


@transaction.atomic
def take_step(
    row: Row | int,
    kind: str,
    *,
    by: Account | None = None,
    on: date | None = None,
    text: str = "",
    extend_by: str = "",
    holder: Account | None = None,
) -> Row:
    """Take one step on the day on which it happened, the site's where none is given; gives the row as it then stands.

    StepError where the row's state or the days do not allow it, a reason is missing, or `extend_by` (3个工作日) is no span.
    """
    (row,) = held(row if isinstance(row, int) else row.pk)
    on = on or clock.today()
    _require_sound(kind, on, text)
    details: dict[str, object] = {}
    if kind == Kind.EXTENDED:
        details["by"] = _span(extend_by)
    if kind == Kind.ASSIGNED:
        details["holder"] = holder.pk if holder else None
    return _write(row, kind, on, by, text, details)


@transaction.atomic
def correct_day(row: Row | int, number: int, day: date, *, reason: str, by: Account | None = None) -> Row:
    """Say that a step happened on another day than was entered; the row is reckoned anew. CorrectionError, StepError."""
    (row,) = held(row if isinstance(row, int) else row.pk)
    step = row.steps.filter(number=number).exclude(kind=Kind.CORRECTED).first()
    if step is None:
        raise CorrectionError(f"这一项没有第{number}步可更正")
    if not reason.strip():
        raise CorrectionError("更正日期要写明理由")
    if day > clock.today():
        raise CorrectionError(f"{day}还没有到，应不晚于今天{clock.today()}")
    return _write(row, Kind.CORRECTED, clock.today(), by, reason, {"of": number, "day": day.isoformat()})


def _write(row: Row, kind: str, on: date, by: Account | None, text: str, details: dict[str, object]) -> Row:
    steps = list(row.steps.order_by("number"))
    step = Step(row=row, number=steps[-1].number + 1, kind=kind, happened_on=on, account=by, text=text.strip(), details=details)
    reckon(row, [*steps, step], world_now())
    step.save()
    if kind == Kind.REOPENED:
        row.level = 0
    # What a step of the row itself does to its last day is told as well, once it is a day again.
    tell_moved(row, Kind(kind).label)
    row.save()
    clause = Clause(row.document, row.clause, row.program)
    said = {"step": step.number, **details, "due": row.due.isoformat() if row.due else None}
    record(Act(f"registers.{kind}", named(row), named(by), named(row.enterprise), said, on, clause))
    return row


def _require_sound(kind: str, on: date, text: str) -> None:
    if kind in (Kind.OPENED, Kind.CORRECTED) or kind not in Kind.values:
        raise StepError(f"“{kind}”不是可以这样做的一步")
    if on > clock.today():
        raise StepError(f"{on}还没有到，应不晚于今天{clock.today()}")
    if kind in WITH_REASON and not text.strip():
        raise StepError(f"“{Kind(kind).label}”要写明理由")


def _span(text: str) -> str:
    try:
        if parse_span(text).amount > 0:
            return text.strip()
    except DayError as error:
        raise StepError(f"延长多久没有写对：{error}") from error
    raise StepError(f"延长“{text}”等于没有延长")


@transaction.atomic
def recount(rows: list[Row], why: str) -> list[Row]:
    """Reckon held rows anew; each whose last day moves is told once and leaves a line. Gives those that moved."""
    world = world_now()
    steps: dict[int, list[Step]] = {}
    for step in Step.objects.filter(row__in=rows).order_by("row", "number"):
        steps.setdefault(step.row_id, []).append(step)
    moved, acts = [], []
    for row in rows:
        before = row.due
        if reckon(row, steps[row.pk], world):
            moved.append(row)
            said = {"why": why, "from": before.isoformat() if before else None, "to": row.due.isoformat() if row.due else None}
            acts.append(Act("registers.moved", named(row), details=said, clause=Clause(row.document, row.clause, row.program)))
        tell_moved(row, why)
    columns = ["working", "event", "due", "amber_on", "red_on", "waits", "calendar", "told", "moves"]
    Row.objects.bulk_update(rows, columns, batch_size=AT_ONCE)
    record(*acts)
    return moved
