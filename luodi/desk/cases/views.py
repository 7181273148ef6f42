"""Pages of cases: what can be applied for, the form, one's cases or queue, one case, its letter, and what is entered for places."""

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from luodi.desk import clock
from luodi.desk.cases import places as entered
from luodi.desk.cases.actions import file_case, matter_of, may, rows_of, take_step
from luodi.desk.cases.errors import BarredError, CaseError
from luodi.desk.cases.forms import Form, form_of
from luodi.desk.cases.matters import Matter, matters
from luodi.desk.cases.models import Arrangement, Case, Kind, RiskLevel, State
from luodi.desk.cases.places import RISK, taken_in
from luodi.desk.cases.queries import cases_within, queue
from luodi.desk.cases.queries import mine as cases_of
from luodi.desk.cases.rule import offered, verdict
from luodi.desk.cases.steps import fold, lawful
from luodi.desk.parties.models import Account, Enterprise, Role
from luodi.desk.parties.queries import enterprises_of, scope_of
from luodi.desk.portal.gate import signed_in
from luodi.desk.portal.library import shelf
from luodi.desk.registers.errors import RegisterError
from luodi.desk.registers.queries import rows_within
from luodi.places.errors import PlaceError

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
    return render(request, "cases/services.html", {"groups": groups, "q": q, "count": sum(map(len, groups.values()))})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*APPLIES)
def apply(request: HttpRequest, id: str) -> HttpResponse:
    """The form of one matter, for one of one's firms; what a ban bars has none, and says by which words."""
    if id not in matters():
        raise Http404
    matter, day = matters()[id], clock.today()
    firms, enterprise = _firms(request)
    context = {
        "matter": matter,
        "firms": firms,
        "enterprise": enterprise,
        "window": request.user.role == Role.WINDOW,
        "places": shelf().places,
    }
    if enterprise is None:
        return render(request, "cases/choose.html", context)
    posted = request.POST if request.method == "POST" and "file" in request.POST else None
    form, refused, status = form_of(matter, enterprise, posted, day), "", 200
    found = verdict(matter, form.answers, form.region or enterprise.region, day)
    bans = found.bans
    if posted is not None:
        refused, bans = form.error, ()
        if not form.error and not form.wrong:
            try:
                return redirect("cases:case", _file(request, matter, enterprise, form).pk)
            except BarredError as barred:
                refused, bans = str(barred), barred.bans
            except (CaseError, RegisterError) as error:
                refused = f"{error}。"
        status = 422
    taken = taken_in(matter, form.region or enterprise.region, day)
    context |= {"form": form, "wrong": form.wrong, "refused": refused, "bans": bans, "taken": taken, "item": request.POST.get("item", "")}
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
    papers = {paper.name: paper.text for paper in form.papers if paper.text}
    pledged = [paper.name for paper in form.papers if paper.pledged and not paper.text]
    agent = request.user if request.user.role == Role.WINDOW else None
    return file_case(
        matter,
        enterprise,
        form.region,
        form.answers,
        papers,
        by=request.user,
        agent=agent,
        pledged=pledged,
        item=request.POST.get("item", ""),
    )


@require_safe
@signed_in(*READERS)
def mine(request: HttpRequest) -> HttpResponse:
    """A firm's cases; an official's queue, what is due first first."""
    official = request.user.role == Role.OFFICIAL
    pages = Paginator(queue(request.user) if official else cases_of(request.user), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "cases/queue.html" if official else "cases/mine.html", {"page": page, "firm": request.user.role == Role.FIRM})


def _case(request: HttpRequest, id: int) -> Case:
    found = cases_within(scope_of(request.user)).filter(pk=id).select_related("unit", "enterprise", "applicant", "agent").first()
    if found is None:
        raise Http404
    return found


@require_safe
@signed_in(*READERS)
def part(request: HttpRequest, id: int) -> HttpResponse:
    """From a row of a register to the case it is a part of."""
    row = rows_within(scope_of(request.user)).filter(pk=id, register="case").first()
    if row is None:
        raise Http404
    return redirect("cases:case", int(row.key.partition(":")[0]))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*READERS)
