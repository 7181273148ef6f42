"""What clauses say held against documents labelled by hand: citations, targets, amounts; misses and false alarms apart and named.

Usage: python -m bench.reading.said [DIR]      DIR, or LUODI_LABELLED, holds NAME.txt and NAME.gold.json

An amount or a target hits where it lies in the quotation of a label and has its value. What else lies in a quotation is neither hit nor
alarm. Labels are samples: what they leave out though the document says it stands in left_out.yaml and is counted on a line of its own;
`labels alone` is the score without it.
"""

import json
import os
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from luodi.text.block import squeeze
from luodi.text.model import Document
from luodi.text.read import documents_of
from luodi.text.said.model import Said
from luodi.text.said.read import said_of
from luodi.text.source import read_sources

LIMITS = {"citations": Fraction(97, 100), "targets": Fraction(95, 100), "amounts": Fraction(95, 100)}
KINDS = (*LIMITS, "deadlines", "comparisons")
LEFT_OUT = Path(__file__).with_name("left_out.yaml")
SCALES = {"亿": 10**8, "万": 10**4}
SHOWN = 40


@dataclass
class Tally:
    """Items of one kind over all documents. `more` are hits on what the labels leave out."""

    hits: int = 0
    more: int = 0
    misses: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    def score(self, labels_alone: bool = False) -> Fraction:
        hits = self.hits + (0 if labels_alone else self.more)
        wrong = len(self.misses) + len(self.alarms) + (self.more if labels_alone else 0)
        return Fraction(2 * hits, 2 * hits + wrong) if hits + wrong else Fraction(1)

    def lines(self, kind: str) -> list[str]:
        found = self.hits + self.more + len(self.alarms)
        precision = (self.hits + self.more) / found if found else 1
        labelled = self.hits + self.more + len(self.misses)
        recall = (self.hits + self.more) / labelled if labelled else 1
        head = (
            f"{kind:10} F1 {float(self.score()):.4f}  precision {precision:.4f}  recall {recall:.4f}"
            f"  hits {self.hits} + {self.more} left out"
            f"  misses {len(self.misses)}  false alarms {len(self.alarms)}  (labels alone: F1 {float(self.score(labels_alone=True)):.4f})"
        )
        return [head, *(f"    - {item}" for item in self.misses[:SHOWN]), *(f"    + {item}" for item in self.alarms[:SHOWN])]


Found = tuple[str, int, int, tuple[Fraction, ...] | None]


def main(folder: str | None) -> int:
    if not folder or not Path(folder).is_dir():
        print("said: no labelled documents (LUODI_LABELLED names no folder)")
        return 0
    left_out = yaml.safe_load(LEFT_OUT.read_text(encoding="utf-8"))
    tallies: dict[str, Tally] = {}
    for path in sorted(Path(folder).glob("*.gold.json")):
        name = path.name.split(".")[0]
        gold = json.loads(path.read_text(encoding="utf-8"))
        (source,) = read_sources([path.with_name(f"{name}.txt")])
        document = documents_of(source)[0][0]
        measure(name, gold, left_out.get(name, {}), document, said_of(document), tallies)
    for kind, tally in tallies.items():
        print("\n".join(tally.lines(kind)))
    print(f"reading and what is said: {speed('sources'):.2f} MB/s (limit 1)")
    return 0 if all(tallies[kind].score() >= least for kind, least in LIMITS.items()) else 1


def speed(folder: str) -> float:
    """Megabytes of UTF-8 a second of one core, from the decoded sources to what every clause says."""
    sources = list(read_sources([folder]))
    began = time.process_time()
    for source in sources:
        for document in documents_of(source)[0]:
            said_of(document)
    return sum(len(source.text.encode()) for source in sources) / (time.process_time() - began) / 1e6


def measure(
    name: str, gold: dict[str, Any], left_out: dict[str, Any], document: Document, said: tuple[Said, ...], tallies: dict[str, Tally]
) -> None:
    """Add one document to the tallies. Where the labels stop before its end, so do the findings."""
    for kind in KINDS:
        tallies.setdefault(kind, Tally())
    said = said if gold.get("complete", True) else _until(gold, said)
    texts = {clause.path: squeeze(clause.text) for clause in document.clauses}
    _citations(name, gold, said, tallies["citations"])
    for kind in ("targets", "amounts"):
        found = [item for one in said if one.path in texts for item in _found(kind, one, document)]
        _quoted(name, gold[kind], left_out.get(kind, []), texts, found, tallies[kind])
    _attributes(name, gold["targets"], texts, document, said, tallies)


