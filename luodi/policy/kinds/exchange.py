"""Exchanges: offers that meet needs, in tiers, above floors, with what is owed in return."""

from typing import Any

from luodi.policy.errors import PolicyError
from luodi.policy.facts import refuse_unknown_keys, required
from luodi.policy.kinds.entry import Entry
from luodi.policy.model import Exchange, Share, Tier
from luodi.policy.nodes import Node

RANKED = {"是": True, "未规定": False}


def read_exchange(entry: Entry, common: dict[str, Any]) -> Exchange:
    keys, scope = entry.keys, entry.scope
    return Exchange(
        **common,
        goods=entry.text("goods", "什么东西"),
        offers=entry.texts("offers", "东西从哪里来"),
        tiers=tuple(_tier(entry, node) for node in _list(keys, "tiers")),
        ranked=RANKED[entry.choice("ranked", tuple(RANKED), "文件写明先后的写 是；只是并列的写 未规定")] if "tiers" in keys else False,
        floors=tuple(_share(entry, node) for node in _list(keys, "floors")),
        returns=tuple(_share(entry, node) for node in _list(keys, "returns")),
        by=entry.texts("by", "谁来办"),
        during=scope.window(keys["during"]) if "during" in keys else None,
    )


def _list(keys: Any, name: str) -> tuple[Node, ...]:
    return keys[name].items("列表：- {who: …, quote: …}") if name in keys else ()


def _tier(entry: Entry, node: Node) -> Tier:
    keys = node.mapping("{who: …, quote: …}")
    refuse_unknown_keys(keys, {"who", "clause", "quote"}, node.spot)
    return Tier(required(keys, "who", node.spot, "给谁").text("给谁"), entry.quoted(node))


def _share(entry: Entry, node: Node) -> Share:
    keys = node.mapping("{who: …, amount: 10万只, per: 日, quote: …}")
    refuse_unknown_keys(keys, {"who", "amount", "per", "clause", "quote"}, node.spot)
    if "amount" not in keys:
        raise PolicyError("missing-key", node.spot, "没有写 amount", "数和单位；文件没有写的写 未载明")
    per = keys["per"].text("每什么") if "per" in keys else None
    return Share(required(keys, "who", node.spot, "给谁").text("给谁"), keys["amount"].text("数和单位"), entry.quoted(node), per)
