"""Routes on cases: what can be applied for, filing, one's cases, and steps; money is let go on the pages alone, by two people."""
# ruff: noqa: ARG001 - a route is given its request by this name, whether or not it looks at it.

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from luodi.desk import clock
from luodi.desk.api.actions import digest
from luodi.desk.api.case_shapes import CaseIn, CaseOut, Cases, CaseStepIn, CaseWhole, Matters, MatterWhole
from luodi.desk.api.cursors import HIGHEST, MOST, by_key, by_name
from luodi.desk.api.door import Door
from luodi.desk.api.facts import wrong_facts
from luodi.desk.api.models import Right
from luodi.desk.api.posts import Key, described, posted, require_right
from luodi.desk.api.problems import Problem
from luodi.desk.api.shapes import PLAIN, WORD
from luodi.desk.cases.acting import FIRMS, steps_for
from luodi.desk.cases.actions import Step, take_step
from luodi.desk.cases.filing import Filing, file_case
from luodi.desk.cases.matters import Matter, matters
from luodi.desk.cases.models import Case, Kind
from luodi.desk.cases.places import asked_in, taken_by
from luodi.desk.cases.queries import cases_within
from luodi.desk.cases.rule import barred, offered
from luodi.desk.cases.showing import as_page
from luodi.desk.parties.actions import stand_as_person
from luodi.desk.parties.models import Account, Party, Role
from luodi.desk.parties.queries import organisations_of, scope_of
from luodi.desk.portal.library import shelf
from luodi.desk.registers.queries import light
from luodi.places.errors import PlaceError

router = Router()
HANDS = (Kind.TAKEN, Kind.HELD, Kind.RELEASED, Kind.EXTENDED)
ANSWERS = (Kind.AGREED, Kind.OBJECTED, Kind.ASKED, Kind.APPROVED, Kind.REFUSED)
UNITS = (*HANDS, *ANSWERS, Kind.CLEARED, Kind.CONTESTED, Kind.CHECKED, Kind.REOPENED)
TOKEN = 36


@router.get("/matters", auth=Door(Right.LIBRARY), response=Matters, summary="站点当天能申请的事项")
def offered_matters(request: HttpRequest, cursor: str = "", limit: int = Query(50, ge=1, le=MOST)) -> dict[str, Any]:
    return by_name([(matter.id, matter) for matter in offered(clock.today())], cursor, limit, _matter)


@router.get("/matters/{id}", auth=Door(Right.LIBRARY), response=MatterWhole, summary="一个事项在一个地方：材料、由谁受理、要说明的事实")
def matter_in(
    request: HttpRequest, id: str = Path(max_length=80), region: str = Query(max_length=40, pattern=PLAIN, examples=["360102"])
) -> dict[str, Any]:
    if id not in matters():
        raise Problem(404)
    found, day = matters()[id], clock.today()
    try:
        code = shelf().regions.code(region)
    except PlaceError as refused:
        raise Problem(422, f"{refused.found}。{refused.hint}", {"region": refused.found}) from None
    return _matter(found) | {
        "region": code,
        "units": taken_by(found, code, day),
        "papers": [{"name": name, "stands": stands} for name, stands in asked_in(found, code, day).papers.items()],
        "facts": [{"name": fact.name, "kind": fact.type.kind, "question": fact.question, "values": fact.values} for fact in found.facts],
        "barred": [{"title": ban.title, "document": ban.quote.document, "clause": ban.quote.clause} for ban in barred(found, code, day)],
    }


@router.get("/cases", auth=Door(Right.CASES), response=Cases, summary="办件：企业自己的，或职责范围内的")
def cases(
    request: HttpRequest, state: str = Query("", max_length=10, pattern=WORD), cursor: str = "", limit: int = Query(50, ge=1, le=MOST)
) -> dict[str, Any]:
    found = cases_within(scope_of(request.auth.account)).select_related("party", "unit")
    return by_key(found.filter(state=state) if state else found, cursor, limit, _case)


@router.get("/cases/{id}", auth=Door(Right.CASES), response=CaseWhole, summary="一件办件：办到哪里、材料、经过、现在能办哪些步")
def case(request: HttpRequest, id: int = Path(ge=1, le=HIGHEST)) -> dict[str, Any]:
    found = _one(request, id)
    page = as_page(found, request.auth.account)
    return _case(found) | {
        "item": found.item,
        "amount": page.standing.amount,
        "answers": dict(page.answers),
        "papers": [{"name": paper.name, "text": paper.text, "remark": paper.words} for paper in page.papers],
        "grounds": [{"document": one["document"], "clause": one["clause"], "words": one["words"]} for one in found.terms["grounds"]],
        "duties": [
            {"task": duty.task, "about": duty.about, "unit": duty.row.unit.name, "due": duty.row.due, "light": light(duty.row)}
            for duty, _ in page.duties
        ],
        "events": [
            {"kind": event.kind, "on": event.happened_on, "unit": event.unit.name if event.unit else "", "text": event.text}
            for event, _ in page.events
        ],
        "seen": page.seen,
        "steps": [kind for kind in steps_for(request.auth.account, found, page.standing) if kind in (*FIRMS, *UNITS)],
    }


