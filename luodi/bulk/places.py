"""Whether rows lie where a benefit holds: the answer for each place, and what the answers of several places come to together."""

from dataclasses import dataclass
from itertools import product
from typing import Final, Literal

from luodi.bulk.rules import NO, YES, Verdict
from luodi.places.regions import COUNTRY, Regions
from luodi.policy.model import Area, Benefit
from luodi.policy.program import Program

OPEN_PLACES: Final = ("注册地", "经营地")
# The cells of a place: outside, inside, stated too widely to tell, not stated.
OUTSIDE, INSIDE, WIDE, UNSTATED = range(4)
CELLS: Final = 4
Cell = Literal[0, 1, 2, 3]


@dataclass(frozen=True, slots=True)
class AreaTest:
    """`places` are the facts it may be tested on: the one the text names, or those that stand open; the first is asked for."""

    area: Area
    places: tuple[str, ...]

    @property
    def everywhere(self) -> bool:
        return self.area.within == COUNTRY and not self.area.outside

    def variants(self) -> list[Verdict]:
        """All that it can come to; no and yes first."""
        return [NO, YES, *dict.fromkeys(verdict for verdict in self._verdicts() if verdict[0] == "unknown")]

    @property
    def sizes(self) -> list[int]:
        return [CELLS] * len(self.places)

    @property
    def table(self) -> list[int]:
        """The number of the variant for each combination of its places' cells."""
        variants = self.variants()
        return [variants.index(verdict) for verdict in self._verdicts()]

    def verdict(self, cells: tuple[int, ...]) -> Verdict:
        """What the cells of its places come to."""
        stated = {name: cell for name, cell in zip(self.places, cells, strict=True) if cell != UNSTATED}
        if not stated:
            return "unknown", self.places[:1]
        answers = set(stated.values())
        if answers == {INSIDE}:
            return YES
        if answers == {OUTSIDE}:
            return NO
        return "unknown", tuple(name for name, cell in stated.items() if cell == WIDE)

    def _verdicts(self) -> list[Verdict]:
        return [self.verdict(cells) for cells in product(range(CELLS), repeat=len(self.places))]

    def cell(self, code: str, regions: Regions) -> int:
        """The cell of a place by its division code."""
        inside = regions.relation(code, self.area.within)
        for excepted in self.area.outside:
            relation = regions.relation(code, excepted)
            if relation == "yes":
                return OUTSIDE
            if relation == "unknown" and inside == "yes":
                inside = "unknown"
        return {"no": OUTSIDE, "yes": INSIDE, "unknown": WIDE}[inside]


def area_test(benefit: Benefit, open_places: tuple[str, ...]) -> AreaTest:
    """The benefit's test; the whole country where it names no area."""
    area = benefit.area or Area(None, COUNTRY)
    return AreaTest(area, (area.fact,) if area.fact else open_places)


def open_places(program: Program, subject: str) -> tuple[str, ...]:
    """The places on which a benefit is tested that names none: 注册地 and 经营地, or what this kind of subject has instead."""
    mine = [name for name, fact in program.facts.items() if fact.type.kind == "region" and (not fact.of or subject in fact.of)]
    own = [name for name in OPEN_PLACES if name in mine] or mine
    return tuple(dict.fromkeys((*own, *OPEN_PLACES)))
