"""What all rules of the policy profile share: the types of the parts, and the errors where they do not go together."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from luodi.feel import bounds
from luodi.feel import tree as t
from luodi.feel.errors import MismatchError, UnknownNameError
from luodi.feel.show import show
from luodi.feel.types import DATE, MONEY, Type, bounded

ORDERED = ("number", "money", "date")
NUMERIC = ("number", "money")
REGION_CODE = re.compile(r"[0-9]{6}")


class Checker:
    """Types of the parts of one expression, given the types of the names."""

    def __init__(self, root: t.Tree, scope: Mapping[str, Type], text: str | None, rules: "Rules") -> None:
        self.rules = rules
        self.scope = scope
        self.text = show(root) if text is None else text
        self.has_places = text is not None

    def type_of(self, node: t.Tree) -> Type:
        """The type of a part. Raises FeelError where its parts do not go together."""
        rule = self.rules.get(type(node))
        if rule is None:
            raise self.error(node, f"政策规则里不用“{show(node)}”这种写法", hint="用条件、算式和 min、max 等函数")
        return rule(self, node)

    def unknown(self, node: t.Tree, name: str, what: str, known: Iterable[str]) -> UnknownNameError:
        """A name or function that nobody declared."""
        text, position = self.spot(node)
        return UnknownNameError(f"没有“{name}”这个{what}", text, position, name, "", nearest(name, known))

    def date_literal(self, node: t.Tree, text: str) -> Type:
        """Requires an ISO day."""
        try:
            date.fromisoformat(text)
        except ValueError:
            raise self.error(node, f"“{text}”不是日期", '日期，如 @"2020-02-24"') from None
        return DATE

    def error(self, node: t.Tree, message: str, expected: str = "", hint: str = "", id: str | None = None) -> MismatchError:
        """A mismatch at the node."""
        text, position = self.spot(node)
        return MismatchError(message, text, position, show(node), expected, hint, id)

    def spot(self, node: t.Tree) -> tuple[str, int]:
        """The expression's text, and where the node stands in it."""
        return self.text, node.place.start if self.has_places else max(0, self.text.find(show(node)))

    def boolean(self, node: t.Tree, where: str) -> Type:
        """Requires yes or no."""
        found = self.type_of(node)
        if found.kind != "boolean":
            raise self.error(node, f"{where}要用是否，“{show(node)}”是{found.chinese}", "是否，或一个比较")
        return found

    def numeric(self, node: t.Tree, where: str) -> Type:
        """Requires a number or money."""
        found = self.type_of(node)
        if found.kind not in NUMERIC:
            raise self.error(node, f"{where}要用数或金额，“{show(node)}”是{found.chinese}")
        return found

    def number(self, node: t.Tree, where: str) -> Type:
        """Requires a number."""
        found = self.type_of(node)
        if found.kind == "money":
            raise self.error(node, f"{where}要用数，“{show(node)}”是金额", hint="金额先除以单位，如 floor(甲 / 1万元) * 1万元")
        if found.kind != "number":
            raise self.error(node, f"{where}要用数，“{show(node)}”是{found.chinese}")
        return found

    def alike(self, node: t.Tree, left: t.Tree, right: t.Tree, one: Type, other: Type) -> None:
        """Requires two values that can be compared."""
        if {one.kind, other.kind} == {"string", "region"}:
            text = left if one.kind == "string" else right
            if isinstance(text, t.String) and REGION_CODE.fullmatch(text.value):
                return
            raise self.error(text, f"地区和“{show(text)}”不能比较", "六位的行政区划代码")
        if one.kind != other.kind:
            raise self.error(
                node, f"{one.chinese}“{show(left)}”和{other.chinese}“{show(right)}”不能比较", hint=money_hint(left, right, one, other)
            )
        for choice, value in ((one, right), (other, left)):
            self.among(choice, value)
        if one.values and other.values and not set(one.values) & set(other.values):
            raise self.error(node, f"“{show(left)}”和“{show(right)}”没有相同的选项")

    def among(self, choice: Type, value: t.Tree) -> None:
        """Requires a string literal to be one of the choice's values."""
        if not choice.values or not isinstance(value, t.String) or value.value in choice.values:
            return
        hint = nearest(value.value, choice.values)
        text, position = self.spot(value)
        expected = "、".join(choice.values)
        raise MismatchError(f"没有“{value.value}”这个选项", text, position, value.value, expected, hint, "feel.choice")

    def ordered(self, node: t.Tree, found: Type) -> None:
        """Requires a type with an order."""
        if found.kind not in ORDERED:
            raise self.error(node, f"{found.chinese}“{show(node)}”不能比大小", "数、金额或日期")

    def money(self, node: t.Tree, interval: bounds.Interval, bound: bool) -> Type:
        """A sum of money, refused where it may leave 2**62 fen, or where it must be bound and is not."""
        low, high = interval
        if (bound and None in interval) or bounds.exceeds(interval):
            size = "没有上下限" if low is None or high is None else "可能超过 2^62 分"
            raise self.error(node, f"“{show(node)}”的结果{size}", hint="给其中的事项写上合理的 min 和 max", id="feel.large")
        return bounded(MONEY, low, high)


def money_hint(left: t.Tree, right: t.Tree, one: Type, other: Type) -> str:
    if {one.kind, other.kind} != {"number", "money"}:
        return ""
    number = left if one.kind == "number" else right
    return f"金额要带单位：{show(number)}元 或 {show(number)}万元" if isinstance(number, t.Number) else "数要乘以金额，如 * 1元"


def nearest(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), n=1, cutoff=0.3)
    return f"是不是“{close[0]}”？" if close else ""


Rule = Callable[[Checker, Any], Type]
Rules = Mapping[type[t.Tree], Rule]
