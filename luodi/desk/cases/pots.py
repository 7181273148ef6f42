"""The money there is for a matter in a place: what was paid, what is ordered, what is left; beyond it nothing is ordered or paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Sum

from luodi.desk.cases.errors import EntryError, StepError
from luodi.desk.cases.matters import matters
from luodi.desk.cases.models import Case, Correction, Payment, Pot
from luodi.desk.cases.places import nearest_of
from luodi.desk.ledger.actions import Act, named, record
from luodi.desk.parties.models import Account
from luodi.desk.parties.scope import prefix
from luodi.policy.values import show_money


@dataclass(frozen=True, slots=True)
class Left:
    """A pot with what of it is gone, in fen: `paid` is net of what came back, `ordered` is written and not yet paid."""

    pot: Pot
    paid: int
    ordered: int

    @property
    def left(self) -> int:
        return self.pot.amount - self.paid - self.ordered

    @property
    def title(self) -> str:
        return matters()[self.pot.service].title if self.pot.service in matters() else self.pot.service


@transaction.atomic
def enter_pot(service: str, region: str, amount: int, *, since: date, source: str, by: Account | None = None) -> Pot:
    """Enter the whole sum (fen) there is for a matter in a place; entered again from the same day it is corrected. EntryError."""
    if service not in matters() or not matters()[service].pays:
        raise EntryError(f"“{service}”不是给钱的事项")
    if amount <= 0:
        raise EntryError("总额应多于0元")
    if not source.strip():
        raise EntryError("请写明依据，例如哪一份预算、哪一天的批复")
    pot = Pot.objects.create(service=service, region=region, amount=amount, since=since, source=source.strip()[:300])
    details = {"service": service, "region": region, "amount": amount, "source": pot.source}
    record(Act("cases.pot", named(pot), named(by), details=details, happened_on=since))
    return pot


def pot_of(case: Case, day: date) -> Pot | None:
    return next(iter(pots_of([case], day)), None)


def pots_of(cases: Iterable[Case], day: date) -> list[Pot]:
    """The pots that cases draw on, each once, in the order in which they were entered."""
    cases = list(cases)
    entered: dict[str, list[Pot]] = {}
    for pot in Pot.objects.filter(service__in={case.service for case in cases}, since__lte=day):
        entered.setdefault(pot.service, []).append(pot)
    found = {pot.pk: pot for case in cases if (pot := nearest_of(entered.get(case.service, ()), case.region))}
    return [found[key] for key in sorted(found)]


def left_in(pot: Pot) -> Left:
    return left_of([pot])[0]


def left_of(pots: Iterable[Pot]) -> list[Left]:
    """What is left of each: by the payments of all cases of its matter in its place, those of nearer pots left out, from its day on."""
    pots = list(pots)
    services = {pot.service for pot in pots}
    by_day = ("case__service", "case__region", "paid_on")
    flows = list(Payment.objects.filter(case__service__in=services).order_by().values_list(*by_day).annotate(sum=Sum("amount")))
    put_right = Correction.objects.filter(payment__case__service__in=services, done_on__isnull=False).order_by()
    flows += put_right.values_list(*(f"payment__{name}" for name in by_day)).annotate(sum=Sum("amount"))
    places = set(Pot.objects.filter(service__in=services).order_by().values_list("service", "region"))
    return [_left(pot, flows, places) for pot in pots]


def _left(pot: Pot, flows: Iterable[tuple[str, str, date | None, int]], places: Iterable[tuple[str, str]]) -> Left:
    own = prefix(pot.region)
    nearer = tuple(
        prefix(region) for service, region in places if service == pot.service and region != pot.region and region.startswith(own)
    )
    paid = ordered = 0
    for service, region, paid_on, amount in flows:
        if service != pot.service or not region.startswith(own) or nearer and region.startswith(nearer):
            continue
        if paid_on is None:
            ordered += amount
        elif paid_on >= pot.since:
            paid += amount
    return Left(pot, paid, ordered)


def require_left(case: Case, amount: int, day: date, *, ordered: bool) -> None:
    """StepError where the pot does not hold the sum: beside what is paid and, for a new order, what is ordered."""
    pot = pot_of(case, day)
    if pot is None:
        return
    # Whoever orders or pays out of the same pot waits here for whoever came first.
    Pot.objects.select_for_update().get(pk=pot.pk)
    stands = left_in(pot)
    left = stands.left if ordered else pot.amount - stands.paid
    if amount > left:
        raise StepError(f"这项的总额是{show_money(pot.amount)}（{pot.source}），只剩{show_money(max(left, 0))}，不够{show_money(amount)}")
