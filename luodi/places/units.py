"""The units of public authority: kinds of unit, each with its full and short forms, and the units that fit no kind, by name.

A short name (市发改委) is a word for a place and a kind. Whose 市 it is, the region of the document says.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from luodi.places.errors import WrongPlacesError
from luodi.places.regions import COUNTRY, Regions

LEVELS = ("nation", "province", "city", "county")
BEARERS = (*LEVELS, "municipality")
KINDS = ["full", "short", "level", "nation", "source"]
NAMED = ["name", "also", "level", "region", "source"]
PLACE, STEM, SLOT = "{place}", "{stem}", "*"
OWN = {
    "省": r".*省",
    "自治区": r".*自治区",
    "设区市": r".*市",
    "市": r".*市",
    "州": r".*自治州",
    "自治州": r".*自治州",
    "盟": r".*盟",
    "县": r".*县",
    "区": r".*(?<!自治)区",
    "旗": r".*旗",
}
OF_THE_NATION = ("国家", "全国", "中央", "国务院")
PEOPLES = (
    "壮回藏羌彝苗侗白傣满黎瑶畲水土佤怒 土家 布依 景颇 哈尼 傈僳 朝鲜 蒙古 哈萨克 柯尔克孜 仫佬 毛南 仡佬 撒拉 东乡 保安 裕固 拉祜"
    " 纳西 独龙 普米 布朗 锡伯 塔吉克 达斡尔 鄂伦春 鄂温克 维吾尔 各"
)
ONE_PEOPLE = "|".join([*PEOPLES.split()[0], *PEOPLES.split()[1:]])
TITLE = re.compile(rf"(?:(?<!内)(?:{ONE_PEOPLE})族?)*自治[区州县旗]$|特别行政区$|地区$|(?<=..)[省市县区盟旗]$")
BRACKETS = str.maketrans("〔［[(【〕］])】", "（（（（（）））））")
GROUP = re.compile(
    r"(?:(?:(?:省|市|县|区)(?:直|级|政府)?)?(?:各|相关|有关)|(?:省|市|县|区|州)直|各级|各行业|相关行业|行业主管).*"
    r"(?:政府|管委会|管理委员会|部门|单位|机构|企业|开发区|园区|县区|分局|街道办事处)"
    r"|(?:开发区|新区|高新区|园区|功能区|示范区|（[^）]*）|和|、)*管委会"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: full name, level (nation, province, city, county), code of the region it belongs to, where its name is known from.

    `group`: no unit but several of a kind, as the text names them (各县（市、区）人民政府), in the region.
    """

    name: str
    level: str
    region: str
    source: str = ""
    group: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the table: `full` has a slot for the place (江西省) or its stem (江西), or none.

    `borne_by`: the levels that have the kind, empty for all; a municipality (北京市) has other kinds than a province.
    `nation` is the kind's name on the level of the nation.
    """

    full: str
    borne_by: frozenset[str]
    nation: str
    source: str


@dataclass(frozen=True, slots=True)
class Units:
    """The table. `kinds` maps what stands after the place's word to what may stand before it and the kind; `named` an alias to units."""

    regions: Regions
    kinds: Mapping[str, tuple[tuple[str, Kind], ...]]
    named: Mapping[str, tuple[tuple[str, Unit], ...]]
    stems: Mapping[str, tuple[str, ...]]

    @classmethod
    def load(cls, path: Path | str, regions: Regions) -> "Units":
        """Read the folder `path` (reference/units). WrongPlacesError names file and line."""
        folder = Path(path)
        stems: dict[str, tuple[str, ...]] = {}
        for code, own in regions.names.items():
            if code not in regions.pseudo and code != COUNTRY:
                stems[stem_of(own)] = (*stems.get(stem_of(own), ()), code)
        return cls(regions, _kinds(folder / "kinds.csv"), _named(folder / "named.csv", regions), stems)

    def resolve(self, short: str, region: str, level: str = "") -> Unit | None:
        """The unit that a document of `region` (code) calls `short`; None where it fits no kind. Nothing is invented.

        `level` is that of names without a word for their place (财政局); without it they are the region's own.
        """
        text = "".join(short.split())
        if region not in self.regions.names or not text:
            return None
        return self._named(text, region) or self._group(text, region) or self._of_kind(text, region, level)

    def region_of(self, issuer: str) -> str | None:
        """The code of the region whose organ the issuer is; the country's where it is one of the nation's, None where unclear."""
        text = "".join(issuer.split()).removeprefix("中国共产党").removeprefix("中共")
        found = self.regions.beginning(text) or self._autonomous(text)
        if found:
            return found
        if text.startswith(("中央", *OF_THE_NATION, "最高", "中华人民共和国", "中国", "全国", "中华")):
            return COUNTRY
        of_nation = (self._of_kind(name, COUNTRY, "") for name in (text, re.sub("办公[厅室]$", "", text)))
        return COUNTRY if any(of_nation) else None

    def _autonomous(self, text: str) -> str | None:
        """恩施州 is 恩施土家族苗族自治州."""
        stem, state, _ = text.partition("州")
        codes = [code for code in self.stems.get(stem, ()) if self.regions.names[code].endswith("自治州")] if state else []
        return codes[0] if len(codes) == 1 else None

    def _named(self, text: str, region: str) -> Unit | None:
        """市建设局 is said in the region alone, 人行南昌中心支行 anywhere."""
        for alias, unit in self.named.get(text, ()):
            if not alias.startswith(tuple(OWN)) or self.regions.relation(region, unit.region) == "yes":
                return unit
        return None

    def _group(self, text: str, region: str) -> Unit | None:
        plain = text.translate(BRACKETS)
        if not GROUP.fullmatch(plain):
            return None
        own = level_of(region)
        level = "county" if plain.endswith(("政府", "管委会")) and own in ("city", "county") else own
        return Unit(re.sub(r"(?<!人民)政府$", "人民政府", plain), level, region, "统称", group=True)

    def _of_kind(self, text: str, region: str, level: str) -> Unit | None:
        """The longest form of a kind that closes the name decides; what stands before it must be a word for a place."""
        for start in range(len(text)):
            found = [one for one in self._fitting(text, start, region, level) if one]
            if found:
                return self._corrected(found[0])
        return None

    def _corrected(self, unit: Unit) -> Unit:
        return next((named for _, named in self.named.get(unit.name, ())), unit)

    def _fitting(self, text: str, start: int, region: str, level: str) -> Iterator[Unit | None]:
        for before, kind in self.kinds.get(text[start:], ()):
            if text.startswith(before) and len(before) <= start:
                yield self._unit(kind, text[len(before) : start], region, level)

    def _unit(self, kind: Kind, words: str, region: str, level: str) -> Unit | None:
        if PLACE not in kind.full and STEM not in kind.full:
            return Unit(kind.full, "nation", COUNTRY, kind.source) if not words else None
        code = self._place(words, region, level)
        if code is None:
            return None
        if code == COUNTRY:
            return Unit(kind.nation, "nation", COUNTRY, kind.source) if kind.nation else None
        own = level_of(code)
        bearer = "municipality" if own == "province" and self.regions.name(code).endswith("市") else own
        if kind.borne_by and bearer not in kind.borne_by:
            return None
        name = kind.full.replace(PLACE, self._printed(code)).replace(STEM, stem_of(self.regions.name(code)))
        return Unit(name, own, code, kind.source)

    def _place(self, words: str, region: str, level: str) -> str | None:
        """The code of the place that the words before a kind mean in a document of `region`."""
        chain = (region, *self.regions.above(region)) if region != COUNTRY else (region,)
        if not words:
            return next((code for code in chain if level_of(code) == level), region if not level else None)
        if words in OF_THE_NATION:
            return COUNTRY
        if words in OWN:
            return next((code for code in chain if re.fullmatch(OWN[words], self.regions.name(code))), None)
        for code in chain:
            if words in (self.regions.name(code), stem_of(self.regions.name(code)), self.regions.full_name(code)):
                return code
        return self._elsewhere(words, region)

    def _elsewhere(self, words: str, region: str) -> str | None:
        """A place named outright, by its name or its stem; of several the nearest to `region`, if it alone is so named."""
        whole = self.regions.beginning(words + "人民政府")
        if whole and words.endswith(self.regions.name(whole)):
            return whole
        found = self.regions.codes.get(words) or self.stems.get(words, ())
        near = [code for code in found if code[:4] == region[:4]] or [code for code in found if code[:2] == region[:2]] or list(found)
        widest = [code for code in near if level_of(code) == min((level_of(one) for one in near), key=LEVELS.index)]
        if len(widest) == 1:
            return widest[0]
        return self._autonomous(words) if words.endswith("州") else None

    def _printed(self, code: str) -> str:
        """A district bears its city's name before its own, other places their own alone."""
        own = self.regions.name(code)
        above = self.regions.above(code)
        return self.regions.name(above[0]) + own if level_of(code) == "county" and own.endswith("区") and above else own


