"""The administrators' page: risk levels, who takes what where, and the guides that places have published."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from luodi.desk import clock
from luodi.desk.cases import places as entered
from luodi.desk.cases.errors import CaseError
from luodi.desk.cases.matters import matters
from luodi.desk.cases.models import Guide, RiskLevel, Taker
from luodi.desk.parties.models import Role
from luodi.desk.portal.gate import signed_in
from luodi.desk.portal.library import shelf
from luodi.places.errors import PlaceError

SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Role.ADMINISTRATOR)
def places(request: HttpRequest) -> HttpResponse:
    refused = ""
    if request.method == "POST":
        refused = _enter(request)
        if not refused:
            return redirect("cases:places")
    context = {
        "levels": shelf().program.facts[entered.RISK].values,
        "matters": list(matters().values()),
        "risks": RiskLevel.objects.order_by("-since", "-id")[:SHOWN],
        "takers": [(matters().get(row.service), row) for row in Taker.objects.order_by("-id")[:SHOWN]],
        "guides": [(matters().get(row.service), row, _listed(row)) for row in Guide.objects.order_by("-id")[:SHOWN]],
        "places": shelf().places,
        "stands": entered.STANDS,
        "today": clock.today(),
        "refused": refused,
        "given": request.POST,
    }
    return render(request, "cases/places.html", context, status=422 if refused else 200)


def _listed(row: Guide) -> list[tuple[str, str]]:
    return [(name, entered.STANDS[stands]) for name, stands in row.papers]


def _enter(request: HttpRequest) -> str:
    """What is wrong with an entry, empty where it was written."""
    posted, by = request.POST, request.user
    source = posted.get("source", "")[:300]
    try:
        region = shelf().regions.code(posted.get("place", ""))
        since = date.fromisoformat(posted.get("since", ""))
        match posted.get("what"):
            case "risk":
                entered.enter_risk(region, posted.get("level", ""), since=since, source=source, by=by)
            case "taker":
                units = posted.get("units", "").split()
                entered.enter_taker(posted.get("service", ""), region, units, since=since, source=source, by=by)
            case "guide":
                papers = {name: stands for stands in entered.STANDS for name in posted.get(stands, "").split()}
                more = {"publish": posted.get("publish", "").strip(), "check_within": posted.get("check_within", "").strip()}
                entered.enter_guide(posted.get("service", ""), region, papers, since=since, source=source, by=by, **more)
            case _:
                return "请选要登记什么。"
    except PlaceError as error:
        return f"{error.found}。{error.hint}"
    except ValueError:
        return "请填一个日期，例如 2020-03-01。"
    except CaseError as error:
        return f"{error}。"
    return ""
