"""A program: the library lowered to plain data that decides, with every definition inlined and every region a code."""

from collections.abc import Mapping
from dataclasses import dataclass

from luodi.policy.model import Benefit, Event, Fact, Stacking

FORMAT = 2


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """What an answer says about a document it quotes. `region` is a division code, 000000 for the whole country."""

    id: str
    title: str
    short: str
    number: str | None
    date: str | None
    level: str
    region: str


@dataclass(frozen=True, slots=True)
class Program:
    """All that deciding needs. `fingerprint` is the hash of the content it was lowered from.

    In a program the expressions of benefits and stackings name facts only (definitions are inlined); `Area.within` and
    `Area.outside` are six-digit division codes, 000000 for the whole country; `during` is always set.
    """

    format: int
    fingerprint: str
    documents: Mapping[str, DocumentHead]
    facts: Mapping[str, Fact]
    events: Mapping[str, Event]
    benefits: tuple[Benefit, ...]
    stackings: tuple[Stacking, ...]
