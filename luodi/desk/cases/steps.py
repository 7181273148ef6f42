"""The table of steps, and a case's standing as the fold of its events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from luodi.desk.cases.errors import StepError
from luodi.desk.cases.models import Event, Kind, State

LEADS: Mapping[str, Mapping[str, str]] = {
    Kind.AGREED: {State.HANDLING: State.HANDLING},
    Kind.OBJECTED: {State.HANDLING: State.HANDLING},
    Kind.ASKED: {State.HANDLING: State.WAITING},
    Kind.SUPPLIED: {State.WAITING: State.HANDLING},
    Kind.GRANTED: {State.HANDLING: State.GRANTED},
    Kind.REFUSED: {State.HANDLING: State.REFUSED},
    Kind.WITHDRAWN: {State.HANDLING: State.WITHDRAWN, State.WAITING: State.WITHDRAWN},
}
WITH_REASON = frozenset({Kind.OBJECTED, Kind.ASKED, Kind.REFUSED})
LIVE = (State.HANDLING, State.WAITING)


@dataclass(frozen=True, slots=True)
class Standing:
    """`parts` maps each unit's name to open, agreed or objected; `asked` the papers asked for in the one supplement there can be."""

    state: str = State.HANDLING
    parts: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[str, ...] | None = None

    @property
    def open_parts(self) -> tuple[str, ...]:
        return tuple(name for name, state in self.parts.items() if state == "open")

    @property
    def objections(self) -> tuple[str, ...]:
        return tuple(name for name, state in self.parts.items() if state == Kind.OBJECTED)


def fold(events: Iterable[Event]) -> Standing:
    """The standing after all events. StepError where one is not lawful."""
    standing = Standing()
    for event in events:
        standing = after(standing, event.kind, event.details, event.unit.name if event.unit else "")
    return standing


def after(standing: Standing, kind: str, details: Mapping[str, object], unit: str = "") -> Standing:
    """The standing after one more step. StepError says why it cannot be taken now."""
    if kind == Kind.FILED:
        return replace(standing, parts=dict.fromkeys(details["parts"], "open"))
    state = LEADS.get(kind, {}).get(standing.state)
    if state is None:
        raise StepError(f"这件现在是“{State(standing.state).label}”，不能“{Kind(kind).label}”")
    if kind in (Kind.AGREED, Kind.OBJECTED):
        if standing.parts.get(unit) != "open":
            raise StepError(f"“{unit}”没有还没办的那一部分，或已经办过了")
        return replace(standing, parts={**standing.parts, unit: kind})
    if kind == Kind.ASKED:
        if standing.asked is not None:
            raise StepError("补正只能一次性告知，这件已经告知过了")
        return replace(standing, state=state, asked=tuple(details["papers"]))
    if kind in (Kind.GRANTED, Kind.REFUSED) and standing.open_parts:
        raise StepError(f"还有部门没有办完：{'、'.join(standing.open_parts)}，办完才能作决定")
    if kind == Kind.GRANTED and standing.objections:
        raise StepError(f"{'、'.join(standing.objections)}不同意，不能办成")
    return replace(standing, state=state)


def lawful(standing: Standing) -> list[Kind]:
    """The steps that can be taken now, in the table's order, whoever takes them."""
    steps = [kind for kind, leads in LEADS.items() if standing.state in leads]
    if not standing.open_parts:
        steps = [kind for kind in steps if kind not in (Kind.AGREED, Kind.OBJECTED)]
    if standing.asked is not None:
        steps = [kind for kind in steps if kind != Kind.ASKED]
    if standing.open_parts:
        steps = [kind for kind in steps if kind not in (Kind.GRANTED, Kind.REFUSED)]
    if standing.objections:
        steps = [kind for kind in steps if kind != Kind.GRANTED]
    return steps
