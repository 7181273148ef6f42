"""A reading as plain data: the shape that `luodi read --json` prints."""

from collections.abc import Mapping
from typing import Any

from luodi.places.units import Units
from luodi.text.model import Clause, Document, Place, Remark
from luodi.text.read import Reading
from luodi.text.resolved import region_of, resolve_units


def to_data(reading: Reading, units: Units | None = None) -> dict[str, Any]:
    """{"documents": […], "remarks": […], "files": […]}; offsets count characters of the decoded file, or of the text extracted from it.

    Each clause's `resolved` says what its `units` stand for, in their order: {"text", "name", "level", "region", "group"}, name, level
    and region null where the table of units does not tell; empty without a table.
    """
    return {
        "documents": [_document(document, units) for document in reading.documents],
        "remarks": [_remark(remark) for remark in reading.remarks],
        "files": [{"file": name, "format": format, "extracted": format != "txt"} for name, format in reading.formats.items()],
    }


def _document(document: Document, units: Units | None) -> dict[str, Any]:
    region = region_of(document, units) if units else None
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
        "clauses": [_clause(clause, region, units) for clause in document.clauses],
        "remarks": [_remark(remark) for remark in document.remarks],
    }


def _clause(clause: Clause, region: str | None, units: Units | None) -> dict[str, Any]:
    data: dict[str, Any] = {
        "path": clause.path,
        "heading": clause.heading,
        "text": clause.text,
        "place": _place(clause.place),
        "lead": list(clause.lead),
        "support": list(clause.support),
        "units": list(clause.units),
        "unit_rule": clause.unit_rule,
        "resolved": _resolved(clause.units, region, units) if units else [],
    }
    if len(clause.places) > 1:
        data["places"] = [_place(place) for place in clause.places]
    return data


def _resolved(names: tuple[str, ...], region: str | None, units: Units) -> list[dict[str, str | bool | None]]:
    return [
        {
            "text": name,
            "name": unit.name if unit else None,
            "level": unit.level if unit else None,
            "region": unit.region if unit else None,
            "group": bool(unit and unit.group),
        }
        for name, unit in zip(names, resolve_units(names, region, units), strict=True)
    ]


def _remark(remark: Remark) -> dict[str, Any]:
    return {"place": _place(remark.place), "message": remark.message}


def _place(place: Place) -> Mapping[str, str | int]:
    return {"file": place.file, "start": place.start, "end": place.end}
