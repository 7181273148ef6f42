"""A clause as a page sets it: its mark, its words cut into pieces, and which pieces are quoted by what."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from luodi.text.model import Clause

MOST_NUMBERS = 24
PARAGRAPH = re.compile(r"¶\d+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that the same quotations cover: their numbers within the clause, and whether the visitor came for it."""

    text: str
    numbers: tuple[int, ...] = ()
    cited: bool = False
    heading: bool = False

    @property
    def classes(self) -> str:
        return " ".join([*(f"q{number}" for number in self.numbers), *(["head"] if self.heading else [])])


def find(text: str, words: str) -> list[tuple[int, int]]:
    """Where `words` stand in `text`, blanks in either not counting; characters [start, end)."""
    bare = "".join(words.split())
    if not bare:
        return []
    kept = [index for index, char in enumerate(text) if not char.isspace()]
    squeezed = "".join(text[index] for index in kept)
    found, start = [], squeezed.find(bare)
    while start >= 0:
        found.append((kept[start], kept[start + len(bare) - 1] + 1))
        start = squeezed.find(bare, start + len(bare))
    return found


def cut(clause: Clause, quotes: Mapping[int, Iterable[str]], cited: Iterable[str] = ()) -> tuple[Piece, ...]:
    """The clause's text cut wherever a quotation, a cited span or the run-in heading begins or ends."""
    text = clause.text
    spans = [(start, end, number) for number, words in quotes.items() for phrase in words for start, end in find(text, phrase)[:1]]
    wanted = [span for phrase in cited for span in find(text, phrase)]
    head = len(clause.heading) if clause.heading and text.startswith(clause.heading) else 0
    edges = sorted(
        {0, len(text), head, *(edge for start, end, _ in spans for edge in (start, end)), *(edge for span in wanted for edge in span)}
    )
    return tuple(
        Piece(
            text[start:end],
            tuple(sorted({number for first, last, number in spans if first <= start and end <= last})),
            any(first <= start and end <= last for first, last in wanted),
            end <= head,
        )
        for start, end in zip(edges, edges[1:], strict=False)
    )


def published_mark(clause: Clause, texts: Mapping[str, str]) -> str:
    """The clause's mark as it is printed (“（十一）”, “6.”); empty where a paragraph bears none."""
    last = clause.path.rsplit("/", 1)[-1]
    if PARAGRAPH.fullmatch(last) or last in ("前言", "结尾", "注"):
        return ""
    printed = texts.get(clause.place.file, "")[clause.place.start : clause.place.end].lstrip()
    words = (clause.heading or clause.text)[:4]
    mark = printed[: printed.find(words)].strip() if words and words in printed[:16] else ""
    return mark or last
