"""The funnel as bars for a template: one a stage, its length by the greatest of them. The table stands beside it."""

from dataclasses import dataclass

from luodi.desk.reach.queries import STAGES, Funnel

WIDTH, STEP, BAR, LABEL = 560, 34, 20, 60
ROOM = WIDTH - LABEL - 50


@dataclass(frozen=True, slots=True)
class Bar:
    """`top` and `middle` are heights, `left` and `width` lengths, `after` where the number stands."""

    name: str
    label: str
    value: int
    left: int
    top: int
    width: int
    middle: int
    after: int


@dataclass(frozen=True, slots=True)
class Bars:
    bars: tuple[Bar, ...]
    width: int = WIDTH
    thick: int = BAR

    @property
    def height(self) -> int:
        return STEP * len(self.bars)


def drawn(funnel: Funnel) -> Bars:
    values = {name: getattr(funnel, name) for name in STAGES}
    most = max(values.values()) or 1
    bars = []
    for number, (name, label) in enumerate(STAGES.items()):
        width, top = ROOM * values[name] // most, number * STEP + (STEP - BAR) // 2
        bars.append(Bar(name, label, values[name], LABEL, top, width, top + BAR // 2, LABEL + width + 8))
    return Bars(tuple(bars))
