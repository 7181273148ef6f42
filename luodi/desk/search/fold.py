"""A text folded for comparing: one character for one, blanks left out, and where each kept one stands."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

WIDE = range(0xFF01, 0xFF5F)
TO_NARROW = 0xFEE0
LEFT_OUT = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Folded:
    """`text[i]` is the folded form of character `kept[i]` of the original."""

    text: str
    kept: tuple[int, ...]

    def places(self, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
        """Where folded words stand, as characters [start, end) of the original; in order, those that touch run together."""
        spans = sorted(span for word in words for span in self._find(word))
        joined: list[tuple[int, int]] = []
        for start, end in spans:
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
        return tuple((self.kept[start], self.kept[end - 1] + 1) for start, end in joined)

    def _find(self, word: str) -> Iterable[tuple[int, int]]:
        start = self.text.find(word)
        while start >= 0:
            yield start, start + len(word)
            start = self.text.find(word, start + len(word))


def fold(text: str) -> Folded:
    """Letters small, full-width signs narrow, blanks and control characters left out."""
    kept = [(index, folded) for index, char in enumerate(text) if (folded := fold_character(char))]
    return Folded("".join(folded for _, folded in kept), tuple(index for index, _ in kept))


@lru_cache(maxsize=1 << 16)
def fold_character(char: str) -> str:
    """One character, or none where it is left out."""
    if unicodedata.category(char) in LEFT_OUT:
        return ""
    narrow = chr(ord(char) - TO_NARROW) if ord(char) in WIDE else char
    small = narrow.lower()
    return small if len(small) == 1 else narrow
