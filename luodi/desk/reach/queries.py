"""All that reads more than one row: one's subscriptions and invitations, and how far documents have come, as a funnel of parties."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TypeVar

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from luodi.desk.cases.models import Case
from luodi.desk.cases.models import State as CaseState
from luodi.desk.outbox.queries import told
from luodi.desk.parties.models import Account
from luodi.desk.parties.scope import Scope
from luodi.desk.reach.models import Invitation, Push, Reckoned, Run, Standing, Subscription

Rows = TypeVar("Rows", Push, Case, Reckoned)
STAGES = {
    "sent": "推送",
    "delivered": "送达",
    "opened": "打开",
    "reckoned": "测算",
    "claimed": "申请",
    "paid": "兑现",
}


@dataclass(frozen=True, slots=True)
class Funnel:
    """Parties, each counted once: told of a document or benefit, and what of that came. `aware` of those told know it."""

    key: str
    sent: int = 0
    delivered: int = 0
    opened: int = 0
    aware: int = 0
    reckoned: int = 0
    claimed: int = 0
    paid: int = 0

    @property
    def delivery(self) -> int | None:
        """Delivered of those sent, in percent; None where there are none."""
        return percent(self.delivered, self.sent)

    @property
    def awareness(self) -> int | None:
        """Of those told, how many opened it, reckoned it or applied, in percent."""
        return percent(self.aware, self.sent)

    @property
    def payment(self) -> int | None:
        """Paid, or otherwise granted, of those that applied, in percent."""
        return percent(self.paid, self.claimed)


def percent(part: int, whole: int) -> int | None:
    return 100 * part // whole if whole else None


def by_document(scope: Scope) -> list[Funnel]:
    """Every document that anything is known of, the most told first."""
    reckoned = _rows(Reckoned.objects.all(), scope)
    knows = Exists(Reckoned.objects.filter(party=OuterRef("party"), document=OuterRef("document")))
    applied = Exists(Case.objects.filter(party=OuterRef("party"), document=OuterRef("document")))
    counted = _counted(_rows(Push.objects.all(), scope), "document", Q(knows) | Q(applied))
    counts = reckoned.order_by().values_list("document").annotate(Count("id"))
    return _joined(counted, dict(counts), _claims(_rows(Case.objects.all(), scope), "document"))


def by_benefit(scope: Scope, document: str) -> list[Funnel]:
    """The same of each benefit of a document; what was reckoned is not kept by benefit."""
    pushes = _rows(Push.objects.filter(document=document).exclude(benefit=""), scope)
    applied = Exists(Case.objects.filter(party=OuterRef("party"), service=OuterRef("benefit")))
    cases = _rows(Case.objects.filter(document=document), scope)
    return _joined(_counted(pushes, "benefit", Q(applied)), {}, _claims(cases, "service"))


def total(funnels: Iterable[Funnel]) -> Funnel:
    """Pairs of a party and a document: a party counts once for each."""
    funnels = list(funnels)
    names = [field.name for field in fields(Funnel) if field.name != "key"]
    return Funnel("", *(sum(getattr(one, name) for one in funnels) for name in names))


def _rows(rows: QuerySet[Rows], scope: Scope) -> QuerySet[Rows]:
    """Of the parties of one's region: a number tells nothing of any of them."""
    return scope.limit(rows.filter(party__isnull=False), region="party__region", unit="", party="party")


def _counted(pushes: QuerySet[Push], column: str, known: Q) -> dict[str, dict[str, int]]:
    def firms(filter: Q | None = None) -> Count:
        return Count("party", distinct=True, filter=filter)

    opened = Q(notice__in=told(opened=True))
    counts = {"sent": firms(), "delivered": firms(Q(notice__in=told())), "opened": firms(opened), "aware": firms(opened | known)}
    rows = pushes.order_by().values(column).annotate(**{f"n_{name}": count for name, count in counts.items()})
    return {row[column]: {name: row[f"n_{name}"] for name in counts} for row in rows}


def _claims(cases: QuerySet[Case], column: str) -> dict[str, dict[str, int]]:
    firms = Count("party", distinct=True)
    paid = Count("party", distinct=True, filter=Q(state=CaseState.DONE))
    rows = cases.order_by().values(column).annotate(n_claimed=firms, n_paid=paid)
    return {row[column]: {"claimed": row["n_claimed"], "paid": row["n_paid"]} for row in rows}


def _joined(pushed: dict[str, dict[str, int]], reckoned: dict[str, int], claims: dict[str, dict[str, int]]) -> list[Funnel]:
    keys = dict.fromkeys((*pushed, *reckoned, *claims))
    found = [Funnel(key, reckoned=reckoned.get(key, 0), **pushed.get(key, {}), **claims.get(key, {})) for key in keys]
    return sorted(found, key=lambda one: (-one.sent, -one.claimed, -one.reckoned, one.key))


def subscriptions_of(account: Account) -> list[Subscription]:
    """What an account subscribes to now, the first first."""
    return list(Subscription.objects.filter(account=account, until=None).select_related("party").order_by("id"))


def open_invitations(parties: Iterable[int]) -> list[Invitation]:
    """The invitations of these parties that none of them has followed yet."""
    followed = Case.objects.filter(party=OuterRef("party"), service=OuterRef("benefit"))
    rows = Invitation.objects.filter(~Exists(followed), party__in=list(parties))
    return list(rows.select_related("party").order_by("-id"))


def invited(benefits: Iterable[str], scope: Scope) -> dict[str, int]:
    """How many parties within a scope have been invited, by benefit."""
    rows = scope.limit(Invitation.objects.filter(benefit__in=list(benefits)), region="party__region", unit="unit", party="")
    return dict(rows.order_by().values_list("benefit").annotate(Count("id")))


def runs_within(benefit: str, scope: Scope) -> QuerySet[Run]:
    """The runs by which a party within a scope was invited, the last first."""
    rows = Invitation.objects.filter(benefit=benefit)
    within = scope.limit(rows, region="party__region", unit="unit", party="").order_by().values("run")
    return Run.objects.filter(pk__in=within).select_related("by").order_by("-id")


def standing_for(benefit: str, unit: str) -> Standing | None:
    """The unit's daily invitation for a benefit, where it is switched on."""
    return Standing.objects.filter(benefit=benefit, unit__name=unit).first()