def case(request: HttpRequest, id: int) -> HttpResponse:
    """Where it stands, who has it, what is missing, the rule and its reasons, and what can be done."""
    one, refused = _case(request, id), ""
    matter = matter_of(one)
    if request.method == "POST":
        refused = _step(request, one)
        if not refused:
            return redirect("cases:case", id)
    events = list(one.events.select_related("account", "unit").order_by("number"))
    standing = fold(events)
    listed = taken_in(matter, one.region, one.filed_on).papers
    firm = request.user.role in APPLIES
    context = {
        "case": one,
        "matter": matter,
        "events": events,
        "seen": len(events),
        "standing": standing,
        "rows": rows_of(one),
        "held": () if firm else verdict(matter, one.answers, one.region, one.filed_on).held,
        "answers": [(shelf().program.facts[name], text) for name, text in one.answers.items() if name in shelf().program.facts],
        "papers": [(name, one.papers.get(name, ""), name in one.pledged) for name in listed],
        "steps": [kind for kind in lawful(standing) if _offered(request.user, one, kind, standing.open_parts)],
        "wanted": list(enumerate(standing.asked or ())) if standing.state == State.WAITING else [],
        "listed": list(enumerate(listed)),
        "grounds": list(enumerate(matter.grounds)),
        "refused": refused,
        "given": request.POST,
    }
    return render(request, "cases/case.html", context, status=422 if refused else 200)


def _offered(account: Account, one: Case, kind: Kind, open_parts: tuple[str, ...]) -> bool:
    unit = may(account, one, kind)
    return bool(unit) and (kind not in (Kind.AGREED, Kind.OBJECTED) or unit in open_parts)


def _step(request: HttpRequest, one: Case) -> str:
    """What is wrong with the step posted, empty where it was taken."""
    kind, posted = request.POST.get("kind", ""), request.POST
    if kind not in Kind.values:
        return "请选要办的一步。"
    listed = taken_in(matter_of(one), one.region, one.filed_on).papers
    named = [name for n, name in enumerate(listed) if f"ask-{n}" in posted]
    texts = {name: posted.get(f"paper-{name}", "").strip()[:LONGEST] for name in listed if posted.get(f"paper-{name}", "").strip()}
    ground, seen = posted.get("ground", ""), posted.get("seen", "")
    try:
        take_step(
            one,
            kind,
            by=request.user,
            text=posted.get("text", "")[:LONGEST],
            papers=texts if kind == Kind.SUPPLIED else named,
            ground=int(ground) if ground.isdecimal() and len(ground) < 4 else None,
            seen=int(seen) if seen.isdecimal() and len(seen) < 6 else None,
        )
    except (CaseError, RegisterError) as error:
        return f"{error}。"
    return ""


@require_safe
@signed_in(*READERS)
def letter(request: HttpRequest, id: int) -> HttpResponse:
    """The letter of a case that was not granted: the words it stands on, and what can be done against it."""
    one = _case(request, id)
    event = one.events.filter(kind=Kind.REFUSED).select_related("account").first()
    if event is None:
        raise Http404
    return render(request, "cases/letter.html", {"case": one, "event": event})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Role.ADMINISTRATOR)
def places(request: HttpRequest) -> HttpResponse:
    """Risk levels, and who takes a matter in a place by which list."""
    refused = ""
    if request.method == "POST":
        refused = _enter(request)
        if not refused:
            return redirect("cases:places")
    context = {
        "levels": shelf().program.facts[RISK].values,
        "matters": list(matters().values()),
        "risks": RiskLevel.objects.order_by("-since", "-id")[:A_PAGE],
        "arrangements": [(matters().get(row.service), row) for row in Arrangement.objects.order_by("-id")[:A_PAGE]],
        "places": shelf().places,
        "today": clock.today(),
        "refused": refused,
        "given": request.POST,
    }
    return render(request, "cases/places.html", context, status=422 if refused else 200)


def _enter(request: HttpRequest) -> str:
    posted, by = request.POST, request.user
    try:
        region = shelf().regions.code(posted.get("place", ""))
        since = date.fromisoformat(posted.get("since", ""))
        if "level" in posted:
            entered.set_risk(region, posted["level"], since=since, source=posted.get("source", "")[:300], by=by)
        elif posted.get("service", "") in matters():
            units, papers = (posted.get(name, "").split() for name in ("units", "papers"))
            entered.arrange(posted["service"], region, units, papers=papers, since=since, source=posted.get("source", "")[:300], by=by)
        else:
            return "请选一件事。"
    except PlaceError as error:
        return f"{error.found}。{error.hint}"
    except ValueError:
        return "请填一个日期，例如 2020-03-01。"
    except CaseError as error:
        return f"{error}。"
    return ""
