"""Pages of cases: what can be applied for, the form, one's cases or queue, one case, its letter, and what is published."""

from uuid import uuid4

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from luodi.desk import clock
from luodi.desk.cases.acting import steps_for
from luodi.desk.cases.actions import Step, matter_of, take_step
from luodi.desk.cases.errors import BarredError, CaseError
from luodi.desk.cases.filing import Filing, file_case
from luodi.desk.cases.forms import Form, fields_of, form_of
from luodi.desk.cases.matters import Matter, matters
from luodi.desk.cases.models import Case, Duty, Kind
from luodi.desk.cases.places import asked_in, taken_by
from luodi.desk.cases.queries import cases_within, published, queue, with_last_days
from luodi.desk.cases.rule import offered, verdict
from luodi.desk.cases.showing import FEN, as_letter, as_page
from luodi.desk.cases.steps import fold
from luodi.desk.parties.models import Enterprise, Role
from luodi.desk.parties.queries import enterprises_of, scope_of
from luodi.desk.portal.answers import SKIPPED
from luodi.desk.portal.gate import signed_in
from luodi.desk.portal.library import shelf
from luodi.desk.portal.upper import words_for
from luodi.desk.registers.errors import RegisterError

APPLIES = (Role.FIRM, Role.WINDOW)
READERS = (Role.FIRM, Role.WINDOW, Role.OFFICIAL, Role.SUPERVISOR, Role.ADMINISTRATOR)
A_PAGE = 50
LONGEST = 4000


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Everything that can be applied for, by document, narrowed by words."""
    q = request.GET.get("q", "").strip()[:60]
    groups: dict[str, list[Matter]] = {}
    for matter in offered(clock.today()):
        if all(word in matter.title for word in q.split()):
            groups.setdefault(matter.document.short, []).append(matter)
    context = {"groups": groups, "q": q, "count": sum(map(len, groups.values())), "published": published().count()}
    return render(request, "cases/services.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*APPLIES)
def apply(request: HttpRequest, id: str) -> HttpResponse:
    """The form of one matter, for one of one's firms; what a ban bars has none, and says by which words."""
    if id not in matters():
        raise Http404
    matter, day = matters()[id], clock.today()
    firms, enterprise = _firms(request)
    window = request.user.role == Role.WINDOW
    context = {"matter": matter, "firms": firms, "enterprise": enterprise, "window": window, "places": shelf().places}
    if enterprise is None:
        return render(request, "cases/choose.html", context)
    posted = request.POST if request.method == "POST" and "file" in request.POST else None
    form, refused, status = form_of(matter, enterprise, posted, day), "", 200
    bans = verdict(matter, form.answers, form.region or enterprise.region, day).bans
    if posted is not None:
        refused, bans, status = form.error, (), 422
        if not form.error and not form.wrong:
            try:
                return redirect("cases:case", _file(request, matter, enterprise, form).pk)
            except BarredError as barred:
                refused, bans = str(barred), barred.bans
            except (CaseError, RegisterError) as error:
                refused = f"{error}。"
    region = form.region or enterprise.region
    context |= {
        "form": form,
        "wrong": form.wrong,
        "refused": refused,
        "bans": bans,
        "units": taken_by(matter, region, day),
        "asked": asked_in(matter, region, day),
        "item": request.POST.get("item", ""),
        "token": request.POST.get("token") or uuid4(),
        "day": day,
    }
    return render(request, "cases/apply.html", context, status=status)


def _firms(request: HttpRequest) -> tuple[list[Enterprise], Enterprise | None]:
    """Whom one can file for, and for whom one does: the only one, the one chosen, or, at the window, the one named."""
    given = request.POST.get("firm") or request.GET.get("firm", "")
    if request.user.role == Role.WINDOW:
        within = scope_of(request.user).limit(Enterprise.objects.all(), unit="", enterprise="pk")
        return [], within.filter(name=given).first() or within.filter(code=given).first() if given else None
    firms = enterprises_of(request.user, clock.today())
    if len(firms) == 1:
        return firms, firms[0]
    return firms, next((firm for firm in firms if str(firm.pk) == given), None)


def _file(request: HttpRequest, matter: Matter, enterprise: Enterprise, form: Form) -> Case:
    filing = Filing(
        request.POST.get("token", "")[:36] or str(uuid4()),
        matter,
        enterprise,
        form.region,
        form.answers,
        form.given,
        form.pledges,
        form.in_place,
        request.POST.get("item", ""),
    )
    return file_case(filing, by=request.user, agent=request.user.role == Role.WINDOW)[0]


