"""Pages of cases: what can be applied for, one case with its files, and what is published."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from luodi.desk import clock
from luodi.desk.cases.acting import steps_for
from luodi.desk.cases.actions import Step, matter_of, take_step, take_step_with
from luodi.desk.cases.apply_views import APPLIES
from luodi.desk.cases.contents import ACCEPT, CONTENTS
from luodi.desk.cases.errors import CaseError, FileError, StepError
from luodi.desk.cases.files import content_stored
from luodi.desk.cases.forms import fields_of
from luodi.desk.cases.matters import Matter
from luodi.desk.cases.models import Case, Duty, Kind, PaperFile
from luodi.desk.cases.queries import cases_within, published, with_last_days
from luodi.desk.cases.rule import offered
from luodi.desk.cases.showing import FEN, as_page, caller_of, opens, whose
from luodi.desk.cases.steps import fold
from luodi.desk.cases.uploads import cut_short
from luodi.desk.ledger.actions import record_reading
from luodi.desk.parties.classes import shown
from luodi.desk.parties.models import Role
from luodi.desk.parties.queries import scope_of
from luodi.desk.portal.answers import SKIPPED
from luodi.desk.portal.asking import SUBJECTS
from luodi.desk.portal.gate import signed_in
from luodi.desk.portal.library import shelf
from luodi.desk.registers.errors import RegisterError

READERS = (Role.FIRM, Role.PERSON, Role.WINDOW, Role.OFFICIAL, Role.SUPERVISOR, Role.ADMINISTRATOR)
A_PAGE = 50
LONGEST = 4000
# More matters than this are folded by document.
UNFOLDED = 60


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Everything that can be applied for, by document, narrowed by words of its title or its clause and by whom it is for."""
    q, who = request.GET.get("q", "").strip()[:60], request.GET.get("who", "")
    groups: dict[str, list[Matter]] = {}
    for matter in offered(clock.today()):
        text = matter.title + "".join(matter.instrument.quote.words)
        if all(word in text for word in q.split()) and (who not in SUBJECTS or who in matter.subjects):
            groups.setdefault(matter.document.short, []).append(matter)
    count = sum(map(len, groups.values()))
    context = {
        "groups": groups,
        "q": q,
        "who": who,
        "subjects": SUBJECTS,
        "count": count,
        "folded": count > UNFOLDED,
        "published": published().count(),
    }
    return render(request, "cases/services.html", context)


@require_safe
def published_page(request: HttpRequest) -> HttpResponse:
    """Who is to get what, for everybody to look at."""
    page = Paginator(published(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "cases/published.html", {"page": page, "rows": with_last_days(page.object_list)})


def _case(request: HttpRequest, id: int) -> Case:
    found = cases_within(scope_of(request.user)).filter(pk=id).select_related("unit", "party", "applicant", "agent").first()
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
@cut_short
def case(request: HttpRequest, id: int) -> HttpResponse:
    """Where it stands, who has it, what is missing, the rule and its reasons, and what can be done."""
    one, refused = _case(request, id), ""
    if request.method == "POST":
        refused = _step(request, one)
        if not refused:
            return redirect("cases:case", id)
    page = as_page(one, request.user)
    context = {
        "case": one,
        "page": page,
        "whose": whose(one, request.user),
        "caller": caller_of(one, request.user) if one.caller else "",
        "refused": refused,
        "given": request.POST,
        "tried": request.POST.get("kind", ""),
        "accept": ACCEPT,
        "today": clock.today(),
    }
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
    uploads = [(name, upload) for number, name in enumerate(listed) for upload in request.FILES.getlist(f"file-{number}")]
    amount = posted.get("amount", "").strip()
    if amount and not FEN.fullmatch(amount):
        return "请填金额，单位是元，最多两位小数，例如 220000。"
    try:
        step = Step(
            one.pk,
            kind,
            request.user,
            posted.get("text", "")[:LONGEST],
            papers,
            ground=_number(posted.get("ground", "")),
            amount=_fen(amount) if amount else None,
            receipt=posted.get("receipt", ""),
            extend_by=posted.get("extend_by", ""),
            seen=_number(posted.get("seen", "")),
            on=_day(posted.get("on", "")) if request.user.role == Role.WINDOW else None,
        )
        if uploads:
            take_step_with(step, uploads)
        else:
            take_step(step)
    except (CaseError, RegisterError) as error:
        return f"{error}。"
    return ""


def _day(text: str) -> date | None:
    """The day on which something came to the window; today where none is given."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise StepError("哪天收到的，请填一个日期，例如 2020-03-09") from None


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
    if not opens(one, request.user):
        raise PermissionDenied
    posted = request.POST if request.method == "POST" else None
    fields = fields_of(matter_of(one), one.party.subject, one.region, one.answers, posted, day)
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
def file(request: HttpRequest, id: int) -> HttpResponse:
    """A paper's file, to be kept and not to be shown: as an attachment, under what it is and not what it says it is."""
    found = PaperFile.objects.filter(pk=id).first()
    if found is None or found.case_id is None and found.uploader_id != request.user.pk:
        raise Http404
    if found.case_id is not None and not opens(_case(request, found.case_id), request.user):
        raise PermissionDenied
    if found.uploader_id != request.user.pk:
        # Who may not read a person's data gets a pseudonym instead of the name, and so not the file.
        name = shown(found, ["name"], scope_of(request.user), inside=True, log=record_reading)["name"]
        if name != found.name:
            raise PermissionDenied
    try:
        data = content_stored(found)
    except FileError as error:
        return HttpResponse(f"{error}。", status=410, content_type="text/plain; charset=utf-8")
    response = HttpResponse(data, content_type=CONTENTS[found.content].media)
    response.headers["Content-Disposition"] = content_disposition_header(True, found.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
