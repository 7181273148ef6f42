"""What the makers of closures share: a tree compiled by the maker of its class, with the named types in scope."""

from collections.abc import Callable, Mapping
from typing import Any

from luodi.feel import tree as t
from luodi.feel.filters import Run
from luodi.feel.type_values import TypeNames


class Compiler:
    """One maker a node class; `types` are the named types in scope."""

    def __init__(self, types: TypeNames, makers: "Makers") -> None:
        self.types = types
        self.makers = makers

    def run(self, tree: t.Tree) -> Run:
        return self.makers[type(tree)](self, tree)

    def runs(self, trees: tuple[t.Tree, ...]) -> list[Run]:
        return [self.run(tree) for tree in trees]


Makers = Mapping[type[t.Tree], Callable[[Compiler, Any], Run]]
