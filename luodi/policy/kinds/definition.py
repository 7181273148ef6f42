"""Terms that other rules use, and statements that nothing can be run from."""

from typing import Any

from luodi.policy.errors import PolicyError
from luodi.policy.kinds.entry import Entry
from luodi.policy.model import Definition, Statement
from luodi.policy.nodes import Node


def read_definition(entry: Entry, common: dict[str, Any]) -> Definition:
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


def read_statement(entry: Entry, common: dict[str, Any]) -> Statement:
    return Statement(**common, why=entry.text("why", "为什么不能运行"))
