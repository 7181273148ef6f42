"""Routes on voices: questions, appeals, complaints and suggestions; raising one, and the steps on it."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from luodi.desk import clock
from luodi.desk.api.actions import digest
from luodi.desk.api.cursors import HIGHEST, MOST, by_key
from luodi.desk.api.door import Door
from luodi.desk.api.models import Right
from luodi.desk.api.posts import Key, described, posted, require_right
from luodi.desk.api.problems import Problem
from luodi.desk.api.shapes import WORD
from luodi.desk.api.voice_shapes import VoiceIn, VoiceOut, Voices, VoiceStepIn, VoiceWhole
from luodi.desk.hotline.actions import Raised, Said, raise_voice, steps_for, take_step
from luodi.desk.hotline.models import Voice
from luodi.desk.hotline.queries import voices_within
from luodi.desk.hotline.steps import ASKERS, UNITS, WATCHERS
from luodi.desk.ledger.actions import named, record_reading, through
from luodi.desk.parties.classes import shown
from luodi.desk.parties.queries import organisations_of, scope_of
from luodi.desk.portal.library import shelf

router = Router()
TOKEN = 36


@router.get("/voices", auth=Door(Right.VOICES), response=Voices, summary="咨询投诉：自己和本企业的，或职责范围内的")
def voices(
    request: HttpRequest, state: str = Query("", max_length=10, pattern=WORD), cursor: str = "", limit: int = Query(50, ge=1, le=MOST)
) -> dict[str, Any]:
    found = voices_within(scope_of(request.auth.account))
    return by_key(found.filter(state=state) if state else found, cursor, limit, _voice)


@router.get("/voices/{id}", auth=Door(Right.VOICES), response=VoiceWhole, summary="一件：说了什么、办到哪里、经过、现在能办哪些步")
def voice(request: HttpRequest, id: int = Path(ge=1, le=HIGHEST)) -> dict[str, Any]:
    """What was said is personal: reading another's leaves a line in the ledger, and supervisors get a pseudonym."""
    found, account = _one(request, id), request.auth.account
    words = list(found.words.select_related("unit").order_by("number"))
    if found.account_id == account.pk:
        text = found.text
    else:
        with through(named(request.auth)):
            text = shown(found, ["text"], scope_of(account), inside=True, log=record_reading)["text"]
    return _voice(found) | {
        "text": text,
        "events": [{"kind": word.kind, "on": word.happened_on, "unit": word.unit.name, "text": word.text} for word in words],
        "seen": len(words),
        "steps": steps_for(account, found),
    }


@router.post("/voices", auth=Door(Right.FILE), response={201: VoiceOut}, summary="提咨询、诉求、投诉或建议")
def raised(request: HttpRequest, said: VoiceIn, key: Key) -> Status:
    return Status(201, posted(request, key, said, lambda: _raised(request, said, key), VoiceOut))


@router.post(
    "/voices/{id}/steps",
    auth=Door(Right.FILE, Right.HANDLE),
    response=VoiceOut,
    summary="办一步",
    description=f"{described('file', ASKERS)}。{described('handle', (*UNITS, *WATCHERS))}。",
)
def step(request: HttpRequest, said: VoiceStepIn, key: Key, id: int = Path(ge=1, le=HIGHEST)) -> dict[str, Any]:
    require_right(request, Right.FILE if said.kind in ASKERS else Right.HANDLE)
    taken = Said(_one(request, id).pk, by=request.auth.account, **said.model_dump())
    return posted(request, key, said, lambda: _voice(take_step(taken)), VoiceOut)


def _one(request: HttpRequest, id: int) -> Voice:
    found = voices_within(scope_of(request.auth.account)).filter(pk=id).first()
    if found is None:
        raise Problem(404)
    return found


def _raised(request: HttpRequest, said: VoiceIn, key: str) -> dict[str, Any]:
    account = request.auth.account
    party = next((firm for firm in organisations_of(account, clock.today()) if firm.code == said.party), None)
    if said.party and party is None:
        raise Problem(422, errors={"party": "您的范围内没有这个代码的单位"})
    region, token = shelf().regions.code(said.region), digest(f"{request.auth.pk}:{key}")[:TOKEN]
    return _voice(raise_voice(Raised(token, said.sort, said.title, said.text, region, party), by=account)[0])


def _voice(found: Voice) -> dict[str, Any]:
    names = ("id", "sort", "title", "region", "state", "raised_on", "answered_on", "rating", "solved")
    return {name: getattr(found, name) for name in names} | {
        "party": found.party.listed if found.party else None,
        "unit": found.unit.name,
        "joined": found.joined_id,
    }
