"""Controls: what is done to a person, a place or a trade while it is in a state, since when, how long, until what."""

from typing import Any

from luodi.policy import values
from luodi.policy.errors import PolicyError
from luodi.policy.facts import refuse_unknown_keys, required
from luodi.policy.kinds.entry import Entry
from luodi.policy.model import Control, ReleaseTests
from luodi.policy.nodes import Node


def read_control(entry: Entry, common: dict[str, Any]) -> Control:
    keys, scope = entry.keys, entry.scope
    if "lasts" in keys and "since" not in keys:
        raise PolicyError("missing-key", entry.node.spot, "写了 lasts，没有写从什么时候起算", "since: 原文里的起点；文件没有写的写 未载明")
    return Control(
        **common,
        force=entry.force(),
        on=entry.text("on", "对谁"),
        subjects=entry.subjects(),
        area=scope.area(keys.get("in")),
        during=scope.window(keys["during"]) if "during" in keys else scope.during,
        when=scope.conditions(keys.get("when"), entry.clause, entry.quote),
        what=entry.text("what", "采取什么措施"),
        since=entry.optional("since", "从什么时候起算"),
        lasts=scope.span(keys["lasts"]) if "lasts" in keys else None,
        tests=_tests(entry, keys["tests"]) if "tests" in keys else None,
        release=entry.texts("release", "解除的条件"),
        by=entry.texts("by", "谁来办"),
    )


def _tests(entry: Entry, node: Node) -> ReleaseTests:
    keys = node.mapping("{count, result, apart?}")
    refuse_unknown_keys(keys, {"count", "result", "apart"}, node.spot)
    count = required(keys, "count", node.spot, "几次")
    number = values.number(count.text("几次"), "", count.spot)
    if number != int(number) or number < 1:
        raise PolicyError("wrong-shape", count.spot, f"count 写作“{count.value}”", "正整数")
    result = required(keys, "result", node.spot, "什么结果").text("什么结果")
    return ReleaseTests(int(number), result, entry.scope.span(keys["apart"]) if "apart" in keys else None)
