"""Until which day a licence holds: its own last day, put off as the library's benefits say, with the events' days as they are entered."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from luodi.days.limit import Limit, write_limit
from luodi.days.window import inside
from luodi.decide.engine import Engine
from luodi.decide.model import Outcome
from luodi.desk.licences.types import LicenceType, licence_types
from luodi.desk.portal.asking import typed
from luodi.desk.portal.library import shelf
from luodi.desk.registers.events import known_events
from luodi.policy.model import Event

# How it stands, what says most first.
STANDS = {
    "extended": "顺延",
    "waits": "等事件",
    "words": "延到哪一天，文件未载明",
    "open": "还要知道",
    "same": "不顺延",
}
RANK = tuple(STANDS)
Days = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one benefit makes of one last day. `day` is the new last day, `waits` the event it hangs on; `needs` facts not known."""

    stands: str
    outcome: Outcome
    day: date | None = None
    waits: str = ""
    needs: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        return STANDS[self.stands]


@dataclass(frozen=True, slots=True)
class Validity:
    """`found` says most; `others` are what else the library says of this type of licence."""

    type: LicenceType
    last_day: date
    found: Finding
    others: tuple[Finding, ...]

    @property
    def until(self) -> date | None:
        """The day to which it holds, None while an event or the text leaves it open."""
        return {"extended": self.found.day, "same": self.last_day}.get(self.found.stands)


def entered_days() -> Days:
    """The events' days as the desk has them: None where one was declared and its day not entered."""
    return tuple(sorted((name, known.day) for name, known in known_events().items()))


def validity(kind: LicenceType, last_day: date, answers: Mapping[str, str], on: date, days: Days) -> Validity:
    """By the answers (texts by fact, the place 注册地 among them), as of a day."""
    engine = _engine(days)
    given = {"事项发生日": last_day.isoformat(), **answers}
    if "注册地" in answers:
        # One place is asked, where the holder is: texts that go by where it works mean the same one.
        given.setdefault("经营地", answers["注册地"])
    if kind.runs_out and (runs_out := _runs_out(kind, last_day, on, engine.program.events)):
        given[kind.runs_out] = runs_out
    facts = typed(shelf(), given)
    subjects = {benefit.id: "企业" if "企业" in benefit.subjects else benefit.subjects[0] for benefit in kind.benefits}
    outcomes = {
        (subject, one.id): one for subject in dict.fromkeys(subjects.values()) for one in engine.decide(subject, facts, on).outcomes
    }
    findings = [_finding(outcomes[(subject, id)], kind, last_day) for id, subject in subjects.items()]
    found = min(findings, key=lambda one: RANK.index(one.stands))
    return Validity(kind, last_day, found, tuple(one for one in findings if one is not found and one.stands != "same"))


def hangs_on(kind: LicenceType, last_day: date, answers: Mapping[str, str], on: date) -> tuple[str, str]:
    """The limit of a kept licence's row, and by which benefit: the event its new last day hangs on, else its own last day."""
    unknown = tuple((name, None) for name in shelf().program.events)
    found = validity(kind, last_day, answers, on, unknown).found
    benefit = next(one for one in kind.benefits if one.id == found.outcome.id)
    if found.stands in ("extended", "waits") and benefit.gives.until:
        return write_limit(Limit(anchor=benefit.gives.until)), benefit.id
    return last_day.isoformat(), benefit.id


def _finding(outcome: Outcome, kind: LicenceType, last_day: date) -> Finding:
    gives = outcome.gives
    needs = tuple(name for name in outcome.missing if name != kind.runs_out)
    if outcome.status == "no":
        return Finding("same", outcome)
    if needs:
        return Finding("open", outcome, needs=needs)
    if gives.until:
        day = date.fromisoformat(gives.until)
        return Finding("extended", outcome, day) if day >= last_day else Finding("same", outcome)
    if gives.until_rule:
        benefit = next(one for one in kind.benefits if one.id == outcome.id)
        return Finding("waits", outcome, waits=benefit.gives.until.event or "")
    return Finding("words", outcome)


def _runs_out(kind: LicenceType, last_day: date, on: date, events: Mapping[str, Event]) -> str:
    """What the last day says of the fact that asks for it; empty while it says nothing."""
    if kind.window is None:
        return "是" if last_day <= on else ""
    return {"yes": "是", "no": "否", "unknown": ""}[inside(last_day, kind.window, events)]


@lru_cache(maxsize=8)
def _engine(days: Days) -> Engine:
    """Of these benefits alone. Where the desk has an event, its day is the desk's, also that it has none yet."""
    program = shelf().program
    wanted = {benefit.id for kind in licence_types().values() for benefit in kind.benefits}
    events = dict(program.events)
    for name, day in days:
        if name in events:
            events[name] = replace(events[name], day=day)
    benefits = tuple(benefit for benefit in program.benefits if benefit.id in wanted)
    return Engine(replace(program, benefits=benefits, stackings=(), events=events), shelf().regions)
