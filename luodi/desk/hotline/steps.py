"""The table of steps, and who of all takes which: the asker, the unit that has it, whoever watches over the region."""

from collections.abc import Mapping

from luodi.desk.hotline.errors import StepError
from luodi.desk.hotline.models import Kind, Rating, State

LEADS: Mapping[str, Mapping[str, str]] = {
    Kind.TAKEN: {State.WAITING: State.HANDLING},
    Kind.ANSWERED: {State.HANDLING: State.ANSWERED},
    Kind.PASSED: {State.WAITING: State.WAITING, State.HANDLING: State.WAITING},
    Kind.JOINED: {State.WAITING: State.JOINED, State.HANDLING: State.JOINED},
    Kind.PRESSED: {State.WAITING: State.WAITING, State.HANDLING: State.HANDLING},
    Kind.RATED: {State.ANSWERED: State.RATED},
    Kind.REOPENED: {State.ANSWERED: State.HANDLING, State.RATED: State.HANDLING},
    Kind.WITHDRAWN: {State.WAITING: State.WITHDRAWN, State.HANDLING: State.WITHDRAWN},
}
ASKERS = (Kind.RATED, Kind.REOPENED, Kind.WITHDRAWN)
UNITS = (Kind.TAKEN, Kind.ANSWERED, Kind.PASSED, Kind.JOINED)
WATCHERS = (Kind.PRESSED,)
WITH_WORDS = frozenset({Kind.ANSWERED, Kind.PASSED, Kind.PRESSED, Kind.REOPENED})
CONTENT = (Rating.VERY_GOOD, Rating.GOOD)


def lawful(state: str) -> list[Kind]:
    return [Kind(kind) for kind, leads in LEADS.items() if state in leads]


def led_to(kind: str, state: str) -> str:
    """The state that a step leads to; StepError where it is not lawful in this one."""
    try:
        return LEADS[kind][state]
    except KeyError:
        can = "、".join(one.label for one in lawful(state)) or "没有"
        word = Kind(kind).label if kind in Kind.values else kind
        raise StepError(f"这一件现在是“{State(state).label}”，不能“{word}”；能做的：{can}") from None
