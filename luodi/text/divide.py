"""A document's blocks divided: head and signature taken off, the body cut into notice, main text, annexes and notes."""

import re
from dataclasses import dataclass, field

from luodi.text.block import Block, join, part, squeeze
from luodi.text.ending import take_crumbs, take_signatures
from luodi.text.head import read_label, take_head
from luodi.text.marks import mark_of
from luodi.text.sections import Sections
from luodi.text.split import Piece
from luodi.text.titles import (
    ENDS_LIKE_TITLE,
    GIVES_OUT,
    LONGEST_TITLE,
    QUOTED,
    SENTENCE_END,
    compared_title,
    is_same_title,
    one_line,
    title_at,
)

TITLE_LINES = 4
NEAR = 30
CONTENTS = 120
LONGEST_ANNEX = 60
OUTERMOST = ("一、", "章", "编", "条")
PAGE = re.compile(r"[.．·…\d（）()—-]{1,80}$")
ANNEXED = re.compile(r"^附[ \u3000\xa0]?(?:件|录|表)[ \u3000\xa0]?\d{0,2}[:：]")
AS_ANNEX = re.compile(r"^附(?:件|录)?[ \u3000\xa0]?\d{0,2}[:：][ \u3000\xa0]*")
LISTED_ANNEX = re.compile(r"^\d{1,2}[.．、]")
NOTE = re.compile(r"^(?:附?注|备注)[:：]?(?=$|[:：\s\d一（(])[:：]?[ \u3000\xa0]*")
ANNEX = re.compile(r"^附[ \u3000\xa0]?(?:件|录|表)[ \u3000\xa0]?[\d一二三四五六七八九十]{0,3}[:：]?$")


def sections_of(piece: Piece) -> Sections:
    """Sort a piece's blocks; every block ends in `matter` or in one part."""
    result = Sections()
    for block in piece.above:
        read_label(block, result)
    size = piece.title.size if piece.title else 0
    result.matter.extend([*piece.above, *piece.blocks[:size]])
    body = take_head(piece.blocks[size:], result, piece.title.text if piece.title else "")
    body = take_signatures(take_crumbs(body, result), result)
    _divide(_contents(body, result), result)
    return result


def _contents(blocks: list[Block], result: Sections) -> list[Block]:
    """Take a table of contents out: 目录, and the headings up to the one that comes a second time."""
    at = next((index for index, block in enumerate(blocks[:CONTENTS]) if squeeze(block.text) == "目录"), None)
    if at is None or at + 1 >= len(blocks):
        return blocks
    first = _without_page(blocks[at + 1].text)
    again = next((index for index in range(at + 2, min(len(blocks), at + CONTENTS)) if _without_page(blocks[index].text) == first), None)
    if again is None:
        return blocks
    result.matter.extend(blocks[at:again])
    return blocks[:at] + blocks[again:]


def _without_page(text: str) -> str:
    return PAGE.sub("", squeeze(text))


def _divide(blocks: list[Block], result: Sections) -> None:
    """Cut the body into notice, main text, annexes and notes."""
    inner = _inner_title(blocks, bool(result.dates))
    if inner:
        begin, size, wanted = inner
        title = blocks[begin : begin + size]
        result.inner_title = AS_ANNEX.sub("", one_line(join(title).text))
        result.matter.extend([*title, *(block for block in blocks[:begin] if _names_annex(block.text))])
        result.parts.append(("通知", [block for block in blocks[:begin] if not _names_annex(block.text)]))
        blocks = blocks[begin + size :]
    parts = Parts(result)
    others = wanted - {compared_title(result.inner_title or "")} if inner else set()
    skip = 0
    for index, block in enumerate(blocks):
        size = _title_lines(blocks, index, others) if others and index >= skip else 0
        if size:
            parts.issue(blocks[index : index + size])
            skip = index + size
        elif index >= skip:
            parts.take(block)
    result.parts = [(name, part) for name, blocks in result.parts for name, part in _restarted(name, blocks)]