def _until(gold: dict[str, Any], said: tuple[Said, ...]) -> tuple[Said, ...]:
    last = gold["clauses"][-1]["path"]
    ends = [index for index, one in enumerate(said) if one.path == last or one.path.startswith(last + "/")]
    return said[: ends[-1] + 1] if ends else said


def _citations(name: str, gold: dict[str, Any], said: tuple[Said, ...], tally: Tally) -> None:
    labelled = Counter({(_bare(item["title"]), squeeze(item["number"] or "")): 1 for item in gold["citations"]})
    found = Counter({(_bare(item.title), item.number or ""): 1 for one in said for item in one.citations if not item.itself})
    tally.hits += (labelled & found).total()
    tally.misses += [f"{name}: {item}" for item in labelled - found]
    tally.alarms += [f"{name}: {item}" for item in found - labelled]


def _bare(title: str) -> str:
    return squeeze(title).translate(str.maketrans("（）", "()"))


def _found(kind: str, said: Said, document: Document) -> list[Found]:
    """(clause, first and last squeezed character, values; None where there is no figure)."""
    text = next(clause.text for clause in document.clauses if clause.path == said.path)
    return [(said.path, len(squeeze(text[: item.start])), len(squeeze(text[: item.end])), _values(item)) for item in getattr(said, kind)]


def _values(item: Any) -> tuple[Fraction, ...] | None:
    number = getattr(item, "number", item)
    if number is None or number.low is None:
        return None
    return tuple(dict.fromkeys((number.low, number.high)))


def _quoted(
    name: str, labels: list[dict[str, Any]], left_out: list[dict[str, Any]], texts: dict[str, str], found: list[Found], tally: Tally
) -> None:
    covered: set[Found] = set()
    for number, label in enumerate([*labels, *left_out]):
        spans = _spans(squeeze(label["quote"]), texts)
        inside = [item for item in found if any(item[0] == path and item[1] < end and start < item[2] for path, start, end in spans)]
        covered.update(inside)
        expected = values_of(label)
        if not spans or not _hit(expected, inside):
            tally.misses.append(f"{name}: {label['quote']} = {label['value']} {label['unit']}")
        elif number < len(labels):
            tally.hits += 1
        else:
            tally.more += 1
    tally.alarms += [f"{name}: {path} {texts[path][start:end]}" for path, start, end, _ in set(found) - covered]


def _attributes(
    name: str, labels: list[dict[str, Any]], texts: dict[str, str], document: Document, said: tuple[Said, ...], tallies: dict[str, Tally]
) -> None:
    """Last days (where the label gives a day) and comparisons of the targets that lie in a quotation."""
    for label in labels:
        spans = _spans(squeeze(label["quote"]), texts)
        near = [
            target
            for one in said
            if one.path in texts
            for target, (path, start, end, _) in zip(one.targets, _found("targets", one, document), strict=True)
            if any(path == own and start < last and first < end for own, first, last in spans)
        ]
        day = label["deadline"] if re.fullmatch(r"\d{4}-\d\d-\d\d", label["deadline"] or "") else None
        for kind, expected, values in (
            ("deadlines", day, {target.by.day if target.by else None for target in near}),
            ("comparisons", label["cmp"][: 2 if label["cmp"][1:2] == "=" else 1], {target.op for target in near}),
        ):
            if expected in values:
                tallies[kind].hits += 1
            else:
                tallies[kind].misses.append(f"{name}: {label['quote']}: {expected}, found {values}")


def _hit(expected: list[Fraction], inside: list[Found]) -> bool:
    if not expected:
        return any(values is None for *_, values in inside)
    return set(expected) <= {value for *_, values in inside for value in values or ()}


def values_of(label: dict[str, Any]) -> list[Fraction]:
    """The values a label gives, in base units: 50 % is 1/2, 3000 万元 is 30000000."""
    if label["value"] is None:
        return []
    factor = Fraction(1)
    unit = label["unit"] or ""
    if unit.startswith("%"):
        factor = Fraction(1, 100)
    elif unit[:1] in SCALES:
        factor = Fraction(SCALES[unit[0]])
    values = label["value"] if isinstance(label["value"], list) else [label["value"]]
    return [Fraction(str(value)) * factor for value in values]


def _spans(quote: str, texts: dict[str, str]) -> list[tuple[str, int, int]]:
    spans = []
    for path, text in texts.items():
        at = text.find(quote)
        while at >= 0:
            spans.append((path, at, at + len(quote)))
            at = text.find(quote, at + 1)
    return spans


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("LUODI_LABELLED")))
