"""The library's clauses as entries of the index, in the order in which answers list them."""

from collections.abc import Iterable, Iterator
from datetime import date

from luodi.desk.search.fold import fold
from luodi.desk.search.models import Entry, Field
from luodi.desk.search.words import grams
from luodi.places.regions import COUNTRY, Regions
from luodi.policy.model import Instrument, PolicyDocument, Statement
from luodi.text.model import Clause

LEVELS = ("nation", "province", "city", "county")
MOST_MARK = 200


def entries(documents: Iterable[PolicyDocument], regions: Regions) -> Iterator[Entry]:
    """By level, nation first; within a level the latest document first, those without a day last; then clauses as printed."""
    rank = 0
    for policy in sorted(documents, key=_order):
        region = regions.code(policy.region)
        made = _made(policy)
        for clause in policy.text.clauses:
            yield _entry(rank, policy, clause, region, made.get(clause.path, ()))
            rank += 1


def marks(entry: Entry, regions: Regions) -> Iterator[tuple[Field, str]]:
    """Everything an entry is found by."""
    heading, _, text = entry.folded.partition("\n")
    in_heading = grams(heading)
    yield from ((Field.HEADING, gram) for gram in in_heading)
    yield from ((Field.ANYWHERE, gram) for gram in in_heading | grams(text))
    yield Field.LEVEL, entry.level
    yield from ((Field.REGION, code) for code in containing(entry.region, regions))
    yield from {(Field.UNIT, mark(unit)) for unit in entry.units}
    yield from ((Field.KIND, kind) for kind in entry.kinds)
    if entry.date:
        yield Field.DAY, entry.date.isoformat()


def mark(words: str) -> str:
    """A unit's name, or what else is filtered by, as the index holds it."""
    return fold(words).text[:MOST_MARK]


def containing(code: str, regions: Regions) -> set[str]:
    """The codes of a place and of all it lies in; a municipality is also the only prefecture it has."""
    wider = {COUNTRY, f"{code[:2]}0000", f"{code[:4]}00", code}
    return wider | {prefecture for prefecture, whole in regions.sole.items() if whole in wider}


def _order(policy: PolicyDocument) -> tuple[int, int, str]:
    text = policy.text
    level = LEVELS.index(text.level) if text.level in LEVELS else len(LEVELS)
    return level, -date.fromisoformat(text.date).toordinal() if text.date else 0, text.id


def _made(policy: PolicyDocument) -> dict[str, list[Instrument]]:
    made: dict[str, list[Instrument]] = {}
    for instrument in policy.instruments:
        if not isinstance(instrument, Statement):
            made.setdefault(instrument.quote.clause, []).append(instrument)
    return made


def _entry(rank: int, policy: PolicyDocument, clause: Clause, region: str, made: Iterable[Instrument]) -> Entry:
    units = dict.fromkeys(unit for part in (clause, *made) for unit in (*part.lead, *part.support, *part.units))
    return Entry(
        rank=rank,
        document=policy.id,
        path=clause.path,
        heading=_storable(clause.heading),
        text=_storable(clause.text),
        folded=f"{fold(clause.heading).text}\n{fold(clause.text).text}",
        level=policy.text.level,
        region=region,
        date=date.fromisoformat(policy.text.date) if policy.text.date else None,
        units=list(units),
        kinds=sorted({instrument.kind for instrument in made}),
    )


def _storable(text: str) -> str:
    """PostgreSQL holds no zero character; a blank keeps every place where it was."""
    return text.replace("\0", " ")
