"""Pages of licences: one last day asked for, a list of them, and those kept for a firm or issued by a unit."""

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from luodi.desk import clock
from luodi.desk.licences.actions import Entered, enter_licences
from luodi.desk.licences.errors import LicenceError
from luodi.desk.licences.lists import ASKED, HEADINGS, HOLDER, judge, last_day_of, read_list, type_of, written
from luodi.desk.licences.queries import licences_within
from luodi.desk.licences.types import licence_types
from luodi.desk.licences.validity import entered_days, validity
from luodi.desk.parties.models import Role
from luodi.desk.parties.queries import scope_of
from luodi.desk.portal.answers import SKIPPED
from luodi.desk.portal.gate import signed_in
from luodi.desk.portal.library import shelf
from luodi.desk.portal.questions import Field, complaint, field, read_answer
from luodi.desk.portal.tables import SHEET, TableError, read_table
from luodi.desk.registers.errors import RegisterError
from luodi.places.errors import PlaceError
from luodi.policy.errors import PolicyError

READERS = (Role.FIRM, Role.OFFICIAL, Role.WINDOW, Role.SUPERVISOR, Role.ADMINISTRATOR)
A_PAGE, SHOWN = 50, 200
SAMPLE = ("药品经营许可证,示例-001,2020-02-10,示例·东湖饭庄,南昌市东湖区", "食品经营许可证,示例-002,2020-03-01,示例·东湖饭庄,南昌市东湖区")


@require_safe
def one(request: HttpRequest) -> HttpResponse:
    """A type, its last day and the place: the new last day, with the words it stands on. Everything asked stands in the address."""
    asked, wrong, found, fields = request.GET, "", None, []
    if "type" in asked:
        try:
            kind = type_of(asked.get("type", ""))
            fields, answers = _fields(kind.asks, asked)
            last_day, place = last_day_of(asked.get("last_day", "")), asked.get("place", "").strip()
            answers |= {"注册地": shelf().regions.code(place)} if place else {}
            if not any(one.error for one in fields):
                found = validity(kind, last_day, answers, clock.today(), entered_days())
        except LicenceError as error:
            wrong = f"{error}。"
        except PlaceError as error:
            wrong = f"{error.found}。{error.hint}"
    context = {
        "types": list(licence_types()),
        "given": asked,
        "wrong": wrong or next((one.error for one in fields if one.error), ""),
        "found": found,
        "fields": fields if found and set(found.type.asks) else [],
        "places": shelf().places,
        "day": clock.today(),
    }
    return render(request, "licences/one.html", context, status=422 if context["wrong"] else 200)


def _fields(facts: tuple[object, ...], asked: QueryDict) -> tuple[list[Field], dict[str, str]]:
    fields, answers = [], {}
    for fact in facts:
        try:
            text, error = read_answer(fact, asked), ""
        except (PolicyError, PlaceError) as refused:
            text, error = SKIPPED, complaint(fact, refused)
        fields.append(field(fact, text or None, error, asked if error else None))
        if text != SKIPPED:
            answers[fact.name] = text
    return fields, answers


@require_http_methods(["GET", "HEAD", "POST"])
def many(request: HttpRequest) -> HttpResponse:
    """A list handed in: shown with the new last days, or handed back as a workbook. Nothing of it is kept."""
    wrong, judged, aside = "", [], []
    if request.method == "POST":
        try:
            place = request.POST.get("place", "").strip()
            region = shelf().regions.code(place) if place else ""
            listed, aside = read_list(read_table(request.FILES.get("list"), ASKED), region)
            judged = judge(listed, clock.today(), entered_days())
            if "download" in request.POST:
                return _sheet(written(judged, aside))
        except TableError as error:
            wrong = f"{error}。"
        except PlaceError as error:
            wrong = f"{error.found}。{error.hint}"
    context = {
        "judged": judged[:SHOWN],
        "count": len(judged),
        "aside": aside,
        "wrong": wrong,
        "headings": HEADINGS,
        "asked": ASKED,
        "types": list(licence_types()),
        "given": request.POST,
        "places": shelf().places,
    }
    return render(request, "licences/many.html", context, status=422 if wrong else 200)


def _sheet(data: bytes) -> HttpResponse:
    response = HttpResponse(data, content_type=SHEET)
    response.headers["Content-Disposition"] = f'attachment; filename="licences-{clock.today()}.xlsx"'
    return response


@require_safe
def sample(_: HttpRequest) -> HttpResponse:
    """A list to begin with, of firms that do not exist."""
    text = "\r\n".join((",".join(HEADINGS), *SAMPLE, ""))
    response = HttpResponse(f"\ufeff{text}", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="licences.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*READERS)
def mine(request: HttpRequest) -> HttpResponse:
    """A firm's licences, or those a unit issued; an officer of the unit enters a list of them."""
    enters, wrong, entered = request.user.role == Role.OFFICIAL, "", None
    if request.method == "POST":
        try:
            entered = _enter(request) if enters else None
            wrong = "" if enters else "许可证由发证单位的经办登记。"
        except (LicenceError, TableError, RegisterError) as error:
            wrong = f"{error}。"
    page = Paginator(licences_within(scope_of(request.user)), A_PAGE).get_page(request.GET.get("page"))
    context: Mapping[str, object] = {
        "page": page,
        "enters": enters,
        "wrong": wrong,
        "entered": entered,
        "asked": (*ASKED, HOLDER),
    }
    return render(request, "licences/mine.html", context, status=422 if wrong else 200)


def _enter(request: HttpRequest) -> Entered:
    listed, aside = read_list(read_table(request.FILES.get("list"), (*ASKED, HOLDER)), "")
    done = enter_licences(listed, by=request.user)
    return Entered(done.new, done.changed, done.same, (*aside, *done.aside))
