"""What a drafted file leaves for a person: values marked 待写, each reported with the words it must encode."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from luodi.policy.errors import Finding, PolicyError
from luodi.policy.facts import refuse_unknown_keys, required
from luodi.policy.instruments import COMMON, READERS, instrument_id
from luodi.policy.kinds.benefit import OPEN
from luodi.policy.kinds.entry import FORCES, SUBJECTS
from luodi.policy.model import Instrument
from luodi.policy.nodes import Node
from luodi.policy.scope import Scope

MARK = "待写"
# The text's own words may hold anything, also the mark.
VERBATIM = {"quote", "words", "title", "what", "remarks", "shares_quote", "id", "clause"}
WANTED = {
    "if": "一个条件（FEEL）",
    "when": "条件的列表：- {if: …, words: …}",
    "force": "、".join(FORCES),
    "granted_by": "等谁来办",
    "for": "、".join(SUBJECTS),
    "during": "起..止",
    "stack": f"叠加规则的 id；文件没有规定的写 {OPEN}",
    "members": "成员的 id；对外的规则可以不写",
    "why": "为什么不能运行；能运行的改成别的 kind",
    "money": "金额的算式",
    "charge": "少收的金额的算式",
    "delay": "until、by、at_most 之一",
    "of": "按什么算的金额",
    "times": "给几次的数",
    "due": "日期，或事件加时间",
    "by_day": "日期，或事件加时间",
    "in_force": "{during: 起..止, clause: …, quote: …}",
    "region": "全国、江西省、南昌市…",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A marked value: the key it belongs to, where it stands, and the words it must encode, where the file quotes them beside it."""

    key: str
    node: Node
    words: str = ""

    @property
    def finding(self) -> Finding:
        note = str(self.node.value).strip()
        shown = "" if note == MARK else f"（{note}）"
        hint = f"要写成规则的话：“{self.words}”" if self.words else ""
        return PolicyError("to-be-written", self.node.spot, f"{self.key} 还没有写{shown}", WANTED.get(self.key, "照原文写"), hint).finding


def gaps(node: Node, key: str = "", words: str = "") -> Iterator[Gap]:
    """Every marked value in `node`, in file order."""
    if isinstance(node.value, str):
        if MARK in node.value:
            yield Gap(key, node, words)
    elif isinstance(node.value, Mapping):
        beside = node.value.get("words") or node.value.get("quote")
        inner = _text(beside) if beside else words
        for name, value in node.value.items():
            if name not in VERBATIM:
                yield from gaps(value, name, inner)
    else:
        for item in node.value:
            yield from gaps(item, key, words)


def read_unwritten(node: Node, scope: Scope) -> Instrument:
    """What stands already of an entry with gaps: kind, clause and quotation, held against the text. It runs nothing."""
    keys = node.mapping("一个工具：{id, title, kind, clause, quote, …}")
    kind = required(keys, "kind", node.spot, "、".join(READERS)).text("种类")
    if kind not in READERS:
        raise PolicyError("wrong-choice", keys["kind"].spot, f"kind 写作“{kind}”", "、".join(READERS))
    refuse_unknown_keys(keys, COMMON | READERS[kind][1], node.spot)
    path = required(keys, "clause", node.spot, "条款路径").text("条款路径")
    quote = scope.quote(path, required(keys, "quote", node.spot, "条款里的原话"))
    title = required(keys, "title", node.spot, "一个短题目").text("一个短题目")
    clause = scope.quoter.clause(path, node.spot)
    return Instrument(instrument_id(node), kind, title, quote, node.spot, clause.lead, clause.support, clause.units, clause.unit_rule)


def is_unwritten(instrument: Instrument) -> bool:
    """Whether an instrument of the library still has gaps, and so stands for its words only."""
    return type(instrument) is Instrument


def _text(node: Node) -> str:
    if isinstance(node.value, str):
        return node.value
    return "…".join(_text(item) for item in node.value) if isinstance(node.value, tuple) else ""
