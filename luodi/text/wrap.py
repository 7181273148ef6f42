"""Text with hard line wraps joined back into paragraphs, as PDF text layers and plain-text mails give it."""

import re

from luodi.text.block import Block, join
from luodi.text.flow import at_marks
from luodi.text.marks import mark_of
from luodi.text.roles import LABEL
from luodi.text.scan import Scanner
from luodi.text.titles import ANY_LABELLED, ENDS_LIKE_TITLE, MOST_LINES, PAGE_NUMBER, SENTENCE_END, title_at

FEWEST_LINES = 10
FEWEST_BROKEN = 5
LONGEST_LINE = 60
SLACK = 4
CANNOT_BEGIN = "，。；、：！？”》）)%％的"
LAST_SENTENCE = re.compile(r"[。！？]")
SHORTEST_PARAGRAPH = 20
ENDED = re.compile(r"(?:特此(?:通知|公告|通告|函告|批复|报告|函复)|此复|附后|附件)$")
CLOSED = "。；;！？：:）)"


def is_wrapped(blocks: list[Block]) -> bool:
    """Whether most lines are of one short length and break off in the middle of a sentence."""
    if len(blocks) < FEWEST_LINES:
        return False
    width = _width(blocks)
    if not 12 <= width <= LONGEST_LINE or sum(_size(block) > width + SLACK for block in blocks) * 10 > len(blocks):
        return False
    broken = sum(block.text[-1] not in CLOSED and _size(block) >= width - SLACK for block in blocks)
    return broken >= FEWEST_BROKEN and broken * 5 >= len(blocks)


def _size(block: Block) -> float:
    """How wide a line is, in Chinese characters; a figure or letter of one byte is half as wide."""
    return (len(block.text) + len(block.text.encode(errors="replace"))) / 4


def _width(blocks: list[Block]) -> float:
    """The width that nineteen lines of twenty do not exceed."""
    lengths = sorted(map(_size, blocks))
    return lengths[len(lengths) * 19 // 20]


def unwrap(blocks: list[Block]) -> list[Block]:
    """Join each full line with the next one, unless a mark begins there; then cut where a page break glued two articles.

    Page numbers between lines go to the end.
    """
    width = _width(blocks)
    groups: list[list[Block]] = []
    pages = [block for block in blocks if _is_page_number(block)]
    for block in (block for block in blocks if not _is_page_number(block)):
        if groups and _goes_on(groups[-1][-1], block, width) and not _is_title(groups[-1]):
            groups[-1].append(block)
        else:
            groups.append([block])
    scanner = Scanner()
    return [*(piece for group in groups for piece in at_marks(_joined(group), scanner)), *pages]


def rejoin(blocks: list[Block]) -> list[Block]:
    """Paragraphs that a page break cut in the middle of a sentence run together again; page numbers between stand after them."""
    found: list[Block] = []
    pages: list[Block] = []
    for block in blocks:
        if _is_page_number(block):
            pages.append(block)
        elif found and _is_cut(found[-1].text) and _ends_it(block.text):
            found[-1] = join([found[-1], block])
        else:
            found.extend(pages)
            pages = []
            found.append(block)
    return found + pages


def _is_cut(text: str) -> bool:
    """Whether a paragraph breaks off after a sentence and a half; a list of units that lost its bracket does not."""
    if not ("\u4e00" <= text[-1] <= "\u9fff" and len(text) >= SHORTEST_PARAGRAPH and SENTENCE_END.search(text)):
        return False
    return not ENDED.search(text) and not LABEL.search(LAST_SENTENCE.split(text)[-1])


def _ends_it(text: str) -> bool:
    return text[-1] in "。；;" and text[0] not in "（(《“—" and not mark_of(text) and not ANY_LABELLED.match(text)


def _is_page_number(block: Block) -> bool:
    return bool(PAGE_NUMBER.fullmatch(block.text))


def _goes_on(line: Block, following: Block, width: float) -> bool:
    if mark_of(following.text) or line.text[-1] in "：:" or (following.text[0] in "（(" and SENTENCE_END.search(line.text[-1])):
        return False
    if SENTENCE_END.search(line.text[-1]) and _size(line) < width - 1:
        return False
    return line.text[-1] in "，、“" or _size(line) >= width - SLACK or following.text[0] in CANNOT_BEGIN


def _is_title(lines: list[Block]) -> bool:
    if len(lines) > MOST_LINES or not ENDS_LIKE_TITLE.search(lines[-1].text):
        return False
    title = title_at([join(lines)], 0)
    return title is not None and title.issued


def _joined(group: list[Block]) -> Block:
    return join(group) if len(group) > 1 else group[0]
