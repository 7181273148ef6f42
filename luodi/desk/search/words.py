"""A query as words: separated by blanks, each an exact run of characters; straight quotes hold several together."""

import re
from collections.abc import Iterable
from itertools import pairwise

from luodi.desk.search.errors import QueryRefusedError
from luodi.desk.search.fold import fold

MOST_CHARACTERS = 60
WORD = re.compile(r'["＂]([^"＂]+)["＂](?=\s|$)|(\S+)')


def read_words(query: str) -> tuple[str, ...]:
    """The folded words of a query, each once. QueryRefusedError where it is longer than MOST_CHARACTERS; nothing else is an error."""
    if len(query.strip()) > MOST_CHARACTERS:
        raise QueryRefusedError(f"要找的话太长了，最多 {MOST_CHARACTERS} 个字。", "请只留关键的几个词，用空格隔开。")
    words = (fold(match[1] or match[2]).text for match in WORD.finditer(query))
    return tuple(dict.fromkeys(word for word in words if word))


def grams(text: str) -> set[str]:
    """All characters of a folded text, and all pairs of neighbours."""
    return {*text, *(one + other for one, other in pairwise(text))}


def needed(words: Iterable[str]) -> set[str]:
    """The fewest grams that a text with these words has: its pairs, or a single character by itself.

    They are enough for words of one and two characters; of longer ones they only show where to look.
    """
    return {gram for word in words for gram in (map("".join, pairwise(word)) if len(word) > 1 else word)}
