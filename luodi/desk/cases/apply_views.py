"""The form of one matter: what it asks, its papers as texts or files, filed by a firm or a person or entered by the window for one."""

from uuid import uuid4

from django.conf import settings
from django.db import transaction
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
from luodi.desk.parties.actions import enter_person, stand_as_person
from luodi.desk.parties.errors import RefusedError
from luodi.desk.parties.models import Party, Role, Subject
from luodi.desk.parties.queries import organisations_of, parties_of, scope_of
from luodi.desk.portal.gate import signed_in
from luodi.desk.portal.library import shelf
from luodi.desk.registers.errors import RegisterError

APPLIES = (Role.FIRM, Role.PERSON, Role.WINDOW)
# What the two buttons of the form send: file it, or keep the chosen files and not file it yet.
FILE, KEEP = "file", "keep"
LONGEST_NAME = 40


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*APPLIES)
@cut_short
def apply(request: HttpRequest, id: str) -> HttpResponse:
    """The form of one matter, for one of those one acts for; what a ban bars has none, and says by which words."""
    if id not in matters():
        raise Http404
    matter, window = matters()[id], request.user.role == Role.WINDOW
    parties, party = _parties(request, matter)
    context = {"matter": matter, "parties": parties, "party": party, "window": window, "places": shelf().places}
    if party is None:
        context |= {
            "for_people": bool(matter.subject_of(Subject.PERSON)),
            "for_organisations": any(matter.subject_of(one) for one in Subject if one != Subject.PERSON),
            "parties": [] if request.user.role == Role.PERSON else parties,
            "refused": "本地区没有登记这家单位，或这件事不是给它的。" if window and request.GET.get("firm") else "",
        }
        return render(request, "cases/choose.html", context, status=422 if context["refused"] else 200)
    posted = request.POST if {FILE, KEEP} & set(request.POST) else None
    token = request.POST.get("token", "")[:36] or str(uuid4())
    came = received(request.POST, clock.today()) if window else Received(day=clock.today())
    day = came.day or clock.today()
    form, bans, refused = form_of(matter, party, posted, day), (), ""
    if posted is not None:
        refused = _keep_files(request, form, token)
    form = form.with_files(waiting_in(token, request.user))
    if posted is None:
        bans = verdict(matter, party.subject, form.answers, form.region or party.region, day).bans
    elif FILE in posted and not refused:
        refused = came.error or form.error
        if not refused and not form.wrong:
            try:
                return redirect("cases:case", _file(request, matter, party, form, token, came).pk)
            except BarredError as barred:
                refused, bans = str(barred), barred.bans
            except (CaseError, RegisterError, RefusedError) as error:
                refused = f"{error}。"
    wrong = form.wrong if posted is None or FILE in posted else []
    region = form.region or party.region
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


def _parties(request: HttpRequest, matter: Matter) -> tuple[list[Party], Party | None]:
    """For whom one can file, and for whom one does: the only one, the one chosen, or, at the window, the one named.

    A person of whom nothing is kept yet comes unsaved, and is written when the form is filed.
    """
    given, role = request.POST.get("firm") or request.GET.get("firm", ""), request.user.role
    if role == Role.WINDOW:
        return [], _at_the_window(request, matter, given)
    if role == Role.PERSON:
        known = next((one for one in parties_of(request.user, clock.today()) if one.is_person), None)
        own = known or Party(subject=Subject.PERSON, name=request.user.name)
        return [own], own if matter.subject_of(own.subject) else None
    parties = [one for one in organisations_of(request.user, clock.today()) if matter.subject_of(one.subject)]
    if len(parties) == 1:
        return parties, parties[0]
    return parties, next((one for one in parties if str(one.pk) == given), None)


def _at_the_window(request: HttpRequest, matter: Matter, given: str) -> Party | None:
    """An organisation of the region by its name or code; a person by the name that is posted, which no address bears."""
    name = request.POST.get("person", "").strip()
    if name and matter.subject_of(Subject.PERSON):
        return Party(subject=Subject.PERSON, name=name[:LONGEST_NAME], synthetic=request.user.synthetic)
    within = scope_of(request.user).limit(Party.objects.exclude(subject=Subject.PERSON), unit="", party="pk")
    found = within.filter(name=given).first() or within.filter(code=given).first() if given else None
    return found if found and matter.subject_of(found.subject) else None


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


@transaction.atomic
def _file(request: HttpRequest, matter: Matter, party: Party, form: Form, token: str, came: Received) -> Case:
    agent = request.user.role == Role.WINDOW
    if party.pk is None:
        written = Case.objects.filter(token=token).select_related("party").first()
        if written is not None:
            party = written.party
        elif agent:
            party = enter_person(party.name, form.region, synthetic=party.synthetic)
        else:
            party = stand_as_person(request.user, form.region)
    filing = Filing(
        token,
        matter,
        party,
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
    return file_case(filing, by=request.user, agent=agent)[0]
