"""Files cut into documents: each begins at a title of its own, not at the title of what it issues."""

import re
from dataclasses import dataclass

from luodi.text.block import Block, squeeze
from luodi.text.marks import mark_of
from luodi.text.titles import (
    ANY_LABELLED,
    BULLET,
    CRUMB,
    GIVES_OUT,
    LABELLED,
    QUOTED,
    REGISTERED,
    SENTENCE_END,
    STAMP,
    Title,
    compared_title,
    is_addressees,
    is_date,
    is_number,
    is_same_title,
    organs_of,
    title_at,
)

LOOK_AHEAD = 30
LOOK_BACK = 40
PARAGRAPH = 30
MOST_ABOVE = 14
TELLS = re.compile(r"(?:如下|全文|原文)[:：]$")
RED_HEADING = re.compile(r"[\u4e00-\u9fff ]{2,40}(?:文件|公报|政府令)")


@dataclass(frozen=True, slots=True)
class Piece:
    """The blocks of one document, title lines first; `title` is None where the text begins without one.

    `above` are number and labels printed above the title.
    """

    title: Title | None
    blocks: list[Block]
    above: tuple[Block, ...] = ()


def split(blocks: list[Block]) -> tuple[list[Piece], list[Block]]:
    """Pieces in order, and the blocks before the first title that belong to no document (page navigation, news of it)."""
    starts = _starts(blocks)
    pieces: list[Piece] = []
    said = next((index for index, block in enumerate(blocks) if _is_paragraph(block)), len(blocks))
    heads = [index - _above(blocks, index, said) for index, _ in starts]
    before = blocks[: heads[0]] if starts else blocks
    loose: list[Block] = []
    told = bool(starts) and before and TELLS.search(before[-1].text) and not any(mark_of(block.text) for block in before)
    if (any(_is_paragraph(block) for block in before) and not told) or not starts:
        pieces.append(Piece(None, before))
    else:
        loose = before
    for (index, title), head, end in zip(starts, heads, [*heads[1:], len(blocks)], strict=False):
        pieces.append(Piece(title, blocks[index:end], tuple(blocks[head:index])))
    return pieces, loose


def _above(blocks: list[Block], index: int, said: int) -> int:
    """How many lines above a title are its number, its labels, or the red heading of an office.

    `said` is where the first paragraph stands; before it, any label belongs to the page.
    """
    lines = 0
    while lines < MOST_ABOVE and index - lines > 0:
        text = blocks[index - lines - 1].text
        first = index <= said and _is_page_line(text)
        if not (first or is_number(text) or LABELLED.match(text) or RED_HEADING.fullmatch(text) or REGISTERED.fullmatch(text)):
            break
        lines += 1
    return lines


def _is_page_line(text: str) -> bool:
    """Whether a line is a label with its value, a bullet of a list of labels, or a stamp of day and hour."""
    labelled = ANY_LABELLED.match(text) and not SENTENCE_END.search(text) and not is_addressees(text)
    return bool(labelled or BULLET.match(text) or STAMP.fullmatch(text))


def _starts(blocks: list[Block]) -> list[tuple[int, Title | None]]:
    found: list[tuple[int, Title | None]] = []
    index = 0
    opening = True
    while index < len(blocks):
        title = title_at(blocks, index)
        if title and _begins_document(blocks, index, title, found, opening):
            if not (found and _printed_again(blocks, found[-1], index, title)):
                found.append((index, title))
            index += title.size
            opening = False
        else:
            opening = opening and not _is_paragraph(blocks[index])
            index += 1
    return found


def _begins_document(blocks: list[Block], index: int, title: Title, found: list[tuple[int, Title | None]], opening: bool) -> bool:
    if opening and not any(CRUMB.search(block.text) for block in blocks[index : index + title.size]):
        return title.issued or not _better_follows(blocks, index)
    since = max(found[-1][0] if found else 0, index - LOOK_BACK)
    if is_quoted(title.text, blocks[since:index]):
        return False
    if title.issued:
        return True
    following = blocks[index + title.size : index + title.size + 2]
    return any(is_addressees(block.text) or is_number(block.text) for block in following) and not title.text.startswith("附件")


def _better_follows(blocks: list[Block], index: int) -> bool:
    """Whether a short name of a page is followed by the document's full title."""
    for other in range(index + 1, min(index + LOOK_AHEAD, len(blocks))):
        if _is_paragraph(blocks[other]) or mark_of(blocks[other].text):
            return False
        following = title_at(blocks, other)
        if following and following.issued:
            return True
    return False


def is_quoted(title: str, blocks: list[Block]) -> bool:
    """Whether an earlier sentence issues something of this title: 现将《…》印发给你们."""
    wanted = compared_title(title)
    return any(
        is_same_title(wanted, compared_title(quoted))
        for block in blocks
        if "《" in block.text and GIVES_OUT.search(block.text)
        for quoted in QUOTED.findall(block.text)
    )


def _printed_again(blocks: list[Block], last: tuple[int, Title | None], index: int, title: Title) -> bool:
    """The same title once more with nothing but number and labels between: one document, not two."""
    first = last[1]
    if first is None or squeeze(first.text) != squeeze(title.text):
        return False
    return all(_may_stand_between(block.text) for block in blocks[last[0] + first.size : index])


def _may_stand_between(text: str) -> bool:
    page = LABELLED.match(text) or _is_page_line(text) or CRUMB.search(text)
    return bool(page) or is_number(text) or is_date(text) or bool(organs_of(text))


def _is_paragraph(block: Block) -> bool:
    return (
        len(block.text) >= PARAGRAPH
        and bool(SENTENCE_END.search(block.text))
        and not LABELLED.match(block.text)
        and not CRUMB.search(block.text)
    )
