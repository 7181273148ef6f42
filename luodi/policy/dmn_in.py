"""A decision of a `.dmn` file lowered to an expression of the policy profile: tables as if/then/else, numbers beside sums as yuan."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import combinations
from pathlib import Path

from luodi.feel import tree as t
from luodi.feel.dmn.errors import ModelError
from luodi.feel.dmn.model import Element, Key, Model, Node
from luodi.feel.dmn.read import read_model
from luodi.feel.errors import FeelError
from luodi.feel.parse import parse, parse_tests
from luodi.feel.profile import check, substitute
from luodi.feel.settle import settle
from luodi.feel.types import BOOLEAN, Type
from luodi.feel.walk import children, rebuild
from luodi.policy.model import Expression

ALWAYS = t.Boolean(True)
YUAN = t.Money(100, "1元")
SINGLE = ("UNIQUE", "ANY", "FIRST", "PRIORITY")
Rule = tuple[t.Tree, t.Tree]


def read_decision(path: Path, name: str, types: Mapping[str, Type]) -> Expression:
    """What the decision `name` of the file says, over facts of these `types`; sums in it are yuan. FeelError (ModelError with the file)
    where the profile cannot say the same: functions, several results, rules that may meet, no value where no rule matches."""
    model = read_model(path)
    lowering = _Lowering(model, types)
    found = next((element for element in model.elements if element.kind == "decision" and element.name == name), None)
    if found is None:
        known = "、".join(element.name for element in model.elements if element.kind == "decision")
        raise ModelError(f"没有决策“{name}”", path.name, hint=f"有：{known}")
    tree = lowering.decision(found, ())
    return Expression(f"{path.name} 的 {name}", tree, check(tree, types))


class _Lowering:
    """One model being lowered."""

    def __init__(self, model: Model, types: Mapping[str, Type]) -> None:
        self.elements = {element.key: element for element in model.elements}
        self.source = model.source
        self.types = types

    def decision(self, element: Element, above: tuple[Key, ...]) -> t.Tree:
        """The tree of a decision, over facts alone."""
        if element.key in above:
            raise self.refused(element, "绕成了圈")
        needed = [self.elements[need] for need in element.needs if need in self.elements]
        if len(needed) < len(element.needs) or any(one.kind not in ("inputData", "decision") for one in needed):
            raise self.refused(element, "用到别的模型、业务知识或决策服务", "只用输入数据和决策")
        given = {one.name: self.decision(one, (*above, element.key)) for one in needed if one.kind == "decision"}
        types = {**self.types, **{name: check(tree, self.types) for name, tree in given.items()}}
        return substitute(self.boxed(element, types), given)

    def boxed(self, element: Element, types: Mapping[str, Type]) -> t.Tree:
        node = element.node.first("literalExpression", "decisionTable")
        if node is None:
            raise self.refused(element, "不是表达式，也不是决策表", "写成 literalExpression 或 decisionTable")
        if node.tag == "literalExpression":
            return in_yuan(parse(node.words()), types)
        return self.table(element, node, types)

    def table(self, element: Element, node: Node, types: Mapping[str, Type]) -> t.Tree:
        policy, outputs = node.get("hitPolicy") or "UNIQUE", list(node.all("output"))
        if policy not in SINGLE or len(outputs) != 1:
            raise self.refused(element, f"{policy}、{len(outputs)} 列结果", f"{'、'.join(SINGLE)} 之一，一列结果")
        asked = [parse(expression.words()) for column in node.all("input") for expression in column.all("inputExpression")]
        rules = [_rule(rule, asked, types) for rule in node.all("rule")]
        if policy == "PRIORITY":
            values = outputs[0].first("outputValues")
            order = parse(f"[{values.words()}]") if values is not None else t.List(())
            places = {value: place for place, value in enumerate(children(order))}
            rules.sort(key=lambda rule: places.get(rule[1], len(places)))
        if policy in ("UNIQUE", "ANY"):
            self.apart(element, rules, types, policy)
        default = outputs[0].first("defaultOutputEntry")
        if default is not None and default.words():
            rules.append((ALWAYS, parse(default.words())))
        elif not _exhaustive([test for test, _ in rules], types):
            raise self.refused(element, "没有一行命中时没有值", "写上 defaultOutputEntry，或最后加一行全是 - 的规则")
        results = in_yuan(t.List(tuple(result for _, result in rules)), types)
        return _chain([(test, result) for (test, _), result in zip(rules, children(results), strict=True)])

    def apart(self, element: Element, rules: list[Rule], types: Mapping[str, Type], policy: str) -> None:
        """Refuses rules with different results that may match at once (or any two, where the policy is UNIQUE)."""
        for (number, one), (other_number, other) in combinations(enumerate(rules, 1), 2):
            if policy == "ANY" and one[1] == other[1]:
                continue
            if settle(t.And((one[0], other[0])), {}, types) is not False:
                raise self.refused(element, f"{policy} 表的第 {number} 行和第 {other_number} 行可能同时命中", "改窄，或用 FIRST")

    def refused(self, element: Element, message: str, hint: str = "") -> FeelError:
        return ModelError(f"决策“{element.name}”{message}，规则里用不了", self.source, hint=hint)


def _rule(node: Node, asked: list[t.Tree], types: Mapping[str, Type]) -> Rule:
    """One row: what must hold, and its result."""
    cells = [_cell(value, entry.words() or "-", types) for value, entry in zip(asked, node.all("inputEntry"), strict=True)]
    parts = tuple(cell for cell in cells if cell != ALWAYS)
    test = parts[0] if len(parts) == 1 else t.And(parts) if parts else ALWAYS
    return test, parse(next(node.all("outputEntry")).words())


def _cell(value: t.Tree, text: str, types: Mapping[str, Type]) -> t.Tree:
    """A cell as a condition on the column's value."""
    cell = parse_tests(text)
    assert isinstance(cell, t.Tests)
    if not cell.tests:
        return ALWAYS
    node = in_yuan(t.In(value, cell.tests), types)
    check(node, types)
    return t.Call(t.Name("not"), (node,)) if cell.negated else node


