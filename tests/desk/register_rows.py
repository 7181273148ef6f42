"""Rows for the tests of registers: a register “test”, units, and the calendar of reference/calendar."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from luodi.desk import clock
from luodi.desk.outbox.models import Notice
from luodi.desk.outbox.worker import work_one
from luodi.desk.parties.models import Unit
from luodi.desk.registers import kinds
from luodi.desk.registers.actions import Opening, open_rows
from luodi.desk.registers.calendars import seed_calendar
from luodi.desk.registers.models import Row

CSV = Path(__file__).parents[2] / "reference" / "calendar" / "workdays.csv"
DAY = date(2020, 3, 10)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A register “test” and the site's day meanwhile."""
    monkeypatch.setattr(kinds, "_kinds", {"test": kinds.Kind("示例事项")})
    with clock.standing_at(day=DAY):
        yield


@pytest.fixture
def book(stored: str, register: None) -> str:
    seed_calendar(CSV)
    return stored


def unit(name: str = "示例·市局", **more: Any) -> Unit:
    return Unit.objects.get_or_create(name=name, defaults={"region": "360100", "level": "city", **more})[0]


def opening(key: str = "1", **more: Any) -> Opening:
    columns = {"title": f"示例·第{key}项", "unit": unit(), "region": "360100", "started": DAY, **more}
    return Opening("test", key, **columns)


def opened(limit: str = "", key: str = "1", **more: Any) -> Row:
    return open_rows([opening(key, limit=limit, **more)])[0]


def worked() -> int:
    """Do everything the outbox holds; how many things."""
    count = 0
    while work_one():
        count += 1
    return count


def titles(login: str) -> list[str]:
    return list(Notice.objects.filter(account=login).values_list("title", flat=True))
