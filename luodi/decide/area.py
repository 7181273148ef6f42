"""Whether a subject lies where a benefit holds, by the place the text names or by those the subject states."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from luodi.decide.known import Known, place_name
from luodi.decide.model import Held, Status
from luodi.places.regions import COUNTRY, Regions
from luodi.policy.model import Area

OPEN_PLACES: Final = ("注册地", "经营地")
WHICH_PLACE: Final = "文件未载明按哪一个地点"


@dataclass(frozen=True, slots=True)
class AreaTest:
    """`places` are the facts it may be tested on: the one the text names, or those that stand open; the first is asked for."""

    area: Area
    places: tuple[str, ...]

    @property
    def everywhere(self) -> bool:
        """Whether it holds in the whole country."""
        return self.area.within == COUNTRY and not self.area.outside

    def held(self, known: Known) -> Held:
        """What it comes to, in words."""
        stated = {name: self.inside(str(known.facts[name]), known.regions) for name in self.places if name in known.facts}
        return self.come_to(stated, known.values(stated), known.regions)

    def come_to(self, stated: Mapping[str, Status], value: Mapping[str, str], regions: Regions) -> Held:
        """Yes, no, or unknown while no place is stated, one is stated too widely, or the stated ones differ.

        `stated` says of each place whether it lies inside, `value` what it is.
        """
        text = self._text(regions)
        if self.everywhere:
            return Held("place", text, {}, "yes", None)
        if not stated:
            return Held("place", text, {}, "unknown", None, self.places[:1])
        answers = set(stated.values())
        if len(answers) == 1 and "unknown" not in answers:
            return Held("place", text, value, answers.pop(), None)
        wide = tuple(name for name, answer in stated.items() if answer == "unknown")
        if wide:
            return Held("place", text, value, "unknown", None, wide, f"{'、'.join(wide)}要写到更小的区划才能定")
        return Held("place", text, value, "unknown", None, (), WHICH_PLACE)

    def inside(self, code: str, regions: Regions) -> Status:
        """Whether a place lies where the benefit holds."""
        inside = regions.relation(code, self.area.within)
        for excepted in self.area.outside:
            relation = regions.relation(code, excepted)
            if relation == "yes":
                return "no"
            if relation == "unknown" and inside == "yes":
                inside = "unknown"
        return inside

    def where(self, regions: Regions) -> str:
        """江西省南昌市; 全国（湖北省除外）."""
        excepted = "、".join(place_name(code, regions) for code in self.area.outside)
        return place_name(self.area.within, regions) + (f"（{excepted}除外）" if excepted else "")

    def _text(self, regions: Regions) -> str:
        return f"{self.area.fact or '所在地（文件未载明是哪一个）'}在{self.where(regions)}"
