"""Text with hard line wraps joined back into paragraphs, as PDF text layers and plain-text mails give it."""

from luodi.text.block import Block, join
from luodi.text.flow import at_marks
from luodi.text.marks import mark_of
from luodi.text.scan import Scanner
from luodi.text.titles import ENDS_LIKE_TITLE, MOST_LINES, PAGE_NUMBER, SENTENCE_END, title_at

FEWEST_LINES = 10
FEWEST_BROKEN = 5
LONGEST_LINE = 60
SLACK = 4
CLOSED = "。；;！？：:）)"


def is_wrapped(blocks: list[Block]) -> bool:
    """Whether most lines are of one short length and break off in the middle of a sentence."""
    if len(blocks) < FEWEST_LINES:
        return False
    width = _width(blocks)
    if not 12 <= width <= LONGEST_LINE or sum(len(block.text) > width + SLACK for block in blocks) * 10 > len(blocks):
        return False
    broken = sum(len(block.text) >= width - SLACK and block.text[-1] not in CLOSED for block in blocks)
    return broken >= FEWEST_BROKEN and broken * 5 >= len(blocks)


def _width(blocks: list[Block]) -> int:
    """The length that nineteen lines of twenty do not exceed."""
    lengths = sorted(len(block.text) for block in blocks)
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


def _is_page_number(block: Block) -> bool:
    return bool(PAGE_NUMBER.fullmatch(block.text))


def _goes_on(line: Block, following: Block, width: int) -> bool:
    if mark_of(following.text) or line.text[-1] in "：:" or (following.text[0] in "（(" and SENTENCE_END.search(line.text[-1])):
        return False
    return len(line.text) >= width - SLACK or (line.text[-1] in "，、" and len(line.text) * 2 >= width)


def _is_title(lines: list[Block]) -> bool:
    if len(lines) > MOST_LINES or not ENDS_LIKE_TITLE.search(lines[-1].text):
        return False
    title = title_at([join(lines)], 0)
    return title is not None and title.issued


def _joined(group: list[Block]) -> Block:
    return join(group) if len(group) > 1 else group[0]
