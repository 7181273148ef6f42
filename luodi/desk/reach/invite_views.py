"""主动兑现: who certainly qualifies for a benefit and has not asked, with the evidence, and one button that invites them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from luodi.decide.wording import condition_words, gift_words
from luodi.desk import clock
from luodi.desk.cases.matters import Matter
from luodi.desk.parties.models import Role
from luodi.desk.parties.queries import scope_of
from luodi.desk.portal.gate import signed_in
from luodi.desk.reach.actions import AT_ONCE, invite, stand
from luodi.desk.reach.errors import RefusedError
from luodi.desk.reach.inviting import Look, invitable, look
from luodi.desk.reach.queries import invited, runs_within, standing_for

READERS = (Role.OFFICIAL, Role.ADMINISTRATOR)
SHOWN = 50
RUNS = 10


@require_safe
@signed_in(*READERS)
def benefits(request: HttpRequest) -> HttpResponse:
    """The benefits one may invite to."""
    scope = scope_of(request.user)
    found = invitable(scope, clock.today())
    counts = invited((one.id for one in found), scope)
    groups: dict[str, list[tuple[Matter, int]]] = {}
    for one in found:
        groups.setdefault(one.document.short, []).append((one, counts.get(one.id, 0)))
    return render(request, "reach/benefits.html", {"groups": groups, "count": len(found)})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*READERS)
def benefit(request: HttpRequest, id: str) -> HttpResponse:
    """Who qualifies and why; the button invites those shown and those behind them, the switch lets the worker do so daily."""
    scope, day, refused = scope_of(request.user), clock.today(), ""
    matter = next((one for one in invitable(scope, day) if one.id == id), None)
    if matter is None:
        raise Http404
    found = look(matter, scope, day)
    if request.method == "POST":
        refused = _act(request, found)
        if not refused:
            return redirect("reach:benefit", id)
    official = request.user.role == Role.OFFICIAL
    context = {
        "matter": matter,
        "look": found,
        "rows": [
            (one, gift_words(one.outcome.gives), [condition_words(held) for held in one.outcome.conditions]) for one in found.ready[:SHOWN]
        ],
        "more": len(found.ready) - SHOWN,
        "now": min(len(found.ready), AT_ONCE),
        "runs": runs_within(id, scope)[:RUNS],
        "switches": official,
        "standing": standing_for(id, request.user.unit.name) if official else None,
        "refused": refused,
    }
    return render(request, "reach/benefit.html", context, status=422 if refused else 200)


def _act(request: HttpRequest, found: Look) -> str:
    """What is wrong with what was asked, empty where it was done."""
    if "daily" in request.POST:
        if request.user.role != Role.OFFICIAL:
            return "每天自动邀请由受理单位的经办打开。"
        stand(found.matter.id, request.user.unit, by=request.user, on=request.POST["daily"] == "on")
        return ""
    try:
        return "" if invite(found, by=request.user, day=clock.today()) else "现在没有可以邀请的企业。"
    except RefusedError as error:
        return f"{error}。"
