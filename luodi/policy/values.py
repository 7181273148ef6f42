"""Values as policy files and people write them: 3万元, 30%, 是, 2020-03-10, 360102; read by the type that is expected, never guessed."""

import re
from contextlib import suppress
from datetime import date
from fractions import Fraction

from luodi.feel.run import Value
from luodi.places.regions import Regions
from luodi.policy.errors import PolicyError
from luodi.policy.model import Fact, Spot
from luodi.policy.quotes import nearest

LONGEST = 200
FEN = {"元": 100, "千元": 100_000, "万元": 1_000_000, "百万元": 100_000_000, "亿元": 10_000_000_000}
YI, WAN, YUAN = ("亿元", FEN["亿元"], 10), ("万元", FEN["万元"], 6), ("元", FEN["元"], 2)
NUMBERS = (int, Fraction)
MONEY = re.compile(r"(-?)(\d{1,40}(?:,\d{3}){0,12})(?:\.(\d{1,10}))?\s*(元|千元|万元|百万元|亿元)")
NUMBER = re.compile(r"(-?\d{1,40}(?:,\d{3}){0,12})(?:\.(\d{1,10}))?\s*([一-鿿]*)")
PERCENT = re.compile(r"(-?\d{1,9})(?:\.(\d{1,9}))?\s*%")


def money(text: str, spot: Spot | None = None) -> int:
    """Fen. PolicyError without a unit, or for less than a fen."""
    match = MONEY.fullmatch(text)
    if not match:
        hint = f"例：{text}元，或 {text}万元" if NUMBER.fullmatch(text) else "例：3万元、1500.50元、1.2亿元"
        raise PolicyError(
            "money-without-unit" if NUMBER.fullmatch(text) else "wrong-type", spot, f"“{text}”", "带单位的金额（元、万元、亿元）", hint
        )
    sign, whole, part, unit = match.groups()
    fen = _exact(whole, part) * FEN[unit]
    if fen.denominator != 1:
        raise PolicyError("wrong-type", spot, f"“{text}”不足一分的零头", "精确到分的金额", "例：1500.50元")
    return -int(fen) if sign else int(fen)


def ratio(text: str, spot: Spot | None = None) -> Fraction:
    """An exact ratio from 30% or 0.3."""
    if match := PERCENT.fullmatch(text):
        return _exact(match[1], match[2]) / 100
    if (match := NUMBER.fullmatch(text)) and not match[3]:
        return _exact(match[1], match[2])
    raise PolicyError("wrong-type", spot, f"“{text}”", "比例", "例：30%")


def number(text: str, unit: str, spot: Spot | None = None) -> int | Fraction:
    """A count or an amount in `unit`; the unit may be written behind it, another unit is refused."""
    match = NUMBER.fullmatch(text)
    if not match:
        raise PolicyError("wrong-type", spot, f"“{text}”", f"数量（{unit}）" if unit else "数", "例：12")
    if match[3] and match[3] != unit:
        raise PolicyError(
            "wrong-unit", spot, f"“{text}”的单位是{match[3]}", f"以{unit}为单位的数" if unit else "不带单位的数", f"例：{match[1]}{unit}"
        )
    value = _exact(match[1], match[2])
    return int(value) if value.denominator == 1 else value


def day(text: str, spot: Spot | None = None) -> date:
    """A day written 2020-03-10; the other spellings that ISO allows are refused."""
    with suppress(ValueError):
        found = date.fromisoformat(text)
        if found.isoformat() == text:
            return found
    raise PolicyError("wrong-type", spot, f"“{text}”", "日期，写作 年-月-日", "例：2020-03-10")


def yes_no(text: str, spot: Spot | None = None) -> bool:
    if text in ("是", "否"):
        return text == "是"
    raise PolicyError("wrong-type", spot, f"“{text}”", "是 或 否")


def fact_value(fact: Fact, text: str, regions: Regions, spot: Spot | None = None) -> Value:
    """What `text` says of `fact`, in the type and within the bounds that the fact declares."""
    kind = fact.type.kind
    if len(text) > LONGEST:
        raise PolicyError("wrong-type", spot, f"“{text[:20]}……”有{len(text)}个字", f"不超过{LONGEST}个字的一个值")
    if kind == "boolean":
        return yes_no(text, spot)
    if kind == "date":
        return day(text, spot)
    if kind == "region":
        return regions.code(text)
    if kind == "string":
        return _choice(fact, text, spot)
    value: int | Fraction
    if kind == "money":
        value = money(text, spot)
    else:
        value = ratio(text, spot) if fact.type.unit == "%" else number(text, fact.type.unit, spot)
    _within(fact, value, text, spot)
    return value


def _choice(fact: Fact, text: str, spot: Spot | None) -> str:
    if fact.values and text not in fact.values:
        raise PolicyError("wrong-choice", spot, f"“{text}”", f"{'、'.join(fact.values)} 之一", nearest(text, fact.values))
    return text


def _within(fact: Fact, value: int | Fraction, text: str, spot: Spot | None) -> None:
    low, high = fact.type.lo, fact.type.hi
    if low is not None and value < low:
        raise PolicyError("out-of-bounds", spot, f"“{text}”太小", f"不小于 {shown(low, fact)}")
    if high is not None and value > high:
        raise PolicyError("out-of-bounds", spot, f"“{text}”太大", f"不大于 {shown(high, fact)}")


def shown(value: Value, fact: Fact) -> str:
    """A value of a fact as its policy file would write it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if fact.type.kind == "money" and isinstance(value, NUMBERS):
        return show_money(value)
    if fact.type.unit == "%" and isinstance(value, NUMBERS):
        return f"{decimal(Fraction(value) * 100)}%"
    if isinstance(value, NUMBERS):
        return f"{decimal(value)}{fact.type.unit}"
    return value.isoformat() if isinstance(value, date) else str(value)


def show_money(fen: int | Fraction) -> str:
    """6万元, 1.2亿元, 1500.5元: the largest unit that needs at most four decimals, exact."""
    if isinstance(fen, int):
        # Every answer shows many sums: whole fen are put into words without fractions.
        if fen < 0:
            return f"-{show_money(-fen)}"
        unit, size, digits = YI if fen >= 10**10 and not fen % 10**6 else WAN if fen >= 10**6 and not fen % 100 else YUAN
        whole, part = divmod(fen, size)
        decimals = f".{str(part).zfill(digits).rstrip('0')}" if part else ""
        return f"{whole}{decimals}{unit}"
    value = Fraction(fen)
    for unit in ("亿元", "万元"):
        scaled = value / FEN[unit]
        if abs(scaled) >= 1 and (scaled * 10_000).denominator == 1:
            return f"{decimal(scaled)}{unit}"
    return f"{decimal(value / 100)}元"


def decimal(value: int | Fraction) -> str:
    """A number as decimal digits, exact where it has an end, otherwise as a/b."""
    if value.denominator == 1:
        return str(value.numerator)
    scale = 1
    while (value * scale).denominator != 1 and scale < 10**12:
        scale *= 10
    digits = value * scale
    if digits.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    places = len(str(scale)) - 1
    whole, part = divmod(abs(digits.numerator), scale)
    return f"{'-' if digits < 0 else ''}{whole}.{str(part).zfill(places).rstrip('0')}"


def _exact(whole: str, part: str | None) -> Fraction:
    value = Fraction(int(whole.replace(",", "")))
    if part:
        tail = Fraction(int(part), 10 ** len(part))
        value = value - tail if whole.startswith("-") else value + tail
    return value
