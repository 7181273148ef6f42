"""All that writes rows: opening many at once, one lawful step, a correction, and reckoning anew."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from luodi.days.errors import DayError
from luodi.days.span import parse_span
from luodi.desk import clock
from luodi.desk.ledger.actions import Act, Clause, named, record
from luodi.desk.parties.models import Account, Party, Unit
from luodi.desk.registers.calendars import current_calendar
from luodi.desk.registers.errors import CorrectionError, StepError
from luodi.desk.registers.events import known_events
from luodi.desk.registers.kinds import kind_of
from luodi.desk.registers.models import Kind, Row, Step
from luodi.desk.registers.reckoning import World, reckon
from luodi.desk.registers.steps import WITH_REASON
from luodi.desk.registers.telling import tell_moved

AT_ONCE = 500
RECKONED = [
    *("working", "event", "state", "started", "due", "amber_on", "red_on", "waits", "done_on", "holder"),
    *("calendar", "told", "moves", "level"),
]


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
    party: Party | None = None
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
        party=opening.party,
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
    return Act("registers.opened", named(row), named(by), named(opening.party), details, opening.started, opening.clause)


def held(*ids: int) -> list[Row]:
    """These rows, nobody else's until the transaction ends, in one order for everybody: whoever acts on several takes them first."""
    return list(Row.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


@dataclass(frozen=True, slots=True)
class Taken:
    """A step to be taken on a row, on the day on which it happened: the site's where none is given.

    `extend_by` is a span (3个工作日) and only with an extension, `holder` only with an assignment. `seen` is the number of the last step
    that whoever acts has seen: where another came meanwhile, this one is refused.
    """

    row: int
    kind: str
    by: Account | None = None
    on: date | None = None
    text: str = ""
    extend_by: str = ""
    holder: Account | None = None
    seen: int | None = None


def take_step(row: Row | int, kind: str, **taken: Any) -> Row:
    """Take one step, as `Taken` says it; gives the row as it then stands. StepError where state, days, reason or span do not allow it."""
    return take_steps([Taken(row if isinstance(row, int) else row.pk, kind, **taken)])[0]


@transaction.atomic
def take_steps(taken: Iterable[Taken]) -> list[Row]:
    """Take steps on rows, one each, all or none; gives the rows in their order."""
    by_row = {one.row: one for one in taken}
    written = []
    for row in held(*by_row):
        one = by_row[row.pk]
        on = one.on or clock.today()
        _require_sound(one.kind, on, one.text)
        if one.seen is not None and row.steps.count() != one.seen:
            raise StepError("这一项在您打开之后有了新的变动，请先看一看再办")
        written.append((row, Step(row=row, kind=one.kind, happened_on=on, account=one.by, text=one.text.strip(), details=_details(one))))
    _write(written)
    return [row for row, _ in written]


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
    details = {"of": number, "day": day.isoformat()}
    _write([(row, Step(row=row, kind=Kind.CORRECTED, happened_on=clock.today(), account=by, text=reason.strip(), details=details))])
    return row


def _write(written: list[tuple[Row, Step]]) -> None:
    """Write held rows with a further step each, and its line in the ledger."""
    world = world_now()
    earlier = _steps_of(row for row, _ in written)
    acts = []
    for row, step in written:
        steps = earlier[row.pk]
        step.number = steps[-1].number + 1
        reckon(row, [*steps, step], world)
        if step.kind == Kind.REOPENED:
            row.level = 0
        # What a step of the row itself does to its last day is told as well, once it is a day again.
        tell_moved(row, f"延期，{step.text}" if step.kind == Kind.EXTENDED else Kind(step.kind).label)
        said = {"step": step.number, **step.details, "due": row.due.isoformat() if row.due else None}
        clause = Clause(row.document, row.clause, row.program)
        firm = f"parties.party:{row.party_id}" if row.party_id else ""
        acts.append(Act(f"registers.{step.kind}", named(row), named(step.account), firm, said, step.happened_on, clause))
    Step.objects.bulk_create([step for _, step in written], batch_size=AT_ONCE)
    Row.objects.bulk_update([row for row, _ in written], RECKONED, batch_size=100)
    record(*acts)


def _steps_of(rows: Iterable[Row]) -> dict[int, list[Step]]:
    steps: dict[int, list[Step]] = {}
    for step in Step.objects.filter(row__in=[row.pk for row in rows]).order_by("row", "number"):
        steps.setdefault(step.row_id, []).append(step)
    return steps


def _details(taken: Taken) -> dict[str, object]:
    if taken.kind == Kind.EXTENDED:
        return {"by": _span(taken.extend_by)}
    return {"holder": taken.holder.pk if taken.holder else None} if taken.kind == Kind.ASSIGNED else {}


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
    world, steps = world_now(), _steps_of(rows)
    changed, moved, acts = [], [], []
    for row in rows:
        before, columns = row.due, _reckoned(row)
        if reckon(row, steps[row.pk], world):
            moved.append(row)
            said = {"why": why, "from": before.isoformat() if before else None, "to": row.due.isoformat() if row.due else None}
            acts.append(Act("registers.moved", named(row), details=said, clause=Clause(row.document, row.clause, row.program)))
        tell_moved(row, why)
        if _reckoned(row) != columns:
            changed.append(row)
    Row.objects.bulk_update(changed, RECKONED, batch_size=100)
    record(*acts)
    return moved


def _reckoned(row: Row) -> tuple[object, ...]:
    return tuple(getattr(row, Row._meta.get_field(name).attname) for name in RECKONED)
