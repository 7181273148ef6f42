"""Reading held against documents labelled by hand: misses and false alarms counted apart and named.

Usage: python -m bench.reading.labelled [DIR]      DIR, or LUODI_LABELLED, holds NAME.txt and NAME.gold.json

`units` and `leads` leave out the clauses of PROSE, whose units the labels leave out by their own note, and take the leads of an article of
several lists paragraph by paragraph where the labels give them so; `labels alone` does neither.
`resolved` compares full names: what a label's normal name (norm_units where it has them) stands for with what the printed one stands for.
`resolved by sight` needs no table for the labels: the full name must name the region and have every character of the normal name.
"""

import json
import os
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from luodi.places.regions import Regions
from luodi.places.units import Unit, Units
from luodi.text.block import squeeze
from luodi.text.model import Clause, Document
from luodi.text.read import read_paths
from luodi.text.resolved import region_of

LEADS_KNOWN = ("first_is_lead", "explicit")
SHOWN = 12
REFERENCE = Path("reference")
LIMITS = {"paths": 0.99, "headings": 0.98, "head": 0.99, "units": 0.97, "leads": 0.97, "resolved": 0.95}
PROSE = {("08_nanchong", "第一章/第三条"): "第三条 names units in prose (not labelled as unit list)"}


@dataclass
class Tally:
    """Expected and found items of one kind, over all documents."""

    hits: int = 0
    misses: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    def add(self, name: str, expected: Counter[Any], found: Counter[Any]) -> None:
        self.hits += sum((expected & found).values())
        self.misses += [f"{name}: {item}" for item in (expected - found).elements()]
        self.alarms += [f"{name}: {item}" for item in (found - expected).elements()]

    @property
    def score(self) -> float:
        """F1; 1 where nothing was expected and nothing found."""
        wrong = len(self.misses) + len(self.alarms)
        return 2 * self.hits / (2 * self.hits + wrong) if self.hits + wrong else 1.0


def main(folder: str) -> int:
    table = Units.load(REFERENCE / "units", Regions.load(REFERENCE / "divisions"))
    tallies: dict[str, Tally] = {}
    for gold_path in sorted(Path(folder).glob("*.gold.json")):
        name = gold_path.name.split(".")[0]
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        reading = read_paths([gold_path.with_name(f"{name}.txt")])
        if len(reading.documents) != 1:
            print(f"{name}: {len(reading.documents)} documents found, 1 expected")
        for kind, expected, found in compare(gold, reading.documents[0], name, table):
            tallies.setdefault(kind, Tally()).add(name, expected, found)
    for kind, tally in tallies.items():
        limit = f"  (limit {LIMITS[kind]})" if kind in LIMITS else ""
        print(f"{kind:20} F1 {tally.score:.4f}{limit}  hits {tally.hits}  misses {len(tally.misses)}  false alarms {len(tally.alarms)}")
        for label, items in (("-", tally.misses), ("+", tally.alarms)):
            for item in items[:SHOWN]:
                print(f"    {label} {item}")
    return int(any(tallies[kind].score < limit for kind, limit in LIMITS.items() if kind in tallies))


def compare(gold: dict[str, Any], document: Document, name: str, table: Units) -> list[tuple[str, Counter[Any], Counter[Any]]]:
    """(kind, expected, found) for each kind of item."""
    clauses = {
        clause.path: clause for clause in document.clauses if "¶" not in clause.path and clause.path.split("/")[0] not in ("注", "通知")
    }
    labelled = {item["path"]: item for item in gold["chapters"] + gold["clauses"]}
    if not gold["complete"]:
        clauses = _until(clauses, labelled)
    articles = {item["path"]: item for item in gold["clauses"]}
    clauses = {path: clause for path, clause in clauses.items() if not _inside_article(path, articles)}
    printed = {path: clause for path, clause in clauses.items() if (name, path) not in PROSE}
    both = [path for path in labelled if path in clauses]
    return [
        ("head", _head(gold), _found_head(gold, document)),
        ("paths", Counter(list(labelled)), Counter(list(clauses))),
        ("headings", _headings(labelled), _found_headings(clauses, both)),
        ("beginnings", _beginnings(articles), _found_beginnings(document, articles)),
        ("units", _pairs(articles, "units"), _found_pairs(printed, "units")),
        ("units, labels alone", _pairs(articles, "units"), _found_pairs(clauses, "units")),
        ("leads", *_leads(gold, _by_paragraph(articles), printed)),
        ("leads, labels alone", *_leads(gold, articles, clauses)),
        ("resolved", *_resolved(gold, articles, printed, document, table)),
        ("resolved by sight", *_by_sight(gold, articles, printed, document, table)),
    ]


def _by_paragraph(articles: dict[str, Any]) -> dict[str, Any]:
    """Labels that give each paragraph's own list: the first named of each leads."""
    return {
        path: {**item, "lead_units": list(dict.fromkeys(units[0] for units in item["per_paragraph"]))} if "per_paragraph" in item else item
        for path, item in articles.items()
    }


