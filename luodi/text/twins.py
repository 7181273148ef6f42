"""The same text standing in several places: copies are found by the sentences they share, whatever headings were lost."""

import re
from collections import Counter
from dataclasses import replace

from luodi.text.block import squeeze
from luodi.text.model import Document, Place

SENTENCE = re.compile(r"[^。；;！？：:]+")
SHORTEST = 10
FRAMES = re.compile(r"[（(〔［][^（）()]{0,400}(?:责任|牵头|负责|配合)[^（）()]{0,400}[）)〕］]")
SAME = 80
FEWEST = 3


def join_copies(documents: list[Document]) -> tuple[Document, ...]:
    """Documents each once, in order; one whose sentences (80 of 100) stand in a fuller one becomes that one's copy."""
    prints = [_sentences(document) for document in documents]
    owners = _owners(prints, documents)
    copies: dict[int, list[Place]] = {}
    twins: set[int] = set()
    for index in range(len(documents)):
        twin = _twin(index, prints, owners, documents)
        if twin is not None:
            twins.add(index)
            copies.setdefault(twin, []).append(documents[index].source)
    return tuple(
        replace(document, copies=document.copies + tuple(copies[index])) if index in copies else document
        for index, document in enumerate(documents)
        if index not in twins
    )


def _sentences(document: Document) -> frozenset[int]:
    """Hashes of the sentences of the document's clauses, unit lists and blanks left out."""
    found: set[int] = set()
    for clause in document.clauses:
        words = SENTENCE.findall(squeeze(FRAMES.sub("", clause.text)))
        found.update(hash(sentence) for sentence in words if len(sentence) >= SHORTEST)
    return frozenset(found)


def _owners(prints: list[frozenset[int]], documents: list[Document]) -> dict[int, int]:
    """Which document owns each sentence: the fullest one that has it, the first of equals."""
    order = sorted(range(len(prints)), key=lambda index: (_fullness(documents[index]), -index), reverse=True)
    owners: dict[int, int] = {}
    for index in order:
        for sentence in prints[index]:
            owners.setdefault(sentence, index)
    return owners


def _fullness(document: Document) -> tuple[bool, int]:
    return bool(document.title), len(document.clauses)


def _twin(index: int, prints: list[frozenset[int]], owners: dict[int, int], documents: list[Document]) -> int | None:
    mine = prints[index]
    if len(mine) < FEWEST:
        return None
    owner, shared = Counter(owners[sentence] for sentence in mine).most_common(1)[0]
    if owner == index or shared * 100 < len(mine) * SAME:
        return None
    here, there = documents[index], documents[owner]
    same_title = not here.title or squeeze(here.title) == squeeze(there.title)
    return owner if same_title and (not here.date or not there.date or here.date == there.date) else None
