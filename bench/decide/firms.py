"""Synthetic (合成) parties that know everything about themselves, in a documented, seeded shape.

The county is one of Jiangxi's, each as likely; another place of the firm is the same county nine times in ten. A yes-or-no fact is yes
once in five, a choice is any of its values, numbers and sums are spread evenly over their logarithm. No real firm stands behind them.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from luodi.feel.run import Value
from luodi.places.regions import Regions
from luodi.policy.model import Fact
from luodi.policy.program import Program

ON = date(2020, 3, 10)
PROVINCE = "36"
AT_HOME = 0.9
YES = 0.2
WEEKS = 52


def firms(program: Program, regions: Regions, count: int, seed: int = 1, subject: str = "企业") -> Iterator[dict[str, Value]]:
    """`count` firms with every fact that can be asked of a `subject`."""
    counties = [code for code in regions.names if code[:2] == PROVINCE and not code.endswith("00") and code not in regions.pseudo]
    facts = asked_of(program, subject)
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        home = chance.choice(counties)
        yield {fact.name: _value(fact, home, counties, chance) for fact in facts}


def asked_of(program: Program, subject: str) -> list[Fact]:
    """What can be asked of a subject, in the order of the files."""
    return [fact for fact in program.facts.values() if not fact.of or subject in fact.of]


def _value(fact: Fact, home: str, counties: list[str], chance: random.Random) -> Value:
    kind = fact.type.kind
    if kind == "boolean":
        return chance.random() < YES
    if kind == "region":
        return home if chance.random() < AT_HOME else chance.choice(counties)
    if kind == "date":
        return ON - timedelta(weeks=chance.randrange(WEEKS))
    if kind == "string":
        return chance.choice(fact.values) if fact.values else "合成"
    low, high = int(fact.type.lo or 0), int(fact.type.hi or 10**12)
    return min(high, low + int(2 ** (chance.random() * max(high - low, 1).bit_length())))
