"""Writes the synthetic accounts of a sample site."""

from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from luodi.desk.parties.actions import act_for, enter_units, open_account, place_below
from luodi.desk.parties.codes import NAME
from luodi.desk.parties.models import Account, Membership, Party, Subject, Unit
from luodi.desk.parties.sample import SINCE
from luodi.desk.parties.sample_people import UPPER, SamplePerson


@transaction.atomic
def load_people(people: Iterable[SamplePerson], password: str, key: bytes) -> int:
    """Open the accounts that are not there yet; returns how many. All take this password and key, also where the site's have changed.

    One hash for all: hashing is slow on purpose, and the site should open at once.
    """
    people = tuple(people)
    known = {account.login: account for account in Account.objects.filter(login__in=[person.login for person in people])}
    units = enter_units(unit for unit in (*UPPER, *UPPER.values(), *(person.unit for person in people if person.unit)))
    for lower, upper in UPPER.items():
        place_below(units[lower.name], units[upper.name])
    opened = [_open(person, units) for person in people if person.login not in known]
    stale = [account for account in (*opened, *known.values()) if account.synthetic and not _has_key(account, key)]
    if stale:
        Account.objects.filter(pk__in=[account.pk for account in stale]).update(password=make_password(password))
        TOTPDevice.objects.filter(user__in=stale).delete()
        TOTPDevice.objects.bulk_create([TOTPDevice(user=account, name=NAME, key=key.hex()) for account in stale])
    return len(opened)


@transaction.atomic
def load_clerk(login: str) -> int:
    """Let the account act for every synthetic party without a story, where it acts for none yet; for how many."""
    clerk = Account.objects.filter(login=login, synthetic=True).first()
    if clerk is None or clerk.memberships.exists():
        return 0
    firms = Party.objects.filter(synthetic=True, subject=Subject.ENTERPRISE, about="").order_by("id")
    return len(Membership.objects.bulk_create(Membership(account=clerk, party=firm, since=SINCE) for firm in firms))


def _open(person: SamplePerson, units: dict[str, Unit]) -> Account:
    unit = units[person.unit.name] if person.unit else None
    account = open_account(person.login, person.name, person.role, unit=unit, synthetic=True)
    for party in Party.objects.filter(name__in=person.parties, synthetic=True):
        act_for(account, party, since=SINCE)
    return account


def _has_key(account: Account, key: bytes) -> bool:
    return TOTPDevice.objects.filter(user=account, key=key.hex(), confirmed=True).exists()
