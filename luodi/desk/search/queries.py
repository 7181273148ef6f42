"""All that reads the index: the clauses that hold all the words of a query and pass the filters, a page at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from django.db.models import Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan, LessThan

from luodi.desk.search.bits import Bits, both, decode, ranks
from luodi.desk.search.entries import mark
from luodi.desk.search.errors import NoIndexError
from luodi.desk.search.fold import fold
from luodi.desk.search.models import Edition, Entry, Field, Posting
from luodi.desk.search.words import needed, read_words

FORMAT = 1
ONLY = 1
PAGE = 20
MOST = 1_000
AT_ONCE = MOST + 1
# Candidates that stand so close (one in so many) are read faster as one run of rows than row by row.
CLOSE = 8


@dataclass(frozen=True, slots=True)
class Filters:
    """Each left empty lets everything pass. `region` is a six-digit code and stands for all that lies in it; `unit` is a name as printed;
    `since` and `until` are both included, and a document that bears no day passes neither."""

    level: str = ""
    region: str = ""
    unit: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None


EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that was found. Places are characters [start, end) of `heading` and of `text`, for marking."""

    document: str
    path: str
    heading: str
    text: str
    level: str
    region: str
    date: date | None
    in_heading: tuple[tuple[int, int], ...]
    in_text: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found. `count` is exact up to MOST; `more` says that there are more than that, which no page shows."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    count: int
    more: bool
    page: int
    pages: int

    @property
    def counted(self) -> str:
        return f"{MOST}+" if self.more else str(self.count)


@dataclass(frozen=True, slots=True)
class Choices:
    """What of the index can be filtered by, the most frequent first."""

    levels: tuple[str, ...]
    units: tuple[str, ...]
    kinds: tuple[str, ...]


def stamp(fingerprint: str) -> str:
    """What an index of this shape over a library of that fingerprint is known by."""
    return f"{FORMAT}-{fingerprint}"


def is_current(fingerprint: str) -> bool:
    """Whether the library of that fingerprint is what is indexed."""
    return Edition.objects.filter(id=ONLY, fingerprint=stamp(fingerprint)).exists()


def choices() -> Choices:
    """NoIndexError where nothing has been indexed yet."""
    edition = Edition.objects.filter(id=ONLY).first()
    if edition is None:
        raise NoIndexError("查找用的索引还没有建。", "请用 luodi serve 开网站，或先运行 python manage.py index_clauses。")
    return Choices(tuple(edition.levels), tuple(edition.units), tuple(edition.kinds))


def search(query: str, filters: Filters = EVERYTHING, page: int = 1) -> Found:
    """The clauses whose heading holds every word come first, then those that hold them anywhere; within each by `Entry.rank`.

    No words and no filter find nothing. A page below or above those there are is the first or the last.
    QueryRefusedError where the query is too long.
    """
    words = read_words(query)
    if not words and (query.strip() or filters == EVERYTHING):
        return Found(words, (), 0, False, 1, 1)
    found = list(islice(_ordered(words, filters), MOST + 1))
    count = min(len(found), MOST)
    pages = max(1, -(-count // PAGE))
    shown = min(max(page, 1), pages)
    hits = _hits(found[:MOST][(shown - 1) * PAGE : shown * PAGE], words)
    return Found(words, hits, count, len(found) > MOST, shown, pages)


def _ordered(words: tuple[str, ...], filters: Filters) -> Iterator[int]:
    """Ranks of all clauses found, in the order in which they are shown."""
    passing = list(_passing(filters))
    if not words:
        yield from ranks(_all(passing))
        return
    grams = needed(words)
    heading, anywhere = _all([_every(Field.HEADING, grams), *passing]), _all([_every(Field.ANYWHERE, grams), *passing])
    if all(len(word) <= 2 for word in words):
        others = {block: bits & ~heading.get(block, 0) for block, bits in anywhere.items()}
        yield from chain(ranks(heading), ranks(others))
        return
    first = []
    for rank in _holding(ranks(heading), words, heading_only=True):
        first.append(rank)
        yield rank
    shown = frozenset(first)
    yield from _holding((rank for rank in ranks(anywhere) if rank not in shown), words, heading_only=False)


def _passing(filters: Filters) -> Iterator[Bits]:
    """For each filter that is set, what passes it."""
    for field, gram in (
        (Field.LEVEL, filters.level),
        (Field.REGION, filters.region),
        (Field.UNIT, filters.unit),
        (Field.KIND, filters.kind),
    ):
        if gram:
            yield _every(field, {mark(gram)})
    if filters.since or filters.until:
        yield _between(filters.since or date.min, filters.until or date.max)


def _every(field: Field, grams: set[str]) -> Bits:
    """The clauses that have all these grams."""
    found: dict[int, list[int]] = {}
    for block, packed in Posting.objects.filter(field=field, gram__in=grams).values_list("block", "packed"):
        found.setdefault(block, []).append(decode(bytes(packed)))
    return {block: _meet(lists) for block, lists in found.items() if len(lists) == len(grams)}


def _meet(lists: Iterable[int]) -> int:
    bits = -1
    for other in lists:
        bits &= other
    return bits


def _between(since: date, until: date) -> Bits:
    """The clauses of documents of these days, both included."""
    found: Bits = {}
    days = Posting.objects.filter(field=Field.DAY, gram__range=(since.isoformat(), until.isoformat()))
    for block, packed in days.values_list("block", "packed"):
        found[block] = found.get(block, 0) | decode(bytes(packed))
    return found


def _all(sets: list[Bits]) -> Bits:
    found = sets[0]
    for other in sets[1:]:
        found = both(found, other)
    return found


def _holding(candidates: Iterator[int], words: tuple[str, ...], *, heading_only: bool) -> Iterator[int]:
    """Those of the candidates that truly hold every word in one piece: pairs alone cannot tell that they stand in a row."""
    entries = Entry.objects.order_by()
    for word in words:
        first = StrIndex("folded", Value(word))
        entries = entries.filter(GreaterThan(first, 0))
        if heading_only:
            entries = entries.filter(LessThan(first, StrIndex("folded", Value("\n"))))
    for chunk in iter(lambda: list(islice(candidates, AT_ONCE)), []):
        close = chunk[-1] - chunk[0] < CLOSE * len(chunk)
        some = entries.filter(rank__range=(chunk[0], chunk[-1])) if close else entries.filter(rank__in=chunk)
        held = set(some.values_list("rank", flat=True))
        yield from (rank for rank in chunk if rank in held)


def _hits(shown: list[int], words: tuple[str, ...]) -> tuple[Hit, ...]:
    entries = Entry.objects.in_bulk(shown)
    return tuple(_hit(entries[rank], words) for rank in shown if rank in entries)


def _hit(entry: Entry, words: tuple[str, ...]) -> Hit:
    heading, text = fold(entry.heading).places(words), fold(entry.text).places(words)
    return Hit(entry.document, entry.path, entry.heading, entry.text, entry.level, entry.region, entry.date, heading, text)
