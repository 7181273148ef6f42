"""Numbers that Word makes by itself (第一条, 一、, （一）, 1.), written out from the definitions a DOCX carries."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from luodi.text.numerals import FIGURES, write_numeral

CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "ideographTraditional",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "japaneseLegal",
    "chineseLegalSimplified",
    "koreanCounting",
}
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
DEEPEST = 9
LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: format and pattern of its numbers (第%1条), where it starts, what follows the number."""

    format: str
    pattern: str
    start: int
    follows: str
    plain: bool


@dataclass(slots=True)
class Numbering:
    """Counts through a document in order. `levels` by list and depth; lists of one abstract definition share their counters."""

    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    styles: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    def mark(self, paragraph: Any) -> str:
        """The number Word shows before this paragraph, with the blank that follows it; empty where it shows none."""
        list_id, depth = self._list_of(paragraph)
        level = self.levels.get((list_id, depth))
        if level is None:
            return ""
        counts = self.counts.setdefault(self.shared[list_id], [0] * DEEPEST)
        for upper in range(depth):
            if not counts[upper] and (list_id, upper) in self.levels:
                counts[upper] = self.levels[list_id, upper].start
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (DEEPEST - depth - 1)
        if level.format in ("bullet", "none"):
            return ""
        words = level.pattern
        for position in range(depth + 1):
            shown = self.levels.get((list_id, position), level).format
            words = words.replace(f"%{position + 1}", write(counts[position], "decimal" if level.plain else shown))
        return words and words + ("" if level.follows == "nothing" else " ")

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        """List and depth of a paragraph, its own or those of its style and the styles that is based on."""
        list_id, depth = _numbered(paragraph.find(qn("w:pPr")))
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = style.get(qn("w:val")) if style is not None else None
        for _ in range(LONGEST_CHAIN):
            if list_id is not None or name not in self.styles:
                break
            definition = self.styles[name]
            list_id, own = _numbered(definition.find(qn("w:pPr")))
            depth = own if depth is None else depth
            base = definition.find(qn("w:basedOn"))
            name = base.get(qn("w:val")) if base is not None else None
        return list_id or "", min(depth or 0, DEEPEST - 1)


def read_numbering(numbering: Any, styles: Any) -> Numbering:
    """The lists of a document's numbering and styles parts (XML elements, or None where it has none)."""
    found = Numbering()
    if styles is not None:
        found.styles = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
    if numbering is None:
        return found
    abstract = {item.get(qn("w:abstractNumId")): item for item in numbering.iter(qn("w:abstractNum"))}
    for item in numbering.iter(qn("w:num")):
        list_id, of = item.get(qn("w:numId")), _value(item, "w:abstractNumId")
        if of not in abstract or list_id is None:
            continue
        overrides = list(item.iter(qn("w:lvlOverride")))
        restarts = any(override.find(qn("w:startOverride")) is not None for override in overrides)
        found.shared[list_id] = f"num {list_id}" if restarts else f"abstract {of}"
        for depth, level in _levels(abstract[of]):
            found.levels[list_id, depth] = level
        for override in overrides:
            _override(found, list_id, override)
    return found


def write(number: int, format: str) -> str:
    """A number in one of Word's formats; what is not known is written in figures."""
    if format in CHINESE and number < 1000:
        return write_numeral(number)
    if format == "ideographDigital":
        return "".join(FIGURES[int(digit)] for digit in str(number))
    if format.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if format == "decimalEnclosedParen":
        return f"（{number}）"
    if format == "decimalEnclosedFullstop":
        return f"{number}."
    if format in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr(ord("a" if format == "lowerLetter" else "A") + number - 1)
    if format in ("lowerRoman", "upperRoman") and 0 < number < 40:
        return _roman(number) if format == "lowerRoman" else _roman(number).upper()
    return str(number)


def _roman(number: int) -> str:
    words = ""
    for value, letters in ROMAN:
        words += letters * (number // value)
        number %= value
    return words


def _levels(definition: Any) -> Iterator[tuple[int, Level]]:
    for item in definition.iter(qn("w:lvl")):
        depth = _number(item.get(qn("w:ilvl")), 0)
        if 0 <= depth < DEEPEST:
            yield depth, _level(item)


def _level(item: Any) -> Level:
    return Level(
        _value(item, "w:numFmt") or "decimal",
        _value(item, "w:lvlText") or "",
        _number(_value(item, "w:start"), 1),
        _value(item, "w:suff") or "tab",
        item.find(qn("w:isLgl")) is not None,
    )


def _override(found: Numbering, list_id: str, override: Any) -> None:
    depth = _number(override.get(qn("w:ilvl")), 0)
    for item in override.iter(qn("w:lvl")):
        found.levels[list_id, depth] = _level(item)
    start = _value(override, "w:startOverride")
    level = found.levels.get((list_id, depth))
    if start is not None and level is not None:
        found.levels[list_id, depth] = Level(level.format, level.pattern, _number(start, level.start), level.follows, level.plain)


def _numbered(properties: Any) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    item = properties.find(qn("w:numPr"))
    if item is None:
        return None, None
    depth = _value(item, "w:ilvl")
    return _value(item, "w:numId"), _number(depth, 0) if depth is not None else None


def _value(item: Any, name: str) -> str | None:
    child = item.find(qn(name))
    value = child.get(qn("w:val")) if child is not None else None
    return str(value) if value is not None else None


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdigit() else default
