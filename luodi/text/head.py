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
    REGISTERED,
    SENTENCE_END,
    STAMP,
    bare_title,
    is_addressees,
    is_date,
    is_number,
    organs_of,
    read_date,
)

HEAD_BLOCKS = 24
HISTORY_PART = "题注"
MADE_BY = re.compile(r"([\u4e00-\u9fff ]{2,40}?(?:人民代表大会常务委员会|人民代表大会|常务委员会|委员会|人民政府|政府))")
DECREE = re.compile(
    r"(?P<organ>[\u4e00-\u9fff]{2,30}(?:政府|委员会|局|厅|部))令"
    r"|[（(]?(?P<number>第[ ]?[\d一二三四五六七八九十百零〇]{1,5}[ ]?号)[）)]?"
)
SESSION = re.compile(r"第[一二三四五六七八九十]{1,3}届")
PUBLISHED = re.compile(r"(?:发布日期|发布时间|公开日期)[ \u3000\xa0]{0,2}[:：|][ \u3000\xa0|]{0,4}")
WRITTEN = re.compile(r"(?:成文日期|发文日期)[ \u3000\xa0]{0,2}[:：|][ \u3000\xa0|]{0,4}")


def take_head(blocks: list[Block], result: Sections, title: str = "") -> list[Block]:
    """Take number, labels, dates and addressees off the top; what is left is the body. `title` may be printed there once more."""
    blocks = _taken(blocks, result, squeeze(title))
    blocks = _history(blocks, result)
    window = blocks[:HEAD_BLOCKS]
    stop = next((i for i, block in enumerate(window) if mark_of(block.text) or _is_sentence(block)), len(window))
    sent = next((i for i, block in enumerate(window[:stop]) if is_addressees(block.text)), None)
    if sent is not None:
        result.addressees = window[sent]
        for block in window[:sent]:
            read_label(block, result)
        result.matter.extend(window[: sent + 1])
        return blocks[sent + 1 :]
    return _taken(blocks, result, squeeze(title))


def _taken(blocks: list[Block], result: Sections, title: str) -> list[Block]:
    """Take off the lines at the top that belong to the head, the addressees not among them."""
    taken = 0
    for block in blocks[:HEAD_BLOCKS]:
        organs = organs_of(block.text) or []
        again = bool(title) and squeeze(bare_title(block.text)) == title
        decree = DECREE.fullmatch(block.text)
        if not (again or organs or decree or _is_head_line(block.text)) or (_is_sentence(block) and not again):
            break
        result.above = result.above or organs
        if decree:
            _decreed(decree, result)
        read_label(block, result)
        result.matter.append(block)
        taken += 1
    return blocks[taken:]


def _decreed(match: re.Match[str], result: Sections) -> None:
    """长春市人民政府令 on one line and （第31号） on the next are one number."""
    if match["organ"]:
        result.above = [squeeze(match["organ"])]
        result.decree = squeeze(match[0])
    elif result.decree and result.number is None:
        result.number = result.decree + squeeze(match["number"])


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
        result.signature = [SESSION.sub("", squeeze(organ[1]))]
    result.dates.append(read_date(text) or "")
    result.parts.append((HISTORY_PART, [blocks[0]]))
    return blocks[1:]


def _is_head_line(text: str) -> bool:
    marked = (LABELLED.match(text), CRUMB.search(text), PUBLICITY.fullmatch(text), STAMP.fullmatch(text), REGISTERED.fullmatch(text))
    return any(marked) or is_number(text) or is_date(text) or not any(map(str.isalnum, text))


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
    if STAMP.fullmatch(text) and result.published is None:
        result.published = read_date(text)
    if is_date(text):
        result.dates.append(read_date(text) or "")
