"""The conformance kit's test files: the inputs of each case and the result it expects."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from luodi.feel.dmn.model import Node
from luodi.feel.dmn.read import read_nodes
from luodi.feel.values.text import read_date, read_duration, read_moment, read_number, read_time

READERS = {
    "decimal": read_number,
    "double": lambda text: read_number(text) if text not in ("NaN", "INF", "-INF") else None,
    "integer": read_number,
    "int": read_number,
    "boolean": lambda text: text == "true",
    "date": read_date,
    "time": read_time,
    "dateTime": read_moment,
    "duration": read_duration,
    "string": lambda text: text,
}


@dataclass(frozen=True)
class Expected:
    """One result: the element asked, what it must come to. An error is a null."""

    name: str
    namespace: str
    value: object


@dataclass(frozen=True)
class Case:
    id: str
    kind: str
    invocable: str
    inputs: list[tuple[str, str, object]]
    expected: list[Expected]


def read_cases(path: Path) -> list[Case]:
    """All cases of a test file."""
    root = read_nodes(path.read_bytes(), path.name)
    return [_case(node, root.get("namespace")) for node in root.all("testCase")]


def model_name(path: Path) -> str:
    """The file of the model that the cases ask."""
    return read_nodes(path.read_bytes(), path.name).words("modelName")


def _case(node: Node, namespace: str) -> Case:
    inputs = [(child.get("name"), child.get("namespace"), _value(child)) for child in node.all("inputNode")]
    expected = [_expected(child, namespace) for child in node.all("resultNode")]
    return Case(node.get("id"), node.get("type", "decision"), node.get("invocableName"), inputs, expected)


def _expected(node: Node, namespace: str) -> Expected:
    inner = node.first("expected")
    value = _value(inner) if inner is not None else None
    return Expected(node.get("name"), node.get("namespace") or namespace, value)


def _value(node: Node) -> object:
    components = list(node.all("component"))
    if components:
        return {component.get("name"): _value(component) for component in components}
    items = node.first("list")
    if items is not None:
        return None if items.get("nil") == "true" else [_value(item) for item in items.all("item")]
    value = node.first("value")
    if value is None or value.get("nil") == "true":
        return None
    kind = value.get("type").rpartition(":")[2]
    return READERS.get(kind, str)(value.text if kind in ("string", "") else value.text.strip())


def agrees(found: object, expected: object) -> bool:
    """Whether a value is the expected one; numbers to the eight decimals that the kit writes."""
    if isinstance(found, Decimal) and isinstance(expected, Decimal):
        return abs(found - expected) <= max(abs(expected), Decimal(1)) * Decimal("1e-8")
    if isinstance(found, list) and isinstance(expected, list):
        return len(found) == len(expected) and all(map(agrees, found, expected))
    if isinstance(found, dict) and isinstance(expected, dict):
        return found.keys() == expected.keys() and all(agrees(found[key], expected[key]) for key in expected)
    return type(found) is type(expected) and found == expected
