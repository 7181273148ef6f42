"""All that writes into the outbox from outside: enqueue, plan, notify, open, send again."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from luodi.days.errors import DayError
from luodi.days.rhythm import next_due, parse_rhythm
from luodi.desk import clock
from luodi.desk.outbox.errors import RequestError
from luodi.desk.outbox.models import Channel, Message, Notice, Schedule, State
from luodi.desk.parties.models import Party

LONGEST_KEY = Message._meta.get_field("key").max_length
# A notice's own key and its message's are made from it.
LONGEST_NOTICE_KEY = LONGEST_KEY - 30


def enqueue(topic: str, key: str, payload: Mapping[str, Any], *, due: datetime | None = None) -> bool:
    """Put a thing to be done into the outbox, within the caller's transaction; False where its key is already there."""
    _check_key(f"待办“{topic}”", key, LONGEST_KEY)
    defaults = {"topic": topic, "payload": dict(payload), "due": due or clock.now()}
    return Message.objects.get_or_create(key=key, defaults=defaults)[1]


def plan(name: str, rhythm: str, topic: str, payload: Mapping[str, Any] | None = None, *, since: date | None = None) -> Schedule:
    """Let something be done in every period (每日, 每周一, 每月5日, …); planned again under its name, it takes the new rhythm."""
    try:
        next_due(parse_rhythm(rhythm), clock.today(), clock.today())
    except DayError as error:
        raise RequestError(f"日程“{name}”的节奏不能用：{error}") from error
    changed = {"rhythm": rhythm, "topic": topic, "payload": dict(payload or {})}
    created = {**changed, "since": since or clock.today()}
    return Schedule.objects.update_or_create(name=name, defaults=changed, create_defaults=created)[0]


@transaction.atomic
def notify(
    key: str,
    title: str,
    body: str,
    *,
    account: str = "",
    party: Party | None = None,
    email: str = "",
    phone: str = "",
    link: str = "",
    about: str = "",
) -> list[Notice]:
    """Tell one account or one party: in the site always, by e-mail and SMS where an address is given; once for one key."""
    if bool(account) == bool(party):
        raise RequestError(f"通知“{title}”应写给一个账号或一家企业，二者只写其一，例如 account='xiaowang'")
    _check_key(f"通知“{title}”", key, LONGEST_NOTICE_KEY)
    ways = {Channel.INAPP: "", Channel.EMAIL: email, Channel.SMS: phone}
    content = {"title": title, "body": body, "link": link, "about": about, "day": clock.today(), "sent": clock.now()}
    notices = []
    for channel, address in ways.items():
        if address or channel == Channel.INAPP:
            to = {"channel": channel, "account": account, "party": party, "address": address}
            notice, created = Notice.objects.get_or_create(key=f"{key}:{channel}", defaults={**to, **content})
            if created:
                enqueue(f"notice.{channel}", f"notice:{notice.key}", {"notice": notice.id})
            notices.append(notice)
    return notices


def open_notice(notice: Notice) -> bool:
    """Write when a notice in the site was opened first; False where it was before, or has not arrived."""
    unopened = Notice.objects.filter(id=notice.id, delivered__isnull=False, opened__isnull=True)
    return bool(unopened.update(opened=clock.now()))


def send_again(keys: Iterable[str]) -> int:
    """Let what was set aside be tried anew from now on, under the same keys; how many."""
    aside = Message.objects.filter(state=State.ASIDE, key__in=list(keys))
    return aside.update(state=State.WAITING, due=clock.now(), attempts=0, closed=None)


def _check_key(what: str, key: str, longest: int) -> None:
    if not key.strip() or len(key) > longest:
        raise RequestError(f"{what}的幂等键写的是“{key[:40]}”，共 {len(key)} 个字，应为 1 到 {longest} 个字，例如 due-moved:17:2")
