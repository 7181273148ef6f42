"""Which registers there are: each upper app enters its own when it starts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from luodi.days.limit import Due
from luodi.days.window import KnownEvent
from luodi.desk.registers.errors import UnknownError


@dataclass(frozen=True, slots=True)
class Kind:
    """`label` is what people call a row of it; `page` and `listing` name the addresses that show one row and all.

    `led`: its rows follow something else (a case), which alone takes their steps, and are the unit's work also where they are about a firm.
    `own`: its rows are a firm's own to heed (a licence): no unit owes them, and no list of what units owe shows them.
    `settle` makes of a key, an instrument, the due day as reckoned and the events' days the one that holds: a pure function.
    """

    label: str
    page: str = ""
    listing: str = ""
    led: bool = False
    own: bool = False
    settle: Callable[[str, str, Due, Mapping[str, KnownEvent]], Due] | None = None


_kinds: dict[str, Kind] = {}


def enter(register: str, kind: Kind) -> None:
    """Called in an app's ready()."""
    _kinds[register] = kind


def kind_of(register: str) -> Kind:
    try:
        return _kinds[register]
    except KeyError:
        raise UnknownError(f"没有“{register}”这本登记，已有的是：{'、'.join(sorted(_kinds)) or '无'}") from None


def own_registers() -> list[str]:
    """The registers whose rows are firms' own to heed."""
    return [register for register, kind in _kinds.items() if kind.own]
