"""What a benefit gives, computed for one subject: sums, rates, ceilings, delays, rights."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from luodi.days.window import Anchor, resolve, show_anchor
from luodi.decide.conditions import finite
from luodi.decide.known import Known
from luodi.decide.model import Given, new
from luodi.feel.profile import names
from luodi.feel.run import Value, compile_tree
from luodi.feel.types import Type
from luodi.feel.unknown import Unknown
from luodi.policy.model import Expression, Gift

NO_BASE = "文件未载明计算基数"
NO_FIGURE = {"money": "金额文件未载明", "charge": "少收多少文件未载明", "delay": "延到何日文件未载明"}
NOTHING_LEFT = "算下来没有可给的金额"

Rule = Callable[[Mapping[str, Value]], Value]


class Worth(NamedTuple):
    """A gift for one subject. `sum` is what can be counted, in fen: itself where `exact`, else a ceiling; None: nothing to count.

    `open`: the gift's own value is not known yet, for want of `missing` or for a reason in `remarks`. `nothing`: it comes to nothing.
    """

    given: Given
    sum: int | None = None
    exact: bool = False
    open: bool = False
    missing: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    nothing: bool = False


class GiftRule:
    """A gift made ready: what of it is the same for every subject stands in `bare`. `many`: its facts may have many values."""

    def __init__(self, gift: Gift, types: Mapping[str, Type]) -> None:
        self.until = gift.until
        self.bare = Given(
            gift.kind,
            per=gift.per,
            rate=gift.rate,
            until_rule=show_anchor(gift.until) if gift.until else None,
            right=gift.right,
            words=gift.words,
            by=gift.by,
            by_at_most=gift.by_at_most,
        )
        self.sum = gift.amount or gift.at_most or gift.of
        self.exact = gift.at_most is None
        self.factor = percent(gift.rate) if gift.of and gift.rate else 1
        self.rule = compile_tree(self.sum.tree) if self.sum else None
        self.times = compile_tree(gift.times.tree) if gift.times else None
        self.before, self.after = self.bare[:1], self.bare[3:]
        self.plain = self.times is None and self.factor == 1 and not gift.per
        self.names = _names(self.sum, gift.times)
        self.many = not all(finite(types.get(name)) for name in self.names)
        self.blank = self._sum({})

    def worth(self, known: Known) -> Worth:
        """The gift by the facts known."""
        if self.until is not None:
            return Worth(self.bare._replace(until=_day(self.until, known)))
        if known.facts.keys().isdisjoint(self.names):
            return self.blank
        return self._sum(known.facts)

    def total(self, facts: Mapping[str, Value]) -> int | None:
        """The sum in fen where it is plain and comes to something."""
        one = self.rule(facts) if self.plain and self.rule else None
        if one is None or isinstance(one, Unknown):
            return None
        total = half_up(one)
        return total if total > 0 else None

    def plainly(self, total: int) -> Given:
        """The gift with its plain sum."""
        return new(Given, self.before + ((total, None) if self.exact else (None, total)) + self.after)

    def _sum(self, facts: Mapping[str, Value]) -> Worth:
        if self.rule is None:
            return Worth(self.bare, remarks=_unfigured(self.bare))
        one = self.rule(facts)
        times = self.times(facts) if self.times else 1
        each, count = (self._each(one), _whole(times)) if self.times else (None, None)
        waits = [value for value in (one, times) if isinstance(value, Unknown)]
        if waits:
            return Worth(self._given(None, each, count), open=True, missing=self._missing(waits), remarks=_remarks(waits))
        total = half_up(_exact(one) * _exact(times) * self.factor)
        given = self._given(total, each, count)
        if total <= 0:
            return Worth(given, nothing=True, remarks=(NOTHING_LEFT,))
        if given.per and self.times is None:
            return Worth(given, remarks=(f"按{given.per}计，共几{given.per}文件未载明",))
        return Worth(given, total, self.exact)

    def _given(self, total: int | None, each: int | None, times: int | None) -> Given:
        """The bare gift with its figures."""
        b = self.bare
        amount, at_most = (total, None) if self.exact else (None, total)
        return Given(b.kind, amount, at_most, b.per, times, b.rate, None, b.until_rule, b.right, b.words, each, b.by, b.by_at_most)

    def _each(self, one: Value) -> int | None:
        return None if isinstance(one, Unknown) else half_up(_exact(one) * self.factor)

    def _missing(self, waits: list[Unknown]) -> tuple[str, ...]:
        facts = frozenset().union(*(wait.facts for wait in waits))
        return tuple(name for name in self.names if name in facts)


def half_up(fen: int | Fraction) -> int:
    """To the whole fen, half a fen up: the one rounding there is, done once, on the final sum."""
    if isinstance(fen, int):
        return fen
    return (2 * fen.numerator + fen.denominator) // (2 * fen.denominator)


def percent(text: str) -> Fraction:
    """25% or 0.25 as a ratio."""
    return Fraction(text.rstrip("%")) / (100 if text.endswith("%") else 1)


def _unfigured(bare: Given) -> tuple[str, ...]:
    if bare.words:
        return (NO_FIGURE[bare.kind],)
    return (NO_BASE,) if bare.rate else ()


def _names(*expressions: Expression | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for expression in expressions if expression for name in names(expression.tree)))


def _exact(value: Value) -> int | Fraction:
    if isinstance(value, int | Fraction):
        return value
    raise TypeError(f"a sum or a count came to {value!r}")


def _whole(value: Value) -> int | None:
    return int(value) if isinstance(value, int | Fraction) and value == int(value) else None


def _remarks(waits: list[Unknown]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(remark for wait in waits for remark in wait.remarks))


def _day(anchor: Anchor, known: Known) -> str | None:
    """The ISO day, where it is known on the day asked for. Working days are left to who has the calendar."""
    if anchor.unit == "工作日":
        return None
    resolved = resolve(anchor, known.events, known.on)
    return resolved.day.isoformat() if resolved.day and not resolved.ahead else None
