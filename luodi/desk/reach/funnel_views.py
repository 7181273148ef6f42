"""How far documents have come, for officials and supervisors, each by the parties of her region."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luodi.desk.parties.models import Role
from luodi.desk.parties.queries import scope_of
from luodi.desk.portal.gate import signed_in
from luodi.desk.portal.library import shelf
from luodi.desk.reach.charts import drawn
from luodi.desk.reach.queries import STAGES, Funnel, by_benefit, by_document, total
from luodi.outlook.sheets import Cell, Sheet, workbook

READERS = (Role.OFFICIAL, Role.SUPERVISOR, Role.ADMINISTRATOR)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOTE = (
    "各数都是企业数，一家只数一次，限您负责的地区。送达率＝送达÷推送；知晓率＝推送到的企业里打开过、登录算过或申请过的÷推送；兑现率＝兑现÷申请。"
    "怎样算，文件没有写。没登录的人、个人账号不数。"
)


@require_safe
@signed_in(*READERS)
def front(request: HttpRequest) -> HttpResponse:
    found = _named(by_document(scope_of(request.user)))
    whole = total(funnel for _, funnel in found)
    return render(request, "reach/front.html", {"rows": found, **_drawn(whole)})


@require_safe
@signed_in(*READERS)
def document(request: HttpRequest, id: str) -> HttpResponse:
    """One document's funnel, and its benefits."""
    if id not in shelf().policies:
        raise Http404
    scope = scope_of(request.user)
    mine = next((one for one in by_document(scope) if one.key == id), Funnel(id))
    benefits = [(shelf().instruments[one.key], one) for one in by_benefit(scope, id) if one.key in shelf().instruments]
    return render(request, "reach/document.html", {"document": shelf().policies[id], "benefits": benefits, **_drawn(mine)})


@require_safe
@signed_in(*READERS)
def sheet(request: HttpRequest) -> HttpResponse:
    """The same as a workbook, with how it is counted."""
    heads = ("文件", *STAGES.values(), "知晓", "送达率（%）", "知晓率（%）", "兑现率（%）")
    rows = tuple((name, *_figures(funnel)) for name, funnel in _named(by_document(scope_of(request.user))))
    response = HttpResponse(workbook([Sheet("送达与兑现", heads, rows, NOTE)]), content_type=SHEET)
    response.headers["Content-Disposition"] = 'attachment; filename="reach.xlsx"'
    return response


def _drawn(funnel: Funnel) -> dict[str, object]:
    return {"funnel": funnel, "chart": drawn(funnel), "stages": [(label, getattr(funnel, name)) for name, label in STAGES.items()]}


def _figures(funnel: Funnel) -> tuple[Cell, ...]:
    rates = ("" if rate is None else rate for rate in (funnel.delivery, funnel.awareness, funnel.payment))
    return (*(getattr(funnel, name) for name in STAGES), funnel.aware, *rates)


def _named(funnels: list[Funnel]) -> list[tuple[str, Funnel]]:
    """By what screens call a document; one that the library no longer holds stays under its id."""
    return [(shelf().short(one.key) if one.key in shelf().policies else one.key, one) for one in funnels]