@router.post("/cases", auth=Door(Right.FILE), response={201: CaseOut}, summary="提交一件；窗口的账号是代办")
def file(request: HttpRequest, said: CaseIn, key: Key) -> Status:
    """What the page's form asks; nothing that is not said is taken from what is known of the party. Papers are texts so far."""
    return Status(201, posted(request, key, said, lambda: _filed(request, said, key), CaseOut))


@router.post(
    "/cases/{id}/steps",
    auth=Door(Right.FILE, Right.HANDLE),
    response=CaseOut,
    summary="办一步",
    description=f"{described('file', FIRMS)}。{described('handle', UNITS)}。制单、复核、付款只在网站上由两个人办。",
)
def step(request: HttpRequest, said: CaseStepIn, key: Key, id: int = Path(ge=1, le=HIGHEST)) -> dict[str, Any]:
    require_right(request, Right.FILE if said.kind in FIRMS else Right.HANDLE)
    found = _one(request, id)
    return posted(request, key, said, lambda: _stepped(request, found, said), CaseOut)


def _one(request: HttpRequest, id: int) -> Case:
    found = cases_within(scope_of(request.auth.account)).select_related("party", "unit", "agent").filter(pk=id).first()
    if found is None:
        raise Problem(404)
    return found


def _filed(request: HttpRequest, said: CaseIn, key: str) -> dict[str, Any]:
    account = request.auth.account
    if said.service not in matters():
        raise Problem(422, errors={"service": f"没有“{said.service}”这件事项，见 GET /matters"})
    matter, region = matters()[said.service], shelf().regions.code(said.region)
    party = next(iter(_parties(account, said.party, region)), None)
    if party is None:
        raise Problem(422, errors={"party": "您的范围内没有这个代码的单位"})
    _require_facts(matter, said.answers)
    if said.on and account.role != Role.WINDOW:
        raise Problem(422, errors={"on": "自己提交的算当天；只有窗口代录的写哪天收到"})
    answers = said.answers | ({matter.place: region} if matter.place else {})
    token = digest(f"{request.auth.pk}:{key}")[:TOKEN]
    given = {"papers": said.papers, "pledges": said.pledges, "in_place": tuple(said.in_place), "item": said.item}
    filing = Filing(token, matter, party, region, answers, **given, on=said.on, way=said.way, caller=said.caller)
    return _case(file_case(filing, by=account, agent=account.role == Role.WINDOW)[0])


def _parties(account: Account, code: str, region: str) -> Iterable[Party]:
    """Whom one can file for of those with this code: one's own; at the window those of its region; a person, without a code, herself."""
    if account.role == Role.PERSON and not code:
        return [stand_as_person(account, region)]
    if account.role == Role.WINDOW:
        return scope_of(account).limit(Party.objects.filter(code=code).exclude(code=""), unit="", party="pk")
    return [one for one in organisations_of(account, clock.today()) if one.code == code]


def _stepped(request: HttpRequest, found: Case, said: CaseStepIn) -> dict[str, Any]:
    if said.kind == Kind.CORRECTED and found.service in matters():
        _require_facts(matters()[found.service], said.answers)
    return _case(take_step(Step(found.pk, by=request.auth.account, **said.model_dump())))


def _require_facts(matter: Matter, answers: dict[str, str]) -> None:
    if wrong := wrong_facts({fact.name: fact for fact in matter.facts}, answers, "answers", f"“{matter.title}”不问这一项"):
        raise Problem(422, errors=wrong)


def _matter(found: Matter) -> dict[str, Any]:
    return {
        "id": found.id,
        "title": found.title,
        "document": found.document.id,
        "clause": found.instrument.quote.clause,
        "subjects": found.subjects,
        "pays": found.pays,
        "items": list(found.limits) if len(found.limits) > 1 else [],
    }


def _case(found: Case) -> dict[str, Any]:
    names = ("id", "service", "title", "document", "clause", "region", "filed_on", "state")
    firm = found.party
    return {name: getattr(found, name) for name in names} | {"party": firm.listed, "party_code": firm.code, "unit": found.unit.name}
