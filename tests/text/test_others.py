"""Documents of other issuers, as pages print them: head, paths, headings and units against labels made by hand."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from luodi.text.model import Clause, Document
from luodi.text.read import read_paths
from tests.text.coverage import doubled, lost

OTHERS = Path(__file__).parent / "others"
LABELS: dict[str, list[dict[str, Any]]] = yaml.safe_load((OTHERS / "labels.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(LABELS))
def test_documents(name: str) -> None:
    documents = read_paths([OTHERS / f"{name}.txt"]).documents
    assert [_shown(document) for document in documents] == LABELS[name]


@pytest.mark.parametrize("name", sorted(LABELS))
def test_no_character_is_lost_or_read_twice(name: str) -> None:
    path = OTHERS / f"{name}.txt"
    reading, text = read_paths([path]), path.read_text(encoding="utf-8")
    assert (lost(reading, text), doubled(reading, text)) == ("", "")


def test_every_document_is_labelled_and_has_its_source() -> None:
    names = {path.stem for path in OTHERS.glob("*.txt")}
    assert names == set(LABELS)
    readme = (OTHERS / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in readme for name in names)


def _shown(document: Document) -> dict[str, Any]:
    """The labelled part of a document, what it lacks left out."""
    head = {
        "title": document.title, "inner_title": document.inner_title, "number": document.number, "date": document.date,
        "level": document.level, "issuers": list(document.issuers), "addressees": list(document.addressees),
    }  # fmt: skip
    return {key: value for key, value in head.items() if value} | {"clauses": [_line(clause) for clause in document.clauses]}


def _line(clause: Clause) -> str:
    """path heading | lead + support, or path heading | ? units where the lead is unknown."""
    words = f"{clause.path} {clause.heading}".rstrip()
    if not clause.units:
        return words
    lead, support, units = ("、".join(names) for names in (clause.lead, clause.support, clause.units))
    return f"{words} | {lead} + {support}".rstrip() if lead else f"{words} | ? {units}"