def _leads(gold: dict[str, Any], articles: dict[str, Any], clauses: dict[str, Clause]) -> tuple[Counter[Any], Counter[Any]]:
    """Leads where the document says who leads; where it only lists units, the labels call all of them leads and the reader none."""
    if gold["unit_rule"] not in LEADS_KNOWN:
        return Counter(), Counter()
    said = {path: item for path, item in articles.items() if gold["unit_rule"] == "first_is_lead" or item["coop_units"]}
    return _pairs(said, "lead_units"), _found_pairs({path: clauses[path] for path in said if path in clauses}, "lead")


def _resolved(
    gold: dict[str, Any], articles: dict[str, Any], clauses: dict[str, Clause], document: Document, table: Units
) -> tuple[Counter[Any], Counter[Any]]:
    """Full names. A printed name that the table does not tell is a miss, though it was read."""
    region = region_of(document, table) or ""
    normal = gold["norm_units"] or {}
    names = {(path, normal.get(unit, unit)) for path, item in articles.items() for unit in item["units"]}
    expected = {(path, told.name if (told := table.resolve(name, region)) else squeeze(name)): 1 for path, name in names}
    told_names = {(path, table.resolve(unit, region)) for path, clause in clauses.items() for unit in clause.units}
    return Counter(expected), Counter({(path, told.name): 1 for path, told in told_names if told})


def _by_sight(
    gold: dict[str, Any], articles: dict[str, Any], clauses: dict[str, Clause], document: Document, table: Units
) -> tuple[Counter[Any], Counter[Any]]:
    """Printed names whose resolved name is, to a reader without the table, what the label's normal name says."""
    region = region_of(document, table) or ""
    normal = gold["norm_units"] or {}
    place = table.regions.name(region) if region else ""
    expected = {(path, unit): 1 for path, item in articles.items() for unit in item["units"]} if normal else {}
    found = {
        (path, unit): 1
        for path, clause in clauses.items()
        for unit in clause.units
        if (found := table.resolve(unit, region)) and normal and _answers(found, normal.get(unit, unit), place)
    }
    return Counter(expected), Counter(found)


def _answers(unit: Unit, normal: str, place: str) -> bool:
    """Whether the full name has every character of the normal one, with the place for its 市 or 县, and is of that place."""
    if unit.group:
        return normal[:1] in "各市" and unit.name[:1] == normal[:1]
    words = place + normal[1:] if normal[0] in "市县区" else normal
    return place.rstrip("市县区") in unit.name and set(words) <= set(unit.name) | set(place)


def _inside_article(path: str, articles: dict[str, Any]) -> bool:
    return any(path.startswith(article + "/") for article in articles) and path not in articles


def _until(clauses: dict[str, Clause], labelled: dict[str, Any]) -> dict[str, Clause]:
    last = max((index for index, path in enumerate(clauses) if path in labelled), default=-1)
    return dict(list(clauses.items())[: last + 1])


def _head(gold: dict[str, Any]) -> Counter[Any]:
    return Counter(
        {
            ("title", _without_issuer(gold["title"], gold["issuer"])): 1,
            ("number", squeeze(gold["doc_number"] or "")): 1,
            ("issuer", gold["issuer"]): 1,
            ("date", gold["date"]): 1,
            ("addressees", tuple(gold["addressees"] or ())): 1,
        }
    )


def _found_head(gold: dict[str, Any], document: Document) -> Counter[Any]:
    return Counter(
        {
            ("title", _without_issuer(document.title, gold["issuer"])): 1,
            ("number", squeeze(document.number or "")): 1,
            ("issuer", "、".join(document.issuers)): 1,
            ("date", document.date): 1,
            ("addressees", document.addressees): 1,
        }
    )


def _without_issuer(title: str, issuer: str) -> str:
    """Titles are labelled now with the issuer's line, now without it."""
    return squeeze(title).removeprefix(squeeze(issuer))


def _headings(labelled: dict[str, Any]) -> Counter[Any]:
    return Counter((path, squeeze(item["heading"] or "")) for path, item in labelled.items())


def _found_headings(clauses: dict[str, Clause], both: list[str]) -> Counter[Any]:
    return Counter((path, squeeze(clauses[path].heading)) for path in both)


def _beginnings(articles: dict[str, Any]) -> Counter[Any]:
    return Counter((path, squeeze(item["first_15_chars"])[:8]) for path, item in articles.items())


def _found_beginnings(document: Document, articles: dict[str, Any]) -> Counter[Any]:
    found: Counter[Any] = Counter()
    texts = {clause.path: clause.text for clause in document.clauses}
    for path in articles:
        if path in texts:
            text = texts[path] or texts.get(f"{path}/¶1", "")
            found[path, squeeze(text)[:8]] += 1
    return found


def _pairs(articles: dict[str, Any], key: str) -> Counter[Any]:
    return Counter((path, squeeze(unit)) for path, item in articles.items() for unit in item[key])


def _found_pairs(clauses: dict[str, Clause], key: str) -> Counter[Any]:
    return Counter((path, squeeze(unit)) for path, clause in clauses.items() for unit in getattr(clause, key))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else os.environ["LUODI_LABELLED"]))
