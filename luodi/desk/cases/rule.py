"""Whether a matter may be asked here today: bans first, then its days, its place and its conditions, by what is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from luodi.days.window import inside
from luodi.decide.area import OPEN_PLACES, AreaTest
from luodi.decide.conditions import Readings, together, when_test
from luodi.decide.known import Known
from luodi.decide.model import Held
from luodi.desk.cases.matters import Matter, matters
from luodi.desk.cases.places import RISK, risk_on
from luodi.desk.portal.asking import typed
from luodi.desk.portal.library import shelf
from luodi.feel.profile import substitute
from luodi.policy.lower import terms_of
from luodi.policy.model import Area, Ban, Condition, Expression, PolicyDocument


@dataclass(frozen=True, slots=True)
class Verdict:
    """`status` is barred (then `bans` say by which words), yes, no or unknown; `held` every test with its words; `missing` facts."""

    status: str
    bans: tuple[Ban, ...] = ()
    held: tuple[Held, ...] = ()
    missing: tuple[str, ...] = ()


def verdict(matter: Matter, answers: Mapping[str, str], region: str, day: date) -> Verdict:
    """By the answers and by the place: its risk level goes before what the firm says of it, and a place not stated is this one."""
    known = _known(answers, region, day)
    bans = tuple(ban for ban, document in barring(matter) if _bars(ban, document, known))
    if bans:
        return Verdict("barred", bans)
    held = tuple(
        _tests(matter.instrument.area, [Condition(_with(condition, tree), condition.quote) for condition, tree in matter.when], known)
    )
    held += _days(matter, day)
    status = together(held)
    missing = tuple(dict.fromkeys(name for one in held for name in one.missing)) if status == "unknown" else ()
    return Verdict(status, (), held, missing)


def barring(matter: Matter) -> list[tuple[Ban, PolicyDocument]]:
    """The bans of the library because of which nobody may demand this matter."""
    return [
        (ban, document)
        for document in shelf().policies.values()
        for ban in document.instruments
        if isinstance(ban, Ban) and matter.id in ban.bars
    ]


def _known(answers: Mapping[str, str], region: str, day: date) -> Known:
    facts = shelf().program.facts
    given = dict(answers)
    for name in (*OPEN_PLACES, "项目所在地"):
        given.setdefault(name, region)
    if level := risk_on(region, day):
        given[RISK] = level
    return Known(typed(shelf(), given), day, facts, shelf().program.events, shelf().regions)


def _bars(ban: Ban, document: PolicyDocument, known: Known) -> bool:
    """Only where it is known to hold: what is unknown bars nobody."""
    windows = [window for window in (document.during, ban.during) if window]
    if any(inside(known.on, window, known.events) != "yes" for window in windows if window.start or window.end):
        return False
    terms = terms_of(document)
    conditions = [Condition(_with(one, substitute(one.expression.tree, terms)), one.quote) for one in ban.when]
    return together(tuple(_tests(ban.area, conditions, known))) == "yes"


def _with(condition: Condition, tree: object) -> Expression:
    return Expression(condition.expression.text, tree, condition.expression.type)


def _tests(area: Area | None, conditions: list[Condition], known: Known) -> list[Held]:
    readings = Readings({name: fact.type for name, fact in known.declared.items()})
    held = [when_test(condition, readings).held(known) for condition in conditions]
    if area is None:
        return held
    code = shelf().regions.code
    lowered = Area(area.fact, code(area.within), tuple(code(name) for name in area.outside))
    return [AreaTest(lowered, (area.fact,) if area.fact else OPEN_PLACES).held(known), *held]


def _days(matter: Matter, day: date) -> tuple[Held, ...]:
    windows = [window for window in (matter.document.during, matter.instrument.during) if window and (window.start or window.end)]
    answers = {inside(day, window, shelf().program.events) for window in windows}
    if "no" in answers:
        return (Held("day", "在有效期内", {}, "no", None),)
    return ()


def offered(day: date) -> list[Matter]:
    """The matters whose document may be in force on a day, in the library's order."""
    return [matter for matter in matters().values() if not _days(matter, day)]
