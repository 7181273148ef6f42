"""The form of one matter: what it asks, its papers as texts or files, filed by a firm or entered by the window for one."""

from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from luodi.desk import clock
from luodi.desk.cases.contents import ACCEPT
from luodi.desk.cases.errors import BarredError, CaseError, FileError
from luodi.desk.cases.files import keeping, take_out, waiting_in
from luodi.desk.cases.filing import RECEIVED, Filing, file_case
from luodi.desk.cases.forms import Form, Received, form_of, received
from luodi.desk.cases.matters import Matter, matters
from luodi.desk.cases.models import Case
from luodi.desk.cases.places import asked_in, taken_by
from luodi.desk.cases.rule import verdict
from luodi.desk.cases.uploads import cut_short
from luodi.desk.parties.models import Enterprise, Role
from luodi.desk.parties.queries import enterprises_of, scope_of
from luodi.desk.portal.gate import signed_in
from luodi.desk.portal.library import shelf
from luodi.desk.registers.errors import RegisterError

APPLIES = (Role.FIRM, Role.WINDOW)
# What the two buttons of the form send: file it, or keep the chosen files and not file it yet.
FILE, KEEP = "file", "keep"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*APPLIES)
@cut_short
def apply(request: HttpRequest, id: str) -> HttpResponse:
    """The form of one matter, for one of one's firms; what a ban bars has none, and says by which words."""
    if id not in matters():
        raise Http404
    matter, window = matters()[id], request.user.role == Role.WINDOW
    firms, enterprise = _firms(request)
    context = {"matter": matter, "firms": firms, "enterprise": enterprise, "window": window, "places": shelf().places}
    if enterprise is None:
        return render(request, "cases/choose.html", context)
    posted = request.POST if {FILE, KEEP} & set(request.POST) else None
    token = request.POST.get("token", "")[:36] or str(uuid4())
    came = received(request.POST, clock.today()) if window else Received(day=clock.today())
    day = came.day or clock.today()
    form, bans, refused = form_of(matter, enterprise, posted, day), (), ""
    if posted is not None:
        refused = _keep_files(request, form, token)
    form = form.with_files(waiting_in(token, request.user))
    if posted is None:
        bans = verdict(matter, form.answers, form.region or enterprise.region, day).bans
    elif FILE in posted and not refused:
        refused = came.error or form.error
        if not refused and not form.wrong:
            try:
                return redirect("cases:case", _file(request, matter, enterprise, form, token, came).pk)
            except BarredError as barred:
                refused, bans = str(barred), barred.bans
            except (CaseError, RegisterError) as error:
                refused = f"{error}。"
    wrong = form.wrong if posted is None or FILE in posted else []
    region = form.region or enterprise.region
    context |= {
        "form": form,
        "wrong": wrong,
        "refused": refused,
        "bans": bans,
        "units": taken_by(matter, region, day),
        "asked": asked_in(matter, region, day),
        "item": request.POST.get("item", ""),
        "token": token,
        "came": came,
        "ways": [(way.value, way.label) for way in RECEIVED],
        "accept": ACCEPT,
        "largest": f"{settings.LUODI_PAPER_SIZE // 1_000_000}兆",
        "today": clock.today(),
    }
    return render(request, "cases/apply.html", context, status=422 if refused or posted is not None and wrong else 200)


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


def _keep_files(request: HttpRequest, form: Form, token: str) -> str:
    """Take out what is to go, keep what was chosen, all of it or nothing; what is wrong, empty where nothing is."""
    try:
        with keeping(request.user) as keep:
            for number in request.POST.getlist("take-out"):
                take_out(int(number) if number.isdecimal() and len(number) < 12 else 0, token, request.user)
            for paper in form.papers:
                for upload in request.FILES.getlist(f"file-{paper.number}"):
                    keep(upload, paper.name, form=token)
    except FileError as error:
        return f"{error}。这次选的文件都没有存，请重新选。" if request.FILES else f"{error}。"
    return ""


def _file(request: HttpRequest, matter: Matter, enterprise: Enterprise, form: Form, token: str, came: Received) -> Case:
    filing = Filing(
        token,
        matter,
        enterprise,
        form.region,
        form.answers,
        form.given,
        form.pledges,
        form.in_place,
        request.POST.get("item", ""),
        came.day,
        came.way,
        came.caller,
    )
    return file_case(filing, by=request.user, agent=request.user.role == Role.WINDOW)[0]
