"""In what two versions of a benefit differ, part by part, each with the clause and the words it stands on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from luodi.days.window import show_anchor, show_window
from luodi.feel.speak import speak
from luodi.places.regions import Regions
from luodi.policy.model import Benefit, Expression, Gift, Quote, Stacking
from luodi.policy.program import Program

NOTHING: Final = ""
UNSAID: Final = "未载明"


@dataclass(frozen=True, slots=True)
class Part:
    """What is otherwise (条件, 给什么, …): how it was and how it is, "" where there was or is none; `quote` are the words responsible."""

    what: str
    old: str
    new: str
    quote: Quote


def reworded(old: Benefit, new: Benefit, regions: Regions) -> tuple[Part, ...]:
    """The parts in which the new version differs; none where they are alike but for their words' places."""
    plain = [
        Part(what, one, other, new.quote)
        for what, one, other in (
            ("给什么", gift_text(old.gives), gift_text(new.gives)),
            ("约束力", old.force, new.force),
            ("由谁决定", old.granted_by or NOTHING, new.granted_by or NOTHING),
            ("给谁", "、".join(old.subjects), "、".join(new.subjects)),
            ("在哪里", _area(old, regions), _area(new, regions)),
            ("期限", _days(old), _days(new)),
            ("行为的日子", show_window(old.acts) if old.acts else NOTHING, show_window(new.acts) if new.acts else NOTHING),
        )
        if one != other
    ]
    bearers = _shares(old), _shares(new)
    if bearers[0] != bearers[1]:
        plain.append(Part("谁出钱", *bearers, new.shares_quote or old.shares_quote or new.quote))
    return (*_conditions(old, new), *plain)


def restacked(id: str, old: Program, new: Program) -> tuple[Part, ...]:
    """The rules on what may meet what that hold for the benefit in one of the programs only, or otherwise in the other."""
    before, after = _rules(id, old), _rules(id, new)
    gone = [Part("不能同时享受", _rule(rule), NOTHING, rule.quote) for name, rule in before.items() if name not in after]
    come = [Part("不能同时享受", NOTHING, _rule(rule), rule.quote) for name, rule in after.items() if name not in before]
    changed = [
        Part("不能同时享受", _rule(before[name]), _rule(rule), rule.quote)
        for name, rule in after.items()
        if name in before and _rule(before[name]) != _rule(rule)
    ]
    return (*gone, *come, *changed)


def gift_text(gift: Gift) -> str:
    """What is given, as its rule says it: 月租金乘以2; 延至2020年6月30日."""
    if gift.kind == "right":
        return gift.right or gift.words or NOTHING
    value = [
        _said("", gift.amount),
        _said("至多", gift.at_most),
        f"{gift.rate}，基数{speak(gift.of.tree) if gift.of else UNSAID}" if gift.rate else NOTHING,
        f"延至{show_anchor(gift.until)}" if gift.until else NOTHING,
        f"延{gift.by}" if gift.by else NOTHING,
        f"至多延{gift.by_at_most}" if gift.by_at_most else NOTHING,
        gift.words or NOTHING,
    ]
    many = (f"每{gift.per}" if gift.per else NOTHING) + (f"，共{speak(gift.times.tree)}" if gift.times else NOTHING)
    return "少付" * (gift.kind == "charge") + many + "".join(value)


def _conditions(old: Benefit, new: Benefit) -> Iterator[Part]:
    before = {speak(condition.expression.tree): condition.quote for condition in old.when}
    after = {speak(condition.expression.tree): condition.quote for condition in new.when}
    gone = {text: quote for text, quote in before.items() if text not in after}
    for text, quote in after.items():
        if text in before:
            continue
        # A condition on the same words is the same condition with another line.
        same = next((other for other, its in gone.items() if its.clause == quote.clause), NOTHING)
        gone.pop(same, None)
        yield Part("条件", same, text, quote)
    for text, quote in gone.items():
        yield Part("条件", text, NOTHING, quote)


def _said(before: str, expression: Expression | None) -> str:
    return before + speak(expression.tree) if expression else NOTHING


def _area(benefit: Benefit, regions: Regions) -> str:
    if benefit.area is None:
        return NOTHING
    outside = f"，{'、'.join(map(regions.full_name, benefit.area.outside))}除外" if benefit.area.outside else NOTHING
    return regions.full_name(benefit.area.within) + outside + (f"（按{benefit.area.fact}）" if benefit.area.fact else NOTHING)


def _days(benefit: Benefit) -> str:
    both = [show_window(window) for window in (benefit.during, benefit.in_force) if window]
    return "；".join(dict.fromkeys(both))


def _shares(benefit: Benefit) -> str:
    return "，".join(f"{bearer}{part}份" for bearer, part in benefit.shares.items())


def _rules(id: str, program: Program) -> Mapping[str, Stacking]:
    return {rule.id: rule for rule in program.stackings if id in rule.members}


def _rule(rule: Stacking) -> str:
    wins = f"，{rule.wins.by}" if rule.wins.by else NOTHING
    unless = f"，{speak(rule.unless.tree)}的除外" if rule.unless else NOTHING
    return f"{rule.title}：{rule.rule}{_said('', rule.ceiling)}{wins}{unless}（{'、'.join(rule.members)}）"
