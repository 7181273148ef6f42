"""The page of the payment list: what waits for the second hand, out as a workbook and back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from luodi.desk import clock
from luodi.desk.cases.errors import CaseError
from luodi.desk.cases.payments import MOST_BYTES, read, release, waiting, written
from luodi.desk.parties.models import Role
from luodi.desk.parties.queries import scope_of
from luodi.desk.portal.gate import signed_in
from luodi.desk.registers.errors import RegisterError

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
    context = {"orders": orders, "total": sum(order.amount for order in orders), "refused": refused}
    return render(request, "cases/payments.html", context, status=422 if refused else 200)


@require_safe
@signed_in(Role.OFFICIAL)
def payment_sheet(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(written(waiting(scope_of(request.user))), content_type=SHEET)
    response.headers["Content-Disposition"] = f'attachment; filename="payments-{clock.today()}.xlsx"'
    return response
