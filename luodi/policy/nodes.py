"""YAML as it is written: every scalar stays text, every value knows its line and column; the reader's schema gives the types.

YAML's own guesses (是 as text but yes as true, 1_000 as a number, `on` as a boolean key) would be wrong in a policy file, so none is made.
"""

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from luodi.policy.errors import PolicyError
from luodi.policy.model import Spot

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 40
WHY = {errno.ENOENT: "没有这个文件", errno.EISDIR: "这是一个文件夹", errno.EACCES: "没有读它的权限", errno.ELOOP: "链接绕成了圈"}


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar (str), a sequence (tuple of nodes) or a mapping (str to node, in file order), and where it starts."""

    value: "str | tuple[Node, ...] | Mapping[str, Node]"
    spot: Spot

    @property
    def shape(self) -> str:
        """What a person would call it."""
        if isinstance(self.value, str):
            return f"“{self.value}”" if self.value else "空值"
        return "一个列表" if isinstance(self.value, tuple) else "一组键值"

    def text(self, expected: str) -> str:
        """The scalar, not empty."""
        if not isinstance(self.value, str) or not self.value:
            raise PolicyError("wrong-shape", self.spot, f"这里是{self.shape}", expected)
        return self.value

    def items(self, expected: str) -> "tuple[Node, ...]":
        if not isinstance(self.value, tuple):
            raise PolicyError("wrong-shape", self.spot, f"这里是{self.shape}", expected)
        return self.value

    def mapping(self, expected: str) -> "Mapping[str, Node]":
        if not isinstance(self.value, Mapping):
            raise PolicyError("wrong-shape", self.spot, f"这里是{self.shape}", expected)
        return self.value

    def texts(self, expected: str) -> tuple[str, ...]:
        """A scalar or a list of scalars."""
        if isinstance(self.value, tuple):
            return tuple(item.text(expected) for item in self.value)
        return (self.text(expected),)


def read_yaml(path: Path, name: str | None = None) -> Node:
    """The file's one document. PolicyError where it is not UTF-8, not YAML, or has more than one document or an alias."""
    shown = name or str(path)
    try:
        return parse_yaml(path.read_bytes(), shown)
    except OSError as error:
        raise PolicyError(
            "no-file", None, f"打不开 {shown}：{WHY.get(error.errno or 0, error.strerror)}", "一个可以读的 YAML 文件"
        ) from error


def parse_yaml(raw: bytes, name: str) -> Node:
    """`raw` as one YAML document; an empty one is a mapping without keys."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise PolicyError(
            "not-utf-8", Spot(name, line, 1), f"第{error.start + 1}个字节不是 UTF-8", "UTF-8 编码的 YAML", "用编辑器另存为 UTF-8"
        ) from error
    try:
        root = _Builder(name).root(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        spot = Spot(name, mark.line + 1, mark.column + 1) if mark else None
        raise PolicyError("not-yaml", spot, f"不是合格的 YAML：{error.problem or error.context}", "键: 值", "例：注册地: 360102") from error
    except yaml.YAMLError as error:
        raise PolicyError(
            "not-yaml", Spot(name, 1, 1), f"不是合格的 YAML：{str(error).splitlines()[0]}", "键: 值", "例：注册地: 360102"
        ) from error
    return root or Node({}, Spot(name, 1, 1))


class _Builder:
    """Builds nodes from the parser's events, without recursion: what is nested too deeply is refused, not crashed upon."""

    def __init__(self, name: str) -> None:
        self.name = name

    def root(self, text: str) -> Node | None:
        found: Node | None = None
        open_: list[tuple[Spot, bool, list[Node]]] = []
        for event in yaml.parse(text, Loader=LOADER):
            node = None
            if isinstance(event, yaml.ScalarEvent):
                node = self.scalar(event)
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                open_.append((self.spot(event), isinstance(event, yaml.MappingStartEvent), []))
                self.refuse_deep(len(open_), event)
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                node = self.collection(*open_.pop())
            elif isinstance(event, yaml.AliasEvent):
                raise PolicyError("alias", self.spot(event), "用了 YAML 别名（*）", "把值原样写出来")
            elif isinstance(event, yaml.DocumentStartEvent) and found:
                raise PolicyError("not-yaml", self.spot(event), "一个文件里有两份 YAML（---）", "一个文件一份")
            if node and open_:
                open_[-1][2].append(node)
            elif node:
                found = node
        return found

    def scalar(self, event: yaml.ScalarEvent) -> Node:
        null = event.style is None and event.value in ("~", "null")
        return Node("" if null else event.value.strip(), self.spot(event))

    def collection(self, spot: Spot, mapping: bool, parts: list[Node]) -> Node:
        if not mapping:
            return Node(tuple(parts), spot)
        pairs: dict[str, Node] = {}
        for key, value in zip(parts[::2], parts[1::2], strict=True):
            if not isinstance(key.value, str):
                raise PolicyError("wrong-shape", key.spot, "键不是文字", "键: 值")
            if key.value in pairs:
                raise PolicyError("duplicate-key", key.spot, f"键“{key.value}”写了两次", "每个键只写一次")
            pairs[key.value] = value
        return Node(pairs, spot)

    def refuse_deep(self, depth: int, event: yaml.Event) -> None:
        if depth > DEEPEST:
            raise PolicyError("not-yaml", self.spot(event), f"嵌套超过{DEEPEST}层", "几层以内的键值和列表")

    def spot(self, event: yaml.Event) -> Spot:
        mark = event.start_mark
        return Spot(self.name, mark.line + 1, mark.column + 1) if mark else Spot(self.name, 1, 1)
