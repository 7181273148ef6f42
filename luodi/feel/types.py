"""The types of the policy profile: what a fact may hold, with its unit, its choices and its bounds."""

from dataclasses import dataclass, replace
from fractions import Fraction

Bound = int | Fraction | None

CHINESE = {
    "boolean": "是否",
    "number": "数量",
    "money": "金额",
    "string": "文本",
    "date": "日期",
    "region": "地区",
    "list": "列表",
}


@dataclass(frozen=True, slots=True)
class Type:
    """`kind`: boolean, number, money, string, date, region, list. `unit`: 人, 台, … of a number. A string with `values` is a choice.

    `lo` and `hi` bound numbers and money (fen), both included; None is unbounded. `item` is the type of a list's items.
    """

    kind: str
    unit: str = ""
    values: tuple[str, ...] = ()
    lo: Bound = None
    hi: Bound = None
    item: "Type | None" = None

    @property
    def chinese(self) -> str:
        """How messages call it."""
        if self.kind == "string" and len(self.values) > 1:
            return "选项"
        return CHINESE.get(self.kind, self.kind)


BOOLEAN = Type("boolean")
NUMBER = Type("number")
MONEY = Type("money")
STRING = Type("string")
DATE = Type("date")
REGION = Type("region")


def bounded(type: Type, lo: Bound, hi: Bound) -> Type:
    """The same type with other bounds, without choices and unit."""
    return replace(type, unit="", values=(), lo=lo, hi=hi)
