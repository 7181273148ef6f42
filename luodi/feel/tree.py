"""What a FEEL expression is: a tree of frozen nodes, each with the place it has in the expression's text."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of the expression's text."""

    start: int
    end: int


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Base of all nodes. Two trees are equal when they say the same; `place` does not count."""

    place: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Number(Tree):
    """A number as written: `12`, `0.5`, `.5e3`."""

    text: str


@dataclass(frozen=True, slots=True)
class Percent(Tree):
    """`30%`: the text before the sign."""

    text: str


@dataclass(frozen=True, slots=True)
class Money(Tree):
    """A sum in fen; `text` is how it was written (`300万元`), empty for a sum that was computed."""

    fen: int
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class String(Tree):
    """A text, without its quotes and escapes."""

    value: str


@dataclass(frozen=True, slots=True)
class Boolean(Tree):
    """`true` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Null(Tree):
    """`null`."""


@dataclass(frozen=True, slots=True)
class At(Tree):
    """A date, time or duration literal: `@"2020-02-24"` without the sign and the quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Tree):
    """A name, as the scope writes it."""

    text: str


@dataclass(frozen=True, slots=True)
class Path(Tree):
    """`base.member`."""

    base: Tree
    member: str


@dataclass(frozen=True, slots=True)
class Negate(Tree):
    """`-operand`."""

    operand: Tree


@dataclass(frozen=True, slots=True)
class Arithmetic(Tree):
    """`op` is one of + - * / **."""

    op: str
    left: Tree
    right: Tree


@dataclass(frozen=True, slots=True)
class Comparison(Tree):
    """`op` is one of = != < <= > >=."""

    op: str
    left: Tree
    right: Tree


@dataclass(frozen=True, slots=True)
class And(Tree):
    """Two or more parts; a part that is itself an And was bracketed."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Or(Tree):
    """Two or more parts, as And."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Between(Tree):
    """`value between low and high`."""

    value: Tree
    low: Tree
    high: Tree


@dataclass(frozen=True, slots=True)
class Test(Tree):
    """A unary test with an operator: `< 5`. Stands in `In`, `Tests`, and bracketed as a range without one end."""

    op: str
    operand: Tree


@dataclass(frozen=True, slots=True)
class In(Tree):
    """`value in tests`: each test is a Test, a Range, or any expression."""

    value: Tree
    tests: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Tests(Tree):
    """A cell of a decision table. No tests at all is `-`: anything passes."""

    tests: tuple[Tree, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Range(Tree):
    """`[low..high]`; an end that is not closed is excluded."""

    low: Tree
    high: Tree
    low_closed: bool
    high_closed: bool


@dataclass(frozen=True, slots=True)
class NamedType(Tree):
    """A type by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class ListType(Tree):
    """`list<item>`."""

    item: Tree


@dataclass(frozen=True, slots=True)
class RangeType(Tree):
    """`range<item>`."""

    item: Tree


@dataclass(frozen=True, slots=True)
class Member(Tree):
    """A member of a context type."""

    name: str
    type: Tree


@dataclass(frozen=True, slots=True)
class ContextType(Tree):
    """`context<name: type, …>`."""

    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class FunctionType(Tree):
    """`function<type, …>->type`."""

    parameters: tuple[Tree, ...]
    result: Tree


@dataclass(frozen=True, slots=True)
class InstanceOf(Tree):
    """`value instance of type`."""

    value: Tree
    type: Tree


@dataclass(frozen=True, slots=True)
class If(Tree):
    """`if test then then else otherwise`."""

    test: Tree
    then: Tree
    otherwise: Tree


@dataclass(frozen=True, slots=True)
class Iteration(Tree):
    """`name in source`, or `name in source..end`."""

    name: str
    source: Tree
    end: Tree | None = None


@dataclass(frozen=True, slots=True)
class For(Tree):
    """`for … return result`."""

    iterations: tuple[Iteration, ...]
    result: Tree


@dataclass(frozen=True, slots=True)
class Quantified(Tree):
    """`some … satisfies …` or `every … satisfies …`."""

    every: bool
    iterations: tuple[Iteration, ...]
    condition: Tree


@dataclass(frozen=True, slots=True)
class List(Tree):
    """`[item, …]`."""

    items: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Entry(Tree):
    """`key: value` of a context."""

    key: str
    value: Tree


@dataclass(frozen=True, slots=True)
class Context(Tree):
    """`{key: value, …}`."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Filter(Tree):
    """`base[condition]`."""

    base: Tree
    condition: Tree


@dataclass(frozen=True, slots=True)
class Call(Tree):
    """A call with arguments in order."""

    function: Tree
    arguments: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Argument(Tree):
    """`name: value` of a call."""

    name: str
    value: Tree


@dataclass(frozen=True, slots=True)
class NamedCall(Tree):
    """A call with arguments by name."""

    function: Tree
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Parameter(Tree):
    """A parameter of a function, with its type where it says one."""

    name: str
    type: Tree | None = None


@dataclass(frozen=True, slots=True)
class Function(Tree):
    """`function(…) body`."""

    parameters: tuple[Parameter, ...]
    body: Tree
    external: bool = False


LITERALS = (Number, Percent, Money, String, Boolean, Null, At)
"""Nodes whose value is theirs wherever they stand."""
