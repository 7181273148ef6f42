"""A question is a fact as a page asks it: a few buttons, or a box with its unit; what is posted becomes text as a policy file spells it."""

from collections.abc import Mapping
from dataclasses import dataclass

from luodi.desk.portal.answers import SKIPPED
from luodi.desk.portal.library import shelf
from luodi.places.errors import PlaceError
from luodi.policy.errors import PolicyError
from luodi.policy.model import Fact
from luodi.policy.values import MONEY, fact_value, shown

MONEY_UNITS = ("元", "万元", "亿元")
FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％－", "0123456789.,%-")


@dataclass(frozen=True, slots=True)
class Field:
    """One fact as a form shows it. `kind` is choice, money, number, share, day, region or words;

    `number` and `unit` are what the box and the unit beside it hold; `choice` is the chosen button; `error` is what is wrong.
    """

    fact: Fact
    kind: str
    choices: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    number: str = ""
    unit: str = ""
    choice: str = ""
    answered: bool = False
    error: str = ""

    @property
    def id(self) -> str:
        return f"f-{self.fact.name}"


KINDS = {"boolean": "choice", "money": "money", "date": "day", "region": "region", "number": "number", "string": "words"}


def field(fact: Fact, answer: str | None, error: str = "", posted: Mapping[str, str] | None = None) -> Field:
    """The form field of a fact, holding an earlier answer, or what was posted and refused."""
    kind = _kind(fact)
    choices = ("是", "否") if fact.type.kind == "boolean" else fact.values
    units = MONEY_UNITS if kind == "money" else ()
    number, unit = _boxes(fact, answer or "")
    if posted is not None:
        number, unit = posted.get(fact.name, ""), posted.get(f"{fact.name}.unit", unit)
    choice = number if kind == "choice" else ""
    return Field(fact, kind, choices, units, number, unit, choice, answer is not None, error)


def _kind(fact: Fact) -> str:
    if fact.values:
        return "choice"
    return "share" if fact.type.kind == "number" and fact.type.unit == "%" else KINDS.get(fact.type.kind, "words")


def _boxes(fact: Fact, answer: str) -> tuple[str, str]:
    """An answer taken apart into the number box and the unit beside it."""
    if fact.type.kind == "money":
        match = MONEY.fullmatch(answer)
        return (answer[: -len(match[4])].strip(), match[4]) if match else (answer, "万元")
    if fact.type.kind == "number" and fact.type.unit:
        return answer.removesuffix(fact.type.unit).strip(), fact.type.unit
    if fact.type.kind == "region" and answer:
        return _region_name(answer), ""
    return answer, ""


def _region_name(code: str) -> str:
    try:
        return shelf().regions.full_name(code)
    except PlaceError:
        return code


def read_answer(fact: Fact, posted: Mapping[str, str]) -> str:
    """What was posted for a fact, as a policy file spells it; SKIPPED where nothing was.

    Raises PolicyError or PlaceError with what is wrong.
    Generous as a person at a counter would be: full-width digits, blanks, thousands separators, a unit typed into the box.
    """
    text = posted.get(fact.name, "").strip().translate(FULL_WIDTH).replace(" ", "")
    if text == SKIPPED:
        return SKIPPED
    if fact.type.kind == "money":
        text = text.replace("￥", "").replace("¥", "")
        text = (
            text
            if text.endswith("元")
            else f"{text.removesuffix('万').removesuffix('亿')}{_unit_typed(text, posted.get(f'{fact.name}.unit', ''))}"
        )
    if _kind(fact) == "share" and not text.endswith("%"):
        text = f"{text}%"
    value = fact_value(fact, text, shelf().regions)
    return str(value) if fact.type.kind == "region" else shown(value, fact)


def _unit_typed(text: str, chosen: str) -> str:
    """The unit of money: typed behind the number (3万) before the one chosen beside it."""
    typed = {"万": "万元", "亿": "亿元"}.get(text[-1:])
    return typed or (chosen if chosen in MONEY_UNITS else "元")


def complaint(fact: Fact, error: PolicyError | PlaceError) -> str:
    """The one sentence a visitor reads about an answer that was refused."""
    kind = _kind(fact)
    if isinstance(error, PlaceError):
        return f"{error.found}。{error.hint}"
    if error.id == "out-of-bounds":
        bound = error.expected.replace("不小于", "不能少于").replace("不大于", "不能超过")
        return f"{fact.name}{bound}，您填的是{error.found.removesuffix('太小').removesuffix('太大')}。"
    told = {
        "money": "请填一个金额，例如 3.5，再在旁边选 元 或 万元。",
        "number": f"请填一个数，例如 12{fact.type.unit}。",
        "share": "请填一个百分数，例如 30。",
        "day": "请填一个日期，例如 2020-03-10。",
        "choice": "请从所列的几项里选一项。",
    }
    return told.get(kind) or f"{error.found}不对。"
