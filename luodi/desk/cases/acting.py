"""Who may take which step of a case: by role, unit and region, and only what its standing allows."""

from luodi.desk import clock
from luodi.desk.cases.models import Case, Kind
from luodi.desk.cases.steps import Standing, lawful, refused
from luodi.desk.parties.models import PUBLIC_ROLES, Account, Role
from luodi.desk.parties.queries import enterprises_of, scope_of
from luodi.desk.parties.scope import Scope

FIRMS = (Kind.SUPPLIED, Kind.DELIVERED, Kind.CORRECTED, Kind.WITHDRAWN)
PARTS = (Kind.AGREED, Kind.OBJECTED)


def unit_for(account: Account, case: Case, kind: str, standing: Standing, scope: Scope | None = None) -> str | None:
    """The unit for which the account may take such a step, empty for the firm itself; None where it may not."""
    if kind in FIRMS:
        if account.role in PUBLIC_ROLES:
            return "" if case.enterprise in enterprises_of(account, clock.today()) else None
        return "" if account.pk == case.agent_id else None
    if account.role != Role.OFFICIAL:
        return None
    scope = scope or scope_of(account)
    units = standing.parts if kind in PARTS else (case.unit.name,)
    return next(
        (name for name in units if standing.parts.get(name, "open") == "open" and scope.covers(region=case.region, unit=name)), None
    )


def steps_for(account: Account, case: Case, standing: Standing) -> list[Kind]:
    """The steps this account may take now, in the table's order."""
    scope = scope_of(account)
    found = []
    for kind in lawful(standing):
        unit = unit_for(account, case, kind, standing, scope)
        if unit is not None and not refused(standing, kind, unit=unit, account=account.pk):
            found.append(kind)
    return found
