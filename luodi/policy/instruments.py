"""Instruments as policy files write them, read kind by kind: each key by the type it must have, each quotation held against its clause."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

from luodi.policy import values
from luodi.policy.errors import PolicyError
from luodi.policy.facts import refuse_unknown_keys, required
from luodi.policy.model import (
    Ban,
    Benefit,
    Definition,
    Duty,
    Force,
    Gift,
    GiftKind,
    Instrument,
    Limit,
    Quote,
    Service,
    Stacking,
    StackRule,
    Statement,
    Target,
    Wins,
)
from luodi.policy.nodes import Node
from luodi.policy.quotes import nearest
from luodi.policy.scope import Scope

COMMON = {"id", "title", "kind", "clause", "quote", "remarks", "lead", "support"}
FORCES = ("应", "可", "鼓励")
RULES = ("不重复", "可叠加", "合计不超过")
GIFTS = ("money", "charge", "delay", "right")
SUBJECTS = ("企业", "项目", "个人", "机构", "个体工商户")
OPEN = "未规定"
NO_BASE = "未载明"
OPERATORS = (">=", ">", "<=", "<", "=")
ID = set("abcdefghijklmnopqrstuvwxyz0123456789-")


@dataclass(frozen=True, slots=True)
class Entry:
    """One instrument being read: its keys and what they are read against."""

    keys: Mapping[str, Node]
    node: Node
    scope: Scope
    clause: str
    quote: Quote

    def need(self, key: str, expected: str) -> Node:
        return required(self.keys, key, self.node.spot, expected)

    def text(self, key: str, expected: str) -> str:
        return self.need(key, expected).text(expected)

    def optional(self, key: str, expected: str) -> str | None:
        return self.keys[key].text(expected) if key in self.keys else None

    def texts(self, key: str, expected: str) -> tuple[str, ...]:
        return self.keys[key].texts(expected) if key in self.keys else ()

    def choice(self, key: str, allowed: tuple[str, ...], hint: str = "") -> str:
        node = self.need(key, "、".join(allowed))
        word = node.text("、".join(allowed))
        if word not in allowed:
            raise PolicyError("wrong-choice", node.spot, f"{key} 写作“{word}”", "、".join(allowed), hint or nearest(word, allowed))
        return word

    def force(self) -> Force:
        return cast(Force, self.choice("force", FORCES, "应：必须给；可：还等谁来办；鼓励：谁也不受约束"))

    def subjects(self) -> tuple[str, ...]:
        node = self.need("for", "、".join(SUBJECTS))
        for word in node.texts("主体"):
            if word not in SUBJECTS:
                raise PolicyError("wrong-choice", node.spot, f"for 写作“{word}”", "、".join(SUBJECTS), nearest(word, SUBJECTS))
        return node.texts("主体")

    def quoted(self, node: Node) -> Quote:
        """{clause: …, quote: …}, the clause being this instrument's where it is left out."""
        keys = node.mapping("{clause: …, quote: …}")
        path = keys["clause"].text("条款路径") if "clause" in keys else self.clause
        return self.scope.quote(path, required(keys, "quote", node.spot, "条款里的原话"))


def read_instrument(node: Node, scope: Scope) -> Instrument:
    """One entry of an instrument file. PolicyError at the first thing wrong with it."""
    keys = node.mapping("一个工具：{id, title, kind, clause, quote, …}")
    kind = required(keys, "kind", node.spot, "、".join(READERS)).text("种类")
    if kind not in READERS:
        raise PolicyError("wrong-choice", keys["kind"].spot, f"kind 写作“{kind}”", "、".join(READERS), nearest(kind, list(READERS)))
    reader, own = READERS[kind]
    refuse_unknown_keys(keys, COMMON | own, node.spot)
    clause = required(keys, "clause", node.spot, "条款路径").text("条款路径")
    entry = Entry(keys, node, scope, clause, scope.quote(clause, required(keys, "quote", node.spot, "条款里的原话")))
    return reader(entry, _common(entry, kind))


