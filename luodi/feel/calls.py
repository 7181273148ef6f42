"""The functions of the policy profile: how many arguments each takes, of which types, and the type of its value."""

from luodi.feel import bounds, exact
from luodi.feel import tree as t
from luodi.feel.checker import Checker, Rule
from luodi.feel.show import show
from luodi.feel.types import NUMBER, Bound, Type

MANY = 1000


def call(checker: Checker, node: t.Call) -> Type:
    name = node.function.text if isinstance(node.function, t.Name) else ""
    rule = FUNCTIONS.get(name)
    if rule is None:
        raise checker.unknown(node.function, show(node.function), "函数", FUNCTIONS)
    low, high, read = rule
    if not low <= len(node.arguments) <= high:
        number = str(low) if low == high else f"{low} 到 {high}" if high < MANY else f"至少 {low}"
        raise checker.error(node, f"{name} 有 {len(node.arguments)} 个参数", f"{number} 个")
    return read(checker, node)


def _not(checker: Checker, node: t.Call) -> Type:
    return checker.boolean(node.arguments[0], "not( ) 里")


def _items(checker: Checker, node: t.Call) -> list[tuple[t.Tree, Type]]:
    only = node.arguments[0]
    if len(node.arguments) > 1:
        return [(argument, checker.type_of(argument)) for argument in node.arguments]
    if isinstance(only, t.List):
        return [(item, checker.type_of(item)) for item in only.items]
    found = checker.type_of(only)
    return [(only, found.item if found.kind == "list" and found.item is not None else found)]


def _extreme(checker: Checker, node: t.Call) -> Type:
    items = _items(checker, node)
    if not items:
        raise checker.error(node, f"“{show(node)}”里没有值")
    first = items[0][1]
    for item, found in items:
        checker.ordered(item, found)
        checker.alike(node, items[0][0], item, first, found)
    pick = bounds.least if show(node.function) == "min" else bounds.greatest
    low, high = pick(*((found.lo, found.hi) for _, found in items))
    return Type(first.kind, lo=low, hi=high)


def _sum(checker: Checker, node: t.Call) -> Type:
    items = _items(checker, node)
    kinds = {found.kind for _, found in items}
    if kinds not in ({"number"}, {"money"}):
        raise checker.error(node, f"“{show(node)}”加不起来", "全是数，或全是金额")
    total: bounds.Interval = (0, 0) if len(node.arguments) > 1 or isinstance(node.arguments[0], t.List) else (None, None)
    for _, found in items:
        total = bounds.plus(total, (found.lo, found.hi))
    return checker.money(node, total, False) if kinds == {"money"} else Type("number", lo=total[0], hi=total[1])


def _count(checker: Checker, node: t.Call) -> Type:
    if checker.type_of(node.arguments[0]).kind != "list":
        raise checker.error(node, "count 数的是列表", "列表")
    return Type("number", lo=0)


def _rounding(checker: Checker, node: t.Call) -> Type:
    found = checker.number(node.arguments[0], f"{show(node.function)} 里")
    if len(node.arguments) == 2:
        scale = node.arguments[1]
        digits = scale.operand if isinstance(scale, t.Negate) else scale
        if not isinstance(digits, t.Number) or not digits.text.isdigit() or int(digits.text) > 18:
            raise checker.error(scale, f"小数位数“{show(scale)}”不对", "-18 到 18 的整数")
        return Type("number", lo=None if found.lo is None else found.lo - 10**18, hi=None if found.hi is None else found.hi + 10**18)
    return Type("number", lo=_shifted(found.lo, -1), hi=_shifted(found.hi, 1))


def _shifted(bound: Bound, by: int) -> Bound:
    """A bound that rounding to whole numbers cannot leave."""
    if bound is None:
        return None
    return bound if isinstance(bound, int) else exact.floor(bound) if by < 0 else exact.ceiling(bound)


def _abs(checker: Checker, node: t.Call) -> Type:
    found = checker.numeric(node.arguments[0], "abs 里")
    opposite = bounds.negated((found.lo, found.hi))
    _, high = bounds.hull((found.lo, found.hi), opposite)
    return Type(found.kind, lo=0, hi=high)


def _modulo(checker: Checker, node: t.Call) -> Type:
    for argument in node.arguments:
        checker.number(argument, "modulo 里")
    return NUMBER


def _date(checker: Checker, node: t.Call) -> Type:
    only = node.arguments[0]
    if not isinstance(only, t.String):
        raise checker.error(node, "date( ) 里要写明日期", 'date("2020-02-24")')
    return checker.date_literal(only, only.value)


FUNCTIONS: dict[str, tuple[int, int, Rule]] = {
    "not": (1, 1, _not),
    "min": (1, MANY, _extreme),
    "max": (1, MANY, _extreme),
    "sum": (1, MANY, _sum),
    "count": (1, 1, _count),
    "abs": (1, 1, _abs),
    "modulo": (2, 2, _modulo),
    "date": (1, 1, _date),
    **dict.fromkeys(exact.ROUNDINGS, (1, 2, _rounding)),
}
