"""Cases for the tests: a restaurant that wants to reopen, a factory that claims its grant; takers and guides as entered for a place."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any

import pytest

from luodi.desk import clock
from luodi.desk.cases.actions import Step, take_step
from luodi.desk.cases.filing import Filing, file_case
from luodi.desk.cases.matters import matters
from luodi.desk.cases.models import Case
from luodi.desk.cases.places import enter_guide, enter_risk, enter_taker, units_of
from luodi.desk.parties.actions import act_for, open_account
from luodi.desk.parties.models import Account, Party, Role, Subject
from luodi.desk.registers.calendars import seed_calendar
from tests.desk.register_rows import CSV

DAY = date(2020, 3, 10)
SINCE = date(2020, 3, 4)
NOTICE = "技术改造项目备案通知书"
SOURCE = "示例：合成的公告"
RETURN, GRANT = "streamline-return-application", "equipment-upgrade-grant"
DONGHU, QINGSHANHU, LUSHAN = "360102", "360111", "360402"
LEAD, HEALTH, INDUSTRY = "南昌市东湖区行政审批局", "南昌市东湖区卫生健康委员会", "南昌市工业和信息化局"
LIST = {"疫情防控方案": "must", "返岗人员健康情况表": "must"}
PAPERS = {"购买设备发票": "must", "技术改造项目备案通知书": "late", "诚信申报说明": "pledge"}
EQUIPMENT = {
    "项目所在地": QINGSHANHU,
    "规上工业企业": "是",
    "技术改造项目": "鼓励类",
    "本年度设备投资额": "320万元",
    "购买设备发票额": "320万元",
}
_numbers = count(1)


@pytest.fixture
def counter(stored: str) -> Iterator[str]:
    """A database with the calendar, on the site's day; gives its kind."""
    seed_calendar(CSV)
    with clock.standing_at(day=DAY):
        yield stored


def firm(region: str = DONGHU, name: str = "示例·东湖饭庄", subject: str = Subject.ENTERPRISE) -> Party:
    columns = {"code": f"合成-{region}-{next(_numbers):04}", "region": region, "subject": subject, "synthetic": True}
    return Party.objects.get_or_create(name=name, defaults=columns)[0]


def person(name: str = "示例·居民") -> Account:
    return open_account(f"person{next(_numbers)}", name, Role.PERSON, synthetic=True)


def clerk(party: Party) -> Account:
    account = open_account(f"clerk{next(_numbers)}", "示例·办事员", Role.FIRM, synthetic=True)
    act_for(account, party, since=date(2020, 1, 1))
    return account


def officer(unit: str = LEAD, login: str = "") -> Account:
    return open_account(login or f"officer{next(_numbers)}", "示例·经办", Role.OFFICIAL, unit=units_of([unit])[unit], synthetic=True)


def medium_risk(region: str = DONGHU, level: str = "中风险") -> None:
    """A county with its level, the province's list, and two departments that take the matter side by side."""
    enter_risk(region, level, since=SINCE, source=SOURCE)
    enter_guide(RETURN, "360000", LIST, since=SINCE, source=SOURCE)
    enter_taker(RETURN, DONGHU, [LEAD, HEALTH], since=SINCE, source=SOURCE)


def filing(**more: Any) -> Filing:
    """The restaurant's form, all papers with it."""
    columns = {
        "token": f"form-{next(_numbers)}",
        "matter": matters()[RETURN],
        "party": firm(),
        "region": DONGHU,
        "answers": {"经营地": DONGHU},
        "papers": dict.fromkeys(LIST, "示例：已附"),
        **more,
    }
    return Filing(**columns)


def filed(**more: Any) -> Case:
    form = filing(**more)
    return file_case(form, by=clerk(form.party))[0]


def grant(*, publish: str = "5个工作日", **more: Any) -> Case:
    """The factory's claim, one paper promised for later, one replaced by a pledge."""
    enter_guide(GRANT, "360100", PAPERS, since=SINCE, source=SOURCE, publish=publish, check_within="30天")
    factory = firm(QINGSHANHU, "示例·赣江精密机械厂")
    columns = {
        "matter": matters()[GRANT],
        "party": factory,
        "region": QINGSHANHU,
        "answers": EQUIPMENT,
        "papers": {"购买设备发票": "示例：六张，共320万元"},
        "pledges": {"技术改造项目备案通知书": date(2020, 3, 20)},
        "in_place": ("诚信申报说明",),
        **more,
    }
    return filed(**columns)


def step(case: Case, kind: str, by: Account, **more: Any) -> Case:
    return take_step(Step(case.pk, kind, by, **more))
