"""Which registers there are: each upper app enters its own when it starts."""

from dataclasses import dataclass

from luodi.desk.registers.errors import UnknownError


@dataclass(frozen=True, slots=True)
class Kind:
    """`label` is what people call a row of it; `page` and `listing` name the addresses that show one row and all."""

    label: str
    page: str = ""
    listing: str = ""


_kinds: dict[str, Kind] = {}


def enter(register: str, kind: Kind) -> None:
    """Called in an app's ready()."""
    _kinds[register] = kind


def kind_of(register: str) -> Kind:
    try:
        return _kinds[register]
    except KeyError:
        raise UnknownError(f"没有“{register}”这本登记，已有的是：{'、'.join(sorted(_kinds)) or '无'}") from None
