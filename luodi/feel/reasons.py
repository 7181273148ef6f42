"""A condition with its reasons: the value of the whole, and of each part that `and` or `or` joins."""

from collections.abc import Callable

from luodi.feel import tree as t
from luodi.feel.run import Facts, Value, compile_tree
from luodi.feel.unknown import Unknown, join

Reasons = Callable[[Facts], tuple[Value, tuple[Value, ...]]]


def parts_of(tree: t.Tree) -> tuple[t.Tree, ...]:
    """The parts whose values are the reasons; the whole where it is neither `and` nor `or`."""
    return tree.parts if isinstance(tree, (t.And, t.Or)) else (tree,)


def compile_reasons(tree: t.Tree) -> Reasons:
    """The value as compile_tree gives it, with the values of parts_of(tree): all of them, also where one decides alone."""
    runs = tuple(compile_tree(part) for part in parts_of(tree))
    if not isinstance(tree, (t.And, t.Or)):
        only = runs[0]
        return lambda facts: ((value := only(facts)), (value,))
    stop = isinstance(tree, t.Or)
    go = not stop

    def run(facts: Facts) -> tuple[Value, tuple[Value, ...]]:
        values = tuple([part(facts) for part in runs])
        if stop in values:
            return stop, values
        waiting: Unknown | None = None
        for value in values:
            if value is not go:
                waiting = value if waiting is None else join(waiting, value)
        return (go if waiting is None else waiting), values

    return run
