"""The page of days away: an officer says when she is not there and who stands in; an administrator says it for her."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from luodi.desk import clock
from luodi.desk.parties.errors import RefusedError
from luodi.desk.parties.models import Absence, Account, Role
from luodi.desk.portal.away import enter_away, enter_back, whose
from luodi.desk.portal.gate import signed_in

NO_DAY = "请填第一天和最后一天，例如 2020-03-11。"
NO_ONE = "请选谁不在。"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Role.OFFICIAL, Role.ADMINISTRATOR)
def away(request: HttpRequest) -> HttpResponse:
    officers, refused = list(whose(request.user)), ""
    ahead = Absence.objects.filter(account__in=officers, last__gte=clock.today()).select_related("account__unit", "deputy")
    if request.method == "POST":
        refused = _enter(request, officers, list(ahead))
        if not refused:
            return redirect("portal:away")
    units = {officer.unit_id for officer in officers}
    context = {
        "officers": officers,
        "own": request.user.role == Role.OFFICIAL,
        "colleagues": Account.objects.filter(role=Role.OFFICIAL, is_active=True, unit__in=units)
        .exclude(pk=request.user.pk)
        .select_related("unit"),
        "absences": ahead.order_by("first", "id"),
        "today": clock.today(),
        "refused": refused,
        "given": request.POST,
    }
    return render(request, "portal/away.html", context, status=422 if refused else 200)


def _enter(request: HttpRequest, officers: list[Account], ahead: list[Absence]) -> str:
    """What is wrong with what was posted, empty where it was entered."""
    posted = request.POST
    if "back" in posted:
        absence = next((one for one in ahead if str(one.pk) == posted["back"]), None)
        if absence is not None:
            enter_back(absence, clock.today(), by=request.user)
        return ""
    who = request.user if request.user in officers else next((one for one in officers if str(one.pk) == posted.get("who")), None)
    if who is None:
        return NO_ONE
    deputy = Account.objects.filter(unit=who.unit, pk=posted["deputy"]).first() if posted.get("deputy", "").isdecimal() else None
    try:
        first, last = (date.fromisoformat(posted.get(name, "")) for name in ("first", "last"))
        enter_away(who, first, last, deputy, by=request.user)
    except RefusedError as error:
        return f"{error}。"
    except ValueError:
        return NO_DAY
    return ""
