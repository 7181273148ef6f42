"""A document between those above and below it: beside each clause what it answers and what was made of it, and how much of it runs."""

from collections.abc import Mapping
from dataclasses import dataclass

from luodi.desk.portal.library import Shelf
from luodi.policy.cascade import above, cascade
from luodi.policy.coverage import Coverage, cover
from luodi.policy.model import Library, Link, PolicyDocument, Quote


@dataclass(frozen=True, slots=True)
class Tie:
    """One link as the page says it. `upward`: from the lower document's clause to the upper one's; else from the upper one down.

    `path` None: the lower document's own addition, which answers nothing above. `quote` are the words on the other side.
    """

    upward: bool
    relation: str
    document: str
    short: str
    path: str | None
    note: str
    quote: Quote | None


def ties(shelf: Shelf, policy: PolicyDocument) -> Mapping[str, tuple[Tie, ...]]:
    """All links of a document by the path of its own clause, those upward first."""
    library = Library(tuple(shelf.policies.values()), {}, {})
    found: dict[str, list[Tie]] = {}
    for upper, links in above(library, policy):
        for link in links:
            found.setdefault(link.lower, []).append(_tie(link, upper, upward=True))
    below = cascade(library, policy)
    for taken in (taken for article in below.articles for taken in article.taken):
        if taken.link.upper:
            found.setdefault(taken.link.upper, []).append(_tie(taken.link, taken.document, upward=False))
    return {path: tuple(lines) for path, lines in found.items()}


def coverage(shelf: Shelf, policy: PolicyDocument) -> Coverage:
    """How much of the document its instruments claim."""
    return cover(policy, shelf.texts, shelf.cases)


def _tie(link: Link, other: PolicyDocument, *, upward: bool) -> Tie:
    path, quote = (link.upper, link.upper_quote) if upward else (link.lower, link.quote)
    return Tie(upward, link.relation, other.id, other.short, path, link.note, quote)
