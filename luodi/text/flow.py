"""Text that lost its line breaks, cut back into paragraphs: at blanks, head matter, and the marks of the numbering."""

import re
from collections.abc import Iterable

from luodi.text.block import Block, join, part
from luodi.text.marks import CHINESE, mark_of
from luodi.text.scan import Scanner
from luodi.text.titles import DATE, GIVES_OUT, PUBLICITY, QUOTED, SENTENCE_END, is_addressees, is_date, is_number, title_at
from luodi.text.units import LABEL

FEWEST_MARKS = 3
INLINE_MARK = re.compile(
    rf"(?<=[。；;：:！？）)〕］”\s])(?:[{CHINESE}]{{1,3}}[ \u3000\xa0]{{0,2}}、|第[{CHINESE}\d \u3000\xa0]{{1,6}}[编章节条]"
    rf"|[（(][{CHINESE}]{{1,3}}[）)]|\d{{1,2}}[.．、](?!\d))"
)
BLANKS = re.compile(r"[\s\u3000\xa0\u200b]+")
LABELLED_DAY = re.compile(
    r"(?:发布日期|发布时间|成文日期)[:：][ \u3000\xa0]?(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?: \d\d:\d\d(?::\d\d)?)?"
)
SENT_TO = re.compile(r"各[^。；;：:《》]{3,200}[：:]")
STOPS = "。；;！？!?：:）)〕］”』】"
SHORT = 60


def is_flowed(blocks: list[Block]) -> bool:
    """Whether marks of numbering stand inside the lines and hardly any at their beginning."""
    begun = sum(1 for block in blocks if mark_of(block.text))
    inside = sum(len(INLINE_MARK.findall(block.text)) for block in blocks)
    return inside >= FEWEST_MARKS and begun * 2 < inside


def hard_cuts(blocks: list[Block]) -> list[Block]:
    """Blocks cut where no sentence can go on: around days, publicity lines, addressees, and titles of what is issued."""
    titles = {title for block in blocks for title in QUOTED.findall(block.text) if GIVES_OUT.search(block.text)}
    return [piece for block in blocks for piece in _cut(block, _head_cuts(block.text, titles))]


def _cut(block: Block, positions: Iterable[int]) -> list[Block]:
    edges = sorted({0, len(block.text), *positions})
    pieces = (part(block, start, end) for start, end in zip(edges, edges[1:], strict=False))
    return [piece for piece in pieces if piece]


def _head_cuts(text: str, titles: set[str]) -> set[int]:
    cuts: set[int] = set()
    for match in LABELLED_DAY.finditer(text):
        cuts.update(match.span())
    for match in PUBLICITY.finditer(text):
        cuts.update(match.span())
    for match in DATE.finditer(text):
        before, after = text[: match.start()].rstrip()[-1:], text[match.end() :].lstrip()[:1]
        if (before in STOPS or match.start() in cuts) and (after in "（(" or match.end() in cuts):
            cuts.update(match.span())
    for title in titles:
        for match in re.finditer(re.escape(title), text):
            if text[match.start() - 1 : match.start()] != "《":
                cuts.update(match.span())
    for match in SENT_TO.finditer(text):
        if match.start() in cuts | {0} and is_addressees(match[0]):
            cuts.add(match.end())
    return cuts


def unflow(blocks: list[Block]) -> list[Block]:
    """Paragraphs of a text whose line breaks are lost."""
    pieces = [fragment for block in hard_cuts(blocks) for fragment in _fragments(block)]
    scanner = Scanner()
    found: list[Block] = []
    for piece in pieces:
        found.extend(_at_marks(piece, scanner))
    return _with_their_lists(found)


def _fragments(block: Block) -> list[Block]:
    """Cut at every blank, then join again what is one paragraph: a mark and its words, a sentence broken in the middle."""
    cuts = {match.start() for match in BLANKS.finditer(block.text)}
    wide = {match.start() for match in BLANKS.finditer(block.text) if match[0].count("\u3000") > 1}
    edges = sorted({0, len(block.text), *cuts})
    whole: list[tuple[int, int]] = []
    for start, end in zip(edges, edges[1:], strict=False):
        if whole and start not in wide and _goes_on(block.text[slice(*whole[-1])], block.text[start:end].strip()):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return [piece for piece in (part(block, start, end) for start, end in whole) if piece]


def _goes_on(before: str, after: str) -> bool:
    before = before.strip()
    mark = mark_of(before)
    if mark and mark.end >= len(before):
        return True
    if not before or before[-1] in STOPS or mark_of(after) or LABEL.match(after) or is_date(after) or is_number(after):
        return False
    return len(before) > SHORT and bool(SENTENCE_END.search(before))


def _at_marks(block: Block, scanner: Scanner) -> list[Block]:
    """Cut before each mark inside that carries the numbering on."""
    cuts: list[int] = []
    scanner.take(block)
    for match in INLINE_MARK.finditer(block.text):
        piece = part(block, match.start())
        if match.start() and piece and scanner.take(piece).mark:
            cuts.append(match.start())
    return _cut(block, cuts)


def _with_their_lists(blocks: list[Block]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        if found and LABEL.match(block.text) and not mark_of(block.text) and not title_at(found, len(found) - 1):
            found[-1] = join([found[-1], block])
        else:
            found.append(block)
    return found
