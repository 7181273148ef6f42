"""Drawings as numbers for a template: the weeks as columns, a group as one bar. The table stands beside each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luodi.desk.board.queries import Group, Week

WIDTH, HEIGHT, FOOT, HEAD = 640, 180, 28, 18
GAP = 0.45
BAR = 100


@dataclass(frozen=True, slots=True)
class Column:
    """One week: `x` the middle, `left`, `top`, `width`, `height` of what was late; `value` stands above it, `label` below."""

    x: int
    left: int
    top: int
    width: int
    height: int
    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Columns:
    columns: tuple[Column, ...]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - FOOT


@dataclass(frozen=True, slots=True)
class Bar:
    """A hundred units wide for the group with most rows: first what is late, then what will be, then the rest in work."""

    late: int
    ahead: int
    rest: int

    @property
    def ahead_at(self) -> int:
        return self.late

    @property
    def rest_at(self) -> int:
        return self.late + self.ahead


def weeks_drawn(weeks: Sequence[Week]) -> Columns:
    most = max((week.late for week in weeks), default=0) or 1
    step = WIDTH // max(len(weeks), 1)
    room = HEIGHT - FOOT - HEAD
    columns = []
    for number, week in enumerate(weeks):
        height = room * week.late // most
        width = int(step * (1 - GAP))
        middle = number * step + step // 2
        label = f"{week.monday.month}月{week.monday.day}日"
        columns.append(Column(middle, middle - width // 2, HEIGHT - FOOT - height, width, height, week.late, label))
    return Columns(tuple(columns))


def bars(groups: Iterable[Group]) -> list[tuple[Group, Bar]]:
    groups = list(groups)
    most = max((group.live for group in groups), default=0) or 1
    drawn = []
    for group in groups:
        late, ahead = (BAR * count // most for count in (group.late, group.ahead))
        drawn.append((group, Bar(late, ahead, BAR * group.live // most - late - ahead)))
    return drawn
