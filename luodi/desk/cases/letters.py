"""Letters: what a firm is told in writing about a case, each out of one event: received, what is lacking, longer, approved, refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml

from luodi.days.limit import parse_limit
from luodi.days.window import show_day
from luodi.desk.cases.files import ATTACHED
from luodi.desk.cases.filing import PLEDGED
from luodi.desk.cases.models import Case, Event, Kind
from luodi.desk.portal.library import shelf
from luodi.desk.registers.actions import world_now
from luodi.desk.registers.reckoning import Standing, due_of

TITLES: Mapping[Kind, str] = {
    Kind.FILED: "受理通知书",
    Kind.ASKED: "一次性告知书",
    Kind.EXTENDED: "延期告知书",
    Kind.APPROVED: "办理结果告知书",
    Kind.REFUSED: "不予办理告知书",
}


@dataclass(frozen=True, slots=True)
class Remedy:
    """What can be done against a decision, by which article of which edition of a law; `within` and `words` as the article says it.

    The edition is in force from `since` to `until`, both included; None: still.
    """

    name: str
    law: str
    edition: str
    article: str
    within: str
    words: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """`quotes` are the words it stands on; `papers` what it names, each with how it stands; `units` those that take part.

    `due` is the day until which the case is to be answered, `limit` how that is written where the text sets one; `on_the_spot` says
    that it was decided on the day on which it came.
    """

    title: str
    quotes: tuple[Mapping[str, Any], ...]
    papers: tuple[tuple[str, str], ...] = ()
    units: tuple[str, ...] = ()
    limit: str = ""
    due: date | None = None
    before: date | None = None
    remedies: tuple[Remedy, ...] = ()
    on_the_spot: bool = False


def letter_of(case: Case, event: Event) -> Letter | None:
    """The letter about an event; None where none is written about such."""
    title = TITLES.get(Kind(event.kind))
    own = case.terms["grounds"][-1]
    match event.kind:
        case Kind.FILED:
            limit, units = case.terms["limit"], (case.unit.name, *event.details["parts"])
            first = due_of(parse_limit(limit), Standing(started=case.filed_on), world_now())
            return Letter(title, (own,), _received(case, event), units, limit, first.day)
        case Kind.ASKED:
            return Letter(title, (own,), tuple((name, "请补正") for name in event.details["papers"]))
        case Kind.EXTENDED:
            return Letter(title, (own,), due=date.fromisoformat(event.details["to"]), before=date.fromisoformat(event.details["from"]))
        case Kind.APPROVED:
            return Letter(title, tuple(case.terms["grounds"]), on_the_spot=event.happened_on == case.filed_on)
        case Kind.REFUSED:
            return Letter(title, (event.details,), remedies=remedies_on(event.happened_on))
    return None


def _received(case: Case, event: Event) -> tuple[tuple[str, str], ...]:
    """The papers as they stood on the day of filing: a file, a text, a pledge, or promised for later."""
    filed = {file["paper"] for file in event.details.get("files", ())}
    found = []
    for name in case.listed:
        if name in event.details["pledged"]:
            found.append((name, f"承诺 {show_day(date.fromisoformat(case.pledges[name]))} 前补交"))
        elif name in event.details.get("in_place", ()):
            found.append((name, PLEDGED))
        else:
            found.append((name, ATTACHED if name in filed else "已收"))
    return tuple(found)


def remedies_on(day: date) -> tuple[Remedy, ...]:
    """The remedies as the laws in force on a day give them."""
    return tuple(one for one in _remedies() if one.since <= day and (one.until is None or day <= one.until))


@cache
def _remedies() -> tuple[Remedy, ...]:
    path = shelf().regions.folder.parent / "law" / "remedies.yaml"
    return tuple(Remedy(**columns) for columns in yaml.safe_load(path.read_text("utf-8")))
