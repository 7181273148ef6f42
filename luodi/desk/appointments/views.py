"""Pages of appointments: the halls, a hall's times, one's own, the list of a day for the window, and what administrators enter."""

from datetime import date, timedelta

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from luodi.desk import clock
from luodi.desk.appointments.actions import (
    CLERKS,
    Wish,
    book,
    cancel,
    change,
    close_day,
    close_times,
    enter_hall,
    mark,
    open_times,
    owns,
    reopen_day,
)
from luodi.desk.appointments.calendar_file import calendar_file
from luodi.desk.appointments.errors import AppointmentError
from luodi.desk.appointments.models import Booking, Closing, Days, Hall, Opening, State
from luodi.desk.appointments.queries import bookings_within, days_ahead, halls_of
from luodi.desk.ledger.actions import record_reading
from luodi.desk.parties.classes import shown
from luodi.desk.parties.models import PUBLIC_ROLES, Role, Unit
from luodi.desk.parties.queries import organisations_of, scope_of
from luodi.desk.portal.gate import signed_in
from luodi.desk.portal.library import shelf
from luodi.places.errors import PlaceError

ANYBODY = (Role.FIRM, Role.PERSON)
PROMISES = ("jj-any-day", "jxmut-weekends-too")
SHOWN = 50


@require_safe
def halls(request: HttpRequest) -> HttpResponse:
    """Where one can go, and what one has booked."""
    books = request.user.is_authenticated and request.user.role in PUBLIC_ROLES
    own = bookings_within(scope_of(request.user)).filter(day__gte=clock.today(), state=State.BOOKED)[:SHOWN] if books else ()
    q = request.GET.get("q", "").strip()[:60]
    found = [one for one in Hall.objects.select_related("unit") if _fits(one, q)]
    promises = [shelf().instruments[id] for id in PROMISES if id in shelf().instruments]
    return render(request, "appointments/halls.html", {"halls": found, "own": own, "q": q, "promises": promises})


def _fits(hall: Hall, q: str) -> bool:
    said = " ".join((shelf().regions.full_name(hall.region), hall.name, hall.unit.name, *hall.matters))
    return all(word in said for word in q.split())


@require_http_methods(["GET", "HEAD", "POST"])
def hall(request: HttpRequest, id: int) -> HttpResponse:
    """The times of a hall with the places left. To take one, one signs in."""
    one, refused = Hall.objects.select_related("unit").filter(pk=id).first(), ""
    if one is None:
        raise Http404
    if request.method == "POST":
        return _book(request, one)
    return _times(request, one, refused)


@signed_in(*ANYBODY)
def _book(request: HttpRequest, one: Hall) -> HttpResponse:
    posted = request.POST
    firms = organisations_of(request.user, clock.today())
    firm = next((each for each in firms if str(each.pk) == posted.get("firm")), None)
    day, minute = _time(posted.get("time", ""))
    if day is None:
        return _times(request, one, "请选一个时间。")
    wish = Wish(one.pk, day, minute, posted.get("matter", ""), firm)
    instead = _own(request, posted.get("instead", ""))
    try:
        taken = change(instead, wish, by=request.user) if instead else book(wish, by=request.user)
    except AppointmentError as error:
        return _times(request, one, f"{error}。")
    return redirect("appointments:booking", taken.pk)


def _times(request: HttpRequest, one: Hall, refused: str) -> HttpResponse:
    books = request.user.is_authenticated and request.user.role in PUBLIC_ROLES
    given = request.POST or request.GET
    context = {
        "hall": one,
        "days": days_ahead(one, clock.today()),
        "closings": one.closings.filter(day__gte=clock.today()),
        "books": books,
        "stranger": not request.user.is_authenticated,
        "firms": organisations_of(request.user, clock.today()) if books else [],
        "instead": _own(request, given.get("instead", "")) if books else None,
        "refused": refused,
        "given": given,
    }
    return render(request, "appointments/hall.html", context, status=422 if refused else 200)


def _time(text: str) -> tuple[date | None, int]:
    """2020-03-11 570: the day and the minute; None for what is none."""
    day, _, minute = text.partition(" ")
    try:
        return (date.fromisoformat(day), int(minute)) if minute.isdecimal() and len(minute) < 5 else (None, 0)
    except ValueError:
        return None, 0


def _own(request: HttpRequest, text: str) -> Booking | None:
    """The appointment to be changed, where it is one's own."""
    if not text.isdecimal() or len(text) > 18:
        return None
    return bookings_within(scope_of(request.user)).filter(pk=int(text), state=State.BOOKED).first()


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*ANYBODY, Role.WINDOW, Role.OFFICIAL, Role.SUPERVISOR, Role.ADMINISTRATOR)
def booking(request: HttpRequest, id: int) -> HttpResponse:
    """One appointment: when, where, what for; to be given back or changed by whose it is."""
    one, refused = _booking(request, id), ""
    if request.method == "POST":
        try:
            cancel(one, by=request.user)
            return redirect("appointments:booking", id)
        except AppointmentError as error:
            refused = f"{error}。"
    own = owns(one, request.user) and one.state == State.BOOKED and one.day >= clock.today()
    who = shown(one.account, ["name"], scope_of(request.user), inside=True, log=record_reading)["name"]
    context = {"booking": one, "who": who, "own": own, "closed": one.hall.closings.filter(day=one.day).first(), "refused": refused}
    return render(request, "appointments/booking.html", context, status=422 if refused else 200)


