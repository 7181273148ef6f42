"""Drawings as numbers for a template: a group as one bar, the months as columns. The table stands beside each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from luodi.outlook.forecast import Cost, Day

BAR: Final = 100
WIDTH, HEIGHT, FOOT, HEAD = 640, 180, 28, 18
GAP: Final = 9, 20


@dataclass(frozen=True, slots=True)
class Bar:
    """A group with its sums in fen; a hundred units wide where certain and possible together are most."""

    name: str
    note: str
    certain: int
    possible: int
    sure: int
    open: int


@dataclass(frozen=True, slots=True)
class Column:
    """One day: `x` the middle; what is certain stands on the base, what is possible on top of it."""

    label: str
    x: int
    left: int
    width: int
    sure_top: int
    sure_height: int
    open_top: int
    open_height: int


def bars(groups: Sequence[tuple[str, str, Cost]]) -> list[Bar]:
    """Groups as name, note and cost, dearest first."""
    most = max((cost.certain + cost.possible for _, _, cost in groups), default=0) or 1
    ordered = sorted(groups, key=lambda group: (-group[2].certain, -group[2].possible))
    return [
        Bar(name, note, cost.certain, cost.possible, BAR * cost.certain // most, BAR * cost.possible // most)
        for name, note, cost in ordered
    ]


def columns(days: Sequence[Day]) -> list[Column]:
    """The days side by side."""
    most = max((day.certain + day.possible for day in days), default=0) or 1
    step, room, drawn = WIDTH // max(len(days), 1), HEIGHT - FOOT - HEAD, []
    for number, day in enumerate(days):
        sure, open_ = room * day.certain // most, room * day.possible // most
        middle, width = number * step + step // 2, step * GAP[0] // GAP[1]
        top = HEIGHT - FOOT - sure
        drawn.append(Column(f"{day.on.month}月{day.on.day}日", middle, middle - width // 2, width, top, sure, top - open_, open_))
    return drawn
