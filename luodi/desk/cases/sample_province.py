"""Synthetic cases of every city on a sample site: one at a time, by the actions themselves, so that the worker can make them."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction

from luodi.days.errors import DayError
from luodi.desk.cases.actions import Step, take_step
from luodi.desk.cases.errors import CaseError
from luodi.desk.cases.filing import file_case
from luodi.desk.cases.matters import matters
from luodi.desk.cases.models import Kind, RiskLevel, Taker
from luodi.desk.cases.places import enter_risk, enter_taker
from luodi.desk.cases.sample import ASKED, CHECKER, CITY, DOCTOR, GRANT, MAKER, RETURN, SOURCE, UTILITIES, Done, Sample, filing
from luodi.desk.parties.models import Account, Party, Subject
from luodi.desk.parties.sample import SINCE
from luodi.desk.parties.sample_province import CITIES, CLERK
from luodi.desk.registers.errors import RegisterError

FIRM, OFFICIAL = "firm", "official"
TRADE = "机械厂"
SUPPLIED = {"papers": {"疫情防控方案": "示例：补写了就餐怎样错峰。"}}
NO = {"text": "示例：达不到公布的条件。", "ground": 0}
RETURNS = (
    Sample(RETURN, 0),
    Sample(RETURN, 1),
    Sample(RETURN, 6),
    Sample(RETURN, 4, (Done(Kind.ASKED, OFFICIAL, 1, ASKED),)),
    Sample(RETURN, 4, (Done(Kind.ASKED, OFFICIAL, 1, ASKED), Done(Kind.SUPPLIED, FIRM, 3, SUPPLIED))),
    Sample(RETURN, 5, (Done(Kind.AGREED, DOCTOR, 1), Done(Kind.APPROVED, OFFICIAL, 1, {"text": "示例：同意复工。"}))),
    Sample(RETURN, 6, (Done(Kind.AGREED, DOCTOR, 1), Done(Kind.REFUSED, OFFICIAL, 2, NO))),
    Sample(RETURN, 3, (Done(Kind.WITHDRAWN, FIRM, 1),)),
)
# Jiujiang's document bars anybody there from demanding a filing before work: its firms ask for what it promises them instead.
JIUJIANG = "360400"
NEXT_DAY = tuple(replace(one, matter=UTILITIES) for one in RETURNS if not any(done.kind == Kind.ASKED for done in one.steps))
APPROVED = Done(Kind.APPROVED, MAKER, 1)
CLEARED = (APPROVED, Done(Kind.CLEARED, MAKER, 10))
PREPARED = (*CLEARED, Done(Kind.PREPARED, MAKER, 11))
GRANTS = (
    Sample(GRANT, 1),
    Sample(GRANT, 3, (APPROVED,), 240),
    Sample(GRANT, 4, (APPROVED,), 300),
    Sample(GRANT, 12, PREPARED, 280),
    Sample(GRANT, 13, PREPARED, 450),
    Sample(GRANT, 13, (*PREPARED, Done(Kind.PAID, CHECKER, 12, {"receipt": "示例-0002"})), 520),
)


def plan(city: str) -> tuple[Sample, ...]:
    """What is filed in a city; the grants are of a document of Nanchang."""
    return NEXT_DAY if city == JIUJIANG else (*RETURNS, *GRANTS) if city == CITY else RETURNS


@transaction.atomic
def load_sample(city: str, number: int, day: date) -> bool:
    """File one of the city's plan and take its steps; with the first, say who takes what there and which counties are at medium risk."""
    own, sample = CITIES[city], plan(city)[number]
    firms = list(Party.objects.filter(synthetic=True, subject=Subject.ENTERPRISE, about="", region__startswith=city[:4]).order_by("id"))
    people = {account.login: account for account in Account.objects.filter(login__startswith="shili-", synthetic=True)}
    if not firms or not {CLERK, own.official, DOCTOR, MAKER, CHECKER} <= set(people) or sample.matter not in matters():
        return False
    counties = list(dict.fromkeys(firm.region for firm in firms))[:2]
    _enter(city, UTILITIES if city == JIUJIANG else RETURN, counties)
    if sample.matter == GRANT:
        firms = [firm for firm in firms if firm.name.endswith(TRADE)]
    else:
        firms = [firm for firm in firms if firm.region in counties]
    people |= {FIRM: people[CLERK], OFFICIAL: people[own.official]}
    return _loaded(f"{city}-{number}", sample, firms[number % len(firms)], people, day)


def _enter(city: str, service: str, counties: Iterable[str]) -> None:
    if not Taker.objects.filter(service=service, region=city).exists():
        enter_taker(service, city, [CITIES[city].reform], since=SINCE, source=SOURCE)
    for county in counties if service == RETURN else ():
        if not RiskLevel.objects.filter(region=county).exists():
            enter_risk(county, "中风险", since=SINCE, source=SOURCE)


def _loaded(token: str, sample: Sample, firm: Party, people: Mapping[str, Account], day: date) -> bool:
    """File it and take its steps; a step of another department only where the place has two. Not where a text is not in force."""
    filed = day - timedelta(days=sample.ago)
    with suppress(CaseError, RegisterError, DayError), transaction.atomic():
        case, _ = file_case(filing(token, sample, firm, firm.region, filed), by=people[FIRM])
        parts = case.events.get(number=1).details["parts"]
        for done in sample.steps:
            if parts or done.kind != Kind.AGREED:
                take_step(Step(case.pk, done.kind, people[done.by], on=filed + timedelta(days=done.after), **done.more))
        return True
    return False
