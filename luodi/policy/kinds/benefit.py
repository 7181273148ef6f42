"""Benefits as policy files write them: what is given, to whom, when, how bound, who bears the cost."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, cast

from luodi.policy import values
from luodi.policy.errors import PolicyError
from luodi.policy.kinds.entry import Entry
from luodi.policy.model import Benefit, Gift, GiftKind, Quote
from luodi.policy.nodes import Node
from luodi.policy.scope import Scope

GIFTS = ("money", "charge", "delay", "right")
OPEN = "未规定"
NO_BASE = "未载明"
WORDS = "words"


def read_benefit(entry: Entry, common: dict[str, Any]) -> Benefit:
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
    if isinstance(value.value, Mapping) and list(value.value) == [WORDS]:
        return Gift(kind, words=value.mapping("{words: …}")[WORDS].text("条文里的话"), per=per, times=times)
    if kind == "delay":
        return _delay(value, scope)
    if isinstance(value.value, str):
        return Gift(kind, amount=scope.expression(value, "money"), per=per, times=times)
    parts = value.mapping("表达式，或 {at_most: …}，或 {rate: …, of: …}，或 {words: …}")
    if set(parts) == {"at_most"}:
        return Gift(kind, at_most=scope.expression(parts["at_most"], "money"), per=per, times=times)
    if set(parts) == {"rate", "of"}:
        rate, base = parts["rate"].text("比例"), parts["of"]
        values.ratio(rate, parts["rate"].spot)
        return Gift(kind, rate=rate, of=None if base.value == NO_BASE else scope.expression(base, "money"), per=per, times=times)
    raise PolicyError("wrong-shape", value.spot, f"{kind} 的键是{'、'.join(parts)}", "at_most，或 rate 和 of，或 words")


def _delay(node: Node, scope: Scope) -> Gift:
    parts = node.mapping("{until: …}、{by: …}、{at_most: …} 或 {words: …}")
    if len(parts) == 1:
        [(key, value)] = parts.items()
        if key == "until":
            return Gift("delay", until=scope.anchor(value))
        if key == "by":
            return Gift("delay", by=scope.span(value))
        if key == "at_most":
            return Gift("delay", by_at_most=scope.span(value))
    raise PolicyError(
        "wrong-shape", node.spot, f"delay 的键是{'、'.join(parts)}", "until、by、at_most、words 之一", "例：{until: 疫情解除 + 3个月}"
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
