"""A benefit's tests of place, day, act and of what it asks of the subject, and what they come to together."""

from collections.abc import Mapping, Sequence
from typing import Final

from luodi.decide.ground import Ground
from luodi.decide.known import Known, Spoken, quoted
from luodi.decide.model import Held, Quoted, Status, together
from luodi.feel.profile import names
from luodi.feel.run import Value, compile_tree
from luodi.feel.settle import Settler, may_settle, repeated
from luodi.feel.speak import speak
from luodi.feel.tree import And, Tree
from luodi.feel.types import Type
from luodi.feel.unknown import Unknown
from luodi.policy.model import Condition

NEVER: Final = "这几项条件不可能同时符合"


class Reading:
    """One expression, compiled once a plan and read once a decision, however many benefits ask it.

    Three-valued logic waits for what does not matter only where a fact stands in more than one place, or is compared with another:
    there it is settled.
    """

    __slots__ = ("names", "rule", "settler", "repeated", "blank")

    def __init__(self, tree: Tree, types: Mapping[str, Type]) -> None:
        self.names = names(tree)
        self.rule = compile_tree(tree)
        self.settler = Settler(tree, types) if may_settle(tree, types) else None
        self.repeated = repeated(tree, types)
        self.blank = self._settled({}, self.rule({}))

    def value(self, known: Known) -> Value:
        """True, False or Unknown; Unknown holds no fact that does not matter."""
        found = known.signs[self]
        return self.blank if found is None else found

    def sign(self, facts: Mapping[str, Value]) -> Value:
        """The value, None while none of its facts is known."""
        value = self.rule(facts)
        if value is True or value is False:
            return value
        return None if facts.keys().isdisjoint(self.names) else self._settled(facts, value)

    def matter(self, known: Known, missing: tuple[str, ...]) -> frozenset[str]:
        """Those of the missing facts that can still change the value; all of them where each stands in one place."""
        return self.settler.matter(known.facts, missing) if self.settler else frozenset(missing)

    def _settled(self, facts: Mapping[str, Value], value: Value) -> Value:
        return self.settler(facts, value) if self.settler and isinstance(value, Unknown) else value


class Readings:
    """The distinct expressions of a plan."""

    def __init__(self, types: Mapping[str, Type]) -> None:
        self.types = types
        self.met: dict[Tree, Reading] = {}

    def of(self, tree: Tree) -> Reading:
        found = self.met.get(tree)
        if found is None:
            self.met[tree] = found = Reading(tree, self.types)
        return found


class WhenTest:
    """One conjunct made ready; `blank` is what it comes to while none of its facts is known. It is `wide` where one may have many values.

    Most ask one fact. Where that is yes or no, or one of a few words, what it comes to is kept.
    """

    __slots__ = ("quote", "reading", "text", "blank", "only", "wide", "met")

    def __init__(self, condition: Condition, readings: Readings) -> None:
        self.text = speak(condition.expression.tree)
        self.quote = quoted(condition.quote)
        self.reading = readings.of(condition.expression.tree)
        names = self.reading.names
        self.blank = held_when(self.text, self.quote, names, self.reading.blank, {})
        self.wide = not all(finite(readings.types.get(name)) for name in names)
        self.only = names[0] if len(names) == 1 and not self.wide else None
        self.met: dict[Value, Held] = {}

    def held(self, known: Known) -> Held:
        if self.only is None:
            return self.blank if known.facts.keys().isdisjoint(self.reading.names) else self._held(known)
        value = known.facts.get(self.only)
        if value is None:
            return self.blank
        kept = self.met.get(value)
        if kept is None:
            self.met[value] = kept = self._held(known)
        return kept

    def _held(self, known: Known) -> Held:
        names = self.reading.names
        words = Spoken(known, names) if self.wide else known.values(names)
        return held_when(self.text, self.quote, names, self.reading.value(known), words)


def when_test(condition: Condition, readings: Readings) -> WhenTest:
    """A conjunct of a program's benefit, compiled."""
    return WhenTest(condition, readings)


def finite(type: Type | None) -> bool:
    """Whether a fact has a few values only."""
    return type is not None and (type.kind == "boolean" or bool(type.values))


def held_when(text: str, quote: Quoted, names: tuple[str, ...], found: Value, value: Mapping[str, str]) -> Held:
    """A conjunct with what it came to. Whatever is not true or false is unknown."""
    if found is True:
        return Held("when", text, value, "yes", quote)
    if found is False:
        return Held("when", text, value, "no", quote)
    remark = "；".join(found.remarks) if isinstance(found, Unknown) else ""
    matter = waits(found)
    return Held("when", text, value, "unknown", quote, tuple([name for name in names if name in matter]), remark)


class Conditions:
    """All of a benefit's `when`. Where a fact is asked in two places, they are also settled together."""

    def __init__(self, when: Sequence[Condition], readings: Readings) -> None:
        self.tests = tuple(when_test(condition, readings) for condition in when)
        self.names = tuple([name for test in self.tests for name in test.reading.names])
        shared = len(self.names) > len(set(self.names)) or any(test.reading.repeated for test in self.tests)
        self.whole = readings.of(And(tuple(condition.expression.tree for condition in when))) if shared else None

    def test(self, known: Known, ground: Ground) -> tuple[Status, tuple[Held, ...], tuple[str, ...]]:
        """What the ground (place, day, act) and the conditions come to, each condition, and the facts that still matter, in order."""
        when = tuple([test.held(known) for test in self.tests])
        status = together(when, ground.holds)
        if status == "unknown" and self.whole and self.whole.value(known) is False:
            return "no", tuple(_never(one) for one in when), ()
        if status != "unknown":
            return status, when, ()
        return status, when, tuple(dict.fromkeys([*ground.missing, *[name for one in when for name in one.missing]]))

    def idle(self, known: Known, when: Sequence[Held]) -> frozenset[str]:
        """Of the facts these open conjuncts wait for, those whose value changes nothing whatever the others are."""
        if self.whole is None:
            return frozenset()
        waiting = tuple(dict.fromkeys([name for one in when for name in one.missing]))
        return frozenset(waiting).difference(self.whole.matter(known, waiting))


def waits(value: Value) -> frozenset[str]:
    """The facts an unknown value waits for; none for a known one."""
    return value.facts if isinstance(value, Unknown) else frozenset()


def _never(held: Held) -> Held:
    """An open conjunct of a conjunction that cannot hold whatever the open facts are."""
    return held._replace(holds="no", missing=(), remark=NEVER) if held.holds == "unknown" else held
