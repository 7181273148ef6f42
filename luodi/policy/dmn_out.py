"""A policy document as a decision model: computed terms, and each benefit as its conditions and what it gives, with their words."""

import re
from collections import Counter
from collections.abc import Iterator

from luodi.days.window import show_anchor, show_window
from luodi.feel import tree as t
from luodi.feel.dmn.chains import rows_of
from luodi.feel.dmn.write import Asked, Decided, write_model
from luodi.feel.profile import names
from luodi.feel.scan import HAN
from luodi.feel.types import BOOLEAN, MONEY, STRING, Type
from luodi.feel.walk import children
from luodi.policy.model import Area, Benefit, Condition, Definition, Gift, Library, PolicyDocument, Quote

UNNAMED = re.compile(rf"[^A-Za-z0-9_{HAN}]+")
WORDS = {"money": "金额", "charge": "减免", "delay": "延期", "right": "权利"}
CENTS = t.Number("2")


def export_document(document: PolicyDocument, library: Library, version: str = "1.3") -> str:
    """The `.dmn` text of a document's terms and benefits. Sums are yuan, region facts are six-digit codes; what a fact is not given
    is null there. Place, days and stacking are told in the descriptions, not decided."""
    decisions = list(_decisions(document))
    asked = dict.fromkeys(name for decision in decisions for name in names(decision.tree) if name in library.facts)
    facts = (library.facts[name] for name in asked)
    inputs = [Asked(fact.name, fact.type, fact.question) for fact in facts]
    return write_model(document.short, f"urn:luodi:{document.id}", inputs, decisions, version)


def decision_names(document: PolicyDocument) -> dict[str, tuple[str, str]]:
    """By a benefit's id: the decision that says whether its conditions hold (true, false, null), and the one that says what it gives
    (a number of yuan, or words; null where they do not hold)."""
    benefits = [instrument for instrument in document.instruments if isinstance(instrument, Benefit)]
    met = Counter(_plain(benefit.title) for benefit in benefits)
    found = {}
    for benefit in benefits:
        name = _plain(benefit.title)
        name = name if met[name] == 1 else f"{name}_{benefit.id.replace('-', '_')}"
        found[benefit.id] = (f"{name}_条件", f"{name}_{_what(benefit.gives)}")
    return found


def _what(gift: Gift) -> str:
    each = f"每{gift.per}" if gift.per and gift.times is None else ""
    return f"{'至多' if gift.at_most else ''}{each}{WORDS[gift.kind]}"


def _plain(title: str) -> str:
    """A title as a name that every engine reads."""
    name = UNNAMED.sub("_", title).strip("_")
    return f"_{name}" if name[:1].isdigit() else name


def _decisions(document: PolicyDocument) -> Iterator[Decided]:
    titled = decision_names(document)
    for instrument in document.instruments:
        if isinstance(instrument, Definition) and instrument.means is not None:
            tree = instrument.means.tree
            yield Decided(instrument.term, instrument.means.type, tree if rows_of(tree) else _guarded(tree), _quoted(instrument.quote))
        elif isinstance(instrument, Benefit):
            condition, given = titled[instrument.id]
            yield Decided(condition, BOOLEAN, _conjunction(instrument.when), _condition_words(instrument))
            type, value = _gift(instrument.gives)
            yield Decided(given, type, t.If(t.Name(condition), value, t.Null()), _gift_words(instrument))


def _conjunction(when: tuple[Condition, ...]) -> t.Tree:
    parts = tuple(_guarded(condition.expression.tree) for condition in when)
    return parts[0] if len(parts) == 1 else t.And(parts) if parts else t.Boolean(True)


def _guarded(tree: t.Tree) -> t.Tree:
    """The tree, null where something is not known that FEEL would take for a no: `null = "甲"` and `null in ["甲"]` are false there, and
    `if null` goes to its else."""
    missing = tuple(t.Comparison("=", t.Name(name), t.Null()) for name in dict.fromkeys(_hidden(tree)))
    return t.If(missing[0] if len(missing) == 1 else t.Or(missing), t.Null(), tree) if missing else tree


def _hidden(tree: t.Tree) -> Iterator[str]:
    """The names whose being null would not show in the value."""
    if isinstance(tree, t.In) or (isinstance(tree, t.Comparison) and tree.op in ("=", "!=")):
        yield from names(tree)
        return
    if isinstance(tree, t.If):
        yield from names(tree.test)
    for child in children(tree):
        yield from _hidden(child)


def _gift(gift: Gift) -> tuple[Type, t.Tree]:
    expression = gift.amount or gift.at_most or gift.of
    if expression is None:
        return STRING, t.String(_words(gift))
    tree = _guarded(expression.tree)
    if gift.rate:
        rate = t.Percent(gift.rate[:-1]) if gift.rate.endswith("%") else t.Number(gift.rate)
        tree = t.Arithmetic("*", rate, tree)
    if gift.times:
        tree = t.Arithmetic("*", tree, gift.times.tree)
    return MONEY, tree if _is_whole(tree) else t.Call(t.Name("round half up"), (tree, CENTS))


def _is_whole(tree: t.Tree) -> bool:
    """Whether a sum surely comes to whole fen, so that nothing is rounded."""
    if isinstance(tree, t.Percent) or (isinstance(tree, t.Number) and "." in tree.text):
        return False
    return not (isinstance(tree, t.Arithmetic) and tree.op in "/**") and all(map(_is_whole, children(tree)))


def _words(gift: Gift) -> str:
    """What is given where it is no sum that can be computed."""
    if gift.right or gift.words:
        return gift.right or gift.words or ""
    if gift.rate:
        return f"{gift.rate}，计算基数文件未载明"
    if gift.until:
        return f"延至{show_anchor(gift.until)}"
    return f"延长{gift.by}" if gift.by else f"至多延长{gift.by_at_most}"


def _quoted(quote: Quote) -> str:
    return f"{quote.document} {quote.clause}：“{'……'.join(quote.words)}”"


def _condition_words(benefit: Benefit) -> str:
    lines = [benefit.title, _quoted(benefit.quote), f"对象：{'、'.join(benefit.subjects)}。力度：{benefit.force}。"]
    lines += [f"“{'……'.join(condition.quote.words)}”：{condition.expression.text}" for condition in benefit.when]
    if benefit.area:
        lines.append(f"不在本模型内判断的地区：{_area(benefit.area)}。")
    for window in dict.fromkeys((benefit.during, benefit.in_force)):
        if window:
            lines.append(f"不在本模型内判断的日期：{show_window(window)}。")
    return "\n".join(lines)


def _area(area: Area) -> str:
    outside = f"（{'、'.join(area.outside)}除外）" if area.outside else ""
    return f"{area.fact or '所在地'}在{area.within}{outside}"


def _gift_words(benefit: Benefit) -> str:
    lines = [benefit.title, _quoted(benefit.quote)]
    if benefit.granted_by:
        lines.append(f"还要{benefit.granted_by}办理。")
    if benefit.gives.at_most:
        lines.append("文件写的是上限，不是定数。")
    if benefit.shares:
        lines.append("分担：" + "，".join(f"{bearer} {part} 份" for bearer, part in benefit.shares.items()) + "。")
    lines.append(f"叠加：{'、'.join(benefit.stack)}（不在本模型内判断）。")
    return "\n".join((*lines, *benefit.remarks))
