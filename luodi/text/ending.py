"""The end of a document: who signs, on which day, publicity line, copies to, page crumbs."""

import re

from luodi.text.block import Block
from luodi.text.marks import mark_of
from luodi.text.sections import Sections
from luodi.text.titles import COPY_TO, CRUMB, DATE, PAGE_NUMBER, PUBLICITY, SENTENCE_END, is_date, organs_of, read_date

SIGNATURE_LINES = 5
LONGEST_SIGNATURE = 120
PERSON = re.compile(
    r"(?:代)?(?:[省市县区州盟旗局厅部院署]?[ \u3000]{0,4}长|主[ \u3000]{0,4}[席任])[ \u3000:：]{0,12}"
    r"(?:[\u4e00-\u9fff·]{2,8}|[\u4e00-\u9fff][ \u3000]{1,3}[\u4e00-\u9fff])?"
)
PRINTED = re.compile(r"[\u4e00-\u9fff]{2,30}[ \u3000\xa0]{0,20}\d{4}年\d{1,2}月\d{1,2}日印发")


def take_crumbs(blocks: list[Block], result: Sections) -> list[Block]:
    """Take page crumbs off the bottom."""
    end = len(blocks)
    while end and (CRUMB.search(blocks[end - 1].text) and len(blocks[end - 1].text) < 120 or COPY_TO.match(blocks[end - 1].text)):
        end -= 1
    result.matter.extend(blocks[end:])
    signed = end
    while signed and end - signed < SIGNATURE_LINES and len(blocks[signed - 1].text) <= 40 and organs_of(blocks[signed - 1].text):
        signed -= 1
    if signed < end and signed > 0:
        result.signature = [name for block in blocks[signed:end] for name in organs_of(block.text) or []]
        result.matter.extend(blocks[signed:end])
        end = signed
    return blocks[:end]


def take_signatures(blocks: list[Block], result: Sections) -> list[Block]:
    """Take publicity lines and days out, with the names that sign above each day."""
    taken: set[int] = set()
    for index, block in enumerate(blocks):
        if len(block.text) > LONGEST_SIGNATURE:
            if COPY_TO.match(block.text):
                taken.add(index)
        elif any(line.fullmatch(block.text) for line in (PUBLICITY, PRINTED, PAGE_NUMBER)) or COPY_TO.match(block.text):
            taken.add(index)
        elif signed := _signed_line(block.text):
            taken.add(index)
            result.dates.append(read_date(block.text) or "")
            result.signature = result.signature or signed
        elif is_date(block.text):
            taken.add(index)
            result.dates.append(read_date(block.text) or "")
            names = _signing(blocks, index, taken)
            result.signature = result.signature or names
    result.matter.extend(blocks[index] for index in sorted(taken))
    return [block for index, block in enumerate(blocks) if index not in taken]


def _signed_line(text: str) -> list[str] | None:
    """Who signs, where name and day stand on one line."""
    if len(text) > LONGEST_SIGNATURE:
        return None
    day = DATE.search(text)
    if not day or day.end() != len(text) or not day.start():
        return None
    return organs_of(text[: day.start()])


def _signing(blocks: list[Block], index: int, taken: set[int]) -> list[str]:
    names: list[str] = []
    for above in range(index - 1, max(-1, index - 1 - SIGNATURE_LINES), -1):
        if above not in taken and PERSON.fullmatch(blocks[above].text):
            taken.add(above)
            continue
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
    if len(text) > 30 or SENTENCE_END.search(text) or mark_of(text) or re.search(r"[：: ]", text):
        return None
    return [text + names.pop(0)]
