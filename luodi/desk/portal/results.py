"""A decision as cards: what is certain first, by amount, then what is possible, what waits, what is only encouraged, and the no's."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from luodi.decide.model import Decision, Held, Nearest, Outcome
from luodi.decide.wording import HOLDS, gift_words, share_words
from luodi.desk.portal.library import Shelf

FIRST_FEW = 8
SIGNS = {"yes": "✓", "no": "✕", "unknown": "?"}


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition as the page shows it."""

    held: Held
    sign: str
    word: str
    kind: str


@dataclass(frozen=True, slots=True)
class Card:
    """One benefit's outcome; `mood` is yes, maybe, open, hint, lost or no. What it says is put in words only where it is shown."""

    outcome: Outcome
    short: str
    mood: str
    winner: str
    nearest: Nearest | None = None

    @property
    def word(self) -> str:
        return MOODS[self.mood]

    @property
    def headline(self) -> str:
        """What it comes to, in a few words."""
        return gift_words(self.outcome.gives)

    @property
    def exact(self) -> int | None:
        """The sum or its ceiling, in fen."""
        gives = self.outcome.gives
        return gives.amount if gives.amount is not None else gives.at_most

    @property
    def bears(self) -> str:
        return share_words(self.outcome)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return tuple(_reason(held) for held in self.outcome.conditions)


@dataclass(frozen=True, slots=True)
class Result:
    """All cards of a decision, each in one group, each group by amount."""

    certain: tuple[Card, ...]
    possible: tuple[Card, ...]
    waiting: tuple[Card, ...]
    hints: tuple[Card, ...]
    lost: tuple[Card, ...]
    refused: tuple[Card, ...]

    @property
    def waiting_first(self) -> tuple[Card, ...]:
        """What the page shows of those that wait before one asks for the rest."""
        return self.waiting[:FIRST_FEW]

    @property
    def waiting_rest(self) -> tuple[Card, ...]:
        return self.waiting[FIRST_FEW:]

    @property
    def close(self) -> tuple[Card, ...]:
        """The refused that only a sum, a number or a day keeps from being given, the nearest first."""
        return tuple(item for item in self.refused if item.nearest and not item.nearest.far[1])

    @property
    def others(self) -> tuple[Card, ...]:
        """The rest of the refused."""
        return tuple(item for item in self.refused if not item.nearest or item.nearest.far[1])

    @property
    def empty(self) -> bool:
        """Whether every benefit is a no."""
        return not (self.certain or self.possible or self.waiting or self.hints or self.lost)

    @property
    def sums(self) -> int:
        """How many of the certain ones are a sum."""
        return sum(item.outcome.certain > 0 for item in self.certain)


MOODS = {"yes": "确定可得", "maybe": "可能可得", "open": "待定", "hint": "鼓励，不计入", "lost": "不重复享受，不再给", "no": "不符合"}
KINDS = {"when": "条件", "place": "地域", "day": "时间", "act": "行为时间"}


def result(shelf: Shelf, decision: Decision, nearest: Mapping[str, Nearest] | None = None) -> Result:
    """`nearest` are the changes that would make a no a yes, by benefit."""
    near = nearest or {}
    cards = sorted((card(shelf, outcome, near.get(outcome.id)) for outcome in decision.outcomes), key=_weight)

    def group(mood: str) -> tuple[Card, ...]:
        return tuple(item for item in cards if item.mood == mood)

    return Result(group("yes"), group("maybe"), group("open"), group("hint"), group("lost"), group("no"))


def _weight(item: Card) -> tuple[float, ...]:
    """Most money first; of equal money, what waits for the fewest answers, then what is nearest."""
    outcome = item.outcome
    far = item.nearest.far if item.nearest else (inf,)
    return (-outcome.certain, -outcome.possible, len(outcome.missing), *far)


def card(shelf: Shelf, outcome: Outcome, nearest: Nearest | None = None) -> Card:
    winner = shelf.instruments[outcome.lost_to].title if outcome.lost_to in shelf.instruments else (outcome.lost_to or "")
    return Card(outcome, shelf.short(outcome.document), _mood(outcome), winner, nearest)


def _mood(outcome: Outcome) -> str:
    if outcome.status == "no":
        return "no"
    if outcome.lost_to:
        return "lost"
    if outcome.force == "鼓励":
        return "hint"
    if outcome.status == "unknown":
        return "open"
    return "yes" if outcome.force == "应" and outcome.gives.at_most is None else "maybe"


def _reason(held: Held) -> Reason:
    return Reason(held, SIGNS[held.holds], HOLDS[held.holds], KINDS.get(held.kind, ""))
