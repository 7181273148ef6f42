"""Pages that read: the front, the library, a document, a measure, a search, how to read all this, and the day."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from luodi.desk.portal import documents, levels
from luodi.desk.portal.asking import subjects
from luodi.desk.portal.day import DayRefusedError, choose_day, chosen_day, read_day
from luodi.desk.portal.library import shelf
from luodi.desk.portal.measures import measure
from luodi.desk.portal.searching import Asked, FormRefusedError, answer, asked_for, offered
from luodi.desk.portal.upper import words_for
from luodi.desk.search.errors import NoIndexError
from luodi.desk.search.queries import choices


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    encoded = [entry for _, entries in documents.by_level(shelf()) for entry in entries if entry.made]
    return render(
        request,
        "portal/front.html",
        {"figures": documents.figures(shelf()), "encoded": encoded, "subjects": subjects(shelf()), "words": words_for(request.user)},
    )


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    asked = asked_for(request.GET.dict())
    page = request.GET.get("page", "1")
    context = {"asked": asked, "places": shelf().places, "widened": Asked(q=asked.q).address(1)}
    try:
        context |= offered(choices())
        context["answer"] = answer(shelf(), asked, int(page) if page.isdecimal() and len(page) < 6 else 1)
    except NoIndexError as missing_index:
        return render(request, "portal/search.html", {**context, "wrong": {"q": str(missing_index)}}, status=503)
    except FormRefusedError as refused:
        return render(request, "portal/search.html", {**context, "wrong": refused.wrong}, status=422)
    return render(request, "portal/search.html", context)


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/library.html", {"levels": documents.by_level(shelf()), "figures": documents.figures(shelf())})


@require_safe
def document(request: HttpRequest, id: str) -> HttpResponse:
    if id not in shelf().documents:
        raise Http404
    text = shelf().documents[id]
    words, at = request.GET.getlist("q")[:12], request.GET.get("at", "")
    rows = documents.rows(shelf(), text, words, at)
    context = {
        "document": text,
        "policy": shelf().policies[id],
        "entry": documents.entry(shelf(), text),
        "coverage": levels.coverage(shelf(), shelf().policies[id]),
        "standing": documents.standing(shelf(), shelf().policies[id], chosen_day(request)),
        "level": documents.LEVELS.get(text.level, ""),
        "rows": rows,
        "sections": [row for row in rows if row.standing_heading and row.depth == 0],
        "remarks": documents.remarks_by_place(text),
        "rule": documents.RULES.get(text.unit_rule, ""),
        "cited": bool(words),
    }
    return render(request, "portal/document.html", context)


@require_safe
def measure_page(request: HttpRequest, id: str) -> HttpResponse:
    if id not in shelf().instruments:
        raise Http404
    return render(request, "portal/measure.html", {"measure": measure(shelf(), shelf().instruments[id])})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/about.html", {"first": shelf().first_day, "last": shelf().last_day})


@require_http_methods(["GET", "HEAD", "POST"])
def day_page(request: HttpRequest) -> HttpResponse:
    """Choose the day the site answers for, then go back to the page one came from."""
    back = request.POST.get("back", request.GET.get("back", "/"))
    back = back if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}) else "/"
    context = {"back": back, "first": shelf().first_day, "last": shelf().last_day, "text": chosen_day(request).isoformat()}
    if request.method != "POST":
        return render(request, "portal/day.html", context)
    text = request.POST.get("day", "").strip()
    try:
        choose_day(request, read_day(text))
    except DayRefusedError as refused:
        return render(request, "portal/day.html", {**context, "error": str(refused), "text": text}, status=422)
    return redirect(back)


def unreadable(_request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django names it
    """What was sent is no request that a browser makes here: too much at once, a foreign host, a broken form."""
    return HttpResponse(render_to_string("400.html"), status=400)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django names it
    return render(request, "404.html", status=404)


def not_yours(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django names it
    return render(request, "403.html", status=403)


def broken(_request: HttpRequest) -> HttpResponse:
    """Made without the request, so that whatever broke the page cannot break this one too."""
    return HttpResponse(render_to_string("500.html"), status=500)


def expired(request: HttpRequest, **_reason: str) -> HttpResponse:
    """A form whose key no longer fits: the page lay open too long, or cookies are off."""
    return render(request, "portal/expired.html", status=403)
