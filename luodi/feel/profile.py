"""The policy profile: an expression with the type it must have, the names it asks, and names put in for others."""

from collections.abc import Mapping

from luodi.feel import tree as t
from luodi.feel.builtin_names import BUILTIN_NAMES
from luodi.feel.checker import Checker
from luodi.feel.rules import RULES
from luodi.feel.types import Type
from luodi.feel.walk import children, rebuild

BUILTINS = frozenset(BUILTIN_NAMES)


def check(tree: t.Tree, scope: Mapping[str, Type], text: str | None = None) -> Type:
    """The type of the expression, with the bounds its value must keep. `text` is what it was read from, for messages.
    Raises UnknownNameError, MismatchError and other FeelErrors."""
    return Checker(tree, scope, text, RULES).type_of(tree)


def names(tree: t.Tree) -> tuple[str, ...]:
    """The free names, in the order in which they first appear; built-in functions are not among them."""
    found: dict[str, None] = {}
    _collect(tree, frozenset(), found)
    return tuple(found)


def substitute(tree: t.Tree, replacements: Mapping[str, t.Tree]) -> t.Tree:
    """The tree with each free name in `replacements` replaced; names that the tree binds itself stay."""
    if isinstance(tree, t.Name):
        return replacements.get(tree.text, tree)
    if isinstance(tree, (t.Call, t.NamedCall)) and isinstance(tree.function, t.Name) and tree.function.text in BUILTINS:
        callee = tree.function
        return rebuild(tree, lambda child: child if child is callee else substitute(child, replacements))
    bound = _bound(tree)
    left = {name: value for name, value in replacements.items() if name not in bound} if bound else replacements
    return rebuild(tree, lambda child: substitute(child, left))


def _collect(tree: t.Tree, bound: frozenset[str], found: dict[str, None]) -> None:
    if isinstance(tree, t.Name):
        if tree.text not in bound:
            found.setdefault(tree.text)
        return
    inner = bound | _bound(tree)
    for child in children(tree):
        callee = isinstance(tree, (t.Call, t.NamedCall)) and child is tree.function
        if not (callee and isinstance(child, t.Name) and child.text in BUILTINS):
            _collect(child, inner, found)


def _bound(tree: t.Tree) -> frozenset[str]:
    if isinstance(tree, (t.For, t.Quantified)):
        partial = {"partial"} if isinstance(tree, t.For) else set()
        return frozenset({iteration.name for iteration in tree.iterations} | partial)
    if isinstance(tree, t.Function):
        return frozenset(parameter.name for parameter in tree.parameters)
    if isinstance(tree, t.Context):
        return frozenset(entry.key for entry in tree.entries)
    if isinstance(tree, t.Filter):
        return frozenset({"item"})
    return frozenset()
