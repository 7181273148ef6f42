"""One's cases; for an official the queue, what is due first first, and one step on several lines of it."""

import re

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from luodi.desk.cases.queries import cases_within, duties_within, lines, queue, with_last_days
from luodi.desk.cases.showing import VERBS
from luodi.desk.cases.together import KINDS, take_together
from luodi.desk.parties.models import PUBLIC_ROLES, Role
from luodi.desk.parties.queries import scope_of
from luodi.desk.portal.gate import signed_in
from luodi.desk.portal.upper import words_for
from luodi.desk.registers.together import Told

READERS = (Role.FIRM, Role.PERSON, Role.WINDOW, Role.OFFICIAL, Role.SUPERVISOR, Role.ADMINISTRATOR)
A_PAGE = 50
LONGEST = 4000
ACTS = tuple((kind, VERBS[kind]) for kind in KINDS)
# A line's duty and the number of its case's last event.
CHOSEN = re.compile(r"(\d{1,18}):(\d{1,6})")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*READERS)
def mine(request: HttpRequest) -> HttpResponse:
    """One's own cases with the days left; an official's queue."""
    if request.user.role == Role.OFFICIAL:
        return _queue(request)
    if request.method == "POST":
        raise PermissionDenied
    found = cases_within(scope_of(request.user)).select_related("party", "unit")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": with_last_days(page.object_list),
        "own": request.user.role in PUBLIC_ROLES,
        "words": words_for(request.user),
    }
    return render(request, "cases/mine.html", context)


def _queue(request: HttpRequest) -> HttpResponse:
    wrong, told = "", None
    if request.method == "POST":
        wrong, told = _together(request)
        if told and not told.refused:
            return redirect(f"{reverse('cases:mine')}?done={told.done}")
    page = Paginator(queue(scope_of(request.user)), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": lines(page.object_list),
        "acts": ACTS,
        "wrong": wrong,
        "told": told,
        "done": request.GET.get("done", "") if request.GET.get("done", "").isdecimal() else "",
        "text": request.POST.get("text", ""),
    }
    return render(request, "cases/queue.html", context, status=422 if wrong or told else 200)


def _together(request: HttpRequest) -> tuple[str, Told | None]:
    """What is wrong with what was posted, or what came of it for each line."""
    kind, text = request.POST.get("kind", ""), request.POST.get("text", "").strip()[:LONGEST]
    if kind not in dict(ACTS):
        return "这一步不能几件一起办。", None
    found = [match for value in request.POST.getlist("duty")[:A_PAGE] if (match := CHOSEN.fullmatch(value))]
    seen = {int(match[1]): int(match[2]) for match in found}
    chosen = list(duties_within(scope_of(request.user)).filter(pk__in=seen).select_related("case", "row").order_by("id"))
    if not chosen or len(chosen) != len(seen):
        return "请先勾选要办的几件。", None
    return "", take_together(chosen, seen, kind, request.user, text)