def instrument_id(node: Node) -> str:
    """The id of an entry, checked for form only."""
    text = required(node.mapping("一个工具"), "id", node.spot, "小写拉丁字母、数字和 -").text("id")
    if set(text) - ID:
        raise PolicyError("bad-name", node.spot, f"id “{text}”", "小写拉丁字母、数字和 -")
    return text


def _common(entry: Entry, kind: str) -> dict[str, Any]:
    clause = entry.scope.quoter.clause(entry.clause, entry.node.spot)
    return {
        "id": instrument_id(entry.node),
        "kind": kind,
        "title": entry.text("title", "一个短题目"),
        "quote": entry.quote,
        "spot": entry.node.spot,
        "lead": entry.texts("lead", "牵头单位") or clause.lead,
        "support": entry.texts("support", "配合单位") or clause.support,
        "units": clause.units,
        "unit_rule": clause.unit_rule,
        "remarks": entry.texts("remarks", "说明"),
    }


def _benefit(entry: Entry, common: dict[str, Any]) -> Benefit:
    force = entry.force()
    granted_by = entry.optional("granted_by", "等谁来办")
    if (force == "可") != (granted_by is not None):
        expected = "granted_by 写明等谁来办" if force == "可" else "只有 force 为可时才写 granted_by"
        raise PolicyError(
            "granted-by", entry.node.spot, f"force 是{force}，granted_by {'没有写' if granted_by is None else '写了'}", expected
        )
    keys, scope = entry.keys, entry.scope
    return Benefit(
        **common,
        force=force,
        granted_by=granted_by,
        subjects=entry.subjects(),
        area=scope.area(keys.get("in")),
        during=scope.window(keys["during"]) if "during" in keys else scope.during,
        acts=scope.window(keys["acts"]) if "acts" in keys else None,
        when=scope.conditions(keys.get("when"), entry.clause, entry.quote),
        gives=_gift(entry, entry.need("gives", "{money|charge|delay|right: …}")),
        payee=entry.optional("payee", "受款人"),
        shares=_shares(entry),
        shares_quote=_shares_quote(entry),
        stack=_stack(entry),
        how=entry.quoted(keys["how"]) if "how" in keys else None,
    )


def _gift(entry: Entry, node: Node) -> Gift:
    keys = node.mapping("{money|charge|delay|right: …}")
    kinds = [key for key in keys if key in GIFTS]
    if len(kinds) != 1 or set(keys) - set(GIFTS) - {"per", "times"}:
        raise PolicyError(
            "wrong-shape", node.spot, f"gives 的键是{'、'.join(keys)}", "money、charge、delay、right 之一，旁边可有 per、times"
        )
    kind, value, scope = cast(GiftKind, kinds[0]), keys[kinds[0]], entry.scope
    per = keys["per"].text("每什么") if "per" in keys else None
    times = scope.expression(keys["times"], "number") if "times" in keys else None
    if kind == "right":
        return Gift("right", right=value.text("条文里的话"), per=per, times=times)
    if kind == "delay":
        return _delay(value, scope)
    if isinstance(value.value, str):
        return Gift(kind, amount=scope.expression(value, "money"), per=per, times=times)
    parts = value.mapping("表达式，或 {at_most: …}，或 {rate: …, of: …}")
    if set(parts) == {"at_most"}:
        return Gift(kind, at_most=scope.expression(parts["at_most"], "money"), per=per, times=times)
    if set(parts) == {"rate", "of"}:
        rate, base = parts["rate"].text("比例"), parts["of"]
        values.ratio(rate, parts["rate"].spot)
        return Gift(kind, rate=rate, of=None if base.value == NO_BASE else scope.expression(base, "money"), per=per, times=times)
    raise PolicyError("wrong-shape", value.spot, f"{kind} 的键是{'、'.join(parts)}", "at_most，或 rate 和 of")


