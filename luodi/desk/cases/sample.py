"""Synthetic entries and cases for a sample site, cases in every state and some late; nothing of it was ever so."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from luodi.days.errors import DayError
from luodi.desk.cases.actions import Step, take_step
from luodi.desk.cases.errors import CaseError
from luodi.desk.cases.filing import Filing, file_case
from luodi.desk.cases.matters import matters
from luodi.desk.cases.models import Case, Kind, Taker
from luodi.desk.cases.places import enter_guide, enter_risk, enter_taker, units_of
from luodi.desk.cases.pots import enter_pot
from luodi.desk.parties.actions import stand_as_person
from luodi.desk.parties.models import Account, Party
from luodi.desk.parties.queries import parties_of
from luodi.desk.parties.sample import SINCE
from luodi.desk.parties.sample_people import HEALTH, INDUSTRY, REFORM
from luodi.desk.registers.errors import RegisterError

SOURCE = "示例：合成的，不是真实公布的"
RETURN, GRANT, UTILITIES = "streamline-return-application", "equipment-upgrade-grant", "jj-utilities-next-day"
CITY, PROVINCE, DONGHU, QINGSHANHU = "360100", "360000", "360102", "360111"
RISKS = {DONGHU: "中风险", "360103": "中风险", QINGSHANHU: "低风险", "360112": "低风险"}
POT = 1000_0000_00
LIST = {"疫情防控方案": "must", "返岗人员健康情况表": "must"}
INVOICE, NOTICE, PLEDGE = "购买设备发票", "技术改造项目备案通知书", "诚信申报说明"
PAPERS = {INVOICE: "must", NOTICE: "late", PLEDGE: "pledge"}
FIRM, OTHER, REFORMER, DOCTOR, MAKER, CHECKER = (f"shili-{name}" for name in ("qiye", "qiye2", "jingban", "weijian", "gongxin", "gongxin2"))

RESIDENT, TRAVEL = "shili-geren", "return-travel-inside-province"
TRAVELLED = {"工作单位所在地": DONGHU, "返岗或新招员工": "返岗员工", "自行到岗": "是", "员工来自": "省内", "已享受包车补助或专车接送": "否"}


@dataclass(frozen=True, slots=True)
class Done:
    """A step of a sample case: so many days after the filing, by whom."""

    kind: str
    by: str
    after: int
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample case: filed so many days ago by a sample party, and what happened since."""

    matter: str
    ago: int
    steps: tuple[Done, ...] = ()
    spent: int = 320


ASKED = {"papers": {"疫情防控方案": ""}, "text": "示例：方案没有写就餐怎样错峰。"}
SAMPLES = (
    Sample(RETURN, 1, (Done(Kind.AGREED, DOCTOR, 1, {"text": "示例：方案可行。"}),)),
    Sample(RETURN, 6),
    Sample(RETURN, 4, (Done(Kind.ASKED, REFORMER, 1, ASKED),)),
    Sample(RETURN, 7, (Done(Kind.AGREED, DOCTOR, 1), Done(Kind.APPROVED, REFORMER, 2, {"text": "示例：同意复工。"}))),
    Sample(
        RETURN,
        7,
        (
            Done(Kind.OBJECTED, DOCTOR, 1, {"text": "示例：没有隔离间。"}),
            Done(Kind.REFUSED, REFORMER, 2, {"text": "示例：没有隔离间，达不到公布的条件。", "ground": 0}),
        ),
    ),
    Sample(RETURN, 3, (Done(Kind.WITHDRAWN, FIRM, 1),)),
    Sample(GRANT, 2),
    Sample(GRANT, 5, (Done(Kind.APPROVED, MAKER, 2),), 260),
    Sample(GRANT, 12, (Done(Kind.APPROVED, MAKER, 1), Done(Kind.CLEARED, MAKER, 10), Done(Kind.PREPARED, MAKER, 11)), 500),
    Sample(
        GRANT,
        13,
        (
            Done(Kind.DELIVERED, FIRM, 1, {"papers": {NOTICE: "示例：已附"}}),
            Done(Kind.APPROVED, MAKER, 1),
            Done(Kind.CLEARED, MAKER, 10),
            Done(Kind.PREPARED, MAKER, 11),
            Done(Kind.PAID, CHECKER, 11, {"receipt": "示例-0001"}),
        ),
        410,
    ),
)