@require_safe
@signed_in(*READERS)
def mine(request: HttpRequest) -> HttpResponse:
    """A firm's cases with the days left; an official's queue, what is due first first."""
    official = request.user.role == Role.OFFICIAL
    scope = scope_of(request.user)
    found = queue(scope) if official else cases_within(scope).select_related("enterprise", "unit")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "firm": request.user.role == Role.FIRM}
    if not official:
        context["rows"] = with_last_days(page.object_list)
        context["words"] = words_for(request.user)
    return render(request, "cases/queue.html" if official else "cases/mine.html", context)


@require_safe
def published_page(request: HttpRequest) -> HttpResponse:
    """Who is to get what, for everybody to look at."""
    page = Paginator(published(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "cases/published.html", {"page": page, "rows": with_last_days(page.object_list)})


def _case(request: HttpRequest, id: int) -> Case:
    found = cases_within(scope_of(request.user)).filter(pk=id).select_related("unit", "enterprise", "applicant", "agent").first()
    if found is None:
        raise Http404
    return found


@require_safe
@signed_in(*READERS)
def duty(request: HttpRequest, id: int) -> HttpResponse:
    """From a row of the register to its case."""
    found = Duty.objects.filter(row_id=id).first()
    if found is None:
        raise Http404
    return redirect("cases:case", _case(request, found.case_id).pk)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*READERS)
def case(request: HttpRequest, id: int) -> HttpResponse:
    """Where it stands, who has it, what is missing, the rule and its reasons, and what can be done."""
    one, refused = _case(request, id), ""
    if request.method == "POST":
        refused = _step(request, one)
        if not refused:
            return redirect("cases:case", id)
    page = as_page(one, request.user)
    context = {"case": one, "page": page, "refused": refused, "given": request.POST, "tried": request.POST.get("kind", "")}
    return render(request, "cases/case.html", context, status=422 if refused else 200)


def _step(request: HttpRequest, one: Case) -> str:
    """What is wrong with the step posted, empty where it was taken."""
    posted = request.POST
    kind = posted.get("kind", "")
    listed = one.listed
    if kind == Kind.ASKED:
        papers = {name: "" for number, name in enumerate(listed) if f"ask-{number}" in posted}
    else:
        papers = {name: posted.get(f"paper-{number}", "").strip()[:LONGEST] for number, name in enumerate(listed)}
        papers = {name: text for name, text in papers.items() if text}
    amount = posted.get("amount", "").strip()
    if amount and not FEN.fullmatch(amount):
        return "请填金额，单位是元，最多两位小数，例如 220000。"
    try:
        take_step(
            Step(
                one.pk,
                kind,
                request.user,
                posted.get("text", "")[:LONGEST],
                papers,
                ground=_number(posted.get("ground", "")),
                amount=_fen(amount) if amount else None,
                receipt=posted.get("receipt", ""),
                seen=_number(posted.get("seen", "")),
            )
        )
    except (CaseError, RegisterError) as error:
        return f"{error}。"
    return ""


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 6 else None


def _fen(text: str) -> int:
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0") or 0)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*APPLIES)
def correct(request: HttpRequest, id: int) -> HttpResponse:
    """What the firm filled in, to be put right until somebody has answered."""
    one, refused, day = _case(request, id), "", clock.today()
    standing = fold(one.events.select_related("unit").order_by("number"))
    if Kind.CORRECTED not in steps_for(request.user, one, standing):
        raise Http404
    posted = request.POST if request.method == "POST" else None
    fields = fields_of(matter_of(one), one.region, one.answers, posted, day)
    wrong = [field for field, _ in fields if field.error]
    if posted is not None and not wrong:
        answers = {field.fact.name: text for field, text in fields if text and text != SKIPPED}
        try:
            take_step(Step(one.pk, Kind.CORRECTED, request.user, answers=answers, seen=_number(posted.get("seen", ""))))
            return redirect("cases:case", id)
        except (CaseError, RegisterError) as error:
            refused = f"{error}。"
    context = {
        "case": one,
        "fields": [field for field, _ in fields],
        "wrong": wrong,
        "refused": refused,
        "seen": one.events.count(),
        "places": shelf().places,
    }
    return render(request, "cases/correct.html", context, status=422 if refused or wrong else 200)


@require_safe
@signed_in(*READERS)
def letter(request: HttpRequest, id: int) -> HttpResponse:
    """The letter of a case that was refused: the words it stands on, and what can be done against it."""
    one = _case(request, id)
    event = as_letter(one)
    if event is None:
        raise Http404
    return render(request, "cases/letter.html", {"case": one, "event": event})
