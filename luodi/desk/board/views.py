"""Pages of the board. Every list of rows begins with `rows_within` the reader's scope."""

from datetime import date
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from luodi.desk import clock
from luodi.desk.board.actions import take
from luodi.desk.board.acts import WITH_WORDS, several, steps_of, verb
from luodi.desk.board.asked import Asked, asked_for, found
from luodi.desk.board.charts import bars, weeks_drawn
from luodi.desk.board.duties import duties
from luodi.desk.board.models import Weekly
from luodi.desk.board.queries import figures, grouped, tally, trend, week_within
from luodi.desk.board.sheet import workbook
from luodi.desk.parties.models import Role
from luodi.desk.parties.queries import scope_of
from luodi.desk.parties.scope import Scope
from luodi.desk.portal.gate import signed_in
from luodi.desk.portal.library import shelf
from luodi.desk.registers.actions import Taken
from luodi.desk.registers.errors import RegisterError
from luodi.desk.registers.events import enter_event_day
from luodi.desk.registers.models import EventDay, Kind, Row
from luodi.desk.registers.queries import LIGHTS, in_order, lines, lit, rows_within
from luodi.desk.registers.together import Told, each

READERS = (Role.OFFICIAL, Role.WINDOW, Role.SUPERVISOR, Role.ADMINISTRATOR)
A_PAGE = 50
FIRST_FEW = 8
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@signed_in(*READERS)
def front(request: HttpRequest) -> HttpResponse:
    """What is late, what will be, by whom, and how it goes week by week."""
    day, seen = clock.today(), rows_within(scope_of(request.user))
    weeks, counts = trend(seen, day), tally(seen, day)
    units = grouped(counts, "unit__name")
    context = {
        "day": day,
        "figures": figures(counts),
        "late": lines(in_order(seen.filter(lit("late", day)))[:FIRST_FEW]),
        "ahead": lines(in_order(seen.filter(lit("ahead", day)))[:FIRST_FEW]),
        "units": bars(units[:FIRST_FEW]),
        "more_units": len(units) - FIRST_FEW,
        "several": len(units) > 1,
        "regions": bars(grouped(counts, "region")[:FIRST_FEW]),
        "documents": bars(grouped(counts, "document")[:FIRST_FEW]),
        "weeks": weeks,
        "chart": weeks_drawn(weeks),
    }
    return render(request, "board/front.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*READERS)
def rows(request: HttpRequest) -> HttpResponse:
    """The rows asked for, with boxes to report several at once where one may."""
    asked, wrong, told = asked_for(request.GET.dict()), "", None
    if request.method == "POST":
        wrong, told = _together(request)
        if told and not told.refused:
            return redirect(asked.address(_number(request.GET.get("page", "")) or 1, done=told.done))
    seen = rows_within(scope_of(request.user))
    pages = Paginator(found(seen, asked, clock.today()), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    owed = set(seen.order_by().values_list("unit__name", "document").distinct())
    context = {
        "asked": asked,
        "page": page,
        "rows": lines(page.object_list),
        "before": asked.address(page.number - 1) if page.has_previous() else "",
        "after": asked.address(page.number + 1) if page.has_next() else "",
        "units": sorted({unit for unit, _ in owed}),
        "documents": [(id, shelf().short(id)) for id in sorted({id for _, id in owed}) if id in shelf().policies],
        "lights": [("ahead", "将到期、告急"), *LIGHTS.items()],
        "everything": Asked().address(),
        "acts": several(request.user),
        "here": asked.address(page.number),
        "wrong": wrong,
        "told": told,
        "done": _number(request.GET.get("done", "")),
        "text": request.POST.get("text", ""),
    }
    return render(request, "board/rows.html", context, status=422 if wrong or told else 200)


def _together(request: HttpRequest) -> tuple[str, Told | None]:
    """What is wrong with what was posted, or what came of it for each row."""
    kind, text = request.POST.get("kind", ""), request.POST.get("text", "").strip()[:4000]
    if kind not in dict(several(request.user)):
        return "这一步不能几项一起办。", None
    if kind in WITH_WORDS and not text:
        return "请写一句说明。", None
    ids = {int(text) for text in request.POST.getlist("row")[:A_PAGE] if text.isdecimal() and len(text) < 19}
    scope = scope_of(request.user)
    chosen = list(rows_within(scope).filter(pk__in=ids).select_related("unit").order_by("id"))
    if not chosen or len(chosen) != len(ids):
        return "请先勾选要办的几项。", None
    holder = request.user if kind == Kind.ASSIGNED else None
    taken = [(one, Taken(one.pk, kind, request.user, text=text, holder=holder)) for one in chosen]
    return "", each(((one.title, partial(take, request.user, scope, one, step)) for one, step in taken), (RegisterError,))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*READERS)
def row(request: HttpRequest, id: int) -> HttpResponse:
    """One row: where it stands, the words it stands on, what has happened, and what can be done."""
    scope = scope_of(request.user)
    one = rows_within(scope).filter(pk=id).select_related("unit", "holder", "party").first()
    if one is None:
        raise Http404
    can, wrong = steps_of(request.user, scope, one), ""
    if request.method == "POST":
        wrong = _act(request, scope, one)
        if not wrong:
            return redirect("board:row", id)
    steps = list(one.steps.select_related("account").order_by("number"))
    context = {
        "row": one,
        "instrument": shelf().instruments.get(one.instrument),
        "steps": steps,
        "seen": len(steps),
        "acts": [(kind, verb(request.user, kind)) for kind in can],
        "today": clock.today(),
        "wrong": wrong,
        "given": request.POST.dict(),
    }
    return render(request, "board/row.html", context, status=422 if wrong else 200)


def _act(request: HttpRequest, scope: Scope, one: Row) -> str:
    kind = request.POST.get("kind", "")
    text = request.POST.get("text", "").strip()[:4000]
    taken = Taken(
        one.pk,
        kind,
        request.user,
        _day(request.POST.get("on", "")),
        text,
        request.POST.get("extend_by", ""),
        request.user if kind == Kind.ASSIGNED else None,
        _number(request.POST.get("seen", "")),
    )
    try:
        take(request.user, scope, one, taken)
    except RegisterError as error:
        return f"{error}。"
    return ""


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 6 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@require_safe
@signed_in(*READERS)
def weeks(request: HttpRequest) -> HttpResponse:
    return render(request, "board/weeks.html", {"mondays": Weekly.objects.order_by("-monday").values_list("monday", flat=True)})


@require_safe
@signed_in(*READERS)
def week(request: HttpRequest, monday: date) -> HttpResponse:
    content = _week(request, monday)
    totals = {name: sum(unit[name] for unit in content["units"]) for name in ("owed", "on_time", "late", "open")}
    return render(request, "board/week.html", {"monday": monday, "content": content, "totals": totals})


@require_safe
@signed_in(*READERS)
def week_sheet(request: HttpRequest, monday: date) -> HttpResponse:
    """The same as a workbook."""
    response = HttpResponse(workbook(_week(request, monday), monday), content_type=SHEET)
    response.headers["Content-Disposition"] = f'attachment; filename="weekly-{monday}.xlsx"'
    return response


def _week(request: HttpRequest, monday: date) -> dict[str, Any]:
    report = Weekly.objects.filter(monday=monday).first()
    if report is None:
        raise Http404
    content = week_within(report.content, scope_of(request.user))
    for late in content["late"]:
        late["short"] = shelf().short(late["document"]) if late["document"] in shelf().policies else late["document"]
    return content


@require_safe
@signed_in(*READERS)
def unassigned(request: HttpRequest) -> HttpResponse:
    """Duties that bind nobody whom the board could press."""
    by_document: dict[str, list[Any]] = {}
    for one in duties()[1]:
        by_document.setdefault(one.document.id, []).append(one)
    return render(request, "board/unassigned.html", {"documents": by_document, "count": len(duties()[1])})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Role.ADMINISTRATOR, Role.SUPERVISOR)
def days(request: HttpRequest) -> HttpResponse:
    """The days that limits hang on; administrators enter and correct them."""
    wrong, given = "", request.POST.dict()
    if request.method == "POST":
        day = _day(given.get("day", ""))
        if request.user.role != Role.ADMINISTRATOR:
            wrong = "只有管理员登记事件的日子。"
        elif day is None and given.get("day", "").strip():
            wrong = "请填一个日期，例如 2020-03-12。"
        else:
            try:
                enter_event_day(given.get("name", ""), day, source=given.get("source", "")[:500], by=request.user)
                return redirect("board:days")
            except RegisterError as error:
                wrong = f"{error}。"
    entries: dict[str, list[EventDay]] = {}
    for entry in EventDay.objects.order_by("-id"):
        entries.setdefault(entry.name, []).append(entry)
    context = {"events": sorted(entries.items()), "enters": request.user.role == Role.ADMINISTRATOR, "wrong": wrong, "given": given}
    return render(request, "board/days.html", context, status=422 if wrong else 200)
