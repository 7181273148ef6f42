"""The head of a document: number, labels of the page, day, addressees, and the bracket that tells a regulation's history."""

import re

from luodi.text.block import Block, squeeze
from luodi.text.marks import mark_of
from luodi.text.sections import Sections
from luodi.text.titles import (
    CRUMB,
    DATE,
    DAY,
    HISTORY,
    LABELLED,
    NUMBER,
    ORDER,
    PUBLICITY,
    SENTENCE_END,
    is_addressees,
    is_date,
    is_number,
    read_date,
)

HEAD_BLOCKS = 24
HISTORY_PART = "题注"
MADE_BY = re.compile(r"([\u4e00-\u9fff ]{2,40}?(?:人民代表大会常务委员会|人民代表大会|常务委员会|委员会|人民政府|政府))")
PUBLISHED = re.compile(r"(?:发布日期|发布时间)[ \u3000\xa0]{0,2}[:：][ \u3000\xa0]{0,2}")
WRITTEN = re.compile(r"(?:成文日期|发文日期)[ \u3000\xa0]{0,2}[:：][ \u3000\xa0]{0,2}")


def take_head(blocks: list[Block], result: Sections) -> list[Block]:
    """Take number, labels, dates and addressees off the top; what is left is the body."""
    window = blocks[:HEAD_BLOCKS]
    window = _history(window, result)
    blocks = window + blocks[HEAD_BLOCKS:]
    stop = next((i for i, block in enumerate(window) if mark_of(block.text) or _is_sentence(block)), len(window))
    sent = next((i for i, block in enumerate(window[:stop]) if is_addressees(block.text)), None)
    if sent is not None:
        result.addressees = window[sent]
        for block in window[:sent]:
            read_label(block, result)
        result.matter.extend(window[: sent + 1])
        return blocks[sent + 1 :]
    taken = 0
    while taken < stop and _is_head_line(window[taken].text):
        read_label(window[taken], result)
        result.matter.append(window[taken])
        taken += 1
    return blocks[taken:]


def _history(blocks: list[Block], result: Sections) -> list[Block]:
    """Take the bracket under a regulation's title that says when and by which order it was made."""
    if not blocks or not (HISTORY.match(blocks[0].text) and DATE.search(blocks[0].text)):
        return blocks
    text = blocks[0].text
    day, order = DATE.search(text), ORDER.search(text)
    if order and day:
        begin = day.end() if order.start() < day.end() else order.start()
        result.number = squeeze(text[begin : order.end()])
        result.signature = [squeeze(text[begin : order.end(1)])]
    elif day and (organ := MADE_BY.match(text, day.end())):
        result.signature = [squeeze(organ[1])]
    result.dates.append(read_date(text) or "")
    result.parts.append((HISTORY_PART, [blocks[0]]))
    return blocks[1:]


def _is_head_line(text: str) -> bool:
    return is_number(text) or is_date(text) or bool(LABELLED.match(text)) or bool(CRUMB.search(text)) or bool(PUBLICITY.fullmatch(text))


def _is_sentence(block: Block) -> bool:
    return len(block.text) > 30 and bool(SENTENCE_END.search(block.text)) and not LABELLED.match(block.text)


def read_label(block: Block, result: Sections) -> None:
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
