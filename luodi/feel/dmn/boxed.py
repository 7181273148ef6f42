"""Boxed expressions compiled to closures over the names in scope: what a decision or business knowledge says."""

from collections.abc import Callable, Iterable

from luodi.feel.dmn.model import Node
from luodi.feel.dmn.tables import table_run, uneven_rule
from luodi.feel.dmn.types import Types
from luodi.feel.errors import FeelError
from luodi.feel.filters import Run, Scope, filtered, iterate
from luodi.feel.parse import parse, parse_tests
from luodi.feel.standard import call_with, compile_standard
from luodi.feel.values.kinds import Kind, convert
from luodi.feel.values.ranges import Function, Value


class Compiler:
    """Expressions of one element. `names` are those in its scope; `remarks` collects what could not be read."""

    def __init__(self, types: Types, names: Iterable[str], remarks: list[str]) -> None:
        self.types = types
        self.named = types.named()
        self.names = tuple(names)
        self.remarks = remarks

    def text(self, text: str, read: Callable[..., object] = parse) -> Run:
        """A FEEL text; null where it cannot be read, with a remark."""
        try:
            return compile_standard(read(text, self.names), self.named)  # type: ignore[arg-type]
        except FeelError as error:
            self.remarks.append(str(error))
            return _null

    def cell(self, text: str) -> Run:
        """A cell of unary tests."""
        return self.text(text, parse_tests)

    def kind(self, name: str) -> Kind | None:
        """The type of that name; None (anything) where it is not said."""
        return self.types.kind(name) if name else None

    def boxed(self, node: Node | None) -> Run:
        """Any boxed expression, with its value as the type it declares."""
        if node is None or node.tag not in FORMS:
            return _null
        run = FORMS[node.tag](self, node)
        kind = self.kind(node.get("typeRef"))
        return run if kind is None or node.tag in OWN_TYPE else lambda scope: convert(run(scope), kind)

    def inside(self, node: Node, tag: str) -> Run:
        """The boxed expression inside the child of that tag."""
        child = node.first(tag)
        return _null if child is None else self.boxed(expression_in(child))


def _null(_: Scope) -> Value:
    return None


def expression_in(node: Node) -> Node | None:
    """The boxed expression among a node's children."""
    return node.first(*FORMS)


def local_names(node: Node) -> set[str]:
    """The names that the expressions below a node bind."""
    names = set()
    for inner in node.within():
        if inner.tag in ("variable", "formalParameter", "column"):
            names.add(inner.get("name"))
        elif inner.get("iteratorVariable"):
            names.add(inner.get("iteratorVariable"))
    return names - {""}


def _literal(compiler: Compiler, node: Node) -> Run:
    return compiler.text(node.words()) if node.words() else _null


def _context(compiler: Compiler, node: Node) -> Run:
    entries = []
    for entry in node.all("contextEntry"):
        variable = entry.first("variable")
        name = None if variable is None else variable.get("name")
        kind = None if variable is None else compiler.kind(variable.get("typeRef"))
        entries.append((name, kind, compiler.boxed(expression_in(entry))))

    def run(scope: Scope) -> Value:
        inner, made = dict(scope), {}
        for name, kind, value in entries:
            found = convert(value(inner), kind)
            if name is None:
                return found
            inner[name] = made[name] = found
        return made

    return run


def _invocation(compiler: Compiler, node: Node) -> Run:
    function = compiler.boxed(expression_in(node))
    bindings = []
    for binding in node.all("binding"):
        parameter = binding.first("parameter")
        if parameter is not None:
            bindings.append((parameter.get("name"), compiler.kind(parameter.get("typeRef")), compiler.boxed(expression_in(binding))))

    def run(scope: Scope) -> Value:
        found = function(scope)
        values = {name: convert(value(scope), kind) for name, kind, value in bindings}
        if not isinstance(found, Function) or not values.keys() <= set(found.parameters):
            return None
        return found.call([values.get(parameter) for parameter in found.parameters])

    return run


