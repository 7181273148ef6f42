"""All that reads more than one row about parties."""

from collections.abc import Collection, Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from luodi.desk import clock
from luodi.desk.parties.models import PUBLIC_ROLES, Absence, Account, Fact, Membership, Party, Role, Subject, Unit
from luodi.desk.parties.scope import Post, Scope, prefix


def any_party() -> bool:
    return Party.objects.exists()


def sample_parties(subject: str = Subject.ENTERPRISE) -> list[Party]:
    """The synthetic parties of a kind that have a story, to try the site as one of them, in the order in which they were loaded."""
    return list(Party.objects.filter(synthetic=True, subject=subject).exclude(about=""))


def facts_on(party: Party, day: date) -> dict[str, str]:
    """What is held true of a party on a day: for each fact the latest `since` up to it, and of those the last recorded."""
    return {name: row.value for name, row in held_on([party.pk], day)[party.pk].items()}


def held_on(parties: Collection[int], day: date, names: Collection[str] | None = None) -> dict[int, dict[str, Fact]]:
    """The same of several parties, by key, with the day and the source of each fact; only facts of these names where any are given."""
    latest: dict[int, dict[str, Fact]] = {party: {} for party in parties}
    rows = Fact.objects.filter(party__in=parties, since__lte=day)
    rows = rows if names is None else rows.filter(name__in=names)
    for row in rows.order_by("since", "recorded_at", "id"):
        latest[row.party_id][row.name] = row
    return {party: dict(sorted(rows.items(), key=lambda item: item[1].id)) for party, rows in latest.items()}


def scope_of(account: Account | AnonymousUser, on: date | None = None) -> Scope:
    """What an account may see on a day, the site's where none is given; nothing for somebody not signed in or no longer in service.

    Who stands in for others that day has their posts besides her own. Drafters see no rows: they work on texts and sums.
    """
    if not account.is_authenticated or not account.is_active:
        return Scope()
    day = on or clock.today()
    if account.role in PUBLIC_ROLES:
        return Scope(account.role, account.pk, frozenset(party.pk for party in parties_of(account, day)))
    posts = dict.fromkeys((*_posts(account), *(post for absent in stands_in_for(account, day) for post in _posts(absent))))
    return Scope(account.role, account.pk, frozenset(), tuple(posts))


def parties_of(account: Account, on: date) -> list[Party]:
    """The parties an account acts for on a day, the longest first."""
    rows = Membership.objects.filter(_during("since", "until", on, open_ended=True), account=account)
    return [row.party for row in rows.select_related("party").order_by("since", "id")]


def organisations_of(account: Account, on: date) -> list[Party]:
    """The same without herself as a person."""
    return [party for party in parties_of(account, on) if not party.is_person]


def acting(accounts: Collection[int], on: date) -> set[tuple[int, int]]:
    """Which of these accounts act for which parties on a day, by their keys."""
    rows = Membership.objects.filter(_during("since", "until", on, open_ended=True), account__in=accounts)
    return set(rows.values_list("account", "party"))


def stands_in_for(account: Account, on: date) -> list[Account]:
    """Who is away on a day with this account as deputy, and whose work thus comes to it, directly or through a deputy who is away too."""
    rows = Absence.objects.filter(_during("first", "last", on), deputy__isnull=False).order_by("id").values_list("deputy", "account")
    if not any(deputy == account.pk for deputy, _ in rows):
        return []
    people = Account.objects.select_related("unit").in_bulk([away for _, away in rows])
    absent: dict[int, list[Account]] = {}
    for deputy, away in rows:
        absent.setdefault(deputy, []).append(people[away])
    found: dict[int, Account] = {}
    waiting = [account.pk]
    while waiting:
        new = [one for one in absent.get(waiting.pop(), ()) if one.is_active and one.pk != account.pk and one.pk not in found]
        found |= {one.pk: one for one in new}
        waiting += [one.pk for one in new]
    return list(found.values())


def who_handles(account: Account, on: date) -> Account | None:
    """Who does an officer's work on a day: she herself, her deputy, that one's deputy; None where it goes back to the unit's pool."""
    passed: set[int] = set()
    while account.is_active and account.pk not in passed:
        absence = Absence.objects.filter(_during("first", "last", on), account=account).select_related("deputy").order_by("id").first()
        if absence is None:
            return account
        if absence.deputy is None:
            return None
        passed.add(account.pk)
        account = absence.deputy
    return None


def away_between(account: Account, first: date, last: date) -> Absence | None:
    """An absence of hers that meets these days, both included."""
    return Absence.objects.filter(account=account, first__lte=last, last__gte=first).first()


def units_named(names: Iterable[str]) -> dict[str, Unit]:
    """The units that are known, by full name."""
    return {unit.name: unit for unit in Unit.objects.filter(name__in=list(names))}


def officers_of(unit: Unit) -> list[Account]:
    """Who works through a unit's cases."""
    return list(Account.objects.filter(unit=unit, role=Role.OFFICIAL, is_active=True))


def accounts_of_role(role: str) -> list[Account]:
    """Everybody in service with a role."""
    return list(Account.objects.filter(role=role, is_active=True))


def supervisors_over(region: str) -> list[Account]:
    """Supervisors whose region holds this one, the nearest first."""
    rows = Account.objects.filter(role=Role.SUPERVISOR, is_active=True).select_related("unit")
    over = [account for account in rows if region.startswith(prefix(_region(account)))]
    return sorted(over, key=lambda account: -len(prefix(_region(account))))


def _region(account: Account) -> str:
    return account.region or (account.unit.region if account.unit else "")


def _posts(account: Account) -> tuple[Post, ...]:
    """Officials see their unit's rows within their region; the window and the supervisor all units' there; a drafter none."""
    within = prefix(_region(account))
    if account.role == Role.OFFICIAL:
        return (Post(account.unit, within),)
    return (Post(None, within),) if account.role in (Role.WINDOW, Role.SUPERVISOR, Role.ADMINISTRATOR) else ()


def _during(first: str, last: str, day: date, *, open_ended: bool = False) -> Q:
    begun = Q(**{f"{first}__lte": day, f"{last}__gte": day})
    return begun | Q(**{f"{first}__lte": day, f"{last}__isnull": True}) if open_ended else begun
