"""Synthetic voices for a sample site, in every state; nothing of it was ever so."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from luodi.days.errors import DayError
from luodi.desk.hotline.actions import Raised, Said, raise_voice, take_step
from luodi.desk.hotline.desks import enter_desk
from luodi.desk.hotline.errors import VoiceError
from luodi.desk.hotline.models import Desk, Kind, Rating, Sort, Voice
from luodi.desk.parties.models import Account
from luodi.desk.parties.sample import SINCE
from luodi.desk.parties.sample_people import COUNTER, REFORM
from luodi.desk.registers.errors import RegisterError

SOURCE = "示例：合成的，不是真实的分工"
PLACE = "360102"
CITIZEN, WINDOW, REFORMER, CHIEF = "shili-geren", "shili-chuangkou", "shili-jingban", "shili-ducha"


@dataclass(frozen=True, slots=True)
class Done:
    """A step: by whom, so many days after it was raised; a `twin` is the place of another sample."""

    kind: str
    by: str
    after: int
    more: Mapping[str, Any] = field(default_factory=dict)


ANSWER = {"text": "示例：已核实，按文件不收，请照常开门。"}
PASS = {"text": "示例：归发改委管。", "to": REFORM.name}
SAMPLES: tuple[tuple[str, str, int, tuple[Done, ...]], ...] = (
    (Sort.QUESTION, "示例：个体户复工要不要备案", 0, ()),
    (Sort.COMPLAINT, "示例：物业要收复工保证金", 3, (Done(Kind.TAKEN, WINDOW, 0), Done(Kind.PASSED, WINDOW, 1, PASS))),
    (Sort.COMPLAINT, "示例：街道另要一份证明", 9, (Done(Kind.PRESSED, CHIEF, 7, {"text": "示例：请尽快答复。"}),)),
    (
        Sort.APPEAL,
        "示例：房租减免没有落实",
        8,
        (
            Done(Kind.TAKEN, WINDOW, 1),
            Done(Kind.ANSWERED, WINDOW, 2, ANSWER),
            Done(Kind.RATED, CITIZEN, 3, {"rating": Rating.GOOD, "solved": True}),
        ),
    ),
    (
        Sort.SUGGESTION,
        "示例：申报表能不能少填几栏",
        6,
        (
            Done(Kind.TAKEN, WINDOW, 0),
            Done(Kind.ANSWERED, WINDOW, 2, ANSWER),
            Done(Kind.RATED, CITIZEN, 3, {"rating": Rating.BAD, "solved": False}),
            Done(Kind.REOPENED, CITIZEN, 3, {"text": "示例：还是那么多栏。"}),
        ),
    ),
    (Sort.QUESTION, "示例：个体户开门要带什么", 1, (Done(Kind.JOINED, WINDOW, 1, {"twin": 0}),)),
    (Sort.QUESTION, "示例：餐馆能不能堂食", 4, (Done(Kind.TAKEN, WINDOW, 1), Done(Kind.ANSWERED, WINDOW, 2, ANSWER))),
    (Sort.APPEAL, "示例：问错了地方", 2, (Done(Kind.WITHDRAWN, CITIZEN, 1),)),
)


@transaction.atomic
def load_voices(day: date) -> int:
    """Enter who takes them in a district of Nanchang, and the sample voices; how many."""
    people = {account.login: account for account in Account.objects.filter(login__startswith="shili-", synthetic=True)}
    if Desk.objects.exists() or not {CITIZEN, WINDOW, REFORMER, CHIEF} <= set(people):
        return 0
    enter_desk(PLACE, COUNTER.name, since=SINCE, source=SOURCE, limit="5个工作日")
    loaded: dict[int, int] = {}
    for number, (sort, title, ago, steps) in enumerate(SAMPLES):
        raised = day - timedelta(days=ago)
        with suppress(VoiceError, RegisterError, DayError), transaction.atomic():
            form = Raised(f"sample-{number}", sort, title, "示例：合成的，没有这样的事。", PLACE, on=raised)
            voice, _ = raise_voice(form, by=people[CITIZEN])
            loaded[number] = voice.pk
            for done in steps:
                more = dict(done.more) | ({"twin": loaded.get(done.more["twin"])} if "twin" in done.more else {})
                take_step(Said(voice.pk, done.kind, people[done.by], on=raised + timedelta(days=done.after), **more))
    return Voice.objects.count()
