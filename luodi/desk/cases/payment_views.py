"""Pages of money: the list that waits for the second hand, out as a workbook and back; what is left; a wrong payment put right."""

import re
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from luodi.desk import clock
from luodi.desk.cases.corrections import check_correction, corrects, drop_correction, net_paid, write_correction
from luodi.desk.cases.errors import CaseError
from luodi.desk.cases.matters import matters
from luodi.desk.cases.models import Case, Pot
from luodi.desk.cases.payments import MOST_BYTES, open_corrections, read, release, waiting, written
from luodi.desk.cases.pots import enter_pot, left_of, pots_of
from luodi.desk.cases.queries import cases_within
from luodi.desk.cases.showing import whose
from luodi.desk.parties.models import Role
from luodi.desk.parties.queries import scope_of
from luodi.desk.portal.gate import signed_in
from luodi.desk.portal.library import shelf
from luodi.desk.registers.errors import RegisterError
from luodi.places.errors import PlaceError

YUAN = re.compile(r"(\d{1,12})(?:\.(\d{1,2}))?")
SHOWN = 100
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Role.OFFICIAL)
def payments(request: HttpRequest) -> HttpResponse:
    scope, refused = scope_of(request.user), ""
    if request.method == "POST":
        file = request.FILES.get("list")
        if file is None or file.size > MOST_BYTES:
            refused = "请选一份填好回单号的清单，XLSX 文件，不大于2兆。"
        else:
            try:
                release(read(file), scope, request.user)
                return redirect("cases:payments")
            except (CaseError, RegisterError) as error:
                refused = f"{error}。一笔也没有付。"
    orders = list(waiting(scope))
    context = {
        "orders": [(order, whose(order.case, request.user)) for order in orders],
        "total": sum(order.amount for order in orders),
        "pots": left_of(pots_of((order.case for order in orders), clock.today())),
        "corrections": open_corrections(scope),
        "refused": refused,
    }
    return render(request, "cases/payments.html", context, status=422 if refused else 200)


@require_safe
@signed_in(Role.OFFICIAL)
def payment_sheet(request: HttpRequest) -> HttpResponse:
    orders = [(order, whose(order.case, request.user)) for order in waiting(scope_of(request.user))]
    response = HttpResponse(written(orders), content_type=SHEET)
    response.headers["Content-Disposition"] = f'attachment; filename="payments-{clock.today()}.xlsx"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Role.OFFICIAL, Role.SUPERVISOR, Role.ADMINISTRATOR)
def pots(request: HttpRequest) -> HttpResponse:
    """The sums there are, with what is left of each; administrators enter them."""
    enters, refused = request.user.role == Role.ADMINISTRATOR, ""
    if request.method == "POST":
        refused = _enter_pot(request) if enters else "只有管理员登记总额。"
        if not refused:
            return redirect("cases:pots")
    found = scope_of(request.user).limit(Pot.objects.order_by("-since", "-id"), region="region", unit="", party="")
    context = {
        "pots": left_of(found[:SHOWN]),
        "enters": enters,
        "matters": [matter for matter in matters().values() if matter.pays],
        "places": shelf().places,
        "today": clock.today(),
        "given": request.POST,
        "refused": refused,
    }
    return render(request, "cases/pots.html", context, status=422 if refused else 200)


def _enter_pot(request: HttpRequest) -> str:
    posted = request.POST
    try:
        region = shelf().regions.code(posted.get("place", ""))
        if not scope_of(request.user).covers(region=region, unit=""):
            return "这个地方不在您管的地区。"
        amount, since = _fen(posted.get("amount", "")), date.fromisoformat(posted.get("since", ""))
        enter_pot(posted.get("service", ""), region, amount, since=since, source=posted.get("source", ""), by=request.user)
    except PlaceError as error:
        return f"{error.found}。{error.hint}"
    except ValueError:
        return "请填总额（元）和日期，例如 3000000、2020-03-01。"
    except CaseError as error:
        return f"{error}。"
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Role.FIRM, Role.PERSON, Role.OFFICIAL, Role.WINDOW, Role.SUPERVISOR, Role.ADMINISTRATOR)
def correction(request: HttpRequest, id: int) -> HttpResponse:
    """What was paid of a case, what was put right since, and what the payee has in the end."""
    one = (
        cases_within(scope_of(request.user))
        .filter(pk=id, payment__paid_on__isnull=False)
        .select_related("unit", "party", "payment")
        .first()
    )
    if one is None:
        raise Http404
    refused = _correct(request, one) if request.method == "POST" else ""
    if request.method == "POST" and not refused:
        return redirect("cases:correction", id)
    rows = list(one.payment.corrections.select_related("maker", "checker"))
    context = {
        "case": one,
        "whose": whose(one, request.user),
        "net": net_paid(one.payment),
        "corrections": rows,
        "open": next((row for row in rows if row.done_on is None), None),
        "corrects": corrects(request.user, one),
        "refused": refused,
        "given": request.POST,
    }
    return render(request, "cases/correction.html", context, status=422 if refused else 200)


def _correct(request: HttpRequest, one: Case) -> str:
    posted, by = request.POST, request.user
    try:
        match posted.get("what"):
            case "back" | "after" as way:
                amount = _fen(posted.get("amount", ""))
                write_correction(one, -amount if way == "back" else amount, reason=posted.get("reason", ""), by=by)
            case "check":
                check_correction(one, receipt=posted.get("receipt", ""), by=by)
            case "drop":
                drop_correction(one, by=by)
            case _:
                return "请选追回还是补付。"
    except ValueError:
        return "请填金额，单位是元，最多两位小数。"
    except CaseError as error:
        return f"{error}。"
    return ""


def _fen(text: str) -> int:
    """22000000 of 220000. ValueError for what is no sum of yuan."""
    match = YUAN.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))
