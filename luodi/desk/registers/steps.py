"""Which step is lawful in which state, and where it leads. A correction of a day is lawful always."""

from collections.abc import Mapping

from luodi.desk.registers.errors import StepError
from luodi.desk.registers.models import Kind, State

LEADS: Mapping[str, Mapping[str, str]] = {
    Kind.ASSIGNED: {State.OPEN: State.OPEN, State.PAUSED: State.PAUSED},
    Kind.NOTED: {State.OPEN: State.OPEN, State.PAUSED: State.PAUSED},
    Kind.PAUSED: {State.OPEN: State.PAUSED},
    Kind.RESUMED: {State.PAUSED: State.OPEN},
    Kind.EXTENDED: {State.OPEN: State.OPEN, State.PAUSED: State.PAUSED},
    Kind.DONE: {State.OPEN: State.DONE},
    Kind.REOPENED: {State.DONE: State.OPEN},
    Kind.WITHDRAWN: {State.OPEN: State.WITHDRAWN, State.PAUSED: State.WITHDRAWN},
}
WITH_REASON = frozenset({Kind.PAUSED, Kind.EXTENDED, Kind.REOPENED, Kind.WITHDRAWN})


def lawful(state: str) -> list[Kind]:
    """The steps that can be taken in a state, in the table's order."""
    return [Kind(kind) for kind, leads in LEADS.items() if state in leads]


def led_to(kind: str, state: str) -> str:
    """The state that a step leads to; StepError where it is not lawful in this one."""
    try:
        return LEADS[kind][state]
    except KeyError:
        can = "、".join(one.label for one in lawful(state)) or "没有"
        raise StepError(f"这一项现在是“{State(state).label}”，不能“{Kind(kind).label}”；能做的：{can}") from None
