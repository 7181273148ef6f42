"""What to ask next: the facts that still matter, the one whose answer settles most first."""

from collections.abc import Iterable, Mapping

from luodi.decide.model import Outcome, Question
from luodi.decide.period import ACT_DAY
from luodi.policy.model import Fact

ANSWERS = {"boolean": "是 或 否", "money": "金额（元、万元、亿元）", "date": "日期（年-月-日）", "region": "区划名称或六位代码"}
ACT_DAY_QUESTION = "申领所依据的事项发生在哪一天？"


class Questions:
    """Puts questions in order. A question already put for the same benefits is kept: it is the same again."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self.facts = facts
        self.kept: dict[str, Question] = {}

    def ask(self, outcomes: Iterable[Outcome]) -> tuple[Question, ...]:
        """One question a fact: those that most benefits wait for first, then those with the most money in fen behind them, then as met.

        What has lost to another whatever the answer is not asked for.
        """
        waiting: dict[str, list[str]] = {}
        money: dict[str, int] = {}
        for outcome in outcomes:
            if outcome.status == "unknown" and outcome.lost_to is not None:
                continue
            for fact in outcome.missing:
                if fact in waiting:
                    waiting[fact].append(outcome.id)
                    money[fact] += outcome.possible
                else:
                    waiting[fact] = [outcome.id]
                    money[fact] = outcome.possible
        order = sorted(waiting, key=lambda fact: (-len(waiting[fact]), -money[fact]))
        return tuple([self._question(fact, tuple(waiting[fact])) for fact in order])

    def _question(self, fact: str, settles: tuple[str, ...]) -> Question:
        kept = self.kept.get(fact)
        if kept is None or kept.settles != settles:
            self.kept[fact] = kept = question(fact, settles, self.facts.get(fact))
        return kept


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
