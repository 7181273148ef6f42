"""One document's blocks sorted into what they are: head, notice, issued text, annexes, notes, signature, page crumbs."""

import re
from dataclasses import dataclass, field

from luodi.text.block import Block, join
from luodi.text.marks import mark_of
from luodi.text.split import Piece
from luodi.text.titles import (
    COPY_TO,
    CRUMB,
    DAY,
    ENDS_LIKE_TITLE,
    GIVES_OUT,
    LABELLED,
    NUMBER,
    PUBLICITY,
    QUOTED,
    SENTENCE_END,
    is_addressees,
    is_date,
    is_number,
    normal_title,
    one_line,
    organs_of,
    read_date,
    title_at,
)

HEAD_BLOCKS = 24
SIGNATURE_LINES = 5
TITLE_LINES = 4
PUBLISHED = re.compile(r"(?:发布日期|发布时间)[ \u3000\xa0]{0,2}[:：][ \u3000\xa0]{0,2}")
WRITTEN = re.compile(r"(?:成文日期|发文日期)[ \u3000\xa0]{0,2}[:：][ \u3000\xa0]{0,2}")
NOTE = re.compile(r"^(?:附?注|备注)[:：]?(?=$|[:：\s\d一（(])[:：]?[ \u3000\xa0]*")
ANNEX = re.compile(r"^附[ \u3000\xa0]?(?:件|录|表)[ \u3000\xa0]?[\d一二三四五六七八九十]{0,3}[:：]?$")


@dataclass(slots=True)
class Sections:
    """Blocks by what they are. `parts` are (name, blocks): 通知, 前言 …, 注, 附件; the main part has the name ""."""

    number: str | None = None
    addressees: Block | None = None
    signature: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    published: str | None = None
    written: str | None = None
    inner_title: str | None = None
    matter: list[Block] = field(default_factory=list)
    parts: list[tuple[str, list[Block]]] = field(default_factory=list)


def sections_of(piece: Piece) -> Sections:
    """Sort a piece's blocks; every block ends in `matter` or in one part."""
    result = Sections()
    size = piece.title.size if piece.title else 0
    result.matter.extend(piece.blocks[:size])
    body = _head(piece.blocks[size:], result)
    body = _tail(body, result)
    body = _signatures(body, result)
    _divide(body, result)
    return result


def _head(blocks: list[Block], result: Sections) -> list[Block]:
    """Take number, labels, dates and addressees off the top; what is left is the body."""
    window = blocks[:HEAD_BLOCKS]
    stop = next((i for i, block in enumerate(window) if mark_of(block.text) or _is_sentence(block)), len(window))
    sent = next((i for i, block in enumerate(window[:stop]) if is_addressees(block.text)), None)
    if sent is not None:
        result.addressees = window[sent]
        for block in window[:sent]:
            _label(block, result)
        result.matter.extend(window[: sent + 1])
        return blocks[sent + 1 :]
    taken = 0
    while taken < stop and _is_head_line(window[taken].text):
        _label(window[taken], result)
        result.matter.append(window[taken])
        taken += 1
    return blocks[taken:]


def _is_head_line(text: str) -> bool:
    return is_number(text) or is_date(text) or bool(LABELLED.match(text)) or bool(CRUMB.search(text)) or bool(PUBLICITY.fullmatch(text))


def _is_sentence(block: Block) -> bool:
    return len(block.text) > 30 and bool(SENTENCE_END.search(block.text)) and not LABELLED.match(block.text)


def _label(block: Block, result: Sections) -> None:
    text = block.text
    found = NUMBER.search(text)
    if found and result.number is None and (is_number(text) or LABELLED.match(text)):
        result.number = found[0]
    for pattern, name in ((PUBLISHED, "published"), (WRITTEN, "written")):
        label = pattern.search(text)
        if label and getattr(result, name) is None and DAY.match(text, label.end()):
            setattr(result, name, read_date(text[label.end() : label.end() + 12]))
    if is_date(text):
        result.dates.append(read_date(text) or "")


