"""Whether a matter may be asked here today, and what it comes to: bans first, then its days, its place and its conditions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from luodi.days.window import inside
from luodi.decide.area import OPEN_PLACES, AreaTest
from luodi.decide.conditions import Readings, when_test
from luodi.decide.known import Known
from luodi.decide.model import Held, together
from luodi.desk.cases.matters import Matter, matters, written_out
from luodi.desk.cases.places import RISK, bans_over, guide_at, risk_on
from luodi.desk.portal.asking import typed
from luodi.desk.portal.library import shelf
from luodi.policy.model import Area, Ban, Condition

PLACES = (*OPEN_PLACES, "项目所在地")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`status` is barred (then `bans` say by which words), yes, no or unknown; `held` every test with its words; `missing` facts.

    `amount` is the exact sum in fen and `at_most` its ceiling, where the matter gives money and they can be worked out.
    """

    status: str
    bans: tuple[Ban, ...] = ()
    held: tuple[Held, ...] = ()
    missing: tuple[str, ...] = ()
    amount: int | None = None
    at_most: int | None = None
    lost_to: str = ""


def verdict(matter: Matter, party: str, answers: Mapping[str, str], region: str, day: date) -> Verdict:
    """By what the party is, its answers and the place, whose risk level as entered goes before what they say; a place not stated is it."""
    given = _given(answers, region, day)
    if bans := _barred(matter, given, region, day):
        return Verdict("barred", bans)
    if matter.instrument.kind == "benefit":
        return _decided(matter, matter.subject_of(party), given, day)
    known = _known(given, day)
    held = (*_days(matter, day), *_tests(matter.instrument.area, matter.when, known))
    status = together(held)
    return Verdict(status, (), held, _missing(held) if status == "unknown" else ())


def barred(matter: Matter, region: str, day: date) -> tuple[Ban, ...]:
    """The bans by which nobody may demand this matter in a place: those that refuse it, those that ask for a list nobody published."""
    return _barred(matter, _given({}, region, day), region, day)


def _barred(matter: Matter, given: Mapping[str, str], region: str, day: date) -> tuple[Ban, ...]:
    known = _known(given, day)
    found = [ban for ban in bans_over(matter.id, "办理") if _holds(ban, known)]
    if guide_at(matter, region, day) is None:
        found += [ban for ban in bans_over(matter.id, "清单外") if _holds(ban, known)]
    return tuple(found)


def offered(day: date) -> list[Matter]:
    """The matters that may be in force on a day, in the library's order."""
    return [matter for matter in matters().values() if not _days(matter, day)]


def _given(answers: Mapping[str, str], region: str, day: date) -> dict[str, str]:
    given = dict(answers)
    for name in PLACES:
        given.setdefault(name, region)
    if level := risk_on(region, day):
        given[RISK] = level
    return given


def _known(given: Mapping[str, str], day: date) -> Known:
    return Known(typed(shelf(), given), day, shelf().program.facts, shelf().program.events, shelf().regions)


def _decided(matter: Matter, subject: str, given: Mapping[str, str], day: date) -> Verdict:
    """As the engine decides it, what others of its group take from it included."""
    decision = shelf().engine.decide(subject, typed(shelf(), given), day)
    outcome = next(one for one in decision.outcomes if one.id == matter.id)
    lost = shelf().instruments[outcome.lost_to].title if outcome.lost_to in shelf().instruments else (outcome.lost_to or "")
    return Verdict(
        "no" if lost else outcome.status,
        (),
        outcome.conditions,
        outcome.missing if outcome.status == "unknown" else (),
        outcome.gives.amount,
        outcome.gives.at_most,
        lost,
    )


def _holds(ban: Ban, known: Known) -> bool:
    """Only where it is known to hold: what is unknown bars nobody."""
    document = shelf().policies[ban.quote.document]
    windows = [window for window in (document.during, ban.during) if window and (window.start or window.end)]
    if any(inside(known.on, window, known.events) == "no" for window in windows):
        return False
    return together(_tests(ban.area, written_out(ban.when, document), known)) == "yes"


def _tests(area: Area | None, when: Iterable[Condition], known: Known) -> tuple[Held, ...]:
    readings = Readings({name: fact.type for name, fact in known.declared.items()})
    held = tuple(when_test(condition, readings).held(known) for condition in when)
    if area is None:
        return held
    code = shelf().regions.code
    lowered = Area(area.fact, code(area.within), tuple(code(name) for name in area.outside))
    return (AreaTest(lowered, (area.fact,) if area.fact else OPEN_PLACES).held(known), *held)


def _days(matter: Matter, day: date) -> tuple[Held, ...]:
    windows = [window for window in (matter.document.during, matter.instrument.during) if window and (window.start or window.end)]
    if any(inside(day, window, shelf().program.events) == "no" for window in windows):
        return (Held("day", "在有效期内", {}, "no", None),)
    return ()


def _missing(held: Iterable[Held]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in held for name in one.missing))