def _booking(request: HttpRequest, id: int) -> Booking:
    found = bookings_within(scope_of(request.user)).filter(pk=id).first()
    if found is None:
        raise Http404
    return found


@require_safe
@signed_in(*ANYBODY, Role.WINDOW, Role.OFFICIAL, Role.SUPERVISOR, Role.ADMINISTRATOR)
def file(request: HttpRequest, id: int) -> HttpResponse:
    response = HttpResponse(calendar_file(_booking(request, id), clock.now()), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="appointment-{id}.ics"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*CLERKS)
def desk(request: HttpRequest) -> HttpResponse:
    """Who comes on a day to the halls of one's unit; whether each came."""
    day = _time(f"{request.GET.get('day', '')} 0")[0] or clock.today()
    scope, refused = scope_of(request.user), ""
    mine = halls_of(request.user, scope)
    if request.method == "POST":
        refused = _mark(request, bookings_within(scope).filter(hall__in=mine))
        if not refused:
            return redirect(f"{request.path}?day={day}")
    rows = bookings_within(scope).filter(hall__in=mine, day=day).exclude(state=State.CANCELLED).order_by("minute", "hall", "seat")
    context = {
        "day": day,
        "rows": rows,
        "halls": mine,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "marks": day <= clock.today(),
        "refused": refused,
    }
    return render(request, "appointments/desk.html", context, status=422 if refused else 200)


def _mark(request: HttpRequest, within: QuerySet[Booking]) -> str:
    number, _, state = request.POST.get("mark", "").partition(" ")
    one = within.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    if one is None:
        return "没有这个预约。"
    try:
        mark(one, state, by=request.user)
    except AppointmentError as error:
        return f"{error}。"
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Role.ADMINISTRATOR)
def enter(request: HttpRequest) -> HttpResponse:
    """Halls and the times they open."""
    refused = ""
    if request.method == "POST":
        refused = _enter(request)
        if not refused:
            return redirect("appointments:enter")
    context = {
        "halls": Hall.objects.select_related("unit").prefetch_related("openings", "closings"),
        "days": Days.choices,
        "week": list(zip("1234567", "一二三四五六日", strict=True)),
        "units": Unit.objects.order_by("name").values_list("name", flat=True),
        "places": shelf().places,
        "today": clock.today(),
        "refused": refused,
        "given": request.POST,
    }
    return render(request, "appointments/enter.html", context, status=422 if refused else 200)


def _enter(request: HttpRequest) -> str:
    """What is wrong with an entry, empty where it was written."""
    posted, by = request.POST, request.user
    scope = scope_of(by)
    try:
        match posted.get("what"):
            case "hall":
                region = shelf().regions.code(posted.get("place", ""))
                if not scope.covers(region=region, unit=posted.get("unit", "")):
                    return "这个地方不在您管的地区。"
                columns = [posted.get(name, "") for name in ("name", "address")]
                ahead = _number(posted.get("ahead", ""))
                enter_hall(
                    posted.get("unit", ""),
                    region,
                    *columns,
                    posted.get("matters", "").split(),
                    ahead=ahead,
                    source=posted.get("source", ""),
                    by=by,
                )
            case "times":
                one = Hall.objects.filter(pk=_number(posted.get("hall", ""))).select_related("unit").first()
                if one is None or not scope.covers(region=one.region, unit=one.unit.name):
                    return "请选您管的地区里的大厅。"
                numbers = {name: _number(posted.get(name, "")) for name in ("length", "places")}
                hours = {name: _minute(posted.get(name, "")) for name in ("first", "last")}
                weekdays = "".join(sign for sign in "1234567" if f"week-{sign}" in posted)
                since = date.fromisoformat(posted.get("since", ""))
                open_times(one, posted.get("days", ""), **numbers, **hours, weekdays=weekdays, since=since, by=by)
            case "close":
                times = Opening.objects.filter(pk=_number(posted.get("opening", ""))).select_related("hall__unit").first()
                if times is None or not scope.covers(region=times.hall.region, unit=times.hall.unit.name):
                    return "请选您管的地区里的时间。"
                close_times(times, date.fromisoformat(posted.get("until", "")), by=by)
            case "shut":
                one = Hall.objects.filter(pk=_number(posted.get("hall", ""))).select_related("unit").first()
                if one is None or not scope.covers(region=one.region, unit=one.unit.name):
                    return "请选您管的地区里的大厅。"
                close_day(one, date.fromisoformat(posted.get("day", "")), posted.get("reason", ""), by=by)
            case "reopen":
                closing = Closing.objects.filter(pk=_number(posted.get("closing", ""))).select_related("hall__unit").first()
                if closing is None or not scope.covers(region=closing.hall.region, unit=closing.hall.unit.name):
                    return "请选您管的地区里的日子。"
                reopen_day(closing, by=by)
            case _:
                return "请选要登记什么。"
    except PlaceError as error:
        return f"{error.found}。{error.hint}"
    except ValueError:
        return "请填日期和时间，例如 2020-03-01、09:00。"
    except AppointmentError as error:
        return f"{error}。"
    return ""


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _minute(text: str) -> int:
    """570 of 09:30. ValueError for what is no time."""
    hour, _, minute = text.strip().partition(":")
    if not (hour.isdecimal() and minute.isdecimal() and len(hour) < 3 and len(minute) == 2 and int(minute) < 60):
        raise ValueError(text)
    return int(hour) * 60 + int(minute)
