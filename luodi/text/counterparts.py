"""Articles of two documents that speak of the same matter: proposed by the words they share, their headings and their order."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from luodi.text.model import Document

ASIDE = ("前言", "通知", "结尾", "注")
TEXT, HEADING, ORDER = 0.55, 0.35, 0.1
LEAST = 0.13


@dataclass(frozen=True, slots=True)
class Article:
    """The smallest numbered part of a document, its paragraphs together."""

    path: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Counterpart:
    """An article of the upper document and the article of the lower one nearest to it; `score` from 0 to 1."""

    upper: str
    lower: str
    score: float


def articles(document: Document) -> tuple[Article, ...]:
    """The numbered parts that bear words of their own, in order."""
    found: dict[str, tuple[str, list[str]]] = {}
    for clause in document.clauses:
        path = "/".join(part for part in clause.path.split("/") if not part.startswith("¶"))
        if path and path.split("/")[0] not in ASIDE and clause.text.strip():
            found.setdefault(path, (clause.heading, []))[1].append(clause.text)
    return tuple(Article(path, heading, "".join(texts)) for path, (heading, texts) in found.items())


def counterparts(upper: Document, lower: Document) -> tuple[Counterpart, ...]:
    """One article to one, the most alike first taken; in the order of the upper document. What is alike to nothing is left out."""
    ones, others = articles(upper), articles(lower)
    words = _weighted([article.text for article in (*ones, *others)])
    heads = _weighted([article.heading for article in (*ones, *others)])
    count = len(ones)
    pairs = sorted(
        (
            (_score(words[i], words[count + j], heads[i], heads[count + j], i / max(1, count - 1), j / max(1, len(others) - 1)), i, j)
            for i in range(count)
            for j in range(len(others))
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    return tuple(
        Counterpart(ones[i].path, others[j].path, round(score, 3))
        for score, i, j in sorted(_one_to_one(pairs), key=lambda pair: pair[1])
        if score >= LEAST
    )


def _one_to_one(pairs: Sequence[tuple[float, int, int]]) -> Iterator[tuple[float, int, int]]:
    ones, others = set(), set()
    for pair in pairs:
        if pair[1] not in ones and pair[2] not in others:
            ones.add(pair[1])
            others.add(pair[2])
            yield pair


def _score(
    one: Mapping[str, float],
    other: Mapping[str, float],
    head: Mapping[str, float],
    other_head: Mapping[str, float],
    at: float,
    there: float,
) -> float:
    return TEXT * _cosine(one, other) + HEADING * _cosine(head, other_head) + ORDER * (1 - abs(at - there))


def _weighted(texts: Sequence[str]) -> list[dict[str, float]]:
    """Pairs of neighbouring letters, each weighing the more the fewer texts have it."""
    counts = [Counter(letters[at : at + 2] for letters in (_letters(text),) for at in range(len(letters) - 1)) for text in texts]
    owners = Counter(pair for count in counts for pair in count)
    return [{pair: (1 + log(number)) * log(1 + len(texts) / owners[pair]) for pair, number in count.items()} for count in counts]


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    shared = sum(weight * other[pair] for pair, weight in one.items() if pair in other)
    lengths = sqrt(sum(weight * weight for weight in one.values())) * sqrt(sum(weight * weight for weight in other.values()))
    return shared / lengths if lengths else 0.0
