"""Text that lost its line breaks, cut back into paragraphs: at blanks, head matter, and the marks of the numbering."""

import re
from collections.abc import Iterable

from luodi.text.block import BLANK, Block, join, part
from luodi.text.marks import CHINESE, mark_of
from luodi.text.roles import LABEL
from luodi.text.scan import Scanner
from luodi.text.titles import (
    DATE,
    GIVES_OUT,
    ISSUED,
    KIND,
    NUMBER,
    PUBLICITY,
    QUOTED,
    SENTENCE_END,
    is_addressees,
    is_date,
    is_number,
    organs_of,
    title_at,
)

FEWEST_MARKS = 3
MARK = (
    rf"(?:[{CHINESE}]{{1,3}}[ \u3000\xa0]{{0,2}}、|第[{CHINESE}\d \u3000\xa0]{{1,6}}[编章节条]"
    rf"|[（(][{CHINESE}]{{1,3}}[）)]|\d{{1,2}}[.．、](?!\d))"
)
INLINE_MARK = re.compile(rf"(?<=[。；;：:！？）)〕］”\s]){MARK}")
MARK_AFTER_STOP = re.compile(rf"[。；;：:！？）)〕］”\s]{MARK}")
BLANKS = re.compile(r"[\s\u3000\xa0\u200b]+")
LABELLED_DAY = re.compile(
    r"(?:发布日期|发布时间|成文日期)[:：][ \u3000\xa0]?(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?: \d\d:\d\d(?::\d\d)?)?"
)
GLUED_TITLE = re.compile(
    rf"{ISSUED.pattern}[^。；：:]{{2,120}}?{KIND}(?!的)(?=各[^。；：:]{{3,200}}[：:]|[\u4e00-\u9fff]{{2,8}}[〔\[]\d{{4}})"
)
QUOTED_ALREADY = re.compile(r"《$|印发$|转发$|实施$")
LAST_WORDS = re.compile(r"[^。；;：:！？）)”\s]+$")
SECOND_MARK = re.compile(rf"(?<=[\u4e00-\u9fff])(?:[（(][{CHINESE}]{{1,3}}[）)]|\d{{1,2}}[.．、](?!\d))")
HEADING_ENDS = re.compile(r"[。；;，,：:]")
SIGNATURE = 60
SENT_TO = re.compile(r"各[^。；;：:《》]{3,200}[：:]")
STOPS = "。；;！？!?：:）)〕］”』】"
SHORT = 60
LONGEST_SENTENCE = 400
STRAY = re.compile(r"[A-Za-z\d]")
MOST_TITLES = 40


def is_flowed(blocks: list[Block]) -> bool:
    """Whether marks of numbering stand inside the lines and hardly any at their beginning."""
    begun = sum(1 for block in blocks if mark_of(block.text))
    inside = sum(len(MARK_AFTER_STOP.findall(block.text)) for block in blocks)
    return inside >= FEWEST_MARKS and begun * 2 < inside


def hard_cuts(blocks: list[Block]) -> list[Block]:
    """Blocks cut where no sentence can go on: around days, publicity lines, addressees, and titles of what is issued."""
    titles = {title for block in blocks for title in QUOTED.findall(block.text) if GIVES_OUT.search(block.text)}
    titles = titles if len(titles) <= MOST_TITLES else set()
    return [piece for block in blocks for piece in _cut(block, _head_cuts(block.text, titles))]


def _cut(block: Block, positions: Iterable[int]) -> list[Block]:
    edges = sorted({0, len(block.text), *positions})
    pieces = (part(block, start, end) for start, end in zip(edges, edges[1:], strict=False))
    return [piece for piece in pieces if piece]


def _head_cuts(text: str, titles: set[str]) -> set[int]:
    cuts: set[int] = set()
    for match in (*LABELLED_DAY.finditer(text), *PUBLICITY.finditer(text)):
        cuts.update(match.span())
    for title in titles:
        for match in re.finditer(re.escape(title), text):
            if not QUOTED_ALREADY.search(text[max(0, match.start() - 4) : match.start()]) and text[match.end() : match.end() + 1] != "的":
                cuts.update(match.span())
    if glued := GLUED_TITLE.match(text):
        cuts.add(glued.end())
        if number := NUMBER.match(text, glued.end()):
            cuts.add(number.end())
    for match in DATE.finditer(text):
        cuts.update(_day_cuts(text, match, cuts))
    for match in SENT_TO.finditer(text):
        if match.start() in cuts | {0} and is_addressees(match[0]):
            cuts.add(match.end())
    return cuts


