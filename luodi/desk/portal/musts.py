"""What binds a subject as a page: may it open, then what it must have, report, do and not do, and what nobody may ask of it."""

from dataclasses import dataclass

from luodi.decide.binding_show import OPENING, SECTIONS, reported
from luodi.decide.model import Binding, Bound, Kept, Question
from luodi.desk.portal.library import Shelf

ASKED = 8


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that binds. `clock` is when and how often, in a few words."""

    bound: Bound
    short: str
    clock: str


@dataclass(frozen=True, slots=True)
class Section:
    """What is of one sort: what holds, what is only encouraged, what still waits for facts.

    `lines` are those of checklists that are to be done by a rhythm.
    """

    sort: str
    title: str
    held: tuple[Item, ...]
    hints: tuple[Item, ...]
    waiting: tuple[Item, ...]
    lines: tuple[tuple[Item, Kept], ...]

    @property
    def count(self) -> int:
        return len(self.held) + len(self.lines)


@dataclass(frozen=True, slots=True)
class Musts:
    """`opening` in words; `reasons` are the texts it stands on, or those it waits for."""

    opening: str
    mood: str
    reasons: tuple[Item, ...]
    sections: tuple[Section, ...]
    ask: tuple[Question, ...]


def musts(shelf: Shelf, binding: Binding) -> Musts:
    """The sections that hold anything, in order."""
    reasons = tuple(
        _item(shelf, bound)
        for bound in binding.bounds
        if bound.sort == "open" and (bound.status == "yes" or (binding.opening == "unknown" and not bound.opens))
    )
    sections = [_section(shelf, binding, sort, title) for sort, title in SECTIONS.items()]
    shown = tuple(section for section in sections if section.count or section.hints or section.waiting)
    return Musts(OPENING[binding.opening], binding.opening or "unsaid", reasons, shown, binding.ask[:ASKED])


def _section(shelf: Shelf, binding: Binding, sort: str, title: str) -> Section:
    items = [_item(shelf, bound) for bound in binding.bounds if bound.sort == sort]
    bound = [item for item in items if item.bound.force != "鼓励"]
    return Section(
        sort,
        title,
        tuple(item for item in bound if item.bound.status == "yes"),
        tuple(item for item in items if item.bound.force == "鼓励"),
        tuple(item for item in bound if item.bound.status != "yes"),
        tuple((_item(shelf, found), line) for found, line in reported(binding.bounds)) if sort == "report" else (),
    )


def _item(shelf: Shelf, bound: Bound) -> Item:
    parts = (bound.rhythm, f"报{bound.to}" if bound.to else "", bound.due or "", *bound.clock)
    return Item(bound, shelf.short(bound.document), "，".join(part for part in parts if part))
