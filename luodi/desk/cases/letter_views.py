"""The page of a letter, to be read and to be printed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luodi.desk.cases.letters import letter_of
from luodi.desk.cases.models import Event
from luodi.desk.cases.queries import cases_within
from luodi.desk.cases.showing import whose
from luodi.desk.cases.views import READERS
from luodi.desk.parties.queries import scope_of
from luodi.desk.portal.gate import signed_in


@require_safe
@signed_in(*READERS)
def letter(request: HttpRequest, id: int) -> HttpResponse:
    """The letter about an event of a case within the reader's scope."""
    within = cases_within(scope_of(request.user))
    event = Event.objects.filter(pk=id, case__in=within).select_related("case__party", "case__unit").first()
    letter = letter_of(event.case, event) if event else None
    if event is None or letter is None:
        raise Http404
    return render(
        request, "cases/letter.html", {"case": event.case, "event": event, "letter": letter, "whose": whose(event.case, request.user)}
    )
