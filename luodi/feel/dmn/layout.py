"""Where the elements of a model stand in its diagram: what hangs together stands together, inputs below the decisions that ask them."""

from collections.abc import Iterator, Mapping, Sequence

WIDTH, HEIGHT, GAP, RISE = 180, 60, 40, 140
BREADTH = 2400
Needs = Mapping[str, Sequence[str]]
Places = dict[str, tuple[int, int]]


def layout(names: Sequence[str], needs: Needs) -> Places:
    """The upper left corner of each element. `needs` says whom a decision asks. Groups follow each other as words on a page. ValueError
    where decisions ask each other in a circle."""
    places: Places = {}
    left, top, lowest = GAP, GAP, 0
    for group in _groups(names, needs):
        own = _rows(group, needs)
        breadth = max(x for x, _ in own.values()) + WIDTH + GAP
        if left > GAP and left + breadth > BREADTH:
            left, top, lowest = GAP, lowest + HEIGHT + 2 * GAP, 0
        places |= {name: (left + x, top + y) for name, (x, y) in own.items()}
        left += breadth
        lowest = max(lowest, *(top + y for _, y in own.values()))
    return places


def _groups(names: Sequence[str], needs: Needs) -> Iterator[list[str]]:
    """The elements that hang together, each group in the order of `names`."""
    beside: dict[str, set[str]] = {name: set() for name in names}
    for name, needed in needs.items():
        for other in needed:
            beside[name].add(other)
            beside[other].add(name)
    met: set[str] = set()
    for name in names:
        if name in met:
            continue
        group, pending = set(), [name]
        while pending:
            one = pending.pop()
            if one not in group:
                group.add(one)
                pending.extend(beside[one])
        met |= group
        yield [one for one in names if one in group]


def _rows(group: Sequence[str], needs: Needs) -> Places:
    """One group by itself: each decision above all it asks, and over the middle of them."""
    heights: dict[str, int] = {}
    for name in group:
        _height(name, needs, heights, ())
    top, filled, places = max(heights.values()), dict.fromkeys(heights.values(), 0), Places()
    for name in sorted(group, key=heights.__getitem__):
        row, below = heights[name], [places[needed][0] for needed in needs.get(name, ())]
        x = max(filled[row], sum(below) // len(below)) if below else filled[row]
        places[name], filled[row] = (x, (top - row) * RISE), x + WIDTH + GAP
    return places


def _height(name: str, needs: Needs, heights: dict[str, int], above: tuple[str, ...]) -> int:
    if name in above:
        raise ValueError(f"a circle of decisions: {' → '.join((*above, name))}")
    if name not in heights:
        below = [_height(needed, needs, heights, (*above, name)) for needed in needs.get(name, ())]
        heights[name] = 1 + max(below, default=0) if name in needs else 0
    return heights[name]
