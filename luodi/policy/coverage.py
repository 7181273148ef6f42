"""What of a document its instruments claim: every clause, every sentence that bears a number, every benefit with its cases."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from luodi.policy.cases import Case
from luodi.policy.model import Benefit, Checklist, Duty, Instrument, PolicyDocument, Quote, Service, Statement
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


@dataclass(frozen=True, slots=True)
class Coverage:
    """One document held against its text. `kinds` counts instruments by kind; `gives` and `forces` count benefits.

    `lines` are checklist lines, `limits` limits of services, `last_days` delays whose new last day is said, `timed` duties and checklist
    lines with a day or a rhythm.
    """

    document: PolicyDocument
    running: tuple[Clause, ...]
    stated: tuple[Clause, ...]
    unclaimed: tuple[Clause, ...]
    numbers: tuple[Sentence, ...]
    with_cases: tuple[str, ...]
    without_cases: tuple[str, ...]
    kinds: Mapping[str, int]
    gives: Mapping[str, int]
    forces: Mapping[str, int]
    lines: int
    limits: int
    last_days: int
    timed: int

    @property
    def unclaimed_numbers(self) -> tuple[Sentence, ...]:
        return tuple(sentence for sentence in self.numbers if not sentence.claimed_by)


def cover(document: PolicyDocument, texts: Mapping[str, str], cases: Iterable[Case]) -> Coverage:
    """What the document's instruments claim of it. `texts` holds the decoded sources by file name."""
    told = tuple(sentences(document, texts))
    states = {instrument.id for instrument in document.instruments if isinstance(instrument, Statement)}
    claims: dict[str, set[str]] = {}
    for sentence in told:
        claims.setdefault(sentence.clause, set()).update(sentence.claimed_by)
    worded = [clause for clause in document.text.clauses if clause.text.strip()]
    benefits = [instrument for instrument in document.instruments if isinstance(instrument, Benefit)]
    cased = {expected.id for case in cases for expected in case.expect}
    return Coverage(
        document,
        tuple(clause for clause in worded if claims.get(clause.path, set()) - states),
        tuple(clause for clause in worded if (ids := claims.get(clause.path)) and not ids - states),
        tuple(clause for clause in worded if not claims.get(clause.path)),
        tuple(sentence for sentence in told if sentence.bears_number),
        tuple(benefit.id for benefit in benefits if benefit.id in cased),
        tuple(benefit.id for benefit in benefits if benefit.id not in cased),
        Counter(instrument.kind for instrument in document.instruments),
        Counter(benefit.gives.kind for benefit in benefits),
        Counter(benefit.force for benefit in benefits),
        sum(len(instrument.items) for instrument in document.instruments if isinstance(instrument, Checklist)),
        sum(len(instrument.limits) for instrument in document.instruments if isinstance(instrument, Service)),
        sum(benefit.gives.until is not None for benefit in benefits),
        sum(_timed(instrument) for instrument in document.instruments),
    )


def _timed(instrument: Instrument) -> int:
    if isinstance(instrument, Checklist):
        return sum(item.rhythm is not None for item in instrument.items)
    return int(isinstance(instrument, Duty) and bool(instrument.due or instrument.rhythm))


def sentences(document: PolicyDocument, texts: Mapping[str, str]) -> Iterator[Sentence]:
    """Every sentence of the document's clauses in order. `texts` holds the decoded sources by file name."""
    claims = [(place, instrument.id) for instrument in document.instruments for place in quoted_places(instrument)]
    nearby = _Nearby(claims)
    for clause in document.text.clauses:
        # A heading alone is a sentence only where it bears a number itself: that of its mark is not one.
        if not clause.text and not NUMBER.search(clause.heading):
            continue
        for place in _sentence_places(clause, texts):
            claimed = tuple(dict.fromkeys(nearby.claiming(place)))
            yield Sentence(clause.path, texts[place.file][place.start : place.end].strip(), place, claimed)


class _Nearby:
    """Claims by the stretches of text they touch, so that a sentence is held against those near it only."""

    STRETCH = 256

    def __init__(self, claims: Iterable[tuple[Place, str]]) -> None:
        self.claims: dict[tuple[str, int], list[tuple[Place, str]]] = {}
        for place, id in claims:
            for stretch in self._stretches(place):
                self.claims.setdefault(stretch, []).append((place, id))

    def claiming(self, place: Place) -> Iterator[str]:
        for stretch in self._stretches(place):
            yield from (id for claim, id in self.claims.get(stretch, ()) if _overlap(claim, place))

    def _stretches(self, place: Place) -> Iterator[tuple[str, int]]:
        return ((place.file, number) for number in range(place.start // self.STRETCH, (place.end - 1) // self.STRETCH + 1))


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
