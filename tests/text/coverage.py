"""Which characters of a text a reading accounts for, and how often."""

from collections import Counter

from luodi.text.model import Document, Place
from luodi.text.read import Reading


def clause_spans(document: Document) -> list[Place]:
    """Every span of the document's clauses: marks, headings, texts."""
    found: list[Place] = []
    for clause in document.clauses:
        first = min(clause.places[0].start, clause.place.end) if clause.places else clause.place.end
        if clause.place.start < first:
            found.append(Place(clause.place.file, clause.place.start, first))
        found.extend(clause.places)
    return found


def counted(reading: Reading, length: int) -> tuple[Counter[int], set[int]]:
    """How often each character stands in a clause, and which stand in matter, remarks or copies."""
    clauses: Counter[int] = Counter()
    others: set[int] = set()
    for document in reading.documents:
        for place in clause_spans(document):
            clauses.update(range(place.start, place.end))
        for place in (*document.matter, *document.copies, *(remark.place for remark in document.remarks)):
            others.update(range(place.start, min(place.end, length)))
    for remark in reading.remarks:
        others.update(range(remark.place.start, remark.place.end))
    return clauses, others


def lost(reading: Reading, text: str) -> str:
    """The characters, blanks aside, that no clause, matter, remark or copy accounts for."""
    clauses, others = counted(reading, len(text))
    return "".join(character for index, character in enumerate(text) if not blank(character) and index not in others and not clauses[index])


def doubled(reading: Reading, text: str) -> str:
    """The characters, blanks aside, that stand in more than one clause."""
    clauses, _ = counted(reading, len(text))
    return "".join(text[index] for index, times in clauses.items() if times > 1 and not blank(text[index]))


def blank(character: str) -> bool:
    return character.isspace() or character in "\u200b\u200c\u200d\ufeff\x1c\x1d\x1e\x85"
