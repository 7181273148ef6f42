"""Types as expressions write them, turned into the types of values."""

from collections.abc import Mapping

from luodi.feel import tree as t
from luodi.feel.values.kinds import Kind, simple_kind

TypeNames = Mapping[str, Kind]


def kind_of(node: t.Tree, types: TypeNames) -> Kind | None:
    """The type a node names; None where nobody declared it."""
    if isinstance(node, t.NamedType):
        return types.get(node.name) or simple_kind(node.name)
    if isinstance(node, (t.ListType, t.RangeType)):
        item = kind_of(node.item, types)
        return None if item is None else Kind("list" if isinstance(node, t.ListType) else "range", item=item)
    if isinstance(node, t.ContextType):
        members = tuple((member.name, kind_of(member.type, types)) for member in node.members)
        known = tuple((name, kind) for name, kind in members if kind is not None)
        return Kind("context", members=known) if len(known) == len(members) else None
    assert isinstance(node, t.FunctionType)
    parameters = [kind_of(parameter, types) for parameter in node.parameters]
    result = kind_of(node.result, types)
    kinds = tuple(kind for kind in parameters if kind is not None)
    return Kind("function", parameters=kinds, result=result) if len(kinds) == len(parameters) and result is not None else None
