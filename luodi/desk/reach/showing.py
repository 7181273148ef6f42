"""What reach brings to the portal: invitations not yet followed as words on one's own pages, and an ear for what 算一算 came to."""

from collections.abc import Iterable

from django.urls import reverse

from luodi.desk import clock
from luodi.desk.cases.rule import offered
from luodi.desk.parties.models import Account, Party, Role
from luodi.desk.parties.queries import parties_of
from luodi.desk.portal.library import shelf
from luodi.desk.portal.upper import Word
from luodi.desk.reach.actions import note_reckoned
from luodi.desk.reach.models import Push, Sort, Subscription
from luodi.desk.reach.queries import open_invitations


def words(account: Account) -> list[Word]:
    """To a firm's clerk: what its firms certainly qualify for, as long as it can be applied for."""
    if account.role != Role.FIRM:
        return []
    rows = open_invitations(one.pk for one in parties_of(account, clock.today()))
    # The library is looked at only where somebody is invited.
    matters = {one.id: one for one in offered(clock.today())} if rows else {}
    return [
        Word(
            f"{row.party.name}符合“{matters[row.benefit].title}”，{row.gives}。已为您填好。",
            reverse("reach:invitation", args=[row.pk]),
            "核对并提交",
        )
        for row in rows
        if row.benefit in matters
    ]


def heard(party: Party, documents: Iterable[str]) -> None:
    note_reckoned(party, documents)


def subscribed(row: Subscription) -> str:
    """What a subscription is about, as its owner would say it."""
    if row.sort == Sort.PROFILE:
        return "按登记的情况，新确定可得或可能可得的"
    if row.sort == Sort.DOCUMENT:
        return f"《{shelf().short(row.document)}》" if row.document in shelf().policies else row.document
    place = shelf().regions.full_name(row.region) if row.region else ""
    parts = (f"给{row.subject}的" if row.subject else "", f"在{place}管用的" if place else "", f"说到“{row.words}”的" if row.words else "")
    return "、".join(filter(None, parts))


def pushed(notice: str) -> list[Word]:
    """What one notice told, documents first, each thing once."""
    found: dict[tuple[str, str], Word] = {}
    for row in sorted(Push.objects.filter(notice=notice).order_by("id"), key=lambda push: bool(push.benefit)):
        benefit, policy = shelf().instruments.get(row.benefit), shelf().policies.get(row.document)
        if benefit and policy:
            link = reverse("portal:measure", args=[benefit.id])
            found[row.document, row.benefit] = Word(f"{benefit.title}（《{policy.short}》）", link, "看这项措施")
        elif policy:
            found[row.document, ""] = Word(f"《{policy.short}》", reverse("portal:document", args=[policy.id]), "看这份文件")
    return list(found.values())
