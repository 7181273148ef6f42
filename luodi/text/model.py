"""What reading yields: documents, the clauses they consist of, and remarks where the reader is unsure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: characters [start, end) of the decoded file `file` (its name, without folders)."""

    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Remark:
    """A doubt of the reader, for a person to settle. Reading never fails; it remarks."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered provision, or one paragraph where the document numbers none.

    `path` cites it as the document would: 二/6, 四/（十一）, 五/（三十）/¶2, 前言/¶1, 结尾/¶2, 注/1.
    `text` is the clause's own words without its mark; it begins with the heading where the heading is run in, and holds
    nothing of its sub-clauses, which follow as clauses of their own. A clause with sub-clauses may have no text.
    `places` lists every span the text was put together from (usually one): joined, they are the text. `place` covers the mark
    and the text, or as much of it as stands together.
    `lead` and `support` are the units verbatim; a clause inherits the units printed at the end of its article.
    `unit_rule` says how the lead is known: named, several, first, none (units listed, lead unknown) or absent (no units).
    """

    path: str
    heading: str
    text: str
    place: Place
    places: tuple[Place, ...] = ()
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    unit_rule: str = "absent"


@dataclass(frozen=True, slots=True)
class Document:
    """One policy document as read. `source` covers it in its file; `copies` are the same text standing elsewhere.

    `matter` is what belongs to it but to no clause: title, number, addressees, signature, day, publicity line, page labels.
    """

    id: str
    title: str
    number: str | None
    issuers: tuple[str, ...]
    date: str | None
    level: str
    addressees: tuple[str, ...]
    source: Place
    clauses: tuple[Clause, ...]
    remarks: tuple[Remark, ...] = ()
    inner_title: str | None = None
    unit_rule: str = "absent"
    copies: tuple[Place, ...] = ()
    published: str | None = None
    matter: tuple[Place, ...] = ()
