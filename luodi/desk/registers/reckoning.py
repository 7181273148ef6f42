"""A row's state and its due day, out of its steps, the events' days and the calendar: the same whenever it is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from luodi.days.calendar import Calendar
from luodi.days.errors import UnknownEventError
from luodi.days.limit import Due, Limit, Pause, due, parse_limit
from luodi.days.span import Span, parse_span
from luodi.desk.registers.errors import StepError, UnknownError
from luodi.desk.registers.kinds import kind_of
from luodi.desk.registers.models import Kind, Row, State, Step
from luodi.desk.registers.steps import led_to


@dataclass(frozen=True, slots=True)
class KnownDay:
    """An event's ISO day, None while it has not come."""

    day: str | None
    not_before: str | None = None


@dataclass(frozen=True, slots=True)
class World:
    """What days hang on at this moment. `version` is the calendar's; without one, working days are refused."""

    events: Mapping[str, KnownDay]
    calendar: Calendar | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a row's steps come to."""

    state: str = State.OPEN
    started: date | None = None
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Span, ...] = ()
    holder: int | None = None
    done_on: date | None = None


def fold(steps: Iterable[Step]) -> Standing:
    """The standing after all steps, in their order, each on its day as it was last corrected. StepError where one is not lawful."""
    steps = list(steps)
    days = {step.details["of"]: date.fromisoformat(step.details["day"]) for step in steps if step.kind == Kind.CORRECTED}
    standing = Standing()
    for step in steps:
        if step.kind != Kind.CORRECTED:
            standing = _after(standing, step, days.get(step.number, step.happened_on))
    return standing


def _after(standing: Standing, step: Step, day: date) -> Standing:
    if step.kind == Kind.OPENED:
        return replace(standing, started=None if step.details.get("waiting") else day, holder=step.details.get("holder"))
    if standing.started and day < standing.started:
        raise StepError(f"“{Kind(step.kind).label}”的日子{day}早于起算日{standing.started}，应不早于它")
    standing = replace(standing, state=led_to(step.kind, standing.state))
    match step.kind:
        case Kind.PAUSED:
            return replace(standing, pauses=(*standing.pauses, Pause(day)))
        case Kind.RESUMED:
            *earlier, last = standing.pauses
            if day < last.since:
                raise StepError(f"恢复的日子{day}早于暂停的日子{last.since}，应不早于它")
            return replace(standing, pauses=(*earlier, Pause(last.since, day)))
        case Kind.EXTENDED:
            return replace(standing, extensions=(*standing.extensions, parse_span(step.details["by"])))
        case Kind.ASSIGNED:
            return replace(standing, holder=step.details["holder"])
        case Kind.DONE:
            return replace(standing, done_on=day)
        case Kind.REOPENED:
            return replace(standing, done_on=None)
    return standing


def due_of(limit: Limit, standing: Standing, world: World) -> Due:
    """UncoveredYearError where the calendar has no rows for a year asked; UnknownError where an event was never declared."""
    try:
        return due(
            limit, standing.started, pauses=standing.pauses, extensions=standing.extensions, events=world.events, calendar=world.calendar
        )
    except UnknownEventError as error:
        raise UnknownError(f"期限挂靠的事件还没有登记：{error}") from error


def reckon(row: Row, steps: Iterable[Step], world: World) -> bool:
    """Set the columns that follow from the steps; whether the due day is another than before."""
    standing = fold(steps)
    limit = parse_limit(row.limit)
    before = row.due
    found = due_of(limit, standing, world)
    if settle := kind_of(row.register).settle:
        found = settle(row.key, row.instrument, found, world.events)
    row.working = "工作日" in (limit.unit, *(span.unit for span in standing.extensions))
    row.event = limit.event or ""
    row.state, row.started, row.done_on, row.holder_id = standing.state, standing.started, standing.done_on, standing.holder
    row.due, row.amber_on, row.red_on, row.waits = found.day, found.amber, found.red, found.waits
    row.calendar = world.version if row.working else None
    return row.due != before
