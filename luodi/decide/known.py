"""What one decision goes by: the facts of a subject, the day it is asked for, and how they are put into words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from luodi.decide.model import Quoted
from luodi.feel.run import Value
from luodi.places.regions import Regions
from luodi.policy.model import Event, Fact, Quote
from luodi.policy.values import show_money, shown


class Sign(Protocol):
    """What is reckoned of the facts, and tells apart what is kept: for the same signs it is the same."""

    def sign(self, facts: Mapping[str, Value]) -> Value:
        """None while none of its facts is known."""


class Signs(dict[str | Sign, Value]):
    """The value of every fact, None where it is not known, and every sign, reckoned when it is first read."""

    __slots__ = ("facts",)

    def __init__(self, facts: Mapping[str, Value]) -> None:
        super().__init__(facts)  # type: ignore[arg-type]
        self.facts = facts

    def __missing__(self, key: str | Sign) -> Value:
        self[key] = found = None if isinstance(key, str) else key.sign(self.facts)
        return found


@dataclass(slots=True, eq=False)
class Known:
    """`facts` holds no Unknown: what is not known is not in it. `signs` keeps what was reckoned of them, `spoken` their words."""

    facts: Mapping[str, Value]
    on: date
    declared: Mapping[str, Fact]
    events: Mapping[str, Event]
    regions: Regions
    spoken: dict[str, str] = field(default_factory=dict)
    signs: Signs = field(init=False)

    def __post_init__(self) -> None:
        self.signs = Signs(self.facts)

    def words(self, name: str) -> str:
        """A known fact's value as a person reads it: 是, 3万元, 江西省南昌市东湖区."""
        found = self.spoken.get(name)
        if found is None:
            self.spoken[name] = found = self._put(name)
        return found

    def values(self, names: Iterable[str]) -> dict[str, str]:
        """The words of those of `names` that are known, in order."""
        return {name: self.words(name) for name in names if name in self.facts}

    def _put(self, name: str) -> str:
        value, fact = self.facts[name], self.declared.get(name)
        if fact is not None and fact.type.kind == "money":
            return show_money(value)
        if isinstance(value, date):
            return f"{value.year}年{value.month}月{value.day}日"
        if fact is None:
            return str(value)
        if fact.type.kind == "region":
            return place_name(str(value), self.regions)
        return shown(value, fact)


class Spoken(Mapping[str, str]):
    """The words of those of some facts that are known, found when they are read."""

    __slots__ = ("known", "names")

    def __init__(self, known: Known, names: tuple[str, ...]) -> None:
        self.known = known
        self.names = names

    def __getitem__(self, name: str) -> str:
        if name not in self.names:
            raise KeyError(name)
        return self.known.words(name)

    def __iter__(self) -> Iterator[str]:
        return (name for name in self.names if name in self.known.facts)

    def __len__(self) -> int:
        return sum(name in self.known.facts for name in self.names)


def place_name(code: str, regions: Regions) -> str:
    """江西省南昌市东湖区; the code itself where the table does not hold it."""
    return regions.full_name(code) if code in regions.names else code


def quoted(quote: Quote) -> Quoted:
    """A quotation of a policy file as a decision gives it."""
    places = tuple((place.file, place.start, place.end) for place in quote.places)
    return Quoted(quote.document, quote.clause, quote.words, places)
