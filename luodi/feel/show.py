"""A tree written as FEEL text, with no more brackets than it needs."""

from collections.abc import Callable
from typing import Any

from luodi.feel import tree as t
from luodi.feel.scan import HAN, KEYWORDS, compiled

LOOSE, OR, AND, COMPARE, ADD, MULTIPLY, POWER, SIGN, TIGHT = range(9)
LEVELS: dict[str, int] = {"+": ADD, "-": ADD, "*": MULTIPLY, "/": MULTIPLY, "**": POWER}
ATOMS = (t.Number, t.Percent, t.Money, t.String, t.Boolean, t.Null, t.At, t.Name, t.List, t.Context, t.Range, t.Test)
PLAIN_KEY = rf"[A-Za-z_{HAN}][A-Za-z0-9_{HAN}]*"
UNITS = ((10_000_000_000, "亿元"), (1_000_000, "万元"), (100, "元"))


def show(tree: t.Tree) -> str:
    """The text of the tree: parse(show(tree)) == tree."""
    return _at(tree, LOOSE)


def show_money(fen: int) -> str:
    """A sum in its largest unit with at most four decimals: 300万元, 1.5亿元, 0.05元."""
    for size, unit in UNITS:
        if fen % (size // 100) == 0 and (abs(fen) * 10 >= size or size == 100):
            whole, rest = divmod(abs(fen) * 10_000 // size, 10_000)
            decimals = f"{rest:04}".rstrip("0")
            return ("-" if fen < 0 else "") + str(whole) + (f".{decimals}" if decimals else "") + unit
    return ("-" if fen < 0 else "") + f"{abs(fen) // 100}.{abs(fen) % 100:02}元"


def _at(tree: t.Tree, floor: int) -> str:
    text = WRITERS[type(tree)](tree)
    return f"({text})" if _level(tree) < floor else text


def _level(tree: t.Tree) -> int:
    if isinstance(tree, t.Money) and tree.fen < 0:
        return SIGN
    if isinstance(tree, ATOMS):
        return TIGHT
    if isinstance(tree, t.Arithmetic):
        return LEVELS[tree.op]
    return TREE_LEVELS.get(type(tree), LOOSE)


def _string(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return f'"{escaped}"'


def _arithmetic(node: t.Arithmetic) -> str:
    level = LEVELS[node.op]
    return f"{_at(node.left, level)} {node.op} {_at(node.right, level + 1)}"


def _in(node: t.In) -> str:
    value = _at(node.value, COMPARE + 1)
    if len(node.tests) == 1 and isinstance(node.tests[0], ATOMS) and not isinstance(node.tests[0], t.Test):
        return f"{value} in {_at(node.tests[0], LOOSE)}"
    return f"{value} in ({_tests(node.tests)})"


def _tests(tests: tuple[t.Tree, ...]) -> str:
    return ", ".join(_bare_test(test) if isinstance(test, t.Test) else _at(test, LOOSE) for test in tests)


def _bare_test(node: t.Test) -> str:
    return f"{node.op} {_at(node.operand, ADD)}"


def _cell(node: t.Tests) -> str:
    if not node.tests:
        return "not()" if node.negated else "-"
    return f"not({_tests(node.tests)})" if node.negated else _tests(node.tests)


def _range(node: t.Range) -> str:
    high = show(node.high)
    negative = isinstance(node.high, t.Negate) and isinstance(node.high.operand, (t.Number, t.Money))
    called = isinstance(node.high, t.Call) and isinstance(node.high.function, t.Name)
    if not negative and not called and not isinstance(node.high, ATOMS):
        high = f"({high})"
    return f"{'[' if node.low_closed else '('}{_at(node.low, ADD)}..{high}{']' if node.high_closed else ')'}"


def _iterations(iterations: tuple[t.Iteration, ...]) -> str:
    return ", ".join(_iteration(iteration) for iteration in iterations)


def _iteration(node: t.Iteration) -> str:
    end = f"..{_at(node.end, ADD)}" if node.end is not None else ""
    return f"{node.name} in {_at(node.source, ADD if end else LOOSE)}{end}"


def _entry(node: t.Entry) -> str:
    key = node.key if compiled(PLAIN_KEY).fullmatch(node.key) and node.key not in KEYWORDS else _string(node.key)
    return f"{key}: {_at(node.value, LOOSE)}"


def _callee(function: t.Tree) -> str:
    return f"({show(function)})" if isinstance(function, t.Function) else _at(function, TIGHT)


def _parameter(node: t.Parameter) -> str:
    return node.name if node.type is None else f"{node.name}: {show(node.type)}"


def _function(node: t.Function) -> str:
    return f"function({_list(node.parameters)}){' external' if node.external else ''} {_at(node.body, LOOSE)}"


def _list(nodes: tuple[t.Tree, ...]) -> str:
    return ", ".join(_at(node, LOOSE) for node in nodes)


def _if(node: t.If) -> str:
    return f"if {show(node.test)} then {show(node.then)} else {show(node.otherwise)}"


def _between(node: t.Between) -> str:
    return f"{_at(node.value, COMPARE + 1)} between {_at(node.low, ADD)} and {_at(node.high, ADD)}"


WRITERS: dict[type[t.Tree], Callable[[Any], str]] = {
    t.Number: lambda node: node.text,
    t.Percent: lambda node: f"{node.text}%",
    t.Money: lambda node: node.text or show_money(node.fen),
    t.String: lambda node: _string(node.value),
    t.Boolean: lambda node: "true" if node.value else "false",
    t.Null: lambda _: "null",
    t.At: lambda node: "@" + _string(node.text),
    t.Name: lambda node: node.text,
    t.Path: lambda node: f"{_at(node.base, TIGHT)}.{node.member}",
    t.Negate: lambda node: f"-{_at(node.operand, SIGN)}",
    t.Arithmetic: _arithmetic,
    t.Comparison: lambda node: f"{_at(node.left, COMPARE + 1)} {node.op} {_at(node.right, COMPARE + 1)}",
    t.And: lambda node: " and ".join(_at(part, AND + 1) for part in node.parts),
    t.Or: lambda node: " or ".join(_at(part, OR + 1) for part in node.parts),
    t.Between: _between,
    t.Test: lambda node: f"({_bare_test(node)})",
    t.In: _in,
    t.Tests: _cell,
    t.Range: _range,
    t.NamedType: lambda node: "null" if node.name == "Null" else node.name,
    t.ListType: lambda node: f"list<{show(node.item)}>",
    t.RangeType: lambda node: f"range<{show(node.item)}>",
    t.Member: lambda node: f"{node.name}: {show(node.type)}",
    t.ContextType: lambda node: f"context<{_list(node.members)}>",
    t.FunctionType: lambda node: f"function<{_list(node.parameters)}>->{show(node.result)}",
    t.InstanceOf: lambda node: f"{_at(node.value, TIGHT)} instance of {show(node.type)}",
    t.If: _if,
    t.Iteration: _iteration,
    t.For: lambda node: f"for {_iterations(node.iterations)} return {show(node.result)}",
    t.Quantified: lambda node: f"{'every' if node.every else 'some'} {_iterations(node.iterations)} satisfies {show(node.condition)}",
    t.List: lambda node: f"[{_list(node.items)}]",
    t.Entry: _entry,
    t.Context: lambda node: "{" + ", ".join(_entry(entry) for entry in node.entries) + "}",
    t.Filter: lambda node: f"{_at(node.base, TIGHT)}[{show(node.condition)}]",
    t.Argument: lambda node: f"{node.name}: {show(node.value)}",
    t.Call: lambda node: f"{_callee(node.function)}({_list(node.arguments)})",
    t.NamedCall: lambda node: f"{_callee(node.function)}({', '.join(show(argument) for argument in node.arguments)})",
    t.Parameter: _parameter,
    t.Function: _function,
}
TREE_LEVELS: dict[type[t.Tree], int] = {
    t.Or: OR,
    t.And: AND,
    t.Comparison: COMPARE,
    t.Between: COMPARE,
    t.In: COMPARE,
    t.Negate: SIGN,
    t.InstanceOf: SIGN,
    **dict.fromkeys((t.Path, t.Filter, t.Call, t.NamedCall, t.NamedType, t.ListType, t.RangeType, t.ContextType, t.FunctionType), TIGHT),
    **dict.fromkeys((t.Tests, t.Entry, t.Argument, t.Parameter, t.Member, t.Iteration), TIGHT),
}
