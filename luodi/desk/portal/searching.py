"""The search page: what was asked for, read from its address; what was found, cut and marked; and the pages before and after."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

from luodi.desk.portal.clauses import Piece
from luodi.desk.portal.documents import LEVELS, Entry, entry
from luodi.desk.portal.library import Shelf
from luodi.desk.portal.running import KINDS
from luodi.desk.search.errors import QueryRefusedError
from luodi.desk.search.fold import fold
from luodi.desk.search.queries import EVERYTHING, Choices, Filters, Found, Hit, search
from luodi.places.errors import PlaceError

MOST_TYPED = 60
Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The form as it was filled in; empty where nothing was."""

    q: str = ""
    level: str = ""
    region: str = ""
    unit: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""

    @property
    def narrowed(self) -> bool:
        return replace(self, q="") != Asked()

    @property
    def limits(self) -> tuple[str, ...]:
        """What narrows the search, in words."""
        days = (f"{self.since}起" if self.since else "", f"{self.until}止" if self.until else "")
        said = (LEVELS.get(self.level, self.level), KINDS.get(self.kind, self.kind), self.region, self.unit, *days)
        return tuple(words for words in said if words)

    def address(self, page: int) -> str:
        """The same question's page of that number."""
        filled = {field.name: getattr(self, field.name) for field in fields(self) if getattr(self, field.name)}
        return f"?{urlencode(filled | ({'page': page} if page > 1 else {}))}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A clause that was found. `heading` is there where the text does not begin with it; `words` are its own words that were meant."""

    document: str
    short: str
    path: str
    heading: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of what was found, and documents whose title holds all the words (on the first page, where nothing narrows the search)."""

    found: Found
    hits: tuple[Shown, ...]
    titles: tuple[Entry, ...]
    before: str
    after: str


class FormRefusedError(ValueError):
    """What of the form cannot be searched for: `wrong` gives a message for each field, by its name."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__("；".join(wrong.values()))
        self.wrong = wrong


def asked_for(address: Mapping[str, str]) -> Asked:
    """What an address asks for. Of a query only its beginning is kept, one character more than can be searched for."""
    typed = {field.name: " ".join(address.get(field.name, "").split())[: MOST_TYPED + 1] for field in fields(Asked)}
    return Asked(**typed)


def answer(shelf: Shelf, asked: Asked, page: int) -> Answer:
    """FormRefusedError where a field cannot be read."""
    by = _filters(shelf, asked)
    try:
        found = search(asked.q, by, page)
    except QueryRefusedError as refused:
        raise FormRefusedError({"q": str(refused)}) from None
    return Answer(
        found,
        tuple(_shown(shelf, hit) for hit in found.hits if hit.document in shelf.documents),
        _titles(shelf, found.words) if by == EVERYTHING and found.page == 1 else (),
        asked.address(found.page - 1) if found.page > 1 else "",
        asked.address(found.page + 1) if found.page < found.pages else "",
    )


def offered(choices: Choices) -> dict[str, object]:
    """What can be chosen from, with the words for it."""
    return {
        "levels": [(level, words) for level, words in LEVELS.items() if level in choices.levels],
        "kinds": [(kind, words) for kind, words in KINDS.items() if kind in choices.kinds],
        "units": choices.units,
    }


def _filters(shelf: Shelf, asked: Asked) -> Filters:
    wrong: dict[str, str] = {}
    region = ""
    try:
        region = shelf.regions.code(asked.region) if asked.region else ""
    except PlaceError as error:
        wrong["region"] = f"{error.found}。{error.hint}"
    days: dict[str, date | None] = {}
    for name in ("since", "until"):
        typed = getattr(asked, name)
        try:
            days[name] = date.fromisoformat(typed) if typed else None
        except ValueError:
            wrong[name] = "请填一个日期，例如 2020-03-10。"
    if wrong:
        raise FormRefusedError(wrong)
    return Filters(asked.level, region, asked.unit, asked.kind, **days)


def _titles(shelf: Shelf, words: tuple[str, ...]) -> tuple[Entry, ...]:
    titled = (document for document in shelf.documents.values() if words and all(word in fold(document.title).text for word in words))
    return tuple(entry(shelf, document) for document in titled)


def _shown(shelf: Shelf, hit: Hit) -> Shown:
    own = not hit.text.startswith(hit.heading)
    marked = [hit.heading[start:end] for start, end in hit.in_heading] + [hit.text[start:end] for start, end in hit.in_text]
    return Shown(
        hit.document,
        shelf.short(hit.document),
        hit.path,
        _cut(hit.heading, hit.in_heading) if own else (),
        _around(_cut(hit.text, hit.in_text)),
        tuple(dict.fromkeys(marked)),
    )


def _cut(text: str, places: Places) -> tuple[Piece, ...]:
    """The text in pieces, those in `places` marked."""
    pieces, last = [], 0
    for start, end in places:
        pieces += [Piece(text[last:start]), Piece(text[start:end], cited=True)]
        last = end
    return tuple(piece for piece in (*pieces, Piece(text[last:])) if piece.text)


def _around(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces of a hit, with what lies far from every hit cut to an ellipsis."""
    return tuple(_shortened(piece, index == 0, index == len(pieces) - 1) for index, piece in enumerate(pieces))


def _shortened(piece: Piece, first: bool, last: bool) -> Piece:
    if piece.cited or len(piece.text) <= 60:
        return piece
    if last:
        return Piece(f"{piece.text[:40]}…")
    return Piece(f"…{piece.text[-30:]}" if first else f"{piece.text[:28]}…{piece.text[-28:]}")
