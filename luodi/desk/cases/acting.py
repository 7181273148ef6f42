"""Who may take which step of a case: by role, unit and region, and only what its standing allows."""

from luodi.desk import clock
from luodi.desk.cases.models import Case, Kind, Task
from luodi.desk.cases.steps import Standing, lawful, refused
from luodi.desk.parties.models import PUBLIC_ROLES, Account, Role
from luodi.desk.parties.queries import parties_of, scope_of, who_handles
from luodi.desk.parties.scope import Scope

FIRMS = (Kind.SUPPLIED, Kind.DELIVERED, Kind.CORRECTED, Kind.WITHDRAWN)
PARTS = (Kind.AGREED, Kind.OBJECTED)


# Whose unit's part it is, and not only the lead's.
OF_UNITS = (*PARTS, Kind.HELD, Kind.RELEASED)
# These are the officer's who has taken the case, where one has.
HERS = (*PARTS, Kind.TAKEN, Kind.HELD, Kind.ASKED, Kind.EXTENDED, Kind.APPROVED, Kind.REFUSED)


def unit_for(account: Account, case: Case, kind: str, standing: Standing, scope: Scope | None = None) -> str | None:
    """The unit for which the account may take such a step, empty for the firm itself; None where it may not."""
    if kind in FIRMS:
        return "" if _acts_for_firm(account, case) else None
    if account.role != Role.OFFICIAL:
        return None
    scope = scope or scope_of(account)
    if kind in PARTS:
        units = tuple(standing.open_parts)
    else:
        units = (case.unit.name, *standing.open_parts) if kind in OF_UNITS else (case.unit.name,)
    within = (name for name in units if scope.covers(region=case.region, unit=name))
    return next((name for name in within if _is_hers(account, kind, standing.holders.get(name))), None)


def _acts_for_firm(account: Account, case: Case) -> bool:
    """The firm's people; and for a case that came to the window, whoever sits at that window."""
    if account.role in PUBLIC_ROLES:
        return case.party in parties_of(account, clock.today())
    return case.agent is not None and account.role == Role.WINDOW and account.unit_id == case.agent.unit_id


def _is_hers(account: Account, kind: str, holder: int | None) -> bool:
    if kind in (Kind.HELD, Kind.RELEASED) and (holder == account.pk) == (kind == Kind.HELD):
        return False
    return kind not in HERS or _in_her_hands(account, holder)


def _in_her_hands(account: Account, holder: int | None) -> bool:
    """Nobody else has taken it; or she who has is away, and this is her deputy, or she has none and it is the unit's again."""
    if holder in (None, account.pk):
        return True
    handles = who_handles(Account.objects.get(pk=holder), clock.today())
    return handles is None or handles.pk == account.pk


def steps_for(account: Account, case: Case, standing: Standing) -> list[Kind]:
    """The steps this account may take now, in the table's order."""
    scope = scope_of(account)
    found = []
    for kind in lawful(standing):
        unit = unit_for(account, case, kind, standing, scope)
        if unit is not None and not refused(standing, kind, unit=unit, account=account.pk):
            found.append(kind)
    return found if Kind.EXTENDED not in found or _still_in_time(case) else [kind for kind in found if kind != Kind.EXTENDED]


def _still_in_time(case: Case) -> bool:
    """Only a limit that there is, and that has not passed, can be extended."""
    return case.duties.filter(task=Task.MAIN, row__due__gte=clock.today()).exists()