def _delay(node: Node, scope: Scope) -> Gift:
    parts = node.mapping("{until: …}、{by: …} 或 {at_most: …}")
    if len(parts) == 1:
        [(key, value)] = parts.items()
        if key == "until":
            return Gift("delay", until=scope.anchor(value))
        if key == "by":
            return Gift("delay", by=scope.span(value))
        if key == "at_most":
            return Gift("delay", by_at_most=scope.span(value))
    raise PolicyError(
        "wrong-shape", node.spot, f"delay 的键是{'、'.join(parts)}", "until、by、at_most 之一", "例：{until: 疫情解除 + 3个月}"
    )


def _shares(entry: Entry) -> dict[str, int]:
    if "shares" not in entry.keys:
        return {}
    node = entry.keys["shares"]
    parts = {bearer: values.number(part.text("份数"), "", part.spot) for bearer, part in node.mapping("{南昌市: 1, 县区: 1}").items()}
    if not parts or any(isinstance(part, Fraction) or part <= 0 for part in parts.values()):
        raise PolicyError("wrong-shape", node.spot, "份数不是正整数", "{南昌市: 1, 县区: 1}")
    return {bearer: int(part) for bearer, part in parts.items()}


def _shares_quote(entry: Entry) -> Quote | None:
    if "shares_quote" not in entry.keys:
        if "shares" in entry.keys:
            raise PolicyError("missing-key", entry.keys["shares"].spot, "shares 没有出处", "shares_quote（和 shares_clause）")
        return None
    return entry.scope.quote(entry.optional("shares_clause", "条款路径") or entry.clause, entry.keys["shares_quote"])


def _stack(entry: Entry) -> tuple[str, ...]:
    if "stack" not in entry.keys:
        raise PolicyError("no-stack", entry.node.spot, "没有写 stack", f"叠加规则的 id；文件没有规定的写 {OPEN}")
    return entry.keys["stack"].texts("叠加规则的 id")


def _stacking(entry: Entry, common: dict[str, Any]) -> Stacking:
    keys, scope = entry.keys, entry.scope
    rule = cast(StackRule, entry.choice("rule", RULES))
    if (rule == "合计不超过") != ("ceiling" in keys):
        raise PolicyError("missing-key", entry.node.spot, f"rule 是{rule}", "合计不超过 与 ceiling 同时写，或都不写")
    wins = Wins(None, None)
    if "wins" in keys:
        parts = keys["wins"].mapping("{by: 就高, clause: …, quote: …}")
        by = required(parts, "by", keys["wins"].spot, "就高，或成员的 id").text("就高，或成员的 id")
        wins = Wins(by, entry.quoted(keys["wins"]) if "quote" in parts else entry.quote)
    return Stacking(
        **common,
        members=entry.texts("members", "成员的 id"),
        on=entry.optional("on", "同一什么") or "",
        unless=scope.expression(keys["unless"], "boolean") if "unless" in keys else None,
        rule=rule,
        ceiling=scope.expression(keys["ceiling"], "money") if "ceiling" in keys else None,
        wins=wins,
    )


def _service(entry: Entry, common: dict[str, Any]) -> Service:
    keys, scope = entry.keys, entry.scope
    limits = keys["limits"].items("时限列表") if "limits" in keys else ()
    return Service(
        **common,
        subjects=entry.subjects(),
        area=scope.area(keys.get("in")),
        during=scope.window(keys["during"]) if "during" in keys else scope.during,
        when=scope.conditions(keys.get("when"), entry.clause, entry.quote),
        steps=entry.texts("steps", "步骤"),
        papers=entry.texts("papers", "材料"),
        limits=tuple(_limit(entry, limit) for limit in limits),
        tolerates=entry.optional("tolerates", "容缺的材料"),
        unit=entry.optional("unit", "办理单位"),
    )


