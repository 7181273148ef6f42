"""A decision model as read: its elements by id, its item definitions, its imports. Expressions stay nodes of the file."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Node:
    """One element of the file, without namespaces: tag, attributes, children, and the text directly in it."""

    tag: str
    attributes: dict[str, str]
    children: "list[Node]" = field(default_factory=list)
    text: str = ""

    def all(self, *tags: str) -> "Iterator[Node]":
        """The children with one of these tags."""
        return (child for child in self.children if child.tag in tags)

    def first(self, *tags: str) -> "Node | None":
        """The first child with one of these tags."""
        return next(self.all(*tags), None)

    def get(self, name: str, default: str = "") -> str:
        """An attribute."""
        return self.attributes.get(name, default)

    def words(self, tag: str = "text") -> str:
        """The text of the first child with that tag."""
        child = self.first(tag)
        return child.text.strip() if child is not None else ""

    def within(self) -> "Iterator[Node]":
        """This node and all below it."""
        yield self
        for child in self.children:
            yield from child.within()


@dataclass(frozen=True, slots=True)
class Key:
    """An element wherever it is declared: the namespace of its model and its id."""

    namespace: str
    id: str


@dataclass(frozen=True, slots=True)
class Element:
    """Input data, a decision, business knowledge or a decision service. `needs` are what it requires, in the order of the file."""

    key: Key
    kind: str
    name: str
    type_name: str
    node: Node
    needs: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """One file. `imports` maps the name by which another model is known here to its namespace."""

    namespace: str
    name: str
    elements: tuple[Element, ...]
    types: tuple[Node, ...]
    imports: dict[str, str]
    source: str
