"""The divisions of the country (province, prefecture, county): their six-digit codes, their names, which lies in which.

A code says by itself what it lies in: 36 00 00 is a province, 36 01 00 a prefecture in it, 36 01 02 a county in that.
Rows such as 市辖区 and 省直辖县级行政区划 only fill the prefecture's place in a code; they are not places and bear no name of their own.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from luodi.places.errors import AmbiguousPlaceError, FormerPlaceError, NotADivisionError, PlaceError, UnknownPlaceError, WrongPlacesError
from luodi.places.zones import load_zones

Relation = Literal["yes", "no", "unknown"]

COUNTRY = "000000"
COUNTRY_NAMES = ("全国", "中国", "中华人民共和国")
# Twice the longest full name of a division: beyond that a text is none.
LONGEST = 60
LEVELS = ("province", "prefecture", "county", "pseudo")


@dataclass(frozen=True, slots=True)
class Regions:
    """The table. `names` maps a code to its own name, `codes` a name to the codes that bear it, `pseudo` are the codes of no place.

    `sole` maps the pseudo prefecture of a municipality that has no other to the municipality (110100 is all of 110000).
    `folder` holds the files of former divisions and of functional zones, read only when a name is not found.
    """

    names: Mapping[str, str]
    codes: Mapping[str, tuple[str, ...]]
    pseudo: frozenset[str]
    sole: Mapping[str, str]
    folder: Path

    @classmethod
    def load(cls, path: Path | str) -> "Regions":
        """Read the folder `path` (reference/divisions). WrongPlacesError names file and line."""
        folder = Path(path)
        rows = _read(folder / "divisions.csv", ["code", "name", "level"])
        names = {COUNTRY: COUNTRY_NAMES[0]}
        codes: dict[str, tuple[str, ...]] = dict.fromkeys(COUNTRY_NAMES, (COUNTRY,))
        pseudo = set()
        prefectures: dict[str, list[str]] = {}
        for number, (code, name, level) in enumerate(rows, 2):
            if len(code) != 6 or not code.isdigit() or code in names or level not in LEVELS:
                raise WrongPlacesError(
                    f"“{code},{name},{level}”", "不重复的六位代码,名称,层级", place=f"{folder / 'divisions.csv'}:{number}"
                )
            names[code] = name
            if code.endswith("00") and code[2:4] != "00":
                prefectures.setdefault(code[:2], []).append(code)
            if level == "pseudo":
                pseudo.add(code)
            else:
                codes[name] = (*codes.get(name, ()), code)
        sole = {own[0]: f"{province}0000" for province, own in prefectures.items() if len(own) == 1 and own[0] in pseudo}
        return cls(names, codes, frozenset(pseudo), sole, folder)

    def code(self, name_or_code: str) -> str:
        """The six-digit code of a place given by code, by full name (江西省南昌市东湖区) or by a short one that is clear (东湖区).

        UnknownPlaceError with the nearest names, AmbiguousPlaceError with the candidates, FormerPlaceError with what the division
        went into, NotADivisionError for a functional zone with the divisions it lies in.
        """
        text = name_or_code.strip()
        if text in self.names:
            return text
        found = self.codes.get(text) or self._by_full_name(text)
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousPlaceError(f"叫“{text}”的地方不止一处", "带上级的全名，或六位代码", f"有{self._listed(found)}", candidates=found)
        raise self._not_found(text)

    def name(self, code: str) -> str:
        """Its own name: 东湖区. UnknownPlaceError for a code that is none."""
        try:
            return self.names[code]
        except KeyError:
            raise self._not_found(code) from None

    def full_name(self, code: str) -> str:
        """Its name with all it lies in: 江西省南昌市东湖区."""
        return "".join(self._chain(code)) + self.name(code)

    def relation(self, code: str, within: str) -> Relation:
        """Whether the place `code` lies in the place `within`; unknown where `code` is the wider of the two. Both are codes."""
        inner, outer = _prefix(self.sole.get(code, code)), _prefix(self.sole.get(within, within))
        if inner.startswith(outer):
            return "yes"
        return "unknown" if outer.startswith(inner) else "no"

    def above(self, code: str) -> tuple[str, ...]:
        """The codes of the places `code` lies in, narrowest first, without the country and without pseudo rows."""
        uppers = (upper for upper in (f"{code[:4]}00", f"{code[:2]}0000") if upper != code and upper in self.names)
        return tuple(upper for upper in uppers if upper not in self.pseudo and upper != COUNTRY)

    def beginning(self, text: str) -> str | None:
        """The code of the place the text begins with (江西省南昌市东湖区财政局), the longest name first; None for none or several."""
        return next((code for code, _ in self._beginnings(text)), None)

    def _chain(self, code: str) -> list[str]:
        """The names of the places above `code`, widest first, without the country and without pseudo rows."""
        above = [upper for upper in (f"{code[:2]}0000", f"{code[:4]}00") if upper != code and upper in self.names]
        return [self.names[upper] for upper in above if upper not in self.pseudo and upper != COUNTRY]

    def _by_full_name(self, text: str) -> tuple[str, ...]:
        found: list[str] = []
        if len(text) > LONGEST:
            return ()
        for start in range(1, len(text) - 1):
            for code in self.codes.get(text[start:], ()):
                if text[:start] in _heads(self._chain(code)):
                    found.append(code)
        return tuple(found)

    def _not_found(self, text: str) -> PlaceError:
        for former, name, until, into, note in _read(self.folder / "changes.csv", ["code", "name", "until", "into", "note"]):
            if text == former or text.endswith(name):
                hint = f"{note}。现在用{self._listed((into,))}"
                return FormerPlaceError(f"“{text}”自{until}起已不是行政区划", "现行的行政区划", hint, candidates=(into,))
        for zone in load_zones(self.folder / "zones.yaml"):
            if text in (zone.name, *zone.also):
                lies_in = tuple(code for code in zone.divisions if code in self.names)
                hint = f"它在{self._listed(lies_in)}，请填所在的行政区划"
                return NotADivisionError(f"“{text}”是{zone.kind}，不是行政区划，没有代码", "行政区划的名称或代码", hint, candidates=lies_in)
        return self._unknown(text)

    def _unknown(self, text: str) -> UnknownPlaceError:
        if text.isdigit():
            same = [code for code in self.names if code.startswith(text[:4])]
            near = tuple(get_close_matches(text, same, n=3, cutoff=0.5)) if len(text) == 6 else ()
            hint = f"相近的有{self._listed(near)}" if near else "代码是六位数字。例：360100"
            return UnknownPlaceError(f"没有代码“{text}”", "六位行政区划代码", hint, candidates=near)
        near = self._near(text)
        hint = f"是不是{self._listed(near)}？" if near else "例：南昌市、江西省南昌市东湖区、360102"
        return UnknownPlaceError(f"没有叫“{text}”的地方", "行政区划的名称或代码", hint, candidates=near)

    def _near(self, text: str) -> tuple[str, ...]:
        """The places whose names are nearest, sought inside the place the text begins with; that place itself where it holds none."""
        area, tail = next(self._beginnings(text), (COUNTRY, text))
        pool: dict[str, list[str]] = {}
        for code, name in self.names.items():
            if code not in self.pseudo and code != area and self.relation(code, area) == "yes":
                pool.setdefault(name, []).append(code)
        stem = tail[:-1] if len(tail) > 2 else tail
        alike = [name for name in pool if stem and name.startswith(stem)]
        if alike:
            return tuple(code for name in alike[:3] for code in pool[name])
        fuzzy = tuple(code for name in get_close_matches(tail, pool, n=3, cutoff=0.5) for code in pool[name])
        elsewhere = self.codes.get(tail, ())
        return (*elsewhere, *fuzzy) or ((area,) if area != COUNTRY else ())

    def _beginnings(self, text: str) -> Iterator[tuple[str, str]]:
        """The places the text begins with, the longest name first, each with what is left of the text."""
        for end in range(len(text) - 1, 1, -1):
            found = self.codes.get(text[:end]) or self._by_full_name(text[:end])
            if len(found) == 1:
                yield found[0], text[end:]

    def _listed(self, codes: tuple[str, ...]) -> str:
        return "、".join(f"{self.full_name(code)}（{code}）" for code in codes)


def _prefix(code: str) -> str:
    """The digits of a code that say something: 36 of 360000, 3601 of 360100, none of 000000."""
    if code.endswith("0000"):
        return "" if code == COUNTRY else code[:2]
    return code[:4] if code.endswith("00") else code


def _heads(chain: list[str]) -> set[str]:
    """What may stand before a name: all it lies in, or only one of them."""
    return {"".join(chain), *chain} - {""}


def _read(path: Path, header: list[str]) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WrongPlacesError("行政区划文件读不出来", "UTF-8 编码的 CSV 文件", str(error), str(path)) from None
    if not rows or rows[0] != header:
        raise WrongPlacesError("行政区划文件的表头不对", ",".join(header), place=f"{path}:1")
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(header):
            raise WrongPlacesError(f"“{','.join(row)}”", ",".join(header), place=f"{path}:{number}")
    return rows[1:]
