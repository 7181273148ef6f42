"""Blocks: paragraphs of a source as runs of characters that know where they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

BLANK = " \t\u3000\xa0\u200b\u200c\u200d\ufeff\u2002\u2003\u2009\u202f"
LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
ZERO_WIDTH = "\u200b\u200c\u200d\ufeff"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph. `text` is the concatenation of the source's characters in `spans`, whitespace at the ends removed."""

    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


def blocks_of(text: str) -> list[Block]:
    """One block a line, blank lines left out."""
    return list(_lines(text))


def _lines(text: str) -> Iterator[Block]:
    for match in LINE.finditer(text):
        line = match.group()
        words = line.strip(BLANK).strip()
        if words:
            start = match.start() + line.index(words)
            yield Block(words, ((start, start + len(words)),))


def part(block: Block, start: int, end: int | None = None) -> Block | None:
    """The block's characters [start, end) as a block of their own, ends stripped; None where nothing is left."""
    words = block.text[start:end]
    if not words.strip(BLANK):
        return None
    start += len(words) - len(words.lstrip(BLANK))
    words = words.strip(BLANK)
    return Block(words, spans_of(block, start, start + len(words)))


def spans_of(block: Block, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Where the block's characters [start, end) stand in the source."""
    if len(block.spans) == 1:
        origin = block.spans[0][0]
        return ((origin + start, origin + end),)
    found, passed = [], 0
    for first, last in block.spans:
        low, high = max(start - passed, 0), min(end - passed, last - first)
        if low < high:
            found.append((first + low, first + high))
        passed += last - first
    return tuple(found)


def join(blocks: list[Block]) -> Block:
    """Blocks run together without a blank between them."""
    return Block("".join(block.text for block in blocks), tuple(span for block in blocks for span in block.spans))


def squeeze(text: str) -> str:
    """The text without any blank, for comparing."""
    words = "".join(text.split())
    for sign in ZERO_WIDTH:
        if sign in words:
            words = words.replace(sign, "")
    return words
