"""The page of what a document costs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luodi.desk.drafting.charts import FOOT, HEIGHT, WIDTH, bars, columns
from luodi.desk.drafting.costs import SUBJECT, Asked, AskedWrongError, cost, documents, subjects
from luodi.desk.parties.models import Role
from luodi.desk.portal.day import chosen_day
from luodi.desk.portal.gate import signed_in
from luodi.outlook.forecast import Cost, Day, Forecast
from luodi.outlook.forecast_show import WAY_TITLES, percent

READERS = (Role.DRAFTER, Role.OFFICIAL, Role.SUPERVISOR, Role.ADMINISTRATOR)
FIRST_FEW = 12
LONGEST = 60
POT_WORDS = ("只付确定的", "连可能的一起付")


@require_safe
@signed_in(*READERS)
def costs(request: HttpRequest) -> HttpResponse:
    """What a document's measures cost over a synthetic population on the day the site answers for."""
    given = {name: request.GET.get(name, "").strip()[:LONGEST] for name in ("subject", "document", "pot")}
    asked = Asked(given["subject"] or SUBJECT, given["document"], given["pot"])
    context = {"asked": asked, "subjects": subjects(), "documents": documents(asked.subject)}
    try:
        found = cost(asked, chosen_day(request))
    except AskedWrongError as wrong:
        return render(request, "drafting/costs.html", {**context, "wrong": {wrong.field: str(wrong)}}, status=422)
    return render(request, "drafting/costs.html", context | _shown(found))


def _shown(found: Forecast) -> dict[str, object]:
    day = found.days[0]
    benefits = {line.benefit.id: line.benefit for line in found.lines}
    measures = [(benefits[id], each) for id, each in day.benefits.items() if each.certain or each.possible]
    measures.sort(key=lambda pair: (-pair[1].certain, -pair[1].possible))
    return {
        "found": day,
        "rows": found.rows,
        "bearers": bars([(bearer, level, each) for (level, bearer), each in day.bearers.items()]),
        "measures": measures[:FIRST_FEW],
        "more_measures": len(measures) - FIRST_FEW,
        "unsummed": sum(each.unsummed > 0 for each in day.benefits.values()),
        "ways": [(WAY_TITLES[way], found.by[way], *_few(day, way)) for way in WAY_TITLES if day.groups.get(way)],
        "days": found.days,
        "columns": columns(found.days),
        "chart": {"width": WIDTH, "height": HEIGHT, "base": HEIGHT - FOOT},
        "pots": [(words, paid, percent(paid)) for _, *both in day.pots for words, paid in zip(POT_WORDS, both, strict=True)],
    }


def _few(day: Day, way: str) -> tuple[list[object], int]:
    """The dearest groups, and how many more there are."""
    groups: list[tuple[str, str, Cost]] = [(name, "", each) for name, each in day.groups[way].items()]
    drawn = bars(groups)
    return [*drawn[:FIRST_FEW]], len(drawn) - FIRST_FEW
