"""Pages of the hotline: one's voices or the queue, a new one, one with all that happened, the rates, and who takes them where."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from luodi.desk import clock
from luodi.desk.hotline.actions import HANDLERS, RECEIVED, Raised, Said, raise_voice, steps_for, take_step
from luodi.desk.hotline.desks import enter_desk
from luodi.desk.hotline.errors import VoiceError, WordsError
from luodi.desk.hotline.models import Desk, Kind, Rating, Sort, Turn, Voice
from luodi.desk.hotline.queries import queue, rates, voices_within
from luodi.desk.hotline.steps import WITH_WORDS
from luodi.desk.ledger.actions import record_reading
from luodi.desk.parties.classes import shown
from luodi.desk.parties.models import PUBLIC_ROLES, Party, Role, Unit
from luodi.desk.parties.queries import organisations_of, scope_of
from luodi.desk.portal.gate import signed_in
from luodi.desk.portal.library import shelf
from luodi.desk.registers.errors import RegisterError
from luodi.places.errors import PlaceError

READERS = (Role.FIRM, Role.PERSON, *HANDLERS, Role.SUPERVISOR, Role.ADMINISTRATOR)
A_PAGE = 50
LONGEST = 4000
VERBS = {
    Kind.TAKEN: "受理",
    Kind.ANSWERED: "答复",
    Kind.PASSED: "转给别的单位",
    Kind.JOINED: "并入另一件",
    Kind.PRESSED: "督办",
    Kind.RATED: "评价",
    Kind.REOPENED: "没有解决，要求重办",
    Kind.WITHDRAWN: "撤回",
}


@require_safe
@signed_in(*READERS)
def mine(request: HttpRequest) -> HttpResponse:
    scope, handles = scope_of(request.user), request.user.role in HANDLERS
    page = Paginator(queue(scope) if handles else voices_within(scope), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "hotline/queue.html" if handles else "hotline/mine.html", {"page": page, "asks": request.user.role in PUBLIC_ROLES}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Role.FIRM, Role.PERSON, *HANDLERS)
def new(request: HttpRequest) -> HttpResponse:
    """A new one: one's own, or entered for somebody who called, came or wrote."""
    enters, refused, posted = request.user.role in HANDLERS, "", request.POST
    firms = [] if enters else organisations_of(request.user, clock.today())
    if request.method == "POST":
        try:
            return redirect("hotline:voice", raise_voice(_raised(request, firms), by=request.user)[0].pk)
        except PlaceError as error:
            refused = f"{error.found}。{error.hint}"
        except VoiceError as error:
            refused = f"{error}。"
    home = firms[0].region if firms else request.user.region or (request.user.unit.region if enters else "")
    context = {
        "sorts": Sort.choices,
        "ways": [(way.value, way.label) for way in RECEIVED],
        "enters": enters,
        "firms": firms,
        "places": shelf().places,
        "refused": refused,
        "given": posted,
        "on": posted.get("on", clock.today().isoformat()),
        "place": posted.get("place") or (shelf().regions.full_name(home) if home else ""),
        "token": posted.get("token") or uuid4(),
    }
    return render(request, "hotline/new.html", context, status=422 if refused else 200)


def _raised(request: HttpRequest, firms: list[Party]) -> Raised:
    """What was posted. PlaceError, WordsError where a place, a day or a firm is not known."""
    posted, given = request.POST, request.POST.get("firm", "").strip()
    raised = Raised(
        posted.get("token", "")[:36] or str(uuid4()),
        posted.get("sort", ""),
        posted.get("title", ""),
        posted.get("text", "")[:LONGEST],
        shelf().regions.code(posted.get("place", "")),
        next((one for one in firms if str(one.pk) == given), None),
    )
    if request.user.role not in HANDLERS:
        return raised
    try:
        day = date.fromisoformat(posted.get("on", ""))
    except ValueError:
        raise WordsError("哪天来的，请填一个日期，例如 2020-03-09") from None
    firm = scope_of(request.user).limit(Party.objects.filter(name=given), unit="", party="pk").first() if given else None
    if given and firm is None:
        raise WordsError(f"没有登记“{given}”这家企业，请写全称；不代表企业就空着")
    came = {"way": posted.get("way", ""), "caller": posted.get("caller", ""), "phone": posted.get("phone", "")}
    return replace(raised, party=firm, on=day, **came)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*READERS)
