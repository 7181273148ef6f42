"""Reading held against documents labelled by hand: misses and false alarms counted apart and named.

Usage: python -m bench.reading.labelled DIR      DIR holds NAME.txt and NAME.gold.json
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from luodi.text.block import squeeze
from luodi.text.model import Clause, Document
from luodi.text.read import read_paths

LEADS_KNOWN = ("first_is_lead", "explicit")
SHOWN = 12


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
    def score(self) -> str:
        wrong = len(self.misses) + len(self.alarms)
        return f"F1 {2 * self.hits / (2 * self.hits + wrong):.4f}" if self.hits + wrong else "F1 none"


def main(folder: str) -> int:
    tallies: dict[str, Tally] = {}
    for gold_path in sorted(Path(folder).glob("*.gold.json")):
        name = gold_path.name.split(".")[0]
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        reading = read_paths([gold_path.with_name(f"{name}.txt")])
        if len(reading.documents) != 1:
            print(f"{name}: {len(reading.documents)} documents found, 1 expected")
        for kind, expected, found in compare(gold, reading.documents[0]):
            tallies.setdefault(kind, Tally()).add(name, expected, found)
    for kind, tally in tallies.items():
        print(f"{kind:12} {tally.score}  hits {tally.hits}  misses {len(tally.misses)}  false alarms {len(tally.alarms)}")
        for label, items in (("-", tally.misses), ("+", tally.alarms)):
            for item in items[:SHOWN]:
                print(f"    {label} {item}")
    return 0


def compare(gold: dict[str, Any], document: Document) -> list[tuple[str, Counter[Any], Counter[Any]]]:
    """(kind, expected, found) for each kind of item."""
    clauses = {
        clause.path: clause for clause in document.clauses if "¶" not in clause.path and clause.path.split("/")[0] not in ("注", "通知")
    }
    labelled = {item["path"]: item for item in gold["chapters"] + gold["clauses"]}
    if not gold["complete"]:
        clauses = _until(clauses, labelled)
    articles = {item["path"]: item for item in gold["clauses"]}
    clauses = {path: clause for path, clause in clauses.items() if not _inside_article(path, articles)}
    both = [path for path in labelled if path in clauses]
    return [
        ("head", _head(gold), _found_head(gold, document)),
        ("paths", Counter(list(labelled)), Counter(list(clauses))),
        ("headings", _headings(labelled), _found_headings(clauses, both)),
        ("beginnings", _beginnings(articles), _found_beginnings(document, articles)),
        ("units", _pairs(articles, "units"), _found_pairs(clauses, "units")),
        ("leads", *_leads(gold, articles, clauses)),
    ]


def _leads(gold: dict[str, Any], articles: dict[str, Any], clauses: dict[str, Clause]) -> tuple[Counter[Any], Counter[Any]]:
    """Leads where the document says who leads; where it only lists units, the labels call all of them leads and the reader none."""
    if gold["unit_rule"] not in LEADS_KNOWN:
        return Counter(), Counter()
    said = {path: item for path, item in articles.items() if gold["unit_rule"] == "first_is_lead" or item["coop_units"]}
    return _pairs(said, "lead_units"), _found_pairs({path: clauses[path] for path in said if path in clauses}, "lead")


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
    sys.exit(main(sys.argv[1]))
