"""All that reads more than one licence: lists begin with `licences_within` the reader's scope."""

from django.db.models import F, QuerySet

from luodi.desk.licences.models import Licence
from luodi.desk.parties.scope import Scope


def licences_within(scope: Scope) -> QuerySet[Licence]:
    """A firm's own; for officials those their unit issued, for others all of their region; what runs out first first."""
    found = scope.limit(Licence.objects.all(), region="region", unit="unit", party="party")
    return found.select_related("party", "unit", "row").order_by(F("row__due").asc(nulls_last=True), "id")
