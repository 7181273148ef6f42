"""A tree as plain data for JSON: `["Comparison", start, end, "=", left, right]`; a tuple of nodes is a list of such lists."""

from typing import Any

from luodi.feel import tree as t
from luodi.feel.walk import field_names

CLASSES: dict[str, type[t.Tree]] = {node.__name__: node for node in t.Tree.__subclasses__()}


def to_data(tree: t.Tree) -> list[Any]:
    """Nested lists of str, int, bool and None; from_data gives the tree back, with its places."""
    values = (getattr(tree, name) for name in field_names(type(tree)))
    return [type(tree).__name__, tree.place.start, tree.place.end, *map(_to_plain, values)]


def from_data(data: list[Any]) -> t.Tree:
    """The tree that to_data turned into lists. Raises KeyError or TypeError for anything else."""
    name, start, end, *values = data
    return CLASSES[name](*map(_from_plain, values), place=t.Span(start, end))


def _to_plain(value: object) -> Any:
    if isinstance(value, t.Tree):
        return to_data(value)
    if isinstance(value, tuple):
        return [to_data(child) for child in value]
    return value


def _from_plain(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    if value and isinstance(value[0], str):
        return from_data(value)
    return tuple(from_data(child) for child in value)