def _limit(entry: Entry, node: Node) -> Limit:
    keys = node.mapping("{for: …, within: 7个工作日, quote: …}")
    refuse_unknown_keys(keys, {"for", "within", "at_least", "clause", "quote"}, node.spot)
    if ("within" in keys) == ("at_least" in keys):
        raise PolicyError("wrong-shape", node.spot, "within 和 at_least 要写一个且只写一个", "within: 7个工作日")
    within, least = keys.get("within"), keys.get("at_least")
    on_the_spot = within is not None and within.value in ("当场", "即时")
    return Limit(
        required(keys, "for", node.spot, "办什么事").text("办什么事"),
        (str(within.value) if on_the_spot else entry.scope.span(within)) if within else None,
        entry.scope.span(least) if least else None,
        entry.quoted(node) if "quote" in keys else entry.quote,
    )


def _duty(entry: Entry, common: dict[str, Any]) -> Duty:
    keys, scope = entry.keys, entry.scope
    return Duty(
        **common,
        force=entry.force(),
        by=entry.texts("by", "谁来办"),
        what=entry.text("what", "办什么"),
        due=scope.anchor(keys["due"]) if "due" in keys else None,
        rhythm=scope.rhythm(keys["rhythm"]) if "rhythm" in keys else None,
        to=entry.optional("to", "报给谁"),
        during=scope.window(keys["during"]) if "during" in keys else None,
    )


def _target(entry: Entry, common: dict[str, Any]) -> Target:
    return Target(
        **common,
        force=entry.force(),
        metric=entry.text("metric", "指标"),
        op=entry.choice("op", OPERATORS),
        value=entry.text("value", "数和单位"),
        region=entry.optional("region", "地区") or entry.scope.region,
        by_day=entry.scope.anchor(entry.keys["by_day"]) if "by_day" in entry.keys else None,
    )


def _ban(entry: Entry, common: dict[str, Any]) -> Ban:
    during = entry.scope.window(entry.keys["during"]) if "during" in entry.keys else None
    return Ban(**common, on=entry.texts("on", "约束谁"), what=entry.text("what", "不得做什么"), during=during)


def _definition(entry: Entry, common: dict[str, Any]) -> Definition:
    keys = entry.keys
    means = keys.get("means")
    expression = None
    if means is not None:
        # A definition is of the type its expression has: yes or no, an amount, a number.
        expression = next((found for kind in ("boolean", "money", "number") if (found := _typed(entry, means, kind))), None)
        expression = expression or entry.scope.expression(means, "boolean")
    if "means_dmn" in keys:
        if means is not None:
            raise PolicyError("wrong-shape", keys["means_dmn"].spot, "means 和 means_dmn 都写了", "两个之一")
        expression = entry.scope.modelled(keys["means_dmn"])
    during = entry.scope.window(keys["during"]) if "during" in keys else None
    return Definition(**common, term=entry.text("term", "被定义的词"), means=expression, during=during)


def _typed(entry: Entry, node: Node, kind: str) -> Any:
    try:
        return entry.scope.expression(node, kind)
    except PolicyError as error:
        if error.id == "wrong-type":
            return None
        raise


def _statement(entry: Entry, common: dict[str, Any]) -> Statement:
    return Statement(**common, why=entry.text("why", "为什么不能运行"))


Reader = Callable[[Entry, dict[str, Any]], Instrument]
READERS: Mapping[str, tuple[Reader, set[str]]] = {
    "benefit": (
        _benefit,
        {
            "force",
            "granted_by",
            "for",
            "in",
            "during",
            "acts",
            "when",
            "gives",
            "payee",
            "shares",
            "shares_clause",
            "shares_quote",
            "stack",
            "how",
        },
    ),
    "service": (_service, {"for", "in", "during", "when", "steps", "papers", "limits", "tolerates", "unit"}),
    "duty": (_duty, {"force", "by", "what", "due", "rhythm", "to", "during"}),
    "target": (_target, {"force", "metric", "op", "value", "region", "by_day"}),
    "ban": (_ban, {"on", "what", "during"}),
    "definition": (_definition, {"term", "means", "means_dmn", "during"}),
    "stacking": (_stacking, {"members", "on", "unless", "rule", "ceiling", "wins"}),
    "statement": (_statement, {"why"}),
}
