"""What to ask next: the facts that still matter, the one whose answer settles most money first."""

from collections.abc import Iterable, Mapping, Sequence

from luodi.decide.model import Outcome, Question
from luodi.decide.period import ACT_DAY
from luodi.policy.model import Fact

ANSWERS = {"boolean": "是 或 否", "money": "金额（元、万元、亿元）", "date": "日期（年-月-日）", "region": "区划名称或六位代码"}
ACT_DAY_QUESTION = "申领所依据的事项发生在哪一天？"
# How likely one answer settles a benefit, in halves: the last one open does, a condition may, what only the sum waits for does not.
LAST, CONDITION, SUM = 2, 1, 0
MONEY = ("money", "charge")


class Questions:
    """Puts questions in order. A question already put for the same benefits is kept: it is the same again."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self.facts = facts
        self.kept: dict[str, Question] = {}

    def ask(self, waiting: Iterable[tuple[Outcome, Sequence[str]]]) -> tuple[Question, ...]:
        """One question a fact, from outcomes and the facts that matter to each.

        First those whose answer is likely to settle most money in fen, then most benefits that give money whose sum is not known yet,
        then most that somebody is bound to give or may give, then what is only encouraged; those met first before others.
        What has lost to another whatever the answer is not asked for.
        """
        settles: dict[str, list[str]] = {}
        weights: dict[str, list[int]] = {}
        for outcome, facts in waiting:
            if outcome.status == "unknown" and outcome.lost_to is not None:
                continue
            for fact, odds in _odds(outcome, facts):
                settles.setdefault(fact, []).append(outcome.id)
                weight = weights.setdefault(fact, [0, 0, 0, 0, 0])
                if outcome.force != "鼓励":
                    weight[0] += odds * outcome.possible
                    weight[1] += odds * (outcome.gives.kind in MONEY)
                    weight[2] += odds
                    weight[3] += 1
                weight[4] += odds
        order = sorted(settles, key=weights.__getitem__, reverse=True)
        return tuple([self._question(fact, tuple(settles[fact])) for fact in order])

    def _question(self, fact: str, settles: tuple[str, ...]) -> Question:
        kept = self.kept.get(fact)
        if kept is None or kept.settles != settles:
            self.kept[fact] = kept = question(fact, settles, self.facts.get(fact))
        return kept


def _odds(outcome: Outcome, facts: Sequence[str]) -> list[tuple[str, int]]:
    if len(facts) == 1:
        return [(facts[0], LAST)]
    conditions = {name for held in outcome.conditions for name in held.missing}
    return [(fact, CONDITION if fact in conditions else SUM) for fact in facts]


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
