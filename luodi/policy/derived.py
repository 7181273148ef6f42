"""Facts that need not be asked where others settle them: `policies/derived.yaml` names the decision that works each out, and its source."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from luodi.feel.errors import FeelError
from luodi.feel.profile import names
from luodi.policy.dmn_in import read_decision
from luodi.policy.errors import PolicyError
from luodi.policy.facts import refuse_unknown_keys, required
from luodi.policy.model import Fact
from luodi.policy.nodes import Node
from luodi.policy.quotes import nearest

EXAMPLE = "企业规模: {file: sizes.dmn, decision: 企业规模, source: 工信部联企业〔2011〕300号}"


def with_derived(root: Node, facts: Mapping[str, Fact], folder: Path) -> dict[str, Fact]:
    """`facts` with what works them out; models lie in `folder`. PolicyError at the first that is wrong."""
    found = dict(facts)
    for name, node in root.mapping(EXAMPLE).items():
        if name not in facts:
            raise PolicyError("unknown-fact", node.spot, f"没有叫“{name}”的事实", "facts.yaml 里的事实", nearest(name, list(facts)))
        found[name] = _derived(facts[name], node, facts, folder)
    for name in root.mapping(EXAMPLE):
        expression = found[name].derived
        if expression and any(found[other].derived for other in names(expression.tree)):
            raise PolicyError("wrong-shape", root.spot, f"“{name}”要靠另一个算出来的事实", "只用问得到的事实")
    return found


def _derived(fact: Fact, node: Node, facts: Mapping[str, Fact], folder: Path) -> Fact:
    keys = node.mapping(EXAMPLE)
    refuse_unknown_keys(keys, {"file", "decision", "source"}, node.spot)
    file, decision, source = (required(keys, key, node.spot, EXAMPLE).text(key) for key in ("file", "decision", "source"))
    if Path(file).name != file:
        raise PolicyError("bad-name", keys["file"].spot, f"“{file}”不在 policies/ 里", "policies/ 里的文件名")
    try:
        expression = read_decision(folder / file, decision, {name: fact.type for name, fact in facts.items()})
    except FeelError as error:
        raise PolicyError("bad-model", keys["decision"].spot, str(error), "规则用得了的决策") from error
    if expression.type.kind != fact.type.kind or not set(expression.type.values) <= set(fact.type.values):
        raise PolicyError("wrong-type", keys["decision"].spot, f"“{decision}”算出来的不是{fact.name}的值", "、".join(fact.values))
    return replace(fact, derived=expression, derived_source=source)
