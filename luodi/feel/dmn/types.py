"""Item definitions as types of values: with members, collections, functions, and the values they allow."""

from collections.abc import Callable, Mapping

from luodi.feel.dmn.model import Model, Node
from luodi.feel.errors import FeelError
from luodi.feel.parse import parse_tests
from luodi.feel.standard import compile_standard
from luodi.feel.values.kinds import ANY, Kind, simple_kind
from luodi.feel.values.ranges import Value


class Types:
    """The types a model knows: its own item definitions, those of imported models as `name.type`, and the built-in ones."""

    def __init__(self, model: Model, imported: Mapping[str, "Types"]) -> None:
        self._definitions = {node.get("name"): node for node in model.types}
        self._imported = imported
        self._kinds: dict[str, Kind | None] = {}
        for name in self._definitions:
            self.kind(name)

    def kind(self, name: str) -> Kind | None:
        """The type of that name; None where nobody declared it."""
        name = name.partition(":")[2] if ":" in name and name not in self._definitions else name
        if name in self._kinds:
            return self._kinds[name]
        if name in self._definitions:
            self._kinds[name] = ANY
            self._kinds[name] = self._define(self._definitions[name])
            return self._kinds[name]
        for alias, types in self._imported.items():
            if name.startswith(alias + "."):
                return types.kind(name[len(alias) + 1 :])
        return simple_kind(name)

    def named(self) -> dict[str, Kind]:
        """All types by name, for `instance of`."""
        named = {name: kind for name, kind in self._kinds.items() if kind is not None}
        for alias, types in self._imported.items():
            named |= {f"{alias}.{name}": kind for name, kind in types.named().items()}
        return named

    def members(self) -> set[str]:
        """The names of all members, which may have several words."""
        own = {node.get("name") for root in self._definitions.values() for node in root.within() if node.tag == "itemComponent"}
        return own.union(*(types.members() for types in self._imported.values()))

    def _define(self, node: Node) -> Kind | None:
        kind = self._base(node)
        if kind is None:
            return None
        allowed = node.first("allowedValues")
        if allowed is not None and allowed.words():
            kind = _constrained(kind, _admits(allowed.words()))
        if node.get("isCollection") == "true":
            kind = Kind("list", item=kind)
        constraint = node.first("typeConstraint")
        return kind if constraint is None or not constraint.words() else _constrained(kind, _admits(constraint.words()))

    def _base(self, node: Node) -> Kind | None:
        components = list(node.all("itemComponent"))
        function = node.first("functionItem")
        if components:
            return Kind("context", members=tuple((component.get("name"), self._define(component) or ANY) for component in components))
        if function is not None:
            parameters = tuple(self.kind(_type_name(parameter)) or ANY for parameter in function.all("parameters"))
            return Kind("function", parameters=parameters, result=self.kind(function.get("outputTypeRef")) or ANY)
        return self.kind(_type_name(node))


def _type_name(node: Node) -> str:
    return node.get("typeRef") or node.words("typeRef") or "Any"


def _constrained(kind: Kind, admits: Callable[[Value], bool]) -> Kind:
    inner = kind.allows
    both = admits if inner is None else lambda value: admits(value) and inner(value)
    return Kind(kind.name, kind.item, kind.members, kind.parameters, kind.result, both)


def _admits(text: str) -> Callable[[Value], bool]:
    try:
        run = compile_standard(parse_tests(text, ()))
    except FeelError:
        return lambda _: True
    return lambda value: run({"?": value}) is True
