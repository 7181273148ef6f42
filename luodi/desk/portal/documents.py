"""The library as pages show it: the list by level, one document clause by clause, and its figures."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from luodi.days.window import inside, show_day, show_window
from luodi.desk.portal.clauses import MOST_NUMBERS, Piece, cut, published_mark
from luodi.desk.portal.levels import Tie, ties
from luodi.desk.portal.library import Shelf
from luodi.desk.portal.running import COUNTED, Line, line
from luodi.policy.model import Instrument, PolicyDocument, Quote, Statement
from luodi.text.model import Clause, Document, Place, Remark

LEVELS = {"nation": "国家", "province": "省", "city": "市", "county": "县（区）"}
RULES = {
    "named": "文件写明了谁牵头",
    "several": "文件写明由几家共同牵头",
    "first": "文件规定排第一的牵头",
    "none": "文件未说明牵头",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the list. `made` counts what has been made to run, by kind; empty where nothing has yet."""

    document: Document
    short: str
    number: str | None
    region: str
    clauses: int
    made: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One clause as the page sets it, with what stands beside it. `standing_heading` is printed on a line of its own.

    `opened` is the article whose heading this first paragraph begins with: the two are printed as one.
    """

    clause: Clause
    mark: str
    depth: int
    title: bool
    standing_heading: str
    pieces: tuple[Piece, ...]
    runs: tuple[Line, ...]
    opened: Clause | None = None
    heading_pieces: tuple[Piece, ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def beside(self) -> bool:
        return bool(self.runs or self.ties or self.clause.lead or self.clause.support or self.clause.units)


def instruments_of(policy: PolicyDocument) -> tuple[Instrument, ...]:
    """What a document makes run; a statement says why nothing does and is left out."""
    return tuple(item for item in policy.instruments if not isinstance(item, Statement))


def entry(shelf: Shelf, document: Document) -> Entry:
    policy = shelf.policies[document.id]
    made = Counter(item.kind for item in instruments_of(policy))
    return Entry(document, policy.short, document.number or policy.number, policy.region, len(document.clauses), _counted(made))


def _counted(kinds: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple((words, kinds[kind]) for kind, words in COUNTED.items() if kinds[kind])


def standing(shelf: Shelf, policy: PolicyDocument, day: date) -> str:
    """Its window and how the day lies to it: 自2020年2月4日起；2020年3月10日在有效期内."""
    start = policy.during.start
    if start is None and policy.during.end is None:
        return "文件未载明日期，自何日起生效不清楚"
    held = inside(day, policy.during, shelf.program.events)
    early = start is not None and start.day is not None and day.isoformat() < start.day
    words = {"yes": "在有效期内", "no": "尚未生效" if early else "已过有效期", "unknown": "是否有效，要看事件哪天发生"}[held]
    return f"{show_window(policy.during)}；{show_day(day)}{words}"


def by_level(shelf: Shelf) -> list[tuple[str, list[Entry]]]:
    """All documents, nation first; within a level the latest first, those without a day last."""
    groups = []
    for level, name in LEVELS.items():
        members = [document for document in shelf.documents.values() if document.level == level]
        members.sort(key=lambda document: document.date or "", reverse=True)
        if members:
            groups.append((name, [entry(shelf, document) for document in members]))
    return groups


def rows(shelf: Shelf, document: Document, cited: Iterable[str] = (), at: str = "") -> list[Row]:
    """The document's clauses in order; `cited` words are marked in the clause `at`, or everywhere where that is empty."""
    made: dict[str, list[Instrument]] = {}
    for instrument in instruments_of(shelf.policies[document.id]):
        made.setdefault(_where(document, instrument.quote), []).append(instrument)
    wanted = tuple(cited)
    tied = ties(shelf, shelf.policies[document.id])
    found = []
    opened: Clause | None = None
    for clause, following in zip(document.clauses, (*document.clauses[1:], None), strict=True):
        marked = wanted if at in ("", clause.path, opened.path if opened else clause.path) else ()
        if opened is None and following is not None and clause.path not in made and _opens(clause, following):
            opened = clause
            continue
        row = _row(shelf, clause, opened, made.get(clause.path, []), marked)
        paths = dict.fromkeys((opened.path if opened else clause.path, clause.path))
        found.append(replace(row, ties=tuple(tie for path in paths for tie in tied.get(path, ()))))
        opened = None
    return found


def _where(document: Document, quote: Quote) -> str:
    """The clause in which the quoted words begin: an instrument of a whole section may quote from one of its parts."""
    under = [clause for clause in document.clauses if clause.path == quote.clause or clause.path.startswith(quote.clause + "/")]
    if len(under) < 2 or not quote.places:
        return quote.clause
    first = quote.places[0]
    holding = [clause for clause in under if any(_holds(place, first) for place in clause.places or (clause.place,))]
    return holding[-1].path if holding else quote.clause


def _holds(place: Place, first: Place) -> bool:
    return place.file == first.file and place.start <= first.start < place.end


def _opens(clause: Clause, following: Clause) -> bool:
    """Whether a clause is only the heading that its first paragraph begins with, as printed: （三十）加强…补助。对省大中型…"""
    return not clause.text and following.path == f"{clause.path}/¶1" and bool(clause.heading) and following.text.startswith(clause.heading)


def _row(shelf: Shelf, clause: Clause, opened: Clause | None, made: Sequence[Instrument], cited: Sequence[str]) -> Row:
    numbered = [(min(index, MOST_NUMBERS), instrument) for index, instrument in enumerate(made, start=1)]
    quotes: dict[int, tuple[str, ...]] = {}
    for number, instrument in numbered:
        quotes[number] = quotes.get(number, ()) + instrument.quote.words
    headed = replace(clause, heading=opened.heading) if opened else clause
    standing = "" if headed.text.startswith(headed.heading) else headed.heading
    return Row(
        clause,
        published_mark(opened or clause, shelf.texts),
        clause.path.count("/"),
        not clause.text,
        standing,
        cut(headed, quotes, cited),
        tuple(line(number, instrument) for number, instrument in numbered),
        opened,
        cut(replace(headed, heading="", text=standing), quotes, cited),
    )


def remarks_by_place(document: Document) -> list[tuple[Remark, Clause | None]]:
    """The reader's remarks, each with the clause it is about, where it lies in one."""
    return [(remark, next((clause for clause in document.clauses if _covers(clause, remark)), None)) for remark in document.remarks]


def _covers(clause: Clause, remark: Remark) -> bool:
    spans = (clause.place, *clause.places)
    return any(span.file == remark.place.file and span.start <= remark.place.start < span.end for span in spans)


@dataclass(frozen=True, slots=True)
class Figures:
    """How much the library holds, counted."""

    documents: int
    clauses: int
    encoded: int
    made: tuple[tuple[str, int], ...]
    running: int


def figures(shelf: Shelf) -> Figures:
    made = {id: instruments_of(policy) for id, policy in shelf.policies.items()}
    kinds = Counter(item.kind for items in made.values() for item in items)
    clauses = sum(len(document.clauses) for document in shelf.documents.values())
    return Figures(len(shelf.documents), clauses, sum(bool(items) for items in made.values()), _counted(kinds), kinds.total())