def _chain(rules: list[Rule]) -> t.Tree:
    """The first rule that holds; the last one is taken when none before it does."""
    tree = rules[-1][1]
    for test, result in reversed(rules[:-1]):
        tree = result if test == ALWAYS else t.If(test, result, tree)
    return tree


def _exhaustive(tests: list[t.Tree], types: Mapping[str, Type]) -> bool:
    """Whether some rule surely matches. The rules that ask least are tried first: they are the widest, and soonest tried out."""
    for most in (0, 1, 2, 99):
        some = tuple(test for test in tests if _asks(test) <= most)
        if ALWAYS in some or (some and settle(some[0] if len(some) == 1 else t.Or(some), {}, types) is True):
            return True
    return False


def _asks(test: t.Tree) -> int:
    return 0 if test == ALWAYS else len(test.parts) if isinstance(test, t.And) else 1


def in_yuan(tree: t.Tree, types: Mapping[str, Type]) -> t.Tree:
    """The tree with each number that meets a sum of money taken for yuan, as decision models write them."""
    node = rebuild(tree, lambda child: in_yuan(child, types))
    if isinstance(node, t.Comparison) or (isinstance(node, t.Arithmetic) and node.op in "+-"):
        left, right = _alike((node.left, node.right), types)
        return type(node)(node.op, left, right, place=node.place)
    if isinstance(node, t.Between):
        value, low, high = _alike((node.value, node.low, node.high), types)
        return t.Between(value, low, high, place=node.place)
    if isinstance(node, t.If):
        then, otherwise = _alike((node.then, node.otherwise), types)
        return t.If(node.test, then, otherwise, place=node.place)
    if isinstance(node, t.In) and _kind(node.value, types) == "money":
        return t.In(node.value, tuple(_test(test, types) for test in node.tests), place=node.place)
    if isinstance(node, t.List):
        return t.List(_alike(node.items, types), place=node.place)
    if isinstance(node, t.Call) and node.function in (t.Name("min"), t.Name("max"), t.Name("sum")):
        return t.Call(node.function, _alike(node.arguments, types), place=node.place)
    return node


def _test(test: t.Tree, types: Mapping[str, Type]) -> t.Tree:
    """A test of a sum."""
    if isinstance(test, (t.Test, t.Range, t.List)):
        return rebuild(test, lambda child: _sum(child, types))
    return _sum(test, types)


def _alike(nodes: Iterable[t.Tree], types: Mapping[str, Type]) -> tuple[t.Tree, ...]:
    parts = tuple(nodes)
    if "money" not in {_kind(part, types) for part in parts}:
        return parts
    return tuple(_sum(part, types) for part in parts)


def _sum(node: t.Tree, types: Mapping[str, Type]) -> t.Tree:
    """A number as a sum of so many yuan, where it is written if it can be; anything else as it is."""
    if _kind(node, types) != "number":
        return node
    if isinstance(node, t.Number) and (fen := Fraction(node.text) * 100).denominator == 1:
        return t.Money(int(fen), place=node.place)
    if isinstance(node, t.Negate):
        return t.Negate(_sum(node.operand, types), place=node.place)
    if isinstance(node, t.Arithmetic) and node.op in "+-*/":
        right = _sum(node.right, types) if node.op in "+-" else node.right
        return t.Arithmetic(node.op, _sum(node.left, types), right, place=node.place)
    if isinstance(node, t.If):
        return t.If(node.test, _sum(node.then, types), _sum(node.otherwise, types), place=node.place)
    return t.Arithmetic("*", node, YUAN, place=node.place)


def _kind(node: t.Tree, types: Mapping[str, Type]) -> str:
    """The kind of a part; boolean where it is none that stands alone."""
    try:
        return check(node, types).kind
    except FeelError:
        return BOOLEAN.kind
