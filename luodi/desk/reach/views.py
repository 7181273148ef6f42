"""One's own pages: subscriptions, letters in the site, and the way from an invitation to its form."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from luodi.desk import clock
from luodi.desk.outbox.actions import open_notice
from luodi.desk.outbox.models import Notice
from luodi.desk.outbox.queries import letters
from luodi.desk.parties.models import Role
from luodi.desk.parties.queries import organisations_of, scope_of
from luodi.desk.portal.asking import SUBJECTS
from luodi.desk.portal.gate import signed_in
from luodi.desk.portal.library import shelf
from luodi.desk.reach.actions import Wanted, account_of, subscribe, unsubscribe, unsubscribe_all
from luodi.desk.reach.errors import RefusedError
from luodi.desk.reach.models import Invitation, Sort
from luodi.desk.reach.queries import subscriptions_of
from luodi.desk.reach.showing import pushed, subscribed
from luodi.places.errors import PlaceError

A_PAGE = 30
LONGEST = 60
FEW = 8


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Role.FIRM, Role.PERSON)
def subscriptions(request: HttpRequest) -> HttpResponse:
    """What one is told of, with a button to leave each, and what else one can be told of."""
    refused = ""
    if request.method == "POST":
        refused = _change(request)
        if not refused:
            return redirect("reach:subscriptions")
    rows = subscriptions_of(request.user)
    context = {
        "rows": [(row, subscribed(row)) for row in rows],
        "own": request.user,
        "firms": organisations_of(request.user, clock.today()),
        "documents": [(id, policy.short) for id, policy in shelf().policies.items()],
        "subjects": SUBJECTS,
        "places": shelf().places,
        "chosen": request.POST.get("document") or request.GET.get("document", ""),
        "given": request.POST,
        "tried": request.POST.get("sort") or ("document" if "document" in request.GET else ""),
        "refused": refused,
    }
    return render(request, "reach/subscriptions.html", context, status=422 if refused else 200)


def _change(request: HttpRequest) -> str:
    """What is wrong with what was asked, empty where it was done."""
    posted = request.POST
    if "stop" in posted:
        for row in subscriptions_of(request.user):
            if str(row.pk) == posted["stop"]:
                unsubscribe(row)
        return ""
    try:
        place = posted.get("place", "").strip()
        subscribe(request.user, _wanted(request, shelf().regions.code(place) if place else ""))
    except PlaceError as error:
        return f"{error.found}。{error.hint}"
    except RefusedError as error:
        return f"{error}。"
    return ""


def _wanted(request: HttpRequest, region: str) -> Wanted:
    posted, sort = request.POST, request.POST.get("sort", "")
    firms = organisations_of(request.user, clock.today())
    firm = firms[0] if len(firms) == 1 else next((one for one in firms if str(one.pk) == posted.get("firm")), None)
    topic = sort == Sort.TOPIC
    return Wanted(
        sort,
        firm,
        posted.get("document", "") if sort == Sort.DOCUMENT else "",
        posted.get("subject", "") if topic else "",
        region if topic else "",
        posted.get("words", "").strip()[:LONGEST] if topic else "",
        "by_email" in posted,
        "by_sms" in posted,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """From a letter's link: one button leaves everything, without signing in. Reading it changes nothing: mail programs do."""
    account = account_of(token)
    if account is None:
        raise Http404
    done = unsubscribe_all(account) if request.method == "POST" else None
    return render(request, "reach/stop.html", {"done": done, "count": len(subscriptions_of(account))})


@require_safe
@signed_in()
def inbox(request: HttpRequest) -> HttpResponse:
    """One's letters, those not opened marked."""
    page = Paginator(_letters(request), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "reach/inbox.html", {"page": page, "subscribes": not request.user.is_staff_member})


@require_safe
@signed_in()
def letter(request: HttpRequest, id: int) -> HttpResponse:
    """One letter; that it is read is written down the first time."""
    one = _letters(request).filter(pk=id).first()
    if one is None:
        raise Http404
    open_notice(one)
    # A link to the inbox leads nowhere from here.
    link = "" if one.link == reverse("reach:inbox") else one.link
    context = {"letter": one, "lines": one.body.splitlines(), "things": pushed(one.key), "few": FEW, "link": link}
    return render(request, "reach/letter.html", context)


def _letters(request: HttpRequest) -> QuerySet[Notice]:
    return letters(request.user.login, scope_of(request.user).parties)


@require_safe
@signed_in(Role.FIRM)
def invitation(request: HttpRequest, id: int) -> HttpResponse:
    """On to the form, filled in with what is held; its letter counts as opened."""
    within = scope_of(request.user).limit(Invitation.objects.all(), region="", unit="", party="party")
    one = within.filter(pk=id).first()
    if one is None:
        raise Http404
    for notice in Notice.objects.filter(key=f"reach:invite:{one.pk}:inapp"):
        open_notice(notice)
    return redirect(f"{reverse('cases:apply', args=[one.benefit])}?{urlencode({'firm': one.party_id})}")