def level_of(code: str) -> str:
    """nation, province, city or county, by the code."""
    if code == COUNTRY:
        return "nation"
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


def stem_of(name: str) -> str:
    """A place's name without the word for what it is: 江西 of 江西省, 恩施 of 恩施土家族苗族自治州."""
    return TITLE.sub("", name)


def _kinds(path: Path) -> dict[str, tuple[tuple[str, Kind], ...]]:
    kinds: dict[str, tuple[tuple[str, Kind], ...]] = {}
    for place, (full, short, level, nation, source) in _rows(path, KINDS):
        borne_by = frozenset(filter(None, level.split("|")))
        if not borne_by <= set(BEARERS) or not full or not source:
            raise WrongPlacesError(f"“{full},{short},{level}”", f"全称、来源都有，层级为空或{'、'.join(BEARERS)}", place=place)
        for form in [full.replace(PLACE, SLOT).replace(STEM, SLOT), *filter(None, short.split("|"))]:
            before, slot, after = form.partition(SLOT)
            before, after = (before, after) if slot else ("", form)
            kinds[after] = (*kinds.get(after, ()), (before, Kind(full, borne_by, nation, source)))
    return kinds


def _named(path: Path, regions: Regions) -> dict[str, tuple[tuple[str, Unit], ...]]:
    named: dict[str, tuple[tuple[str, Unit], ...]] = {}
    for place, (name, also, level, region, source) in _rows(path, NAMED):
        if level not in LEVELS or region not in regions.names or not source:
            raise WrongPlacesError(f"“{name},{level},{region}”", "层级、六位区划代码和来源", place=place)
        for alias in (name, *filter(None, also.split("|"))):
            named[alias] = (*named.get(alias, ()), (alias, Unit(name, level, region, source)))
    return named


def _rows(path: Path, header: list[str]) -> Iterator[tuple[str, list[str]]]:
    """(file:line, values) of each row."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WrongPlacesError("单位表读不出来", "UTF-8 编码的 CSV 文件", str(error), str(path)) from None
    if not rows or rows[0] != header:
        raise WrongPlacesError("单位表的表头不对", ",".join(header), place=f"{path}:1")
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(header):
            raise WrongPlacesError(f"“{','.join(row)}”", ",".join(header), place=f"{path}:{number}")
        yield f"{path}:{number}", row
