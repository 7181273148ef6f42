"""Instruments as policy files write them: what every kind has, and for each kind the keys it may have and who reads it."""

from collections.abc import Callable, Mapping
from typing import Any

from luodi.policy.errors import PolicyError
from luodi.policy.facts import refuse_unknown_keys, required
from luodi.policy.kinds.amendment import read_amendment
from luodi.policy.kinds.benefit import read_benefit
from luodi.policy.kinds.checklist import read_checklist
from luodi.policy.kinds.control import read_control
from luodi.policy.kinds.definition import read_definition, read_statement
from luodi.policy.kinds.duty import read_ban, read_duty, read_target
from luodi.policy.kinds.entry import Entry
from luodi.policy.kinds.exchange import read_exchange
from luodi.policy.kinds.service import read_service
from luodi.policy.kinds.stacking import read_stacking
from luodi.policy.model import Instrument
from luodi.policy.nodes import Node
from luodi.policy.quotes import nearest
from luodi.policy.scope import Scope

COMMON = {"id", "title", "kind", "clause", "quote", "remarks", "lead", "support", "figures"}
ID = set("abcdefghijklmnopqrstuvwxyz0123456789-")
WHO = {"for", "in", "during", "when"}
GIVEN = {"force", "granted_by", "acts", "gives", "payee", "shares", "shares_clause", "shares_quote", "stack", "how"}

Reader = Callable[[Entry, dict[str, Any]], Instrument]
READERS: Mapping[str, tuple[Reader, set[str]]] = {
    "benefit": (read_benefit, WHO | GIVEN),
    "service": (read_service, WHO | {"steps", "papers", "limits", "tolerates", "unit"}),
    "duty": (read_duty, {"force", "by", "what", "due", "rhythm", "to", "during"}),
    "target": (read_target, {"force", "metric", "op", "value", "region", "by_day"}),
    "checklist": (read_checklist, WHO | {"places", "includes", "items"}),
    "control": (read_control, WHO | {"force", "on", "what", "since", "lasts", "tests", "release", "by"}),
    "ban": (read_ban, {"on", "what", "during", "in", "when", "bars"}),
    "exchange": (read_exchange, {"goods", "offers", "tiers", "ranked", "floors", "returns", "by", "during"}),
    "definition": (read_definition, {"term", "means", "means_dmn", "during"}),
    "stacking": (read_stacking, {"members", "on", "unless", "rule", "ceiling", "wins"}),
    "amendment": (read_amendment, {"of", "document", "effect", "what", "until"}),
    "statement": (read_statement, {"why"}),
}


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
        "figures": tuple(keys["figures"].mapping("{数: 为什么}")) if "figures" in (keys := entry.keys) else (),
    }