@dataclass(slots=True)
class Parts:
    """Blocks sorted in order: each annex and the notes open a part of their own; a list of annexes is matter."""

    result: Sections
    name: str = ""
    annexes: int = 0
    issued: int = 1
    listing: bool = False
    current: list[Block] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.result.parts.append(("", self.current))

    def take(self, block: Block) -> None:
        note = NOTE.match(block.text)
        self.listing = self.listing and bool(LISTED_ANNEX.match(block.text)) and len(block.text) <= LONGEST_ANNEX
        annexed = ANNEXED.match(block.text) if len(block.text) <= LONGEST_ANNEX and not SENTENCE_END.search(block.text) else None
        label = squeeze(annexed[0]).rstrip("：:") if annexed else ""
        if annexed and label in self.listed and label[-1].isdigit():
            self._open(f"{label}·2" if label in self.labels else label)
            self.result.matter.append(block)
        elif ANNEX.fullmatch(block.text):
            self.annexes += 1
            label = squeeze(block.text).rstrip("：:")
            self._open(f"附件{self.annexes}" if label in self.labels else label)
            self.result.matter.append(block)
        elif note and self.name != "注":
            self._open("注")
            self._note(block, len(note[0]))
        elif self.listing or annexed:
            self.listing = True
            self.listed.add(label)
            self.result.matter.append(block)
        else:
            self.current.append(block)

    def issue(self, title: list[Block]) -> None:
        """Another text that the same notice issues, under its own title."""
        self.issued += 1
        self._open(f"续{self.issued}")
        self.result.issued[self.name] = one_line(join(title).text)
        self.result.matter.extend(title)

    def _open(self, name: str) -> None:
        self.labels.add(name)
        self.name, self.current = name, []
        self.result.parts.append((name, self.current))

    def _note(self, block: Block, size: int) -> None:
        words, label = part(block, size), part(block, 0, size)
        if words:
            self.current.append(words)
        if label:
            self.result.matter.append(label)


def _restarted(name: str, blocks: list[Block]) -> list[tuple[str, list[Block]]]:
    """Where the outermost numbering begins again at one, another text begins: cut there, with the short line that heads it."""
    top: str | None = None
    last = 0
    cuts: list[int] = []
    for index, block in enumerate(blocks):
        mark = mark_of(block.text)
        if not mark or not mark.whole or (top and mark.style != top):
            continue
        if top is None:
            top = mark.style
        if mark.number == 1 and last > 1 and top in OUTERMOST:
            cuts.append(index - _headed(blocks, index))
        last = mark.number
    edges = [0, *cuts, len(blocks)]
    names = [name, *(f"{name}续{number}" for number in range(2, len(edges)))]
    return [(own, blocks[start:end]) for own, start, end in zip(names, edges, edges[1:], strict=False)]


def _headed(blocks: list[Block], index: int) -> int:
    above = blocks[index - 1].text if index else ""
    return int(bool(above) and len(above) <= 40 and not SENTENCE_END.search(above) and not mark_of(above))


def _title_lines(blocks: list[Block], index: int, wanted: set[str]) -> int:
    """How many lines from `index` on print one of the titles; 0 where they do not."""
    for size in range(1, TITLE_LINES + 1):
        lines = blocks[index : index + size]
        if len(lines) == size and _is_wanted(compared_title(join(lines).text), wanted):
            return size
    return 0


def _names_annex(text: str) -> bool:
    """Whether a line is the label of an annex, or the label and the annex's title."""
    return bool(ANNEX.fullmatch(text) or (ANNEXED.match(text) and len(text) <= LONGEST_ANNEX and not SENTENCE_END.search(text)))


def _as_annex(blocks: list[Block], index: int, wanted: set[str]) -> int:
    """1 where the title stands behind 附：, and nowhere after that by itself: the text begins here, this is no list of annexes."""
    label = AS_ANNEX.match(blocks[index].text)
    title = compared_title(blocks[index].text[label.end() :]) if label else ""
    if title not in wanted or any(_title_lines(blocks, after, {title}) for after in range(index + 1, min(len(blocks), index + NEAR))):
        return 0
    return 1


def _inner_title(blocks: list[Block], signed: bool) -> tuple[int, int, set[str]] | None:
    """Where the title of what a notice issues stands: the words it quotes, printed once more as lines of their own.

    Where, how many lines, and all the titles it quotes.
    """
    wanted: set[str] = set()
    for index, block in enumerate(blocks):
        if mark_of(block.text):
            return None
        if wanted and (size := _title_lines(blocks, index, wanted) or _as_annex(blocks, index, wanted)):
            return index, size, wanted
        if GIVES_OUT.search(block.text):
            wanted.update(compared_title(quoted) for quoted in QUOTED.findall(block.text))
        elif (
            signed
            and wanted
            and not ANNEXED.match(block.text)
            and len(block.text) < 60
            and ENDS_LIKE_TITLE.search(block.text)
            and not SENTENCE_END.search(block.text)
        ):
            title = title_at(blocks, index)
            return (index, title.size, wanted) if title else None
    return None


def _is_wanted(printed: str, wanted: set[str]) -> bool:
    return len(printed) <= LONGEST_TITLE and (printed in wanted or any(is_same_title(printed, quoted) for quoted in wanted))
