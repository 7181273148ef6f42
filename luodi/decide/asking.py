"""What to ask next: the facts that still matter, the one whose answer settles most money first."""

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from luodi.decide.model import Question
from luodi.decide.period import ACT_DAY
from luodi.decide.standing import Standing, Weight
from luodi.policy.model import Fact

ANSWERS = {"boolean": "是 或 否", "money": "金额（元、万元、亿元）", "date": "日期（年-月-日）", "region": "区划名称或六位代码"}
ACT_DAY_QUESTION = "申领所依据的事项发生在哪一天？"

Ask = tuple[int, str, Weight]


class Waiting(NamedTuple):
    """What waits for one fact: the numbers of the benefits, their weight, the question, and where it stands among the questions.

    First those whose answer is likely to settle most money in fen, then most benefits that give money whose sum is not known yet,
    then most that somebody is bound to give or may give, then what is only encouraged; then those first in the library.
    """

    numbers: frozenset[int]
    weight: Weight
    question: Question
    order: tuple[int, int]


ORDER = attrgetter("order")
NUMBER = attrgetter("number")


class Questions:
    """Puts questions. A question already put for the same benefits is kept: it is the same again."""

    def __init__(self, facts: Mapping[str, Fact], ids: Sequence[str]) -> None:
        self.facts = facts
        self.ids = ids
        self.kept: dict[str, Waiting] = {}

    def tally(self, standings: Iterable[Standing]) -> dict[str, Waiting]:
        """What waits for each fact, in the order of the questions."""
        # By number: of questions of equal weight that which a benefit first in the library asks first comes first.
        waiting = sorted([one for one in standings if one.asks], key=NUMBER)
        if not waiting:
            return {}
        found = self._changed({}, (), [(one.number, fact, weight) for one in waiting for fact, weight in one.asks])
        return dict(sorted(found.items(), key=lambda item: item[1].order))

    def altered(self, before: Mapping[str, Waiting], gone: Sequence[Standing], come: Sequence[Standing]) -> dict[str, Waiting]:
        """What waits for each fact once benefits stand otherwise than before, in the same order where it waits as before."""
        leave, join = [], []
        for old, new in zip(gone, come, strict=True):
            if old.asks != new.asks:
                leave += [(old.number, fact, weight) for fact, weight in old.asks]
                join += [(new.number, fact, weight) for fact, weight in new.asks]
        return self._changed(before, leave, join)

    def _changed(self, before: Mapping[str, Waiting], leave: Iterable[Ask], join: Iterable[Ask]) -> dict[str, Waiting]:
        numbers: dict[str, set[int]] = {}
        weights: dict[str, int] = {}
        for asks, sign in ((leave, -1), (join, 1)):
            for number, fact, weight in asks:
                if fact not in numbers:
                    known = before.get(fact)
                    numbers[fact], weights[fact] = (set(known.numbers), known.weight) if known else (set(), 0)
                weights[fact] += sign * weight
                if sign > 0:
                    numbers[fact].add(number)
                else:
                    numbers[fact].remove(number)
        found = dict(before)
        for fact, left in numbers.items():
            if left:
                found[fact] = self._waiting(fact, left, weights[fact])
            else:
                found.pop(fact, None)
        return found

    def _waiting(self, fact: str, numbers: set[int], weight: Weight) -> Waiting:
        kept = self.kept.get(fact)
        if kept is None or kept.numbers != numbers:
            inside = sorted(numbers)
            asked = question(fact, tuple([self.ids[number] for number in inside]), self.facts.get(fact))
            self.kept[fact] = kept = Waiting(frozenset(numbers), weight, asked, (-weight, inside[0]))
        if kept.weight == weight:
            return kept
        return Waiting(kept.numbers, weight, kept.question, (-weight, kept.order[1]))


def ask(waiting: Mapping[str, Waiting]) -> tuple[Question, ...]:
    """One question a fact, in order."""
    return tuple([one.question for one in sorted(waiting.values(), key=ORDER)])


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
