"""What a subject states of itself, from a YAML file: names and values checked against the facts a program may ask."""

import sys
from collections.abc import Mapping
from pathlib import Path

from luodi.feel.run import Value
from luodi.places.errors import PlaceError
from luodi.places.regions import Regions
from luodi.policy import values
from luodi.policy.errors import PolicyError
from luodi.policy.model import Fact, Spot
from luodi.policy.nodes import Node, parse_yaml, read_yaml
from luodi.policy.quotes import nearest

EXAMPLE = "例：注册地: 360102"


def read_facts(source: Path | str, facts: Mapping[str, Fact], regions: Regions) -> tuple[dict[str, Value], dict[str, Spot]]:
    """Typed facts from a file, or from standard input for "-", and where each stands. PolicyError with what was found and expected."""
    node = parse_yaml(sys.stdin.buffer.read() if sys.stdin else b"", "标准输入") if source == "-" else read_yaml(Path(source))
    found = stated(node, facts, regions)
    return found, {name: node.mapping(EXAMPLE)[name].spot for name in found}


def stated(node: Node, facts: Mapping[str, Fact], regions: Regions) -> dict[str, Value]:
    """Typed facts from a node that must be a mapping with at least one fact."""
    if not isinstance(node.value, Mapping):
        wide = isinstance(node.value, str) and "：" in node.value
        hint = "冒号要用半角的，后面空一格。" + EXAMPLE if wide else EXAMPLE
        raise PolicyError("wrong-shape", node.spot, f"这里是{node.shape}", "一组“事实: 值”", hint)
    if not node.value:
        raise PolicyError("empty", node.spot, "文件里没有一条事实", "至少一行“事实: 值”", EXAMPLE)
    return read_fact_values(node, facts, regions)


def read_fact_values(node: Node, facts: Mapping[str, Fact], regions: Regions) -> dict[str, Value]:
    """A mapping of fact names to values, each in the type its fact declares."""
    found: dict[str, Value] = {}
    for name, value in node.mapping("事实名: 值，例：注册地: 360102").items():
        if name not in facts:
            raise PolicyError(
                "unknown-fact", value.spot, f"没有叫“{name}”的事实", "policies/facts.yaml 里的事实", nearest(name, list(facts))
            )
        try:
            found[name] = values.fact_value(facts[name], value.text("单独一个值；不知道的不写这一行"), regions, value.spot)
        except PlaceError as error:
            raise PolicyError("unknown-region", value.spot, f"{name}：{error.found}", error.expected, error.hint) from error
        except PolicyError as error:
            raise PolicyError(error.id, error.spot, f"{name}：{error.found}", error.expected, error.hint) from error
    return found
