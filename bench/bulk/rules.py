"""Twenty rules of the library with a sum, said for each peer in its own words: NumPy (OpenFisca's formulas as well), SQL, zen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from luodi.feel import tree as t
from luodi.feel.exact import exact
from luodi.feel.types import Type
from luodi.places.regions import COUNTRY
from luodi.policy.model import Benefit
from luodi.policy.program import Program

COUNT = 20
WORDS = {
    "numpy": {"and": " & ", "or": " | ", "not": "~({})", "min": "np.minimum({})", "max": "np.maximum({})", "=": "==", "//": "({} // {})"},
    "sql": {"and": " and ", "or": " or ", "not": "not ({})", "min": "least({})", "max": "greatest({})", "=": "=", "//": "({} // {})"},
    "zen": {"and": " and ", "or": " or ", "not": "not ({})", "min": "min([{}])", "max": "max([{}])", "=": "==", "//": "floor({} / {})"},
}


@dataclass(frozen=True, slots=True)
class Said:
    """One rule in one peer's words: when it holds, and its sum in fen."""

    id: str
    when: str
    sum: str


def chosen(program: Program) -> tuple[Benefit, ...]:
    """The last twenty bound benefits for firms with an exact sum."""
    paying = [one for one in program.benefits if one.gives.amount and one.force == "应" and "企业" in one.subjects]
    return tuple(paying[-COUNT:])


def said(benefits: Sequence[Benefit], types: Mapping[str, Type], columns: Mapping[str, str], dialect: str) -> list[Said]:
    """The rules; `columns` names each fact's column."""
    speaker = _Speaker(types, columns, dialect)
    return [speaker.rule(benefit) for benefit in benefits]


class _Speaker:
    def __init__(self, types: Mapping[str, Type], columns: Mapping[str, str], dialect: str) -> None:
        self.types = types
        self.columns = columns
        self.words = WORDS[dialect]

    def rule(self, benefit: Benefit) -> Said:
        tests = [self.say(condition.expression.tree) for condition in benefit.when]
        if benefit.area and benefit.area.within != COUNTRY:
            code = benefit.area.within.rstrip("0")
            digits = 2 if len(code) <= 2 else 4 if len(code) <= 4 else 6
            place = self.columns[benefit.area.fact or "注册地"]
            tests.append(f"({self.words['//'].format(place, 10 ** (6 - digits))} {self.words['=']} {benefit.area.within[:digits]})")
        assert benefit.gives.amount is not None
        amount = self.say(benefit.gives.amount.tree)
        times = f" * {self.say(benefit.gives.times.tree)}" if benefit.gives.times else ""
        return Said(benefit.id, self.words["and"].join(tests), f"({amount}){times}")

    def say(self, node: t.Tree) -> str:
        if isinstance(node, t.Name):
            return self.columns[node.text]
        if isinstance(node, t.Money):
            return str(node.fen)
        if isinstance(node, (t.Number, t.Percent)):
            return str(float(exact(node.text)) / (100 if isinstance(node, t.Percent) else 1))
        if isinstance(node, (t.And, t.Or)):
            word = self.words["and" if isinstance(node, t.And) else "or"]
            return "(" + word.join(f"({self.say(part)})" for part in node.parts) + ")"
        if isinstance(node, t.Comparison):
            return f"({self.say(node.left)} {self._op(node.op)} {self._operand(node.left, node.right)})"
        if isinstance(node, t.In):
            items = [item for test in node.tests for item in (test.items if isinstance(test, t.List) else (test,))]
            return "(" + self.words["or"].join(f"({self.say(node.value)} {self._test(node.value, item)})" for item in items) + ")"
        if isinstance(node, t.Arithmetic):
            return f"({self.say(node.left)} {node.op} {self.say(node.right)})"
        assert isinstance(node, t.Call) and isinstance(node.function, t.Name), node
        if node.function.text == "not":
            return self.words["not"].format(self.say(node.arguments[0]))
        return self.words[node.function.text].format(", ".join(self.say(argument) for argument in node.arguments))

    def _op(self, op: str) -> str:
        return self.words["="] if op == "=" else op

    def _test(self, subject: t.Tree, test: t.Tree) -> str:
        if isinstance(test, t.Test):
            return f"{self._op(test.op)} {self._operand(subject, test.operand)}"
        return f"{self.words['=']} {self._operand(subject, test)}"

    def _operand(self, subject: t.Tree, operand: t.Tree) -> str:
        """A choice is its number among the fact's values."""
        if isinstance(operand, t.String) and isinstance(subject, t.Name):
            return str(self.types[subject.text].values.index(operand.value))
        return self.say(operand)
