"""What one decision goes by: the facts of a subject, the day it is asked for, and how they are put into words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from luodi.decide.model import Quoted
from luodi.feel.run import Value
from luodi.places.regions import Regions
from luodi.policy.model import Event, Fact, Quote
from luodi.policy.values import show_money, shown


class _OrNone(dict[str, Value]):
    def __missing__(self, name: str) -> None:
        return None


@dataclass(slots=True, eq=False)
class Known:
    """`facts` holds no Unknown: what is not known is not in it, and None in `or_none`.

    `read` keeps what expressions came to, `spoken` facts put into words.
    """

    facts: Mapping[str, Value]
    on: date
    declared: Mapping[str, Fact]
    events: Mapping[str, Event]
    regions: Regions
    read: dict[object, Value] = field(default_factory=dict)
    spoken: dict[str, str] = field(default_factory=dict)
    or_none: dict[str, Value | None] = field(init=False)

    def __post_init__(self) -> None:
        self.or_none = _OrNone(self.facts)

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
    """The words of some known facts, found when they are read."""

    __slots__ = ("known", "names")

    def __init__(self, known: Known, names: tuple[str, ...]) -> None:
        self.known = known
        self.names = names

    def __getitem__(self, name: str) -> str:
        if name not in self.names:
            raise KeyError(name)
        return self.known.words(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def place_name(code: str, regions: Regions) -> str:
    """江西省南昌市东湖区; the code itself where the table does not hold it."""
    return regions.full_name(code) if code in regions.names else code


def quoted(quote: Quote) -> Quoted:
    """A quotation of a policy file as a decision gives it."""
    places = tuple((place.file, place.start, place.end) for place in quote.places)
    return Quoted(quote.document, quote.clause, quote.words, places)
