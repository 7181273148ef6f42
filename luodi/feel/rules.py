"""The type of each sort of expression under the policy profile, with the bounds that its value must keep."""

from fractions import Fraction

from luodi.feel import bounds, exact
from luodi.feel import tree as t
from luodi.feel.calls import call
from luodi.feel.checker import Checker, Rules, money_hint
from luodi.feel.show import show
from luodi.feel.types import BOOLEAN, Type, bounded

CHINESE_OPS = {"+": "相加", "-": "相减", "*": "相乘", "/": "相除", "**": "乘方"}


def _name(checker: Checker, node: t.Name) -> Type:
    found = checker.scope.get(node.text)
    if found is not None:
        return found
    raise checker.unknown(node, node.text, "名称", checker.scope)


def _literal_number(_: Checker, node: t.Number) -> Type:
    value = exact.exact(node.text)
    return Type("number", lo=value, hi=value)


def _percent(_: Checker, node: t.Percent) -> Type:
    value = exact.whole(Fraction(exact.exact(node.text), 100))
    return Type("number", lo=value, hi=value)


def _boolean(_: Checker, __: t.Boolean) -> Type:
    return BOOLEAN


def _negate(checker: Checker, node: t.Negate) -> Type:
    found = checker.numeric(node.operand, "负号后面")
    return bounded(found, *bounds.negated((found.lo, found.hi)))


def _arithmetic(checker: Checker, node: t.Arithmetic) -> Type:
    where = f"{CHINESE_OPS[node.op]}"
    one, other = checker.numeric(node.left, where), checker.numeric(node.right, where)
    left, right = (one.lo, one.hi), (other.lo, other.hi)
    both = {one.kind, other.kind}
    if node.op in "+-":
        if len(both) == 2:
            raise checker.error(node, f"金额和数不能{where}：“{show(node)}”", hint=money_hint(node.left, node.right, one, other))
        total = bounds.plus(left, right if node.op == "+" else bounds.negated(right))
        return checker.money(node, total, False) if both == {"money"} else Type("number", lo=total[0], hi=total[1])
    if node.op == "*":
        if both == {"money"}:
            raise checker.error(node, f"金额不能乘以金额：“{show(node)}”", "金额乘以数或百分比")
        product = bounds.times(left, right)
        return checker.money(node, product, True) if "money" in both else Type("number", lo=product[0], hi=product[1])
    if node.op == "**":
        return _power(checker, node, one)
    if other.kind == "money" and one.kind == "number":
        raise checker.error(node, f"数不能除以金额：“{show(node)}”")
    quotient = bounds.divided(left, right)
    if one.kind == "money" and other.kind == "number":
        return checker.money(node, quotient, False)
    return Type("number", lo=quotient[0], hi=quotient[1])


def _power(checker: Checker, node: t.Arithmetic, one: Type) -> Type:
    power = node.right
    if one.kind == "money" or not isinstance(power, t.Number) or not power.text.isdigit() or int(power.text) > 9:
        raise checker.error(node, f"“{show(node)}”算不了乘方", "数的 0 到 9 次方")
    total: bounds.Interval = (1, 1)
    for _ in range(int(power.text)):
        total = bounds.times(total, (one.lo, one.hi))
    return Type("number", lo=total[0], hi=total[1])


def _comparison(checker: Checker, node: t.Comparison) -> Type:
    one, other = checker.type_of(node.left), checker.type_of(node.right)
    checker.alike(node, node.left, node.right, one, other)
    if node.op not in ("=", "!="):
        checker.ordered(node.left, one)
    elif one.kind == "list":
        raise checker.error(node, f"列表不能用 {node.op} 比较", hint="用 in")
    return BOOLEAN


def _all_boolean(checker: Checker, node: t.And | t.Or) -> Type:
    word = "and" if isinstance(node, t.And) else "or"
    for part in node.parts:
        checker.boolean(part, f"{word} 两边")
    return BOOLEAN


def _between(checker: Checker, node: t.Between) -> Type:
    value = checker.type_of(node.value)
    checker.ordered(node.value, value)
    for end in (node.low, node.high):
        checker.alike(node, node.value, end, value, checker.type_of(end))
    return BOOLEAN


def _in(checker: Checker, node: t.In) -> Type:
    value = checker.type_of(node.value)
    for test in node.tests:
        _test(checker, node, value, test)
    return BOOLEAN


def _test(checker: Checker, node: t.In, value: Type, test: t.Tree) -> None:
    if isinstance(test, t.Test):
        checker.alike(node, node.value, test.operand, value, checker.type_of(test.operand))
        if test.op not in ("=", "!="):
            checker.ordered(node.value, value)
    elif isinstance(test, t.Range):
        checker.ordered(node.value, value)
        for end in (test.low, test.high):
            checker.alike(node, node.value, end, value, checker.type_of(end))
    elif isinstance(test, t.List):
        for item in test.items:
            _test(checker, node, value, item)
    else:
        found = checker.type_of(test)
        if found.kind == "list" and found.item is not None:
            found = found.item
        checker.alike(node, node.value, test, value, found)


def _if(checker: Checker, node: t.If) -> Type:
    checker.boolean(node.test, "if 后面")
    one, other = checker.type_of(node.then), checker.type_of(node.otherwise)
    if one.kind != other.kind:
        raise checker.error(node, f"then 后面是{one.chinese}，else 后面是{other.chinese}", "同一种值")
    return united(one, other)


def united(one: Type, other: Type) -> Type:
    """The type of a value that is of one or the other, of the same kind."""
    values = tuple(dict.fromkeys(one.values + other.values)) if one.values and other.values else ()
    low, high = bounds.hull((one.lo, one.hi), (other.lo, other.hi))
    return Type(one.kind, one.unit if one.unit == other.unit else "", values, low, high, one.item)


def _list(checker: Checker, node: t.List) -> Type:
    item: Type | None = None
    for child in node.items:
        found = checker.type_of(child)
        if item is not None and found.kind != item.kind:
            raise checker.error(child, f"列表里有{item.chinese}也有{found.chinese}", "同一种值")
        item = found if item is None else united(item, found)
    return Type("list", item=item)


def _string(_: Checker, node: t.String) -> Type:
    return Type("string", values=(node.value,))


RULES: Rules = {
    t.Number: _literal_number,
    t.Percent: _percent,
    t.Money: lambda _, node: Type("money", lo=node.fen, hi=node.fen),
    t.String: _string,
    t.Boolean: _boolean,
    t.At: lambda checker, node: checker.date_literal(node, node.text),
    t.Name: _name,
    t.Negate: _negate,
    t.Arithmetic: _arithmetic,
    t.Comparison: _comparison,
    t.And: _all_boolean,
    t.Or: _all_boolean,
    t.Between: _between,
    t.In: _in,
    t.If: _if,
    t.List: _list,
    t.Call: call,
}
