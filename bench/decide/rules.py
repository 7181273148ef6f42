"""Twenty rules of the library that every peer can say: binding benefits for firms with an exact sum, in Python's words and in zen's."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from luodi.feel import tree as t
from luodi.policy.model import Benefit
from luodi.policy.program import Program

COUNT = 20
WORDS = {
    "python": {"and": " and ", "or": " or ", "not": "not ({})", "=": "==", "min": "min({})", "max": "max({})", "in": "({} in [{}])"},
    "zen": {"and": " and ", "or": " or ", "not": "not ({})", "=": "==", "min": "min([{}])", "max": "max([{}])", "in": "({} in [{}])"},
}


@dataclass(frozen=True, slots=True)
class Said:
    """A rule in a peer's words: when it holds, and its sum in fen."""

    when: str
    sum: str


def chosen(program: Program) -> tuple[Benefit, ...]:
    """The first twenty that grant money or lower a charge, are bound, and say nothing that a peer cannot."""
    return tuple(
        [benefit for benefit in program.benefits if "企业" in benefit.subjects and benefit.force == "应" and _sayable(benefit)][:COUNT]
    )


def said(benefits: Sequence[Benefit], dialect: str, columns: Mapping[str, str]) -> list[Said]:
    """The rules; `columns` gives each fact a name that every peer can read."""
    speaker = _Speaker(dialect, columns)
    return [speaker.rule(benefit) for benefit in benefits]


def _sayable(benefit: Benefit) -> bool:
    if benefit.gives.amount is None or not benefit.when:
        return False
    try:
        _Speaker("python", None).rule(benefit)
    except KeyError:
        return False
    return True


class _Speaker:
    """KeyError at what the dialect has no word for."""

    def __init__(self, dialect: str, columns: Mapping[str, str] | None) -> None:
        self.words = WORDS[dialect]
        self.columns = columns

    def rule(self, benefit: Benefit) -> Said:
        assert benefit.gives.amount
        times = f" * {self.say(benefit.gives.times.tree)}" if benefit.gives.times else ""
        when = self.words["and"].join(self.say(condition.expression.tree) for condition in benefit.when)
        return Said(when, f"({self.say(benefit.gives.amount.tree)}){times}")

    def say(self, node: t.Tree) -> str:
        if isinstance(node, t.Name):
            return self.columns[node.text] if self.columns else node.text
        if isinstance(node, (t.Money, t.Number, t.Percent)):
            return _figure(node)
        if isinstance(node, t.String):
            return f'"{node.value}"'
        if isinstance(node, (t.And, t.Or)):
            word = self.words["and" if isinstance(node, t.And) else "or"]
            return "(" + word.join(f"({self.say(part)})" for part in node.parts) + ")"
        if isinstance(node, t.Comparison):
            return f"({self.say(node.left)} {self.words['='] if node.op == '=' else node.op} {self.say(node.right)})"
        if isinstance(node, t.In):
            return self.words["in"].format(self.say(node.value), ", ".join(map(self.say, _items(node))))
        if isinstance(node, t.Arithmetic):
            return f"({self.say(node.left)} {node.op} {self.say(node.right)})"
        if isinstance(node, t.Call) and isinstance(node.function, t.Name):
            return self.words[node.function.text].format(", ".join(map(self.say, node.arguments)))
        raise KeyError(type(node).__name__)


def _items(node: t.In) -> Iterator[t.Tree]:
    for test in node.tests:
        for item in test.items if isinstance(test, t.List) else (test,):
            if not isinstance(item, t.String):
                raise KeyError(type(item).__name__)
            yield item


def _figure(node: t.Money | t.Number | t.Percent) -> str:
    if isinstance(node, t.Money):
        return str(node.fen)
    value = Fraction(node.text) / (100 if isinstance(node, t.Percent) else 1)
    return str(value.numerator if value.denominator == 1 else float(value))
