"""What of a document its instruments claim: every clause, and every sentence that bears a number."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from luodi.policy.model import Instrument, PolicyDocument, Quote
from luodi.text.model import Clause, Place

NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千]+(?:个月|个工作日|工作日|天|日内|年内|倍|成|人|家|次)|百分之|减半")
SENTENCE_END = "。；;！？"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a clause, where it stands, and the ids of the instruments that quote of it."""

    clause: str
    text: str
    place: Place
    claimed_by: tuple[str, ...]

    @property
    def bears_number(self) -> bool:
        return bool(NUMBER.search(self.text))


def sentences(document: PolicyDocument, texts: Mapping[str, str]) -> Iterator[Sentence]:
    """Every sentence of the document's clauses in order. `texts` holds the decoded sources by file name."""
    claims = [(place, instrument.id) for instrument in document.instruments for place in quoted_places(instrument)]
    for clause in document.text.clauses:
        # A heading alone is a sentence only where it bears a number itself: that of its mark is not one.
        if not clause.text and not NUMBER.search(clause.heading):
            continue
        for place in _sentence_places(clause, texts):
            claimed = tuple(dict.fromkeys(id for claim, id in claims if _overlap(claim, place)))
            yield Sentence(clause.path, texts[place.file][place.start : place.end].strip(), place, claimed)


def quoted_places(part: Any) -> Iterator[Place]:
    """Every place that an instrument quotes, wherever in it the quotation is."""
    if isinstance(part, Quote):
        yield from part.places
    elif isinstance(part, tuple):
        for item in part:
            yield from quoted_places(item)
    elif isinstance(part, Instrument) or (is_dataclass(part) and part.__class__.__module__ == Instrument.__module__):
        for field in fields(part):
            yield from quoted_places(getattr(part, field.name))


def unclaimed_clauses(document: PolicyDocument, texts: Mapping[str, str]) -> list[Clause]:
    """Clauses with words of their own of which no instrument quotes any."""
    claimed = {sentence.clause for sentence in sentences(document, texts) if sentence.claimed_by}
    return [clause for clause in document.text.clauses if clause.text.strip() and clause.path not in claimed]


def unclaimed_numbers(document: PolicyDocument, texts: Mapping[str, str]) -> list[Sentence]:
    """Sentences that bear a number and of which no instrument quotes any."""
    return [sentence for sentence in sentences(document, texts) if sentence.bears_number and not sentence.claimed_by]


def _sentence_places(clause: Clause, texts: Mapping[str, str]) -> Iterator[Place]:
    for place in clause.places or (clause.place,):
        text, start = texts[place.file], place.start
        for at in range(place.start, place.end):
            if text[at] in SENTENCE_END or at + 1 == place.end:
                if text[start : at + 1].strip(SENTENCE_END + " \t\r\n　"):
                    yield Place(place.file, start, at + 1)
                start = at + 1


def _overlap(one: Place, other: Place) -> bool:
    return one.file == other.file and one.start < other.end and other.start < one.end