def _list(compiler: Compiler, node: Node) -> Run:
    items = [compiler.boxed(child) for child in node.children if child.tag in FORMS]
    return lambda scope: [item(scope) for item in items]


def _relation(compiler: Compiler, node: Node) -> Run:
    columns = [(column.get("name"), compiler.kind(column.get("typeRef"))) for column in node.all("column")]
    rows = [[compiler.boxed(child) for child in row.children if child.tag in FORMS] for row in node.all("row")]

    def run(scope: Scope) -> Value:
        return [{name: convert(cell(scope), kind) for (name, kind), cell in zip(columns, row, strict=False)} for row in rows]

    return run


def function_run(compiler: Compiler, node: Node, result: Kind | None = None) -> Run:
    """A function definition; its value is a Function that sees the names in scope."""
    parameters = [(parameter.get("name"), compiler.kind(parameter.get("typeRef"))) for parameter in node.all("formalParameter")]
    names = tuple(name for name, _ in parameters)
    kinds = tuple(kind for _, kind in parameters)
    if node.get("kind", "FEEL") != "FEEL":
        compiler.remarks.append(f"不运行 {node.get('kind')} 函数")
        return _null
    body = compiler.boxed(expression_in(node))

    def run(scope: Scope) -> Value:
        def call(values: list[Value]) -> Value:
            return convert(call_with(names, kinds, values, body, scope), result)

        return Function(names, call, kinds, result)

    return run


def _function(compiler: Compiler, node: Node) -> Run:
    return function_run(compiler, node)


def _conditional(compiler: Compiler, node: Node) -> Run:
    test, then, otherwise = (compiler.inside(node, tag) for tag in ("if", "then", "else"))

    def run(scope: Scope) -> Value:
        value = test(scope)
        if value is None or isinstance(value, bool):
            return then(scope) if value else otherwise(scope)
        return None

    return run


def _filter(compiler: Compiler, node: Node) -> Run:
    return filtered(compiler.inside(node, "in"), compiler.inside(node, "match"), strict=True)


def _for(compiler: Compiler, node: Node) -> Run:
    source, result = compiler.inside(node, "in"), compiler.inside(node, "return")
    name = node.get("iteratorVariable")

    def run(scope: Scope) -> Value:
        partial: list[Value] = []
        for inner in iterate([(name, source, None)], {**scope, "partial": partial}) or ():
            partial.append(result(inner))
        return None if source(scope) is None else list(partial)

    return run


def _quantified(compiler: Compiler, node: Node) -> Run:
    source, condition = compiler.inside(node, "in"), compiler.inside(node, "satisfies")
    name, stop = node.get("iteratorVariable"), node.tag == "some"

    def run(scope: Scope) -> Value:
        scopes = iterate([(name, source, None)], scope)
        if scopes is None:
            return None
        values = [condition(inner) for inner in scopes]
        if not all(value is None or isinstance(value, bool) for value in values):
            return None
        if any(value is stop for value in values):
            return stop
        return (not stop) if all(value is (not stop) for value in values) else None

    return run


def _table(compiler: Compiler, node: Node) -> Run:
    wrong = uneven_rule(node)
    if wrong:
        compiler.remarks.append(f"决策表第{wrong}条规则的格数与列数不同")
        return _null
    return table_run(node, compiler.text, compiler.cell, compiler.kind)


OWN_TYPE = ("functionDefinition",)
FORMS: dict[str, Callable[[Compiler, Node], Run]] = {
    "literalExpression": _literal,
    "context": _context,
    "invocation": _invocation,
    "list": _list,
    "relation": _relation,
    "functionDefinition": _function,
    "decisionTable": _table,
    "conditional": _conditional,
    "filter": _filter,
    "for": _for,
    "some": _quantified,
    "every": _quantified,
}