def _day_cuts(text: str, day: re.Match[str], cuts: set[int]) -> set[int]:
    """Where to cut around a day: where it stands alone, or after the names of those who sign."""
    after = text[day.end() : day.end() + 4].lstrip()[:1]
    if after not in "（(" and day.end() not in cuts and day.end() < len(text):
        return set()
    before = text[max(0, day.start() - SIGNATURE) : day.start()].rstrip()
    if not before or before[-1] in STOPS or day.start() in cuts:
        return set(day.span())
    names = LAST_WORDS.search(before)
    if names and organs_of(names[0]):
        return {day.start() - len(names[0]), *day.span()}
    return set()


def unflow(blocks: list[Block]) -> list[Block]:
    """Paragraphs of a text whose line breaks are lost."""
    pieces = [fragment for block in hard_cuts(blocks) for fragment in _fragments(block)]
    scanner = Scanner()
    found: list[Block] = []
    for piece in pieces:
        found.extend(at_marks(piece, scanner))
    return _with_their_lists(found)


def _fragments(block: Block) -> list[Block]:
    """Cut at every blank, then join again what is one paragraph: a mark and its words, a sentence broken in the middle."""
    text = block.text
    starts: list[int] = [0]
    for blank in BLANKS.finditer(text):
        wide = blank[0].count("\u3000") > 1
        if wide or not _goes_on(text, starts[-1], blank.start(), blank.end()):
            starts.append(blank.end())
    edges = [*starts, len(text)]
    return [piece for piece in (part(block, start, end) for start, end in zip(edges, edges[1:], strict=False)) if piece]


def _goes_on(text: str, start: int, end: int, after: int) -> bool:
    """Whether what follows the blank [end, after) goes on with the paragraph begun at `start`."""
    mark = mark_of(text, start)
    if mark and mark.end >= end:
        return True
    following = text[after : after + SHORT]
    if text[end - 1] in STOPS or mark_of(following) or LABEL.match(following):
        return False
    word = BLANKS.split(following, maxsplit=1)[0]
    if is_date(word) or is_number(word):
        return False
    if STRAY.match(text[end - 1]) or STRAY.match(following) or len(word) == 1 or text[end - 2 : end - 1] in BLANK:
        return True
    return end - start > SHORT and bool(SENTENCE_END.search(text, start, min(end, start + LONGEST_SENTENCE)))


def at_marks(block: Block, scanner: Scanner) -> list[Block]:
    """Cut before each mark inside that carries the numbering on."""
    candidates = [match.start() for match in INLINE_MARK.finditer(block.text) if match.start()]
    cuts: list[int] = []
    for start, end in zip([0, *candidates], [*candidates, len(block.text)], strict=True):
        piece = part(block, start, end)
        mark = scanner.take(piece).mark if piece else None
        if not mark:
            continue
        cuts.append(start)
        begun = block.text.index(piece.text[0], start) if piece else start
        while (second := _mark_after_heading(block.text, begun + mark.end, end, scanner)) is not None:
            piece = part(block, second, end)
            mark = scanner.take(piece).mark if piece else None
            if not mark:
                break
            cuts.append(second)
            begun = second
    return _cut(block, cuts)


def _mark_after_heading(text: str, start: int, end: int, scanner: Scanner) -> int | None:
    """A mark that follows a heading at once, no sign between: 一、总体要求（一）指导思想. Only what the numbering expects."""
    match = SECOND_MARK.search(text, start, min(end, start + SHORT))
    if not match or HEADING_ENDS.search(text, start, match.start()):
        return None
    mark = mark_of(text, match.start())
    return match.start() if mark and mark.whole and mark.number in (1, scanner.seen.get(mark.style, 0) + 1) else None


def _with_their_lists(blocks: list[Block]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        if found and LABEL.match(block.text) and not mark_of(block.text) and not title_at(found, len(found) - 1):
            found[-1] = join([found[-1], block])
        else:
            found.append(block)
    return found
