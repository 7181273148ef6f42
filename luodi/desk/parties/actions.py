"""All that writes about parties."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from luodi.desk import clock
from luodi.desk.parties.errors import RefusedError
from luodi.desk.parties.models import PUBLIC_ROLES, UNIT_ROLES, Absence, Account, Fact, Membership, Party, Role, Subject, Unit
from luodi.desk.parties.passwords import weaknesses
from luodi.desk.parties.queries import any_party, away_between, units_named
from luodi.desk.parties.sample import SINCE, SOURCE, Sample
from luodi.desk.parties.scope import prefix
from luodi.places import units as places


@transaction.atomic
def record_facts(party: Party, values: Mapping[str, str], *, since: date, source: str) -> list[Fact]:
    """Write values known since a day, from a source; earlier rows stay."""
    rows = [Fact(party=party, name=name, value=value, since=since, source=source) for name, value in values.items()]
    return Fact.objects.bulk_create(rows)


@transaction.atomic
def stand_as_person(account: Account, region: str) -> Party:
    """The person whom an account of a person files for, written when she first files: her account's name and where she lives."""
    if account.role != Role.PERSON:
        raise RefusedError(f"“{account}”是{account.get_role_display()}，不能以个人名义办")
    # Two forms sent at one moment must not make two persons.
    Account.objects.select_for_update().get(pk=account.pk)
    own = Party.objects.filter(memberships__account=account, subject=Subject.PERSON).first()
    if own is None:
        own = enter_person(account.name, region, synthetic=account.synthetic)
        Membership.objects.create(account=account, party=own, since=clock.today())
    return own


def enter_person(name: str, region: str, *, synthetic: bool = False) -> Party:
    """Write a person down by no more than her name and where she lives. RefusedError where there is no name."""
    if not name.strip():
        raise RefusedError("请写姓名")
    return Party.objects.create(subject=Subject.PERSON, name=name.strip()[:120], region=region, synthetic=synthetic)


@transaction.atomic
def load_samples(samples: Iterable[Sample]) -> int:
    """Write the synthetic parties into an empty register; returns how many were written, 0 where there are any already."""
    if any_party():
        return 0
    samples = list(samples)
    written = Party.objects.bulk_create(
        Party(
            subject=sample.subject,
            name=sample.name,
            code=f"合成-{sample.region}-{number:04}",
            region=sample.region,
            about=sample.about,
            synthetic=True,
        )
        for number, sample in enumerate(samples, start=1)
    )
    Fact.objects.bulk_create(
        [
            Fact(party=party, name=name, value=value, since=SINCE, source=SOURCE)
            for party, sample in zip(written, samples, strict=True)
            for name, value in sample.facts.items()
        ],
        batch_size=500,
    )
    return len(written)


@transaction.atomic
def enter_units(units: Iterable[places.Unit]) -> dict[str, Unit]:
    """Write the units that are not there yet, one row a full name; gives all of these by name."""
    wanted = {unit.name: unit for unit in units if not unit.group}
    known = units_named(wanted)
    Unit.objects.bulk_create(
        [Unit(name=name, region=unit.region, level=unit.level) for name, unit in wanted.items() if name not in known], ignore_conflicts=True
    )
    return units_named(wanted)


def place_below(unit: Unit, upper: Unit) -> None:
    """Say which unit presses this one. A circle is refused."""
    above: Unit | None = upper
    while above is not None:
        if above.pk == unit.pk:
            raise RefusedError(f"“{upper}”已在“{unit}”之下，不能再做它的上级")
        above = above.upper
    unit.upper = upper
    unit.save(update_fields=["upper"])