def voice(request: HttpRequest, id: int) -> HttpResponse:
    """What was said, where it stands, what was done, and what can be done."""
    scope = scope_of(request.user)
    one = voices_within(scope).filter(pk=id).first()
    if one is None:
        raise Http404
    refused = _step(request, one) if request.method == "POST" else ""
    if request.method == "POST" and not refused:
        return redirect("hotline:voice", id)
    words = list(one.words.select_related("account", "unit").order_by("number"))
    fields = ["text", *(name for name in ("caller", "phone") if getattr(one, name))]
    own = one.account_id == request.user.pk
    context = {
        "voice": one,
        **({name: getattr(one, name) for name in fields} if own else shown(one, fields, scope, inside=True, log=record_reading)),
        "words": words,
        "turns": one.turns.select_related("row__unit").order_by("id"),
        "seen": len(words),
        "acts": [(kind, VERBS[kind], kind in WITH_WORDS) for kind in steps_for(request.user, one)],
        "ratings": Rating.choices,
        "units": _units_around(one.region) if request.user.role in HANDLERS else (),
        "refused": refused,
        "tried": request.POST.get("kind", ""),
        "given": request.POST,
    }
    return render(request, "hotline/voice.html", context, status=422 if refused else 200)


def _units_around(region: str) -> list[str]:
    """The units of a place and of those above it, to choose from while typing."""
    around = (region, *shelf().regions.above(region))
    return list(Unit.objects.filter(region__in=around).order_by("name").values_list("name", flat=True))


def _step(request: HttpRequest, one: Voice) -> str:
    posted = request.POST
    said = Said(
        one.pk,
        posted.get("kind", ""),
        request.user,
        posted.get("text", "")[:LONGEST],
        posted.get("to", ""),
        _number(posted.get("twin", "")),
        _number(posted.get("rating", "")),
        {"yes": True, "no": False}.get(posted.get("solved", "")),
        _number(posted.get("seen", "")),
    )
    try:
        take_step(said)
    except (VoiceError, RegisterError) as error:
        return f"{error}。"
    return ""


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 12 else None


@require_safe
@signed_in(*READERS)
def turn(request: HttpRequest, id: int) -> HttpResponse:
    """From a row of the register to its voice."""
    found = Turn.objects.filter(row_id=id).first()
    if found is None or not voices_within(scope_of(request.user)).filter(pk=found.voice_id).exists():
        raise Http404
    return redirect("hotline:voice", found.voice_id)


@require_safe
@signed_in(*HANDLERS, Role.SUPERVISOR, Role.ADMINISTRATOR)
def rates_page(request: HttpRequest) -> HttpResponse:
    return render(request, "hotline/rates.html", {"rates": rates(scope_of(request.user))})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Role.ADMINISTRATOR)
def desks_page(request: HttpRequest) -> HttpResponse:
    refused, posted = "", request.POST
    if request.method == "POST":
        try:
            region, since = shelf().regions.code(posted.get("place", "")), date.fromisoformat(posted.get("since", ""))
            source = posted.get("source", "")[:300]
            enter_desk(region, posted.get("unit", ""), since=since, source=source, limit=posted.get("limit", ""), by=request.user)
            return redirect("hotline:desks")
        except PlaceError as error:
            refused = f"{error.found}。{error.hint}"
        except ValueError:
            refused = "请填一个日期，例如 2020-03-01。"
        except VoiceError as error:
            refused = f"{error}。"
    context = {
        "desks": Desk.objects.order_by("-since", "-id").select_related("unit")[:A_PAGE],
        "units": Unit.objects.order_by("name").values_list("name", flat=True),
        "places": shelf().places,
        "today": clock.today(),
        "refused": refused,
        "given": posted,
    }
    return render(request, "hotline/desks.html", context, status=422 if refused else 200)
