"""Synthetic voices of every city on a sample site, raised for the synthetic firms and worked on by the city's sample official."""

from contextlib import suppress
from datetime import date, timedelta

from django.db import transaction

from luodi.days.errors import DayError
from luodi.desk.hotline.actions import Raised, Said, raise_voice, take_step
from luodi.desk.hotline.desks import enter_desk
from luodi.desk.hotline.errors import VoiceError
from luodi.desk.hotline.models import Kind, Rating, Sort
from luodi.desk.hotline.sample import ANSWER, SOURCE, Done
from luodi.desk.parties.models import Account, Party, Subject
from luodi.desk.parties.sample import SINCE
from luodi.desk.parties.sample_province import CITIES, CLERK
from luodi.desk.registers.errors import RegisterError

FIRM, OFFICIAL = "firm", "official"
TAKEN, ANSWERED = Done(Kind.TAKEN, OFFICIAL, 1), Done(Kind.ANSWERED, OFFICIAL, 2, ANSWER)
SAMPLES: tuple[tuple[str, str, int, tuple[Done, ...]], ...] = (
    (Sort.QUESTION, "示例：返岗员工要不要隔离", 1, ()),
    (Sort.COMPLAINT, "示例：园区不让进货车", 9, (TAKEN,)),
    (Sort.APPEAL, "示例：社保减免没有到账", 6, (TAKEN, ANSWERED)),
    (Sort.QUESTION, "示例：房租减免找谁", 5, (TAKEN, ANSWERED, Done(Kind.RATED, FIRM, 3, {"rating": Rating.VERY_GOOD, "solved": True}))),
)


@transaction.atomic
def load_city(city: str, day: date) -> int:
    """Say who takes them in a city, and raise the samples there; how many."""
    own = CITIES[city]
    people = {account.login: account for account in Account.objects.filter(login__in=[CLERK, own.official], synthetic=True)}
    firms = list(
        Party.objects.filter(synthetic=True, subject=Subject.ENTERPRISE, about="", region__startswith=city[:4]).order_by("-id")[
            : len(SAMPLES)
        ]
    )
    if len(people) < 2 or len(firms) < len(SAMPLES):
        return 0
    by = {FIRM: people[CLERK], OFFICIAL: people[own.official]}
    enter_desk(city, own.reform, since=SINCE, source=SOURCE, limit="5个工作日")
    count = 0
    for number, ((sort, title, ago, steps), firm) in enumerate(zip(SAMPLES, firms, strict=True)):
        raised = day - timedelta(days=ago)
        with suppress(VoiceError, RegisterError, DayError), transaction.atomic():
            form = Raised(f"{city}-{number}", sort, title, "示例：合成的，没有这样的事。", firm.region, firm, raised)
            voice, _ = raise_voice(form, by=by[FIRM])
            for done in steps:
                take_step(Said(voice.pk, done.kind, by[done.by], on=raised + timedelta(days=done.after), **done.more))
            count += 1
    return count
