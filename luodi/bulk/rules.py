"""What a benefit asks of a subject, as one function of its facts: the reference that tables are filled from and odd rows are decided by."""

from collections.abc import Mapping, Sequence
from typing import Literal

from luodi.feel.profile import names
from luodi.feel.run import Value, compile_tree
from luodi.feel.settle import Settler, may_settle, repeated
from luodi.feel.tree import And, Tree
from luodi.feel.types import Type
from luodi.feel.unknown import Unknown

Status = Literal["no", "yes", "unknown"]
Verdict = tuple[Status, tuple[str, ...]]
YES: Verdict = ("yes", ())
NO: Verdict = ("no", ())


class Rule:
    """One expression. Where a fact stands in it twice or is compared with another, what three-valued logic leaves unknown is settled."""

    def __init__(self, tree: Tree, types: Mapping[str, Type], *, settle: bool = True) -> None:
        self.names = names(tree)
        self.run = compile_tree(tree)
        self.settler = Settler(tree, types) if settle and may_settle(tree, types) else None
        self.repeated = settle and repeated(tree, types)

    def value(self, facts: Mapping[str, Value]) -> Value:
        """The value for facts that hold no Unknown; Unknown holds no fact that does not matter."""
        found = self.run(facts)
        return self.settler(facts, found) if self.settler and isinstance(found, Unknown) else found


class When:
    """All conditions of a benefit together."""

    def __init__(self, trees: Sequence[Tree], types: Mapping[str, Type], *, settle: bool = True) -> None:
        self.rules = tuple(Rule(tree, types, settle=settle) for tree in trees)
        asked = [name for rule in self.rules for name in rule.names]
        self.names = tuple(dict.fromkeys(asked))
        self.whole = Rule(And(tuple(trees)), types) if settle and len(asked) > len(set(asked)) else None

    @property
    def settled(self) -> bool:
        """Whether anything that three-valued logic and relations leave open may still be settled."""
        return self.whole is not None or any(rule.repeated for rule in self.rules)

    def verdict(self, facts: Mapping[str, Value]) -> Verdict:
        """yes, no, or unknown with the facts that still matter."""
        status, missing = joined([verdict_of(rule, rule.value(facts)) for rule in self.rules])
        if status == "unknown" and self.whole and self.whole.value(facts) is False:
            return NO
        return status, missing


def joined(parts: Sequence[Verdict]) -> Verdict:
    """Any no is a no; otherwise any unknown is unknown, and waits for what any of them waits for."""
    answers = [status for status, _ in parts]
    if "no" in answers:
        return NO
    if "unknown" not in answers:
        return YES
    return "unknown", tuple(dict.fromkeys(name for _, missing in parts for name in missing))


def waits(value: Value) -> frozenset[str]:
    """The facts an unknown value waits for; none for a known one."""
    return value.facts if isinstance(value, Unknown) else frozenset()


def verdict_of(rule: Rule, found: Value) -> Verdict:
    """A value of the rule as a verdict. Whatever is not true or false is unknown."""
    if isinstance(found, bool):
        return YES if found else NO
    matter = waits(found)
    return "unknown", tuple(name for name in rule.names if name in matter)
