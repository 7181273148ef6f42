"""What a subject states of itself, from a YAML file: names and values checked against the facts a program may ask."""

import sys
from collections.abc import Mapping
from pathlib import Path

from luodi.feel.run import Value
from luodi.places.regions import Regions
from luodi.policy.cases import read_fact_values
from luodi.policy.errors import PolicyError
from luodi.policy.model import Fact
from luodi.policy.nodes import Node, parse_yaml, read_yaml

EXAMPLE = "例：注册地: 360102"


def read_facts(source: Path | str, facts: Mapping[str, Fact], regions: Regions) -> dict[str, Value]:
    """Typed facts from a file, or from standard input for "-". PolicyError with file, line, what was found and expected."""
    node = parse_yaml(sys.stdin.buffer.read(), "标准输入") if source == "-" else read_yaml(Path(source))
    return stated(node, facts, regions)


def stated(node: Node, facts: Mapping[str, Fact], regions: Regions) -> dict[str, Value]:
    """Typed facts from a node that must be a mapping with at least one fact."""
    if not isinstance(node.value, Mapping):
        raise PolicyError("wrong-shape", node.spot, f"这里是{node.shape}", "一组“事实: 值”", EXAMPLE)
    if not node.value:
        raise PolicyError("empty", node.spot, "文件里没有一条事实", "至少一行“事实: 值”", EXAMPLE)
    return read_fact_values(node, facts, regions)
