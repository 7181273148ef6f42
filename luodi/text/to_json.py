"""A reading as plain data: the shape that `luodi read --json` prints."""

from collections.abc import Mapping
from typing import Any

from luodi.text.model import Clause, Document, Place, Remark
from luodi.text.read import Reading


def to_data(reading: Reading) -> dict[str, Any]:
    """{"documents": […], "remarks": […], "files": […]}; offsets count characters of the decoded file, or of the text extracted from it."""
    return {
        "documents": [_document(document) for document in reading.documents],
        "remarks": [_remark(remark) for remark in reading.remarks],
        "files": [{"file": name, "format": format, "extracted": format != "txt"} for name, format in reading.formats.items()],
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "inner_title": document.inner_title,
        "number": document.number,
        "issuers": list(document.issuers),
        "date": document.date,
        "published": document.published,
        "level": document.level,
        "addressees": list(document.addressees),
        "unit_rule": document.unit_rule,
        "source": _place(document.source),
        "copies": [_place(place) for place in document.copies],
        "clauses": [_clause(clause) for clause in document.clauses],
        "remarks": [_remark(remark) for remark in document.remarks],
    }


def _clause(clause: Clause) -> dict[str, Any]:
    data: dict[str, Any] = {
        "path": clause.path,
        "heading": clause.heading,
        "text": clause.text,
        "place": _place(clause.place),
        "lead": list(clause.lead),
        "support": list(clause.support),
        "units": list(clause.units),
        "unit_rule": clause.unit_rule,
    }
    if len(clause.places) > 1:
        data["places"] = [_place(place) for place in clause.places]
    return data


def _remark(remark: Remark) -> dict[str, Any]:
    return {"place": _place(remark.place), "message": remark.message}


def _place(place: Place) -> Mapping[str, str | int]:
    return {"file": place.file, "start": place.start, "end": place.end}
