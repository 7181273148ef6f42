"""An expression as an official would read it aloud: 本年度设备投资额超过100万元, 企业规模是中型、小型、微型之一."""

from collections.abc import Sequence

from luodi.feel import tree as t
from luodi.feel.show import show

COMPARISONS = {"=": "是", "!=": "不是", "<": "低于", "<=": "不超过", ">": "超过", ">=": "不低于"}
OF_DAYS = {"=": "是", "!=": "不是", "<": "早于", "<=": "不晚于", ">": "晚于", ">=": "不早于"}
NEGATED = {"=": "不是", "!=": "是", "<": "不低于", "<=": "超过", ">": "不超过", ">=": "低于"}
ARITHMETIC = {"+": "加", "-": "减", "*": "×", "/": "÷"}
STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}
EXTREMES = {"min": "较小", "max": "较大"}


def speak(tree: t.Tree) -> str:
    """`tree` in Chinese words; what has no plain reading stays as FEEL writes it."""
    if isinstance(tree, t.And):
        return "，且".join(_grouped(part, t.Or) for part in tree.parts)
    if isinstance(tree, t.Or):
        return "，或".join(_grouped(part, t.And) for part in tree.parts)
    if isinstance(tree, t.Comparison):
        words = OF_DAYS if isinstance(tree.right, t.At) or isinstance(tree.left, t.At) else COMPARISONS
        return f"{_value(tree.left)}{words[tree.op]}{_value(tree.right)}"
    if isinstance(tree, t.In):
        return f"{_value(tree.value)}{_tests(tree.tests)}"
    if isinstance(tree, t.Between):
        return f"{_value(tree.value)}在{_value(tree.low)}至{_value(tree.high)}之间（含两端）"
    if _is_not(tree):
        return _denied(tree.arguments[0])  # type: ignore[attr-defined]
    return _value(tree)


def _grouped(part: t.Tree, bracketed: type[t.Tree]) -> str:
    return f"（{speak(part)}）" if isinstance(part, bracketed) else speak(part)


def _is_not(tree: t.Tree) -> bool:
    return isinstance(tree, t.Call) and tree.function == t.Name("not") and len(tree.arguments) == 1


def _denied(tree: t.Tree) -> str:
    if isinstance(tree, t.Name):
        return f"不是：{tree.text}"
    if isinstance(tree, t.Comparison):
        return f"{_value(tree.left)}{NEGATED[tree.op]}{_value(tree.right)}"
    return f"并非（{speak(tree)}）" if isinstance(tree, t.And | t.Or) else f"不是：{speak(tree)}"


def _tests(tests: Sequence[t.Tree]) -> str:
    items = [item for test in tests for item in (test.items if isinstance(test, t.List) else (test,))]
    if all(isinstance(item, t.String) for item in items):
        words = "、".join(_value(item) for item in items)
        return f"是{words}之一" if len(items) > 1 else f"是{words}"
    return "，或".join(_test(item) for item in items)


def _test(test: t.Tree) -> str:
    if isinstance(test, t.Range):
        low = "不低于" if test.low_closed else "超过"
        high = "不超过" if test.high_closed else "低于"
        return f"{low}{_value(test.low)}、{high}{_value(test.high)}"
    if isinstance(test, t.Test):
        return f"{COMPARISONS[test.op]}{_value(test.operand)}"
    return f"是{_value(test)}"


def _value(tree: t.Tree) -> str:
    if isinstance(tree, t.String):
        return tree.value
    if isinstance(tree, t.Boolean):
        return "是" if tree.value else "否"
    if isinstance(tree, t.At):
        year, month, day = (int(part) for part in tree.text.split("-")) if tree.text.count("-") == 2 and len(tree.text) == 10 else (0, 0, 0)
        return f"{year}年{month}月{day}日" if year else tree.text
    if isinstance(tree, t.Arithmetic) and tree.op in ARITHMETIC:
        strength = STRENGTH[tree.op]
        return f"{_operand(tree.left, strength)}{ARITHMETIC[tree.op]}{_operand(tree.right, strength + (tree.op in '-/'))}"
    if isinstance(tree, t.Call) and isinstance(tree.function, t.Name) and tree.function.text in EXTREMES and len(tree.arguments) == 2:
        first, second = tree.arguments
        return f"（{_value(first)}与{_value(second)}中{EXTREMES[tree.function.text]}的）"
    if isinstance(tree, t.Name | t.Money | t.Number | t.Percent):
        return show(tree)
    return show(tree) if not isinstance(tree, t.And | t.Or | t.Comparison | t.In | t.Between) else f"（{speak(tree)}）"


def _operand(tree: t.Tree, strength: int) -> str:
    """A part of a sum, in brackets where it binds less tightly than what it stands in."""
    loose = isinstance(tree, t.Arithmetic) and STRENGTH.get(tree.op, 3) < strength
    return f"（{_value(tree)}）" if loose else _value(tree)
