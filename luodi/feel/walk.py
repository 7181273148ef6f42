"""Walking a tree: the children of a node, in the order in which they stand."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

from luodi.feel.tree import Tree

FIELDS = {node: tuple(field.name for field in fields(node) if field.name != "place") for node in Tree.__subclasses__()}


def field_names(node_class: type[Tree]) -> tuple[str, ...]:
    """The fields of a node class that say something, without its place."""
    return FIELDS[node_class]


def children(node: Tree) -> Iterator[Tree]:
    """The nodes directly below `node`."""
    for name in field_names(type(node)):
        value = getattr(node, name)
        if isinstance(value, Tree):
            yield value
        elif isinstance(value, tuple):
            yield from value


def rebuild(node: Tree, change: Callable[[Tree], Tree]) -> Tree:
    """The node with each child changed; the node itself where nothing changes."""
    changed: dict[str, Any] = {}
    for name in field_names(type(node)):
        value = getattr(node, name)
        if isinstance(value, Tree):
            other: object = change(value)
        elif isinstance(value, tuple):
            other = tuple(change(child) for child in value)
            if all(one is two for one, two in zip(value, other, strict=True)):
                continue
        else:
            continue
        if other is not value:
            changed[name] = other
    return replace(node, **changed) if changed else node
