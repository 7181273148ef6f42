"""Routes on the library: documents, clauses, search, and what a subject gets and must do on a day."""
# ruff: noqa: ARG001 - a route is given its request by this name, whether or not it looks at it.

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from luodi.decide.binding_data import binding_data
from luodi.decide.data import decision_data
from luodi.desk.api.cursors import MOST, by_name, from_cursor, to_cursor
from luodi.desk.api.door import Door
from luodi.desk.api.facts import wrong_facts
from luodi.desk.api.models import Right
from luodi.desk.api.problems import Problem
from luodi.desk.api.shapes import PLAIN, Anything, Clauses, DecideIn, Documents, Hits
from luodi.desk.portal import asking
from luodi.desk.portal.day import DayRefusedError, read_day
from luodi.desk.portal.library import shelf
from luodi.desk.search.errors import SearchError
from luodi.desk.search.queries import is_current, search
from luodi.policy.model import PolicyDocument
from luodi.text.model import Clause

router = Router()
MOST_WORDS = 60


@router.get("/documents", auth=Door(Right.LIBRARY), response=Documents, summary="文件")
def documents(request: HttpRequest, cursor: str = "", limit: int = Query(50, ge=1, le=MOST)) -> dict[str, Any]:
    return by_name(sorted(shelf().policies.items()), cursor, limit, _document)


@router.get("/documents/{id}/clauses", auth=Door(Right.LIBRARY), response=Clauses, summary="一份文件的条款，照原文的次序")
def clauses(request: HttpRequest, id: str = Path(max_length=80), cursor: str = "", limit: int = Query(50, ge=1, le=MOST)) -> dict[str, Any]:
    if id not in shelf().policies:
        raise Problem(404)
    text = shelf().policies[id].text
    return by_name([(clause.path, clause) for clause in text.clauses], cursor, limit, lambda clause: _clause(id, clause))


@router.get("/search", auth=Door(Right.LIBRARY), response=Hits, summary="查条款：每个词都要有")
def find(request: HttpRequest, q: str = Query(max_length=MOST_WORDS, pattern=PLAIN), cursor: str = "") -> dict[str, Any]:
    page = from_cursor(cursor) if cursor else "1"
    if not (page.isascii() and page.isdecimal() and len(page) < 6):
        raise Problem(400, "cursor 不是上一页给的")
    if not is_current(shelf().program.fingerprint):
        raise Problem(500, "查找用的索引还没有建好")
    try:
        found = search(q, page=int(page))
    except SearchError as refused:
        raise Problem(422, str(refused), {"q": str(refused)}) from None
    names = ("document", "path", "heading", "text", "level", "region", "date")
    items = [{name: getattr(hit, name) for name in names} for hit in found.hits]
    more = found.page < found.pages
    return {"count": found.count, "more": found.more, "items": items, "next": to_cursor(str(found.page + 1)) if more else None}


@router.post("/decide", auth=Door(Right.DECIDE), response=Anything, summary="测算：得到什么、要做什么，各有理由；不留存")
def decide(request: HttpRequest, asked: DecideIn) -> dict[str, Any]:
    """The shape of `luodi decide --json`. Problem 422 names each fact that is unknown or cannot be read."""
    if not asking.serves(shelf(), asked.subject):
        raise Problem(422, errors={"subject": f"没有“{asked.subject}”这类主体，应为{'、'.join(asking.SUBJECTS)}之一"})
    try:
        on = read_day(asked.on)
    except DayRefusedError as refused:
        raise Problem(422, errors={"on": str(refused)}) from None
    if wrong := wrong_facts(asking.facts_of(shelf(), asked.subject), asked.facts, "facts", f"没有这项{asked.subject}的事实"):
        raise Problem(422, errors=wrong)
    decision = asking.decide(shelf(), asked.subject, asked.facts, on)
    nearest = asking.nearest(shelf(), decision, asked.facts)
    return decision_data(decision, nearest) | {"must": binding_data(asking.bind(shelf(), asked.subject, asked.facts, on))}


def _document(policy: PolicyDocument) -> dict[str, Any]:
    text = policy.text
    return {
        "id": policy.id,
        "title": text.title,
        "short": policy.short,
        "number": text.number or policy.number,
        "issuers": list(text.issuers),
        "date": text.date,
        "level": text.level,
        "region": shelf().regions.code(policy.region),
        "clauses": len(text.clauses),
    }


def _clause(document: str, clause: Clause) -> dict[str, Any]:
    units = {name: list(getattr(clause, name)) for name in ("lead", "support", "units")}
    return {"document": document, "path": clause.path, "heading": clause.heading, "text": clause.text, **units}
