"""Synthetic subscriptions, letters and invitations for a sample site: told yesterday, some opened; nothing of it was ever so."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from luodi.desk import clock
from luodi.desk.cases.matters import matters
from luodi.desk.cases.rule import offered
from luodi.desk.outbox.actions import open_notice
from luodi.desk.outbox.models import Message, Notice
from luodi.desk.outbox.notices import deliver_inapp
from luodi.desk.parties.models import Account, Party
from luodi.desk.parties.queries import facts_on, parties_of, scope_of
from luodi.desk.portal.library import shelf
from luodi.desk.reach.actions import Wanted, invite, note_reckoned, subscribe, tell
from luodi.desk.reach.inviting import look
from luodi.desk.reach.models import Push, Sort, Subscription
from luodi.desk.reach.news import gained

FIRM, OTHER, PERSON, OFFICER = "shili-qiye", "shili-qiye2", "shili-geren", "shili-gongxin"
GRANT, DOCUMENT = "equipment-upgrade-grant", "nc-20200226-projects-37"


@transaction.atomic
def load_reach(day: date) -> int:
    """Subscribe for the sample people, tell them as of yesterday, invite to one grant, let some open and some reckon; how many letters."""
    people = {account.login: account for account in Account.objects.filter(login__startswith="shili-", synthetic=True)}
    if not {FIRM, OTHER, PERSON, OFFICER} <= set(people) or Subscription.objects.exists() or DOCUMENT not in shelf().policies:
        return 0
    yesterday = day - timedelta(days=1)
    with clock.standing_at(day=yesterday):
        _subscribe(people)
        tell([people[login].pk for login in (FIRM, OTHER, PERSON)], yesterday)
        if GRANT in matters() and matters()[GRANT] in offered(yesterday):
            invite(look(matters()[GRANT], scope_of(people[OFFICER], yesterday), yesterday), by=people[OFFICER], day=yesterday)
        _deliver()
        _open(people[OTHER])
        _reckon(parties_of(people[OTHER], yesterday)[:2], yesterday)
    return Notice.objects.filter(key__startswith="reach:").count()


def _subscribe(people: dict[str, Account]) -> None:
    for login in (FIRM, OTHER):
        for firm in parties_of(people[login], clock.today()):
            subscribe(people[login], Wanted(Sort.PROFILE, firm))
    subscribe(people[FIRM], Wanted(Sort.DOCUMENT, parties_of(people[FIRM], clock.today())[0], DOCUMENT))
    subscribe(people[PERSON], Wanted(Sort.TOPIC, subject="个人", region="360100"))


def _deliver() -> None:
    for notice in Notice.objects.filter(key__startswith="reach:", delivered=None):
        # The worker delivers it again later, and the first moment stays.
        deliver_inapp(Message.objects.get(key=f"notice:{notice.key}"))


def _open(account: Account) -> None:
    for key in Push.objects.filter(account=account).values_list("notice", flat=True).distinct():
        open_notice(Notice.objects.get(key=key))


def _reckon(firms: Iterable[Party], day: date) -> None:
    for firm in firms:
        note_reckoned(firm, (card.outcome.document for _, card in gained(firm.subject, facts_on(firm, day), day)))
