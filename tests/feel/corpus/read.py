"""The corpus as data: its rows, the types of its names, and its values, read without the engine that they test."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from luodi.feel.parse import parse
from luodi.feel.profile import names
from luodi.feel.types import BOOLEAN, DATE, REGION, STRING, Type
from luodi.feel.unknown import Unknown

FOLDER = Path(__file__).parent
FACTS = (
    '{甲: {年龄: 30, 城市: "南昌"}, 表: [{名称: "甲物", 数量: 2}, {名称: "乙物", 数量: 3}, {名称: "丙物", 数量: 5}], 固定资产 投资: 150}'
)
LETTERS = ("甲", "乙", "丙", "丁", "戊", "己", "子")
MONEY = Type("money", lo=0, hi=10**13)
NUMBER = Type("number", lo=0, hi=100_000)
KINDS = {"金额": "money", "数": "number", "是否": "boolean", "日期": "date", "文本": "string"}
UNITS = {"元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}
SUM = re.compile(r"(-?[0-9./]+)([万亿]?元)")


def load(name: str) -> Any:
    """One file, every scalar as text."""
    return yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)


def rows(name: str) -> list[tuple[Any, ...]]:
    """The rows of one file."""
    return [tuple(row) for row in load(name)]


def scope() -> dict[str, Type]:
    """The type of every name."""
    declared = load("scope")
    plain = {"boolean": BOOLEAN, "money": MONEY, "number": NUMBER, "date": DATE, "string": STRING, "region": REGION}
    types = {name: type for kind, type in plain.items() for name in declared[kind]}
    types |= {name: Type("string", values=tuple(values)) for name, values in declared["choices"].items()}
    return types | {name: Type("list", item=Type("string", values=tuple(values))) for name, values in declared["lists"].items()}


def given(facts: Mapping[str, Any], types: Mapping[str, Type]) -> dict[str, Any]:
    """What is known, each value in its type."""
    return {name: fact(value, types[name].kind) for name, value in facts.items()}


def fact(value: Any, kind: str) -> Any:
    if kind == "boolean":
        return {"是": True, "否": False}[value]
    if kind == "date":
        return date.fromisoformat(value)
    return number(value) if kind in ("number", "money") else value


def number(text: str) -> int | Fraction:
    """A number or a sum in fen: `1/3`, `12.5`, `3.5万元`."""
    match = SUM.fullmatch(text)
    value = Fraction(text) if match is None else Fraction(match[1]) * UNITS[match[2]]
    return value.numerator if value.denominator == 1 else value


def expected(answer: str) -> tuple[str, Any]:
    """The kind and the value of an answer: `是`, `金额 60元`, `数 待定 人数；a remark`."""
    if answer in ("是", "否"):
        return "boolean", answer == "是"
    word, _, rest = answer.partition(" ")
    if rest.startswith("待定"):
        names, *remarks = rest.removeprefix("待定").split("；")
        return KINDS[word], Unknown(frozenset(names.split()), tuple(remarks))
    return KINDS[word], fact(rest, KINDS[word])


def is_plain(row: Sequence[Any]) -> bool:
    """Whether a row of values.yaml is FEEL for every engine: no sum, no percent, nothing unknown, no rounding without its scale."""
    text, facts, answer = row
    own = re.search(r"[0-9]%|[0-9][千百十]?[万亿]?元|元$|round (half )?(up|down)\([^,()]*\)", f"{text} {facts}")
    return not own and "待定" not in answer and "元" not in answer and set(names(parse(text))) <= set(facts)
