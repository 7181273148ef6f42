"""Who may take which step on a row: those it is within the scope of, by role, and only what its state allows."""

from collections.abc import Mapping

from luodi.desk.parties.models import Account, Role
from luodi.desk.parties.scope import Scope
from luodi.desk.registers.kinds import kind_of
from luodi.desk.registers.models import Kind, Row
from luodi.desk.registers.steps import lawful

MAY: Mapping[str, tuple[Kind, ...]] = {
    Role.OFFICIAL: (Kind.DONE, Kind.NOTED, Kind.ASSIGNED),
    Role.SUPERVISOR: (Kind.NOTED, Kind.EXTENDED, Kind.REOPENED, Kind.WITHDRAWN),
    Role.ADMINISTRATOR: (Kind.EXTENDED, Kind.REOPENED, Kind.WITHDRAWN),
}
VERBS: Mapping[str, str] = {
    Kind.DONE: "报办结",
    Kind.NOTED: "报进展",
    Kind.ASSIGNED: "由我来办",
    Kind.EXTENDED: "准予延期",
    Kind.REOPENED: "退回重办",
    Kind.WITHDRAWN: "撤销这一项",
}
PRESS = "催办"
# What several can be told in the same words.
SEVERAL = (Kind.DONE, Kind.NOTED, Kind.ASSIGNED)
WITH_WORDS = (Kind.DONE, Kind.NOTED)


def steps_of(account: Account, scope: Scope, row: Row) -> list[Kind]:
    """The steps this account may take on the row now, in the order in which they are offered."""
    if not scope.covers(region=row.region, unit=row.unit.name, party=row.party_id):
        return []
    possible = set(lawful(row.state))
    if kind_of(row.register).led:
        possible &= {Kind.NOTED, Kind.ASSIGNED}
    steps = [kind for kind in MAY.get(account.role, ()) if kind in possible]
    return [kind for kind in steps if kind != Kind.ASSIGNED or row.holder_id != account.pk]


def several(account: Account) -> list[tuple[Kind, str]]:
    """The steps, with their verbs, that this account may take on several rows together, whatever the state of each."""
    return [(kind, verb(account, kind)) for kind in MAY.get(account.role, ()) if kind in SEVERAL]


def verb(account: Account, kind: Kind) -> str:
    """What the button says: a supervisor who notes something presses."""
    return PRESS if kind == Kind.NOTED and account.role == Role.SUPERVISOR else VERBS[kind]
