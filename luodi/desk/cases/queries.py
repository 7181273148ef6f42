"""All that reads more than one case. Lists begin with `cases_within` the reader's scope."""

from django.db.models import QuerySet

from luodi.desk.cases.models import Case, State
from luodi.desk.parties.models import Account, Role
from luodi.desk.parties.queries import scope_of
from luodi.desk.parties.scope import Scope
from luodi.desk.registers.models import Row
from luodi.desk.registers.models import State as RowState
from luodi.desk.registers.queries import in_order

LIVE = (State.HANDLING, State.WAITING)


def cases_within(scope: Scope) -> QuerySet[Case]:
    """The cases an account may see: a firm's own; for officials those in which their unit has a part, for others those of their region."""
    limited = scope.limit(Case.objects.all(), region="region", unit="units__name", enterprise="enterprise")
    # By keys: a case with several parts would come once for each.
    return Case.objects.filter(pk__in=limited.values("pk"))


def mine(account: Account) -> QuerySet[Case]:
    """The cases on an account's page, those still open first."""
    cases = cases_within(scope_of(account)).select_related("enterprise", "unit")
    return cases.order_by("state", "-id") if account.role == Role.FIRM else cases.order_by("-id")


def queue(account: Account) -> QuerySet[Row]:
    """An official's parts that are still open, what is due first first."""
    rows = scope_of(account).limit(Row.objects.filter(register="case", state__in=[RowState.OPEN, RowState.PAUSED]), unit="unit__name")
    return in_order(rows.select_related("unit", "enterprise"))
