"""Routes on what is stored, all within the scope of the token's account: rows of the registers, reports, the ledger."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from luodi.desk.api.cursors import HIGHEST, MOST, by_key
from luodi.desk.api.door import Door
from luodi.desk.api.models import Right
from luodi.desk.api.posts import Key, posted
from luodi.desk.api.problems import Problem
from luodi.desk.api.shapes import WORD, ReportIn, RowOut, Rows, Verified
from luodi.desk.board.acts import steps_of
from luodi.desk.ledger.models import Head
from luodi.desk.ledger.queries import first_broken
from luodi.desk.parties.models import Role
from luodi.desk.parties.queries import scope_of
from luodi.desk.registers.actions import Taken, take_steps
from luodi.desk.registers.models import Kind, Row
from luodi.desk.registers.queries import light, rows_within
from luodi.desk.registers.telling import press

router = Router()


@router.get("/rows", auth=Door(Right.ROWS), response=Rows, summary="职责范围内有期限的事项")
def rows(
    request: HttpRequest,
    kind: str = Query("", max_length=20, pattern=WORD),
    state: str = Query("", max_length=10, pattern=WORD),
    cursor: str = "",
    limit: int = Query(50, ge=1, le=MOST),
) -> dict[str, Any]:
    found = rows_within(scope_of(request.auth.account)).select_related("unit", "party")
    asked = {name: value for name, value in (("register", kind), ("state", state)) if value}
    return by_key(found.filter(**asked), cursor, limit, _row)


@router.get("/rows/{id}", auth=Door(Right.ROWS), response=RowOut, summary="一项")
def row(request: HttpRequest, id: int = Path(ge=1, le=HIGHEST)) -> dict[str, Any]:
    return _row(_one(request, id))


@router.post("/rows/{id}/reports", auth=Door(Right.REPORT), response=RowOut, summary="领办，报进展或报办结")
def report(request: HttpRequest, said: ReportIn, key: Key, id: int = Path(ge=1, le=HIGHEST)) -> dict[str, Any]:
    """The same steps as on the board, by the same table of who may; the ledger says which system."""
    found = _one(request, id)
    return posted(request, key, said, lambda: _reported(request, found, said), RowOut)


@router.get("/ledger", auth=Door(Right.LEDGER), response=Verified, summary="核对台账，督查可用")
def ledger(request: HttpRequest) -> dict[str, Any]:
    if request.auth.account.role != Role.SUPERVISOR:
        raise Problem(403, "台账由督查核对")
    broken = first_broken()
    lines = Head.objects.values_list("number", flat=True).first() or 0
    return {
        "lines": lines,
        "whole": broken is None,
        "broken_at": broken.number if broken else None,
        "reason": broken.reason if broken else "",
    }


def _one(request: HttpRequest, id: int) -> Row:
    found = rows_within(scope_of(request.auth.account)).select_related("unit", "party").filter(pk=id).first()
    if found is None:
        raise Problem(404)
    return found


def _reported(request: HttpRequest, found: Row, said: ReportIn) -> dict[str, Any]:
    account, kind = request.auth.account, Kind(said.kind)
    if kind not in steps_of(account, scope_of(account), found):
        raise Problem(422, "这一步现在不能办，或不是您能办的")
    if kind != Kind.ASSIGNED and not said.text.strip():
        raise Problem(422, errors={"text": "要写说明"})
    take_steps([Taken(found.pk, kind, account, text=said.text.strip(), holder=account if kind == Kind.ASSIGNED else None)])
    if kind == Kind.NOTED and account.role == Role.SUPERVISOR:
        press(found, said.text.strip(), account)
    return _row(Row.objects.select_related("unit", "party").get(pk=found.pk))


def _row(found: Row) -> dict[str, Any]:
    names = ("id", "title", "region", "document", "clause", "limit", "state", "due", "done_on")
    firm = found.party.listed if found.party else None
    return {name: getattr(found, name) for name in names} | {
        "kind": found.register,
        "unit": found.unit.name,
        "party": firm,
        "light": light(found),
    }
