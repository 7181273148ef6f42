"""The units of a document's clauses held against the table of units: what their short names stand for in the document's region."""

from luodi.places.units import Unit, Units
from luodi.text.model import Document


def region_of(document: Document, units: Units) -> str | None:
    """The code of the region whose organs issued the document, else of that its title begins with; None where unclear."""
    names = (*document.issuers, document.title, document.inner_title or "")
    return next((code for code in map(units.region_of, names) if code), None)


def resolve_units(names: tuple[str, ...], region: str | None, units: Units) -> tuple[Unit | None, ...]:
    """What each name stands for in a document of `region`, None where the table does not tell."""
    return tuple(units.resolve(name, region) if region else None for name in names)
