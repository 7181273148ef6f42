"""An officer's days away, with their lines in the ledger: who may act for her hangs on them."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from luodi.desk.ledger.actions import Act, named, record
from luodi.desk.parties.actions import come_back, go_away
from luodi.desk.parties.models import Absence, Account, Role
from luodi.desk.parties.queries import scope_of


def whose(reader: Account) -> QuerySet[Account]:
    """Whose days away she enters: an officer her own, an administrator those of the officers in her region, who may have fallen ill."""
    officers = Account.objects.filter(role=Role.OFFICIAL, is_active=True).select_related("unit").order_by("unit__name", "name", "id")
    if reader.role != Role.ADMINISTRATOR:
        return officers.filter(pk=reader.pk)
    return scope_of(reader).limit(officers, region="unit__region", unit="unit__name")


@transaction.atomic
def enter_away(account: Account, first: date, last: date, deputy: Account | None, *, by: Account) -> Absence:
    """RefusedError where the days or the deputy cannot be."""
    absence = go_away(account, first, last, deputy=deputy)
    details = {"first": first.isoformat(), "last": last.isoformat(), "deputy": named(deputy)}
    record(Act("parties.away", named(absence), named(by), named(account), details))
    return absence


@transaction.atomic
def enter_back(absence: Absence, on: date, *, by: Account) -> None:
    """She is there again from this day on."""
    subject = named(absence)
    come_back(absence, on)
    record(Act("parties.back", subject, named(by), named(absence.account), {"on": on.isoformat()}))
