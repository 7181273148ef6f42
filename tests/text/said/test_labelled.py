"""Two documents labelled by hand before the reader saw them, and the numbers of the encoded policies."""

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench.reading.said import LIMITS, Tally, measure
from luodi.text.block import squeeze
from luodi.text.model import Document
from luodi.text.read import read_paths
from luodi.text.said.model import Said
from luodi.text.said.read import said_of

ROOT = Path(__file__).parents[3]
LABELLED = sorted((Path(__file__).parent / "labelled").glob("*.yaml"))
POLICIES = sorted(ROOT.glob("policies/*/*.yaml"))
LITERAL = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)(亿元|万元|元|%)")
PRINTED = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)(亿元|万元|元|%|％)")
FACTORS = {"亿元": Fraction(10**8), "万元": Fraction(10**4), "元": Fraction(1), "%": Fraction(1, 100), "％": Fraction(1, 100)}


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {squeeze(document.title): document for document in read_paths([ROOT / "sources"]).documents}


def test_hand_labels(documents: dict[str, Document]) -> None:
    tallies: dict[str, Tally] = {}
    for path in LABELLED:
        labels = yaml.safe_load(path.read_text(encoding="utf-8"))
        document = documents[squeeze(labels["title"])]
        measure(path.stem, labels, {}, document, said_of(document), tallies)
    for kind, least in LIMITS.items():
        assert tallies[kind].hits >= 4
        assert tallies[kind].score() >= least, "\n".join(tallies[kind].lines(kind))


def instruments(path: Path) -> list[dict[str, Any]]:
    items = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [item for item in items if isinstance(item, dict) and "quote" in item] if isinstance(items, list) else []


def test_every_sum_and_rate_of_the_encoded_benefits_is_read(documents: dict[str, Document]) -> None:
    """The money and percent literals of a benefit's rules are values that its clauses say; the quotation's own are said inside it."""
    checked = 0
    for path in POLICIES:
        if path.name == "document.yaml" or path.name.endswith(".cases.yaml"):
            continue
        head = yaml.safe_load((path.parent / "document.yaml").read_text(encoding="utf-8"))
        document = documents[squeeze(head["title"])]
        said = {one.path: one for one in said_of(document)}
        texts = {clause.path: clause.text for clause in document.clauses}
        for item in instruments(path):
            if item["kind"] != "benefit":
                continue
            checked += check(item, texts[item["clause"]], said[item["clause"]])
            for literal, unit in LITERAL.findall(str(item.get("gives", ""))):
                value = Fraction(literal) * FACTORS[unit]
                assert value in {number.low for one in said.values() for number in one.numbers}, (item["id"], literal, unit)
    assert checked > 50


def check(item: dict[str, Any], text: str, said: Said) -> int:
    """How many sums and rates stand in the quotation; each is a number of the clause at that place, with that value."""
    count = 0
    quotes = item["quote"] if isinstance(item["quote"], list) else [item["quote"]]
    for quote in (piece for whole in quotes for piece in whole.strip().split("…")):
        at = text.find(quote)
        for match in PRINTED.finditer(text, max(at, 0), at + len(quote) if at >= 0 else 0):
            value = Fraction(match[1]) * FACTORS[match[2]]
            here = [number for number in said.numbers if number.start <= match.start() and match.end() <= number.end]
            assert [number for number in here if value in (number.low, number.high)], (item["id"], match[0])
            count += 1
    return count
