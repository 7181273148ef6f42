"""What a subject must do, as plain data: checklists, duties, bans and controls, with whom each concerns and where."""

from dataclasses import dataclass
from typing import Literal

from luodi.days.window import Anchor, Window
from luodi.policy.model import Area, Condition, Force, Quote, ReleaseTests, Requirement

Sort = Literal["open", "have", "do", "not", "spared"]
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Must:
    """One thing that binds a subject, or that nobody may do to it.

    `sort`: whether it may open, what it must have (with `lines`), what it must do, what it must not do, what nobody may ask of it.
    `on` and `by` are the text's own words: on whom, by whom. `opens` stands with sort open alone. `area` holds codes.
    """

    id: str
    sort: Sort
    title: str
    quote: Quote
    force: Force
    subjects: tuple[str, ...]
    area: Area
    windows: tuple[Window, ...]
    when: tuple[Condition, ...]
    what: str
    on: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    to: str | None = None
    rhythm: str | None = None
    due: Anchor | None = None
    since: str | None = None
    lasts: str | None = None
    tests: ReleaseTests | None = None
    release: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    lines: tuple[Requirement, ...] = ()
    includes: tuple[str, ...] = ()
    opens: bool | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Musts:
    """All of a library's, in file order. `fingerprint` is the hash of the content they were lowered from."""

    format: int
    fingerprint: str
    musts: tuple[Must, ...]