def open_account(
    login: str,
    name: str,
    role: str,
    *,
    password: str | None = None,
    unit: Unit | None = None,
    region: str = "",
    phone: str = "",
    email: str = "",
    synthetic: bool = False,
) -> Account:
    """Write a new account; without a password it can come in through the single sign-on only. Raises RefusedError."""
    role = Role(role)
    if role in UNIT_ROLES and unit is None:
        raise RefusedError(f"{role.label}要属于一个单位，例如“南昌市发展和改革委员会”")
    if role in PUBLIC_ROLES and unit is not None:
        raise RefusedError(f"{role.label}不属于哪个单位，这里写的是“{unit}”")
    if unit and region and not region.startswith(prefix(unit.region)):
        raise RefusedError(f"负责地区{region}不在“{unit}”所属地区{unit.region}之内")
    account = Account(login=spelled(login), name=name, role=role, unit=unit, region=region, phone=phone, email=email, synthetic=synthetic)
    if Account.objects.filter(login=account.login).exists():
        raise RefusedError(f"登录名“{account.login}”已有人用，请换一个")
    if password is not None:
        _require_strong(password, account)
    account.set_password(password)
    account.save()
    return account


def spelled(login: str) -> str:
    """A login name as it is kept: without blanks at its ends, wide letters and capitals made plain."""
    return Account.normalize_username(login.strip()).lower()


def act_for(account: Account, party: Party, *, since: date) -> Membership:
    """Let an account act for a party from a day on; where it did before, again."""
    if account.role not in PUBLIC_ROLES:
        raise RefusedError(f"“{account}”是{account.get_role_display()}，不能代表企业；窗口代办时另行登记")
    row, _ = Membership.objects.update_or_create(account=account, party=party, defaults={"since": since, "until": None})
    return row


def stop_acting(account: Account, party: Party, *, on: date) -> None:
    """From this day on the account no longer acts for the party."""
    rows = Membership.objects.filter(account=account, party=party)
    rows.filter(since__lt=on).update(until=on - timedelta(days=1))
    rows.filter(since__gte=on).delete()


@transaction.atomic
def go_away(account: Account, first: date, last: date, *, deputy: Account | None = None) -> Absence:
    """Write an officer's days away, both included, and who stands in; without a deputy her cases go back to the pool. RefusedError."""
    if last < first:
        raise RefusedError(f"最后一天{last}早于第一天{first}，应不早于它")
    if account.role != Role.OFFICIAL:
        raise RefusedError(f"“{account}”是{account.get_role_display()}，只有经办登记不在")
    # Of two entries at once the second waits here and then sees the first.
    Account.objects.select_for_update().get(pk=account.pk)
    if met := away_between(account, first, last):
        raise RefusedError(f"{met.first}至{met.last}已登记不在，请先改那一条")
    if deputy is not None:
        _require_deputy(account, deputy, first, last)
    return Absence.objects.create(account=account, first=first, last=last, deputy=deputy)


def _require_deputy(account: Account, deputy: Account, first: date, last: date) -> None:
    if deputy.pk == account.pk:
        raise RefusedError("代办的应是另一位经办，不能是本人")
    if deputy.role != Role.OFFICIAL or deputy.unit_id != account.unit_id or not deputy.is_active:
        raise RefusedError(f"代办的应是“{account.unit}”在用的经办，“{deputy}”不是")
    if met := away_between(deputy, first, last):
        raise RefusedError(f"“{deputy}”{met.first}至{met.last}自己也不在，请换一位，或不填代办、退回单位")


def come_back(absence: Absence, on: date) -> None:
    """End an absence early: from this day on the officer is there again."""
    if absence.first >= on:
        absence.delete()
    elif absence.last >= on:
        absence.last = on - timedelta(days=1)
        absence.save(update_fields=["last"])


def set_password(account: Account, password: str) -> None:
    """Write a new password; sessions signed in with the old one end. RefusedError where it is too easily guessed."""
    _require_strong(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])


def _require_strong(password: str, account: Account) -> None:
    if weak := weaknesses(password, account):
        raise RefusedError("；".join(weak))


def sign_out_everywhere(account: Account) -> None:
    """Void every session of the account."""
    Account.objects.filter(pk=account.pk).update(epoch=F("epoch") + 1)
    account.refresh_from_db(fields=["epoch"])


def close_account(account: Account) -> None:
    """The account can no longer be signed in to; what it did stays under its name."""
    Account.objects.filter(pk=account.pk).update(is_active=False, epoch=F("epoch") + 1)
    account.refresh_from_db(fields=["is_active", "epoch"])
