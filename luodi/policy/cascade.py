"""An upper document and those below it: what was carried out where, what nobody took up, what a lower text demands or gives beyond."""

from dataclasses import dataclass

from luodi.policy.model import Library, Link, PolicyDocument
from luodi.text.counterparts import Counterpart, articles, counterparts

WHOLE = {"落实", "转发"}
# Whoever gives more or less, or demands more, answers the whole, unless it says itself that another sentence is left out.
CHANGED = {"提高", "收窄", "加码"}


@dataclass(frozen=True, slots=True)
class Taken:
    """What one lower document makes of one upper clause."""

    document: PolicyDocument
    link: Link


@dataclass(frozen=True, slots=True)
class Upward:
    """One article of the upper document with what was made of it below; `partly`: no document answers the whole."""

    path: str
    heading: str
    taken: tuple[Taken, ...]

    @property
    def partly(self) -> bool:
        made: dict[str, set[str]] = {}
        for taken in self.taken:
            made.setdefault(taken.document.id, set()).add(taken.link.relation)
        return bool(made) and not any(_whole(relations) for relations in made.values())


@dataclass(frozen=True, slots=True)
class Cascade:
    """The upper document article by article, and the lower documents' own additions. `lowers` are those that say what they carry out."""

    upper: PolicyDocument
    lowers: tuple[PolicyDocument, ...]
    articles: tuple[Upward, ...]
    own: tuple[Taken, ...]

    @property
    def untaken(self) -> tuple[Upward, ...]:
        return tuple(article for article in self.articles if not article.taken)

    def of_relation(self, *relations: str) -> tuple[Taken, ...]:
        """All links of these relations, in the upper document's order, its lower documents' own additions last."""
        met = [taken for article in self.articles for taken in article.taken] + list(self.own)
        return tuple(taken for taken in met if taken.link.relation in relations)


def cascade(library: Library, upper: PolicyDocument, lower: PolicyDocument | None = None) -> Cascade:
    """What the documents below (or one of them) make of `upper`, by their confirmed links."""
    pairs = [
        (document, carrying)
        for document in library.documents
        for carrying in document.carries
        if carrying.upper == upper.id and lower in (None, document)
    ]
    links = [Taken(document, link) for document, carrying in pairs for link in carrying.links]
    told = tuple(
        Upward(article.path, article.heading, tuple(taken for taken in links if _within(taken.link.upper, article.path)))
        for article in articles(upper.text)
    )
    own = tuple(taken for taken in links if taken.link.upper is None)
    return Cascade(upper, tuple(document for document, _ in pairs), told, own)


def above(library: Library, document: PolicyDocument) -> tuple[tuple[PolicyDocument, tuple[Link, ...]], ...]:
    """The documents that this one carries out, with the links."""
    by_id = {other.id: other for other in library.documents}
    return tuple((by_id[carrying.upper], carrying.links) for carrying in document.carries)


def proposals(upper: PolicyDocument, lower: PolicyDocument) -> tuple[Counterpart, ...]:
    """Which article answers which, by likeness: for a person to confirm in document.yaml."""
    return counterparts(upper.text, lower.text)


def _whole(relations: set[str]) -> bool:
    """Whether one document, by all it says of an article, answers all of it."""
    return bool(relations & WHOLE) or bool(relations & CHANGED) and "部分落实" not in relations


def _within(path: str | None, article: str) -> bool:
    """Whether a clause is the article or a part of it."""
    return path is not None and (path == article or path.startswith(article + "/"))
