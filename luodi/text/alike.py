"""Documents that repeat one another: the same text, an excerpt, an older version, told by the runs of characters they share."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from luodi.text.model import Document

Kind = Literal["same", "excerpt", "version", "none"]
Which = Literal["one", "other", ""]

RUN = 8
SAME = 950
CONTAINED = 800
VERSION = 400
MOST_OWNERS = 50
ONE_IN = 8
FIGURE = re.compile(r"\d+(?:\.\d+)?[%％‰]?")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How one document stands to the other. Shares count runs of RUN characters, in thousandths, without blanks and signs.

    same: the same words and figures; excerpt: `lesser` is a part of the other; version: much is the same and something was changed,
    `lesser` is the older one by the days they bear, empty where those do not tell; none: what they share may be chance or custom.
    """

    kind: Kind
    one_in_other: int
    other_in_one: int
    lesser: Which = ""


@dataclass(frozen=True, slots=True)
class Library:
    """Documents held by one in ONE_IN of their runs: `owners` gives the first MOST_OWNERS documents that have a run."""

    documents: tuple[Document, ...]
    owners: Mapping[int, tuple[int, ...]]


def alike(one: Document, other: Document) -> Likeness:
    """How two documents stand to each other; the work grows with the sum of their lengths."""
    mine, theirs = runs(one), runs(other)
    shared = len(mine & theirs)
    inward, outward = shared * 1000 // max(1, len(mine)), shared * 1000 // max(1, len(theirs))
    kind = _kind(one, other, inward, outward)
    lesser: Which = ""
    if kind == "excerpt":
        lesser = "one" if inward >= outward else "other"
    elif kind == "version" and one.date and other.date and one.date != other.date:
        lesser = "one" if one.date < other.date else "other"
    return Likeness(kind, inward, outward, lesser)


def _kind(one: Document, other: Document, inward: int, outward: int) -> Kind:
    low, high = sorted((inward, outward))
    if low >= SAME:
        return "same" if _figures(one) == _figures(other) else "version"
    revised = bool(one.date and other.date and one.date != other.date)
    if low >= VERSION and (revised or high < CONTAINED):
        return "version"
    return "excerpt" if high >= CONTAINED else "none"


def library(documents: Iterable[Document]) -> Library:
    """Documents made ready for `repeated`; the work grows with the sum of their lengths."""
    held = tuple(documents)
    owners: dict[int, tuple[int, ...]] = {}
    for index, document in enumerate(held):
        for run in _sample(document):
            known = owners.get(run, ())
            if len(known) < MOST_OWNERS:
                owners[run] = (*known, index)
    return Library(held, owners)


def repeated(document: Document, held: Library) -> list[tuple[Document, Likeness]]:
    """The documents of a library that this one repeats or that repeat it (itself left out), the most alike first.

    Only those are compared that share enough of the sampled runs; of more than MOST_OWNERS reprints the first ones are found.
    """
    mine = _sample(document)
    shared = Counter(index for run in mine for index in held.owners.get(run, ()))
    likely = (held.documents[index] for index, count in shared.items() if count * 4000 >= VERSION * len(mine) or count >= RUN)
    found = [(other, alike(document, other)) for other in likely if other is not document]
    kept = [(other, likeness) for other, likeness in found if likeness.kind != "none"]
    return sorted(kept, key=lambda pair: (-max(pair[1].one_in_other, pair[1].other_in_one), pair[0].id))


def runs(document: Document) -> frozenset[str]:
    """All runs of RUN letters, digits and Han characters of the clauses; of a shorter text the text itself."""
    words = _words(document)
    return frozenset(words[start : start + RUN] for start in range(max(1, len(words) - RUN + 1)) if words)


def _sample(document: Document) -> set[int]:
    """Hashes of the runs that begin with one character in ONE_IN: which ones depends on the words alone, not on their place."""
    return {hash(run) for run in runs(document) if ord(run[0]) % ONE_IN == 0}


def _words(document: Document) -> str:
    """Headings and texts in order; marks and numbers of clauses are no part of either."""
    parts = (clause.text if clause.text.startswith(clause.heading) else clause.heading + clause.text for clause in document.clauses)
    return "".join(char for part in parts for char in part if char.isalnum())


def _figures(document: Document) -> Counter[str]:
    return Counter(figure for clause in document.clauses for figure in FIGURE.findall(clause.text))