# Those of the sample clerk whom a visitor signs in as first: one handled, one that waits for her, one done. Her factory's grant is
# left for her to claim.
OWN = frozenset({0, 2, 3})


def region_of(sample: Sample) -> str:
    return DONGHU if sample.matter == RETURN else QINGSHANHU


@transaction.atomic
def load_cases(day: date) -> int:
    """Enter who takes what in Nanchang by which list, risk levels of some counties, and the sample cases; how many cases."""
    if not {RETURN, GRANT} <= set(matters()) or Taker.objects.exists():
        return 0
    units_of([REFORM.name, HEALTH.name, INDUSTRY.name])
    enter_taker(RETURN, CITY, [REFORM.name, HEALTH.name], since=SINCE, source=SOURCE)
    enter_guide(RETURN, PROVINCE, LIST, since=SINCE, source=SOURCE)
    enter_guide(GRANT, CITY, PAPERS, since=SINCE, source=SOURCE, publish="5个工作日", check_within="30天")
    enter_pot(GRANT, CITY, POT, since=SINCE, source=SOURCE)
    for region, level in RISKS.items():
        enter_risk(region, level, since=SINCE, source=SOURCE)
    people = {account.login: account for account in Account.objects.filter(login__startswith="shili-", synthetic=True)}
    if not {FIRM, OTHER, REFORMER, DOCTOR, MAKER, CHECKER} <= set(people):
        return 0
    others = parties_of(people[OTHER], day)
    own = {firm.region: firm for firm in parties_of(people[FIRM], day)}
    if not others or not {DONGHU, QINGSHANHU} <= set(own):
        return 0
    for number, sample in enumerate(SAMPLES):
        region = region_of(sample)
        clerk, firm = (people[FIRM], own[region]) if number in OWN else (people[OTHER], others[number % len(others)])
        # On a site of another day a document may not be in force: then there is no such case.
        with suppress(CaseError, RegisterError, DayError), transaction.atomic():
            _load(number, sample, clerk, firm, people, day)
    if RESIDENT in people:
        with suppress(CaseError, RegisterError, DayError), transaction.atomic():
            _load_own(people[RESIDENT], day - timedelta(days=2))
    return Case.objects.count()


def _load_own(resident: Account, filed: date) -> None:
    """What a person has filed for herself."""
    own = stand_as_person(resident, DONGHU)
    file_case(Filing("sample-own", matters()[TRAVEL], own, DONGHU, TRAVELLED, on=filed), by=resident)


def _load(number: int, sample: Sample, clerk: Account, firm: Party, people: Mapping[str, Account], day: date) -> None:
    filed = day - timedelta(days=sample.ago)
    case, _ = file_case(filing(f"sample-{number}", sample, firm, region_of(sample), filed), by=clerk)
    for done in sample.steps:
        by = clerk if done.by == FIRM else people[done.by]
        take_step(Step(case.pk, done.kind, by, on=filed + timedelta(days=done.after), **done.more))


def filing(token: str, sample: Sample, firm: Party, region: str, filed: date) -> Filing:
    """A sample case's form, filled in for a county."""
    if sample.matter == RETURN:
        papers = dict.fromkeys(LIST, "示例：见所附一页。")
        return Filing(token, matters()[RETURN], firm, region, {"经营地": region}, papers, on=filed)
    if sample.matter == UTILITIES:
        asked = {"在九江办理水电气变更暂停恢复等业务": "是"}
        return Filing(token, matters()[UTILITIES], firm, region, asked, item="水电气变更、暂停及恢复等业务的办结", on=filed)
    answers = {
        "项目所在地": region,
        "规上工业企业": "是",
        "技术改造项目": "鼓励类",
        "本年度设备投资额": f"{sample.spent}万元",
        "购买设备发票额": f"{sample.spent}万元",
    }
    papers, late = {INVOICE: "示例：六张，见所附扫描件。"}, {NOTICE: filed + timedelta(days=10)}
    return Filing(token, matters()[GRANT], firm, region, answers, papers, late, (PLEDGE,), on=filed)
