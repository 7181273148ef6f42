"""A table's header: which columns are facts and in which unit, which one names the row, what the program asks and the table lacks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from luodi.bulk.errors import TableError
from luodi.bulk.plan import Plan
from luodi.policy.model import Fact
from luodi.policy.quotes import nearest
from luodi.policy.values import FEN

IDS: Final = ("编号", "统一社会信用代码", "id")
UNIT: Final = re.compile(r"(.+?)[（(]([^（）()]+)[）)]")


@dataclass(frozen=True, slots=True)
class Source:
    """A column that states a fact. `unit` is what its numbers count (分, 元, 万元, %), empty where the fact's own unit is meant."""

    column: str
    fact: Fact
    unit: str

    @property
    def factor(self) -> Fraction | None:
        """What a bare number is multiplied with to be fen, or the fact's number; None where a bare number of money says too little."""
        if self.fact.type.kind == "money":
            return Fraction(FEN[self.unit]) if self.unit in FEN else Fraction(1) if self.unit == "分" else None
        return Fraction(1, 100) if self.unit == "%" else Fraction(1)


@dataclass(frozen=True, slots=True)
class Header:
    """`unused` are columns that state no fact, `missing` the facts that lines ask and no column states."""

    id: str
    sources: tuple[Source, ...]
    unused: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def columns(self) -> list[str]:
        """All that has to be read."""
        return [self.id, *(source.column for source in self.sources)]


def header(columns: Sequence[str], plan: Plan, id: str | None = None) -> Header:
    """The header of a table for one kind of subject; TableError where no column names the rows or none states a fact."""
    doubled = sorted({name for name in columns if name and list(columns).count(name) > 1})
    if doubled:
        raise TableError(f"有重名的列：{'、'.join(doubled)}", "每列一个名字")
    key = id if id in columns else next((name for name in IDS if name in columns), None) if id is None else None
    if key is None:
        raise TableError(f"没有列“{id}”" if id else "没有编号列", f"一列编号，叫 {'、'.join(IDS)} 之一", "别的名字用 --id 指明")
    sources: dict[str, Source] = {}
    unused = []
    for name in columns:
        if name in (key, ""):
            continue
        source = _source(name, plan)
        if source is None or source.fact.name not in plan.asked:
            unused.append(name)
        elif source.fact.name in sources:
            raise TableError(f"“{sources[source.fact.name].column}”和“{name}”说的是同一件事", "每件事一列")
        else:
            sources[source.fact.name] = source
    if not sources:
        near = nearest(unused[0], plan.asked) if unused else ""
        raise TableError("没有一列是规则要问的事实", "列名用事实的名字，金额列带单位，例：月租金（元）", near)
    missing = tuple(name for name in plan.asked if name not in sources and name in plan.program.facts)
    return Header(key, tuple(sources.values()), tuple(unused), missing)


def _source(name: str, plan: Plan) -> Source | None:
    facts = plan.program.facts
    if name in facts:
        return Source(name, facts[name], "")
    match = UNIT.fullmatch(name)
    if not match or match[1] not in facts:
        return None
    fact, unit = facts[match[1]], match[2]
    money = fact.type.kind == "money"
    known = [*FEN, "分"] if money else ["%"] if fact.type.unit == "%" else [fact.type.unit] if fact.type.unit else []
    if unit not in known:
        raise TableError(f"列“{name}”的单位是{unit}", f"{'、'.join(known)} 之一" if known else "不带单位的列名")
    return Source(name, fact, unit)
