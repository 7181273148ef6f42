"""Stacking rules: who may not meet whom, what wins, under which ceiling."""

from typing import Any, cast

from luodi.policy.errors import PolicyError
from luodi.policy.facts import required
from luodi.policy.kinds.entry import Entry
from luodi.policy.model import Stacking, StackRule, Wins

RULES = ("不重复", "可叠加", "合计不超过")


def read_stacking(entry: Entry, common: dict[str, Any]) -> Stacking:
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
