"""Pages that ask: for whom, one question after another or all at once, and what comes of it."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luodi.desk import clock
from luodi.desk.parties.models import Party, Role
from luodi.desk.parties.queries import facts_on, organisations_of, sample_parties
from luodi.desk.portal import asking
from luodi.desk.portal.answers import SKIPPED, clear_answers, known, mark_origin, mark_own, origin, own_of, read_answers, write_answers
from luodi.desk.portal.day import chosen_day
from luodi.desk.portal.gate import signed_in
from luodi.desk.portal.library import shelf
from luodi.desk.portal.musts import musts
from luodi.desk.portal.questions import Field, complaint, field, read_answer
from luodi.desk.portal.results import Result, result
from luodi.desk.portal.upper import hear
from luodi.places.errors import PlaceError
from luodi.policy.errors import PolicyError
from luodi.policy.model import Fact

ENOUGH = 6
BACK = ("result", "musts")
MOST_DIGITS = 18


def _facts(subject: str) -> dict[str, Fact]:
    if not asking.serves(shelf(), subject):
        raise Http404
    return asking.facts_of(shelf(), subject)


def _answers(request: HttpRequest, subject: str) -> dict[str, str]:
    return read_answers(request.session, subject, _facts(subject))


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/ask.html", {"subjects": asking.subjects(shelf())})


@require_safe
def start(request: HttpRequest, subject: str) -> HttpResponse:
    answers = _answers(request, subject)
    decision = asking.decide(shelf(), subject, answers, chosen_day(request))
    context = {
        "subject": subject,
        "answers": known(answers),
        "progress": asking.progress(decision),
        "samples": sample_parties(subject),
        "own": _own(request, subject),
    }
    return render(request, "portal/start.html", context)


@require_safe
def next_page(request: HttpRequest, subject: str) -> HttpResponse:
    """On to the question that settles the most; to the result where none is left."""
    answers = _answers(request, subject)
    decision = asking.decide(shelf(), subject, answers, chosen_day(request))
    question_ = asking.next_question(decision, answers)
    if question_ is None:
        return redirect("portal:result", subject)
    return redirect("portal:question", subject, question_.fact)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, subject: str, fact: str) -> HttpResponse:
    facts, answers = _facts(subject), _answers(request, subject)
    if fact not in facts:
        raise Http404
    to = request.POST.get("to", request.GET.get("to", ""))
    if request.method == "POST":
        try:
            text = SKIPPED if "skip" in request.POST else read_answer(facts[fact], request.POST)
        except (PolicyError, PlaceError) as error:
            shown = field(facts[fact], answers.get(fact), complaint(facts[fact], error), request.POST)
            return _question(request, subject, shown, answers, to, status=422)
        write_answers(request.session, subject, {**answers, fact: text})
        return redirect(f"portal:{to if to in BACK else 'next'}", subject)
    return _question(request, subject, field(facts[fact], answers.get(fact)), answers, to)


def _question(request: HttpRequest, subject: str, shown: Field, answers: Mapping[str, str], to: str, status: int = 200) -> HttpResponse:
    fact = shown.fact.name
    others = {name: text for name, text in answers.items() if name != fact}
    day = chosen_day(request)
    without = asking.decide(shelf(), subject, others, day)
    settles = next((item.settles for item in without.ask if item.fact == fact), ())
    previous = asking.before(fact, answers)
    context = {
        "subject": subject,
        "field": shown,
        "settles": [shelf().instruments[id] for id in settles[:ENOUGH] if id in shelf().instruments],
        "place_open": shown.kind == "region" and asking.place_open(shelf(), settles),
        "more": max(len(settles) - ENOUGH, 0),
        "only_encouraged": asking.only_encouraged(shelf(), settles),
        "progress": asking.progress(asking.decide(shelf(), subject, answers, day)),
        "back": reverse("portal:question", args=[subject, previous]) if previous else reverse("portal:start", args=[subject]),
        "to": to if to in BACK else "",
        "places": shelf().places if shown.kind == "region" else (),
    }
    return render(request, "portal/question.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def all_questions(request: HttpRequest, subject: str) -> HttpResponse:
    facts, answers = _facts(subject), _answers(request, subject)
    posted = request.POST if request.method == "POST" else None
    errors: dict[str, str] = {}
    if posted is not None:
        given = dict(answers)
        for name, fact in facts.items():
            try:
                text = read_answer(fact, posted)
            except (PolicyError, PlaceError) as error:
                errors[name] = complaint(fact, error)
                continue
            if text != SKIPPED or given.get(name):
                given[name] = text
        write_answers(request.session, subject, given)
        if not errors:
            return redirect("portal:result", subject)
    groups = [
        (title, [field(fact, answers.get(fact.name), errors.get(fact.name, ""), posted) for fact in members])
        for title, members in asking.grouped(shelf(), subject)
    ]
    wrong = [item for _, members in groups for item in members if item.error]
    context = {"subject": subject, "groups": groups, "wrong": wrong, "places": shelf().places}
    return render(request, "portal/all.html", context, status=422 if wrong else 200)


@require_safe
def result_page(request: HttpRequest, subject: str) -> HttpResponse:
    """What is settled, with its reasons; long lists of what waits, is only encouraged or is refused come when asked for (`show`)."""
    facts, answers = _facts(subject), _answers(request, subject)
    decision = asking.decide(shelf(), subject, answers, chosen_day(request))
    found = result(shelf(), decision, asking.nearest(shelf(), decision, answers))
    context = {
        "subject": subject,
        "decision": decision,
        "result": found,
        "own": _heard(request, subject, found),
        "progress": asking.progress(decision),
        "said": [field(facts[name], text) for name, text in answers.items()],
        "next": asking.next_question(decision, answers),
        "asked": set(facts),
        "origin": origin(request.session, subject),
        "show": request.GET.get("show", ""),
    }
    return render(request, "portal/result.html", context)


def _own(request: HttpRequest, subject: str) -> list[Party]:
    """The organisations of a kind that somebody signed in acts for; none for anybody else."""
    clerk = request.user.is_authenticated and request.user.role == Role.FIRM
    return [one for one in organisations_of(request.user, clock.today()) if one.subject == subject] if clerk else []


def _heard(request: HttpRequest, subject: str, found: Result) -> Party | None:
    """The organisation that somebody signed in answers for, once whoever counts it has heard which documents give it something."""
    marked = own_of(request.session, subject)
    mine = next((one for one in _own(request, subject) if one.pk == marked), None) if marked else None
    if mine is not None:
        hear(mine, dict.fromkeys(card.outcome.document for card in (*found.certain, *found.possible)))
    return mine


@require_safe
def musts_page(request: HttpRequest, subject: str) -> HttpResponse:
    facts, answers = _facts(subject), _answers(request, subject)
    shown = musts(shelf(), asking.bind(shelf(), subject, answers, chosen_day(request)))
    return render(request, "portal/musts.html", {"subject": subject, "musts": shown, "asked": set(facts), "said": known(answers)})


@require_POST
def clear(request: HttpRequest, subject: str) -> HttpResponse:
    _facts(subject)
    clear_answers(request.session, subject)
    return redirect("portal:start", subject)


@require_POST
def sample(request: HttpRequest, subject: str) -> HttpResponse:
    """Take over what is on record about a synthetic organisation as one's own answers."""
    facts = _facts(subject)
    number = request.POST.get("party", "")
    if not number.isdecimal() or len(number) > MOST_DIGITS:
        raise Http404
    party = get_object_or_404(Party, pk=int(number), synthetic=True, subject=subject)
    said = {name: value for name, value in facts_on(party, chosen_day(request)).items() if name in facts}
    write_answers(request.session, subject, said)
    mark_origin(request.session, subject, party.name)
    return redirect("portal:result", subject)


@require_POST
@signed_in(Role.FIRM)
def own(request: HttpRequest, subject: str) -> HttpResponse:
    """Take over what is held of an organisation that one acts for as its answers."""
    facts = _facts(subject)
    party = next((one for one in _own(request, subject) if str(one.pk) == request.POST.get("party")), None)
    if party is None:
        raise Http404
    held = {name: value for name, value in facts_on(party, chosen_day(request)).items() if name in facts}
    write_answers(request.session, subject, held)
    mark_own(request.session, subject, party.pk)
    return redirect("portal:result", subject)
