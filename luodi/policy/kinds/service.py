"""Services: something applied for, with steps, papers and limits."""

from typing import Any

from luodi.policy.errors import PolicyError
from luodi.policy.facts import refuse_unknown_keys, required
from luodi.policy.kinds.entry import Entry
from luodi.policy.model import Limit, Service
from luodi.policy.nodes import Node


def read_service(entry: Entry, common: dict[str, Any]) -> Service:
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
