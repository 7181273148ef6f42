"""Checklists: what a kind of place must have and do, line by line, each line with its words."""

from typing import Any, cast

from luodi.policy.errors import PolicyError
from luodi.policy.facts import refuse_unknown_keys, required
from luodi.policy.kinds.duty import OPERATORS
from luodi.policy.kinds.entry import FORCES, Entry
from luodi.policy.model import Checklist, Figure, Force, Requirement
from luodi.policy.nodes import Node

ITEM = "{id, words, clause?, what?, force?, rhythm?, figure?, when?}"
ITEM_KEYS = {"id", "words", "clause", "what", "force", "rhythm", "figure", "when"}


def read_checklist(entry: Entry, common: dict[str, Any]) -> Checklist:
    keys, scope = entry.keys, entry.scope
    items = tuple(_requirement(entry, node) for node in entry.need("items", f"要求的列表：- {ITEM}").items(f"要求的列表：- {ITEM}"))
    ids = [item.id for item in items]
    if twice := next((id for id in ids if ids.count(id) > 1), None):
        raise PolicyError("duplicate-id", entry.node.spot, f"要求“{twice}”用了两次", "一张清单里唯一的 id")
    return Checklist(
        **common,
        places=entry.texts("places", "哪类场所"),
        subjects=entry.subjects(),
        area=scope.area(keys.get("in")),
        during=scope.window(keys["during"]) if "during" in keys else scope.during,
        when=scope.conditions(keys.get("when"), entry.clause, entry.quote),
        includes=entry.texts("includes", "另一张清单的 id"),
        items=items,
    )


def _requirement(entry: Entry, node: Node) -> Requirement:
    keys, scope = node.mapping(ITEM), entry.scope
    refuse_unknown_keys(keys, ITEM_KEYS, node.spot)
    clause = keys["clause"].text("条款路径") if "clause" in keys else entry.clause
    words = required(keys, "words", node.spot, "条款里的原话")
    quote = scope.quote(clause, words)
    force = keys["force"].text("力度") if "force" in keys else "应"
    if force not in FORCES:
        raise PolicyError("wrong-choice", keys["force"].spot, f"force 写作“{force}”", "、".join(FORCES))
    return Requirement(
        required(keys, "id", node.spot, "这一条要求的 id").text("id"),
        keys["what"].text("要有什么、做什么") if "what" in keys else "……".join(quote.words),
        quote,
        cast(Force, force),
        scope.rhythm(keys["rhythm"]) if "rhythm" in keys else None,
        _figure(keys["figure"]) if "figure" in keys else None,
        scope.conditions(keys.get("when"), clause, quote),
    )


def _figure(node: Node) -> Figure:
    keys = node.mapping("{metric, op, value}")
    refuse_unknown_keys(keys, {"metric", "op", "value"}, node.spot)
    metric, op, value = (required(keys, key, node.spot, "{metric, op, value}").text(key) for key in ("metric", "op", "value"))
    if op not in OPERATORS:
        raise PolicyError("wrong-choice", keys["op"].spot, f"op 写作“{op}”", "、".join(OPERATORS))
    return Figure(metric, op, value)
