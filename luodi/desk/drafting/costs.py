"""What is asked of a forecast, and the forecast of a small synthetic population, the same for everybody who asks the same."""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from threading import Lock
from typing import Final

from luodi.bulk.errors import TableError
from luodi.bulk.plan import Plan
from luodi.desk.portal.library import shelf
from luodi.outlook.crowd import of_population
from luodi.outlook.forecast import Forecast, forecast
from luodi.outlook.pots import ALL, Pot, chosen
from luodi.policy.errors import PolicyError
from luodi.policy.values import money

ROWS: Final = 2_000
MONTHS: Final = 6
KEPT: Final = 32
SUBJECT: Final = "企业"
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Asked:
    """A kind of subject, a document's id ("" for all), what is in the pot as written ("" for none)."""

    subject: str = SUBJECT
    document: str = ""
    pot: str = ""


class AskedWrongError(Exception):
    """Which field, and what is wrong with it."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


def subjects() -> tuple[str, ...]:
    return shelf().engine.subjects


def documents(subject: str) -> list[tuple[str, str]]:
    """The documents that hold a benefit for this kind of subject, by what screens call them."""
    benefits = shelf().program.benefits
    ids = dict.fromkeys(benefit.quote.document for benefit in benefits if subject in benefit.subjects)
    return [(id, shelf().short(id)) for id in ids]


def cost(asked: Asked, on: date) -> Forecast:
    """The forecast asked for. AskedWrongError names the field that cannot be read."""
    if asked.subject not in subjects():
        raise AskedWrongError("subject", f"没有“{asked.subject}”这一类。")
    try:
        fen = money(asked.pot) if asked.pot else None
    except PolicyError:
        raise AskedWrongError("pot", f"“{asked.pot}”不是金额。要带单位，例如：5000万元。") from None
    with _one_at_a_time:
        try:
            return _cost(asked.subject, asked.document, fen, on)
        except TableError:
            raise AskedWrongError("document", "这份文件里没有给这一类主体的待遇。") from None


@lru_cache(KEPT)
def _cost(subject: str, document: str, fen: int | None, on: date) -> Forecast:
    plan = _plan(subject)
    lines = chosen(plan, [document] if document else [])
    pots = [Pot(document or ALL, "", lines, fen)] if fen is not None else []
    return forecast(of_population(plan, ROWS), on, lines, pots, MONTHS)


@cache
def _plan(subject: str) -> Plan:
    return Plan(shelf().program, shelf().regions, subject)
