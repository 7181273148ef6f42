"""What to ask next: the facts that still matter, the one whose answer settles most money first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from luodi.decide.model import Question
from luodi.decide.period import ACT_DAY
from luodi.decide.standing import Standing, Weight
from luodi.policy.model import Fact

ANSWERS = {"boolean": "是 或 否", "money": "金额（元、万元、亿元）", "date": "日期（年-月-日）", "region": "区划名称或六位代码"}
ACT_DAY_QUESTION = "申领所依据的事项发生在哪一天？"
NOTHING: Weight = (0, 0, 0, 0, 0)

Order = tuple[int, int, int, int, int, int]
ORDER = attrgetter("order")


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """What waits for one fact: the numbers of the benefits, their weight, the question, and where it stands among the questions.

    First those whose answer is likely to settle most money in fen, then most benefits that give money whose sum is not known yet,
    then most that somebody is bound to give or may give, then what is only encouraged; then those first in the library.
    """

    numbers: tuple[int, ...]
    weight: Weight
    question: Question
    order: Order


class Questions:
    """Puts questions. A question already put for the same benefits is kept: it is the same again."""

    def __init__(self, facts: Mapping[str, Fact], ids: Sequence[str]) -> None:
        self.facts = facts
        self.ids = ids
        self.kept: dict[str, Question] = {}

    def tally(self, standings: Iterable[Standing]) -> dict[str, Waiting]:
        """What waits for each fact."""
        return self.altered({}, (), standings)

    def altered(self, before: Mapping[str, Waiting], gone: Iterable[Standing], come: Iterable[Standing]) -> dict[str, Waiting]:
        """What waits for each fact once some benefits stand otherwise than before."""
        numbers: dict[str, set[int]] = {}
        weights: dict[str, Weight] = {}
        for standings, sign in ((gone, -1), (come, 1)):
            for standing in standings:
                for fact, weight in standing.asks:
                    if fact not in numbers:
                        known = before.get(fact)
                        numbers[fact] = set(known.numbers) if known else set()
                        weights[fact] = known.weight if known else NOTHING
                    (set.add if sign > 0 else set.discard)(numbers[fact], standing.number)
                    weights[fact] = _plus(weights[fact], weight, sign)
        found = dict(before)
        for fact, waiting in numbers.items():
            if waiting:
                found[fact] = self._waiting(fact, tuple(sorted(waiting)), weights[fact])
            else:
                found.pop(fact, None)
        return found

    def _waiting(self, fact: str, numbers: tuple[int, ...], weight: Weight) -> Waiting:
        settles = tuple([self.ids[number] for number in numbers])
        kept = self.kept.get(fact)
        if kept is None or kept.settles != settles:
            self.kept[fact] = kept = question(fact, settles, self.facts.get(fact))
        a, b, c, d, e = weight
        return Waiting(numbers, weight, kept, (-a, -b, -c, -d, -e, numbers[0]))


def ask(waiting: Mapping[str, Waiting]) -> tuple[Question, ...]:
    """One question a fact, in order."""
    return tuple([one.question for one in sorted(waiting.values(), key=ORDER)])


def _plus(one: Weight, other: Weight, sign: int) -> Weight:
    a, b, c, d, e = one
    v, w, x, y, z = other
    return a + sign * v, b + sign * w, c + sign * x, d + sign * y, e + sign * z


def question(name: str, settles: tuple[str, ...], fact: Fact | None) -> Question:
    """The question that a fact declares; for one that declares none, its name."""
    if fact is None:
        return Question(name, ACT_DAY_QUESTION if name == ACT_DAY else f"请补充：{name}", settles)
    return Question(name, fact.question, settles, answer(fact), fact.why, fact.help)


def answer(fact: Fact) -> str:
    """The form an answer takes: 是 或 否; 数量（人）; 鼓励类、限制类 之一."""
    if fact.values:
        return f"{'、'.join(fact.values)} 之一"
    if fact.type.kind == "number":
        return "比例，例：30%" if fact.type.unit == "%" else f"数量（{fact.type.unit}）" if fact.type.unit else "数量"
    return ANSWERS.get(fact.type.kind, "文字")