def _tail(blocks: list[Block], result: Sections) -> list[Block]:
    """Take page crumbs off the bottom."""
    end = len(blocks)
    while end and (CRUMB.search(blocks[end - 1].text) and len(blocks[end - 1].text) < 120 or COPY_TO.match(blocks[end - 1].text)):
        end -= 1
    result.matter.extend(blocks[end:])
    return blocks[:end]


def _signatures(blocks: list[Block], result: Sections) -> list[Block]:
    """Take publicity lines and days out, with the names that sign above each day."""
    taken: set[int] = set()
    for index, block in enumerate(blocks):
        if PUBLICITY.fullmatch(block.text) or COPY_TO.match(block.text):
            taken.add(index)
        elif is_date(block.text):
            taken.add(index)
            result.dates.append(read_date(block.text) or "")
            names = _signing(blocks, index, taken)
            result.signature = result.signature or names
    result.matter.extend(blocks[index] for index in sorted(taken))
    return [block for index, block in enumerate(blocks) if index not in taken]


def _signing(blocks: list[Block], index: int, taken: set[int]) -> list[str]:
    names: list[str] = []
    for above in range(index - 1, max(-1, index - 1 - SIGNATURE_LINES), -1):
        organs = None if above in taken else organs_of(blocks[above].text)
        if organs is None and above not in taken and names:
            organs = _first_half(blocks[above].text, names)
        if organs is None:
            break
        taken.add(above)
        names = organs + names
    return names


def _first_half(text: str, names: list[str]) -> list[str] | None:
    """A signing body's name broken over two lines: the upper half ends in no word for an organ."""
    if len(text) > 30 or SENTENCE_END.search(text) or mark_of(text) or text.endswith(("：", ":")) or " " in text:
        return None
    return [text + names.pop(0)]


def _divide(blocks: list[Block], result: Sections) -> None:
    """Cut the body into notice, main text, annexes and notes."""
    inner = _inner_title(blocks, bool(result.dates))
    name = ""
    current: list[Block] = []
    result.parts = [("", current)]
    if inner:
        begin, size = inner
        result.parts.insert(0, ("通知", blocks[:begin]))
        title = blocks[begin : begin + size]
        result.inner_title = one_line(join(title).text)
        result.matter.extend(title)
        blocks = blocks[begin + size :]
    annexes = 0
    for block in blocks:
        note = NOTE.match(block.text)
        if ANNEX.fullmatch(block.text):
            annexes += 1
            name = block.text.rstrip("：:").replace(" ", "")
            name = name if all(name != other for other, _ in result.parts) else f"附件{annexes}"
        elif note and name != "注":
            name = "注"
        else:
            current.append(block)
            continue
        current = []
        result.parts.append((name, current))
        if note and len(note[0]) < len(block.text):
            current.append(Block(block.text[len(note[0]) :], ((block.start + len(note[0]), block.end),)))
            result.matter.append(Block(note[0], ((block.start, block.start + len(note[0])),)))
        else:
            result.matter.append(block)


def _inner_title(blocks: list[Block], signed: bool) -> tuple[int, int] | None:
    """Where the title of what a notice issues stands: the words it quotes, printed once more as lines of their own."""
    wanted: set[str] = set()
    for index, block in enumerate(blocks):
        if mark_of(block.text):
            return None
        for size in range(1, TITLE_LINES + 1):
            lines = blocks[index : index + size]
            if len(lines) == size and wanted and normal_title(join(lines).text) in wanted:
                return index, size
        if GIVES_OUT.search(block.text):
            wanted.update(normal_title(quoted) for quoted in QUOTED.findall(block.text))
        elif signed and wanted and len(block.text) < 60 and ENDS_LIKE_TITLE.search(block.text) and not SENTENCE_END.search(block.text):
            title = title_at(blocks, index)
            return (index, title.size) if title else None
    return None


def is_head_only(sections: Sections) -> bool:
    """Whether nothing but head matter was found: no paragraph that says anything."""
    return not any(is_text(block) for _, blocks in sections.parts for block in blocks)


def is_text(block: Block) -> bool:
    return bool(SENTENCE_END.search(block.text)) or len(block.text) > 20
