"""Reading the sources held against what a careful reader lists of them: heads, places, numbering, how each says who leads.

Usage: python -m bench.reading.seeds      from the root of the checkout
"""

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from bench.reading.labelled import Tally
from luodi.text.block import squeeze
from luodi.text.marks import mark_of
from luodi.text.model import Document
from luodi.text.read import read_paths

SOURCES, EXPECTED = Path("sources"), Path("tests/text/expected/documents.yaml")
LIMIT = 0.99
# Its number stands in no text of its own, only where later documents cite it.
NUMBER_CITED_ELSEWHERE = "jx-20200204-growth-20"


def main() -> int:
    """Print F1, misses and false alarms of each kind; 1 where a kind falls short of its limit."""
    found = {squeeze(document.title): document for document in read_paths([SOURCES]).documents}
    expected = {squeeze(entry["title"]): entry for entry in yaml.safe_load(EXPECTED.read_text("utf-8"))}
    tallies = {name: Tally() for name in ("titles", "heads", "lines", "articles", "unit rules")}
    tallies["titles"].add("sources", Counter(expected.keys()), Counter(found.keys()))
    for title, entry in expected.items():
        if document := found.get(title):
            for name, wanted, got in pairs(entry, document):
                tallies[name].add(entry["id"], wanted, got)
    for name, tally in tallies.items():
        hits, misses, alarms = tally.hits, len(tally.misses), len(tally.alarms)
        print(f"{name:<11} F1 {tally.score:.4f}  (limit {LIMIT})  hits {hits}  misses {misses}  false alarms {alarms}")
        for line in (*(f"- {item}" for item in tally.misses), *(f"+ {item}" for item in tally.alarms)):
            print(f"    {line}")
    return int(any(tally.score < LIMIT for tally in tallies.values()))


def pairs(entry: dict[str, Any], document: Document) -> list[tuple[str, Counter[Any], Counter[Any]]]:
    """(kind, what is listed, what was read) of one document."""
    date = str(entry["date"]) if entry["date"] else None
    number = None if entry["id"] == NUMBER_CITED_ELSEWHERE else entry["number"]
    listed = Counter([("number", number), ("date", date), *(("issuer", issuer) for issuer in entry["issuers"])])
    read = Counter([("number", document.number), ("date", document.date), *(("issuer", issuer) for issuer in document.issuers)])
    told = [("heads", listed, read), ("unit rules", Counter([entry["unit_rule"]]), Counter([document.unit_rule]))]
    if entry["lines"]:
        text = (SOURCES / entry["file"]).read_text("utf-8")
        lines = [text.count("\n", 0, place) + 1 for place in (document.source.start, document.source.end)]
        told.append(("lines", Counter([tuple(entry["lines"])]), Counter([tuple(lines)])))
    listed, read = numbering(entry["articles"], document)
    told.append(("articles", listed, read))
    return told


def numbering(articles: dict[str, Any], document: Document) -> tuple[Counter[str], Counter[str]]:
    """How many articles and sections are listed, and how many were read; what is nested unevenly is counted by its sections alone."""
    labels = [clause.path.rsplit("/", 1)[-1] for clause in document.clauses]
    read = Counter(style_of(label) for label in labels)
    sections = sum("/" not in clause.path and style_of(clause.path) == "一、" for clause in document.clauses)
    style = articles["style"]
    found = {"sections": sections, "paragraphs": len(labels), "count": sections if style == "一、" else read[style]}
    names = [name for name in found if name in articles and not (name == "count" and style in ("nested", "unnumbered"))]
    return Counter({name: articles[name] for name in names}), Counter({name: found[name] for name in names})


def style_of(label: str) -> str:
    """一、 for 七, （一） for （七）, 1. for 7."""
    if re.fullmatch(r"\d+", label):
        return "1."
    if re.fullmatch(r"[一二三四五六七八九十]+", label):
        return "一、"
    mark = mark_of(label)
    return mark.style if mark else ""


if __name__ == "__main__":
    sys.exit(main())
