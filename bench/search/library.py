"""300,000 clauses: every document of the library again and again under other ids; and queries cut out of the real ones."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from luodi.places.regions import Regions
from luodi.policy.load import load_library
from luodi.policy.model import PolicyDocument

ROOT = Path(__file__).resolve().parent.parent.parent
CLAUSES = 300_000
QUERIES = 200
ALWAYS = ("企业", "疫情", "资金", "疫情防疫情", "企业 资金 补助")


def documents() -> tuple[PolicyDocument, ...]:
    return load_library(ROOT).library.documents


def regions() -> Regions:
    return Regions.load(ROOT / "reference" / "divisions")


def repeated(originals: Sequence[PolicyDocument], clauses: int) -> Iterator[PolicyDocument]:
    """Copies under ids of their own until there are so many clauses, or a few more."""
    made, turn = 0, 0
    while made < clauses:
        for policy in originals:
            yield replace(policy, text=replace(policy.text, id=f"{policy.id}-{turn}"))
            made += len(policy.text.clauses)
        turn += 1


def queries(originals: Sequence[PolicyDocument], seed: int = 1) -> list[str]:
    """Words of two characters for the most part, some of three to six, some two together; each stands in a clause."""
    chance = random.Random(seed)
    texts = [clause.text for policy in originals for clause in policy.text.clauses if len(clause.text) > 12]
    found = list(ALWAYS)
    while len(found) < QUERIES:
        text = chance.choice(texts)
        words = [_word(text, chance) for _ in range(chance.choice((1, 1, 1, 2)))]
        if all(word.isalnum() for word in words):
            found.append(" ".join(words))
    return found


def _word(text: str, chance: random.Random) -> str:
    length = chance.choice((2, 2, 2, 3, 4, 6))
    start = chance.randrange(len(text) - length)
    return text[start : start + length]
