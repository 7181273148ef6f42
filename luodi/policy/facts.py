"""The facts a rule may ask, as `policies/facts.yaml` declares them, and the events of `policies/events.yaml`."""

import re
from collections.abc import Mapping

from luodi.feel.types import Type
from luodi.policy import values
from luodi.policy.errors import PolicyError
from luodi.policy.model import Event, Fact, Spot
from luodi.policy.nodes import Node
from luodi.policy.quotes import nearest

NAME = re.compile(r"[一-鿿A-Za-z_][一-鿿A-Za-z0-9_]*")
KINDS = {
    "是否": "boolean",
    "金额": "money",
    "数量": "number",
    "比例": "number",
    "日期": "date",
    "选项": "string",
    "地区": "region",
    "文本": "string",
}
FACT_KEYS = {"type", "of", "unit", "min", "max", "values", "question", "why", "help", "help_source", "source"}
EVENT_KEYS = {"region", "day", "not_before", "source", "means"}
MOST = 2**53


def read_facts(root: Node) -> dict[str, Fact]:
    """Every fact by name, in file order. PolicyError at the first that is wrong."""
    return {name: _fact(name, node) for name, node in root.mapping("事实名: {type: …, question: …}").items()}


def read_events(root: Node) -> dict[str, Event]:
    """Every event by name."""
    return {name: _event(name, node) for name, node in root.mapping("事件名: {day: …, source: …}").items()}


def refuse_unknown_keys(keys: Mapping[str, Node], allowed: set[str], spot: Spot) -> None:
    """PolicyError for a key outside `allowed`, with the nearest that is."""
    for key, node in keys.items():
        if key not in allowed:
            raise PolicyError(
                "unknown-key",
                node.spot if node.value else spot,
                f"不认识的键“{key}”",
                "、".join(sorted(allowed)),
                nearest(key, sorted(allowed)),
            )


def required(keys: Mapping[str, Node], key: str, spot: Spot, expected: str) -> Node:
    if key not in keys:
        raise PolicyError("missing-key", spot, f"缺少“{key}”", expected)
    return keys[key]


def _fact(name: str, node: Node) -> Fact:
    keys = node.mapping("{type: …, question: …, source: …}")
    refuse_unknown_keys(keys, FACT_KEYS, node.spot)
    if not NAME.fullmatch(name):
        raise PolicyError("bad-name", node.spot, f"事实名“{name}”", "汉字、拉丁字母、数字和下划线，不以数字开头")
    word = required(keys, "type", node.spot, "、".join(KINDS)).text("类型")
    if word not in KINDS:
        raise PolicyError("wrong-choice", keys["type"].spot, f"类型“{word}”", "、".join(KINDS))
    choices = keys["values"].texts("选项列表") if "values" in keys else ()
    if word == "选项" and not choices:
        raise PolicyError("missing-key", node.spot, "选项没有列出 values", "values: [甲, 乙]")
    why, help, help_source = (keys[key].text(key) if key in keys else "" for key in ("why", "help", "help_source"))
    return Fact(
        name,
        _type(word, keys, choices),
        keys["of"].texts("主体") if "of" in keys else (),
        required(keys, "question", node.spot, "问这件事的一句话").text("问题"),
        required(keys, "source", node.spot, "出自哪个文件哪一条").text("出处"),
        why,
        help,
        help_source,
        choices,
    )


def _type(word: str, keys: Mapping[str, Node], choices: tuple[str, ...]) -> Type:
    def bound(key: str) -> int | None:
        if key not in keys:
            return None
        text, spot = keys[key].text("界限"), keys[key].spot
        return values.money(text, spot) if word == "金额" else int(values.number(text, unit, spot))

    unit = keys["unit"].text("单位") if "unit" in keys else ""
    if word == "比例":
        return Type("number", "%", (), bound("min") or 0, bound("max") or 1)
    if word == "数量":
        low, high = bound("min"), bound("max")
        return Type("number", unit, (), 0 if low is None else low, MOST if high is None else high)
    if word == "金额":
        low, high = bound("min"), bound("max")
        return Type("money", "", (), 0 if low is None else low, MOST if high is None else high)
    return Type(KINDS[word], unit, choices)


def _event(name: str, node: Node) -> Event:
    keys = node.mapping("{day: …, source: …}")
    refuse_unknown_keys(keys, EVENT_KEYS, node.spot)
    known = {
        key: values.day(keys[key].text("日期"), keys[key].spot).isoformat()
        for key in ("day", "not_before")
        if key in keys and keys[key].value
    }
    region = keys["region"].text("地区") if "region" in keys else None
    return Event(name, region, known.get("day"), known.get("not_before"), required(keys, "source", node.spot, "这一天的出处").text("出处"))
