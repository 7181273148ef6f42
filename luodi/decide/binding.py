"""What a subject must do on a day: may it open, what must it have, do, report and not do, and what may nobody ask of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from luodi.days.window import show_anchor, show_day
from luodi.decide.area import AreaTest
from luodi.decide.asking import question
from luodi.decide.conditions import Conditions, Readings
from luodi.decide.engine import Engine
from luodi.decide.ground import stand
from luodi.decide.known import Known, quoted
from luodi.decide.model import Binding, Bound, Held, Kept, Question, Status
from luodi.decide.period import lies, shown_windows, unknown_event
from luodi.decide.plan import open_places
from luodi.feel.run import Value
from luodi.policy.model import Figure, Requirement
from luodi.policy.musts import Must, Musts

SORTS: Final = ("open", "have", "report", "do", "not", "spared")
FIGURES: Final = {">=": "不低于", "<=": "不高于", ">": "超过", "<": "低于", "=": "等于"}


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """A requirement made ready."""

    requirement: Requirement
    conditions: Conditions


@dataclass(frozen=True, slots=True, eq=False)
class _Ready:
    """A must made ready for one kind of subject."""

    must: Must
    area: AreaTest
    conditions: Conditions
    lines: tuple[_Line, ...]


class Binder:
    """Tells what binds by one library; expressions are compiled once a kind of subject, when it is first asked for."""

    def __init__(self, musts: Musts, engine: Engine) -> None:
        self.musts = musts
        self.engine = engine
        self.ready: dict[str, tuple[_Ready, ...]] = {}

    def bind(self, subject: str, facts: Mapping[str, Value], on: date) -> Binding:
        """Everything that holds for this subject on that day, and what may hold and still waits for facts."""
        known = self.engine.known(facts, on)
        bounds = [bound for ready in self._ready(subject) if (bound := _bound(ready, known))]
        bounds.sort(key=lambda bound: (SORTS.index(bound.sort), bound.status != "yes"))
        return Binding(on.isoformat(), subject, _opening(bounds), tuple(bounds), tuple(self._ask(bounds)))

    def names(self, subject: str) -> frozenset[str]:
        """The facts that what binds this kind of subject is asked by."""
        tests = [ready.conditions for ready in self._ready(subject)]
        tests += [line.conditions for ready in self._ready(subject) for line in ready.lines]
        return frozenset(name for conditions in tests for name in conditions.names)

    def _ready(self, subject: str) -> tuple[_Ready, ...]:
        if subject not in self.ready:
            self.ready[subject] = self._made_ready(subject)
        return self.ready[subject]

    def _made_ready(self, subject: str) -> tuple[_Ready, ...]:
        readings = Readings({name: fact.type for name, fact in self.engine.program.facts.items()})
        places = open_places(self.engine.program, subject)
        lines = {must.id: must for must in self.musts.musts if must.lines}
        return tuple(
            _Ready(
                must,
                AreaTest(must.area, (must.area.fact,) if must.area.fact else places),
                Conditions(must.when, readings),
                tuple(_Line(line, Conditions(line.when, readings)) for line in _all_lines(must, lines)),
            )
            for must in self.musts.musts
            if subject in must.subjects
        )

    def _ask(self, bounds: Sequence[Bound]) -> Iterator[Question]:
        """What whether it may open waits for first, then what most wait for."""
        waiting: dict[str, list[str]] = {}
        for bound in bounds:
            for name in (*bound.missing, *(name for line in bound.lines for name in line.missing)):
                if bound.id not in waiting.setdefault(name, []):
                    waiting[name].append(bound.id)
        first = {name for bound in bounds if bound.sort == "open" for name in bound.missing}
        for name in sorted(waiting, key=lambda name: (name not in first, -len(waiting[name]))):
            yield question(name, tuple(waiting[name]), self.engine.program.facts.get(name))


def _all_lines(must: Must, lists: Mapping[str, Must]) -> tuple[Requirement, ...]:
    """The lines of a checklist and of those it includes, each once."""
    found = {line.id: line for line in must.lines}
    for id in must.includes:
        if id in lists:
            found |= {line.id: line for line in _all_lines(lists[id], lists) if line.id not in found}
    return tuple(found.values())


def _bound(ready: _Ready, known: Known) -> Bound | None:
    """None where it does not hold for this subject, here, today."""
    must = ready.must
    place, day = ready.area.held(known), _day(must, known)
    status, when, missing = ready.conditions.test(known, stand((place, day)))
    if status == "no":
        return None
    held = (place, day, *when)
    return Bound(
        must.id,
        "report" if must.sort == "do" and (must.rhythm or must.to) else must.sort,
        must.title,
        must.quote.document,
        must.what,
        must.force,
        quoted(must.quote),
        status,
        held,
        missing,
        shown_windows(must.windows) if must.windows else "",
        must.on,
        must.by,
        must.rhythm,
        must.to,
        show_anchor(must.due) if must.due else None,
        tuple(_clock(must)),
        tuple(line for each in ready.lines if (line := _kept(each, place, known))),
        must.opens,
        (*must.remarks, *(one.remark for one in held if one.remark)),
    )


def _day(must: Must, known: Known) -> Held:
    """Whether it is in force on the day: what has ended binds nobody any longer."""
    holds = lies(known.on, must.windows, known)
    remark = unknown_event(must.windows, known) if holds == "unknown" else ""
    return Held("day", f"在有效期内：{shown_windows(must.windows)}", {"日期": show_day(known.on)}, holds, None, (), remark)


def _kept(line: _Line, place: Held, known: Known) -> Kept | None:
    here = Held(place.kind, place.text, place.value, "yes", None)
    status, _, missing = line.conditions.test(known, stand((here,)))
    if status == "no":
        return None
    one = line.requirement
    return Kept(one.id, one.what, quoted(one.quote), one.force, one.rhythm, _figure(one.figure), status, missing)


def _figure(figure: Figure | None) -> str:
    return f"{figure.metric}{FIGURES.get(figure.op, figure.op)}{figure.value}" if figure else ""


def _clock(must: Must) -> Iterator[str]:
    if must.lasts:
        since = "从什么时候起算文件未载明" if must.since == "未载明" else f"从{must.since}起" if must.since else ""
        yield f"{must.lasts}{f'，{since}' if since else ''}"
    if must.tests:
        apart = f"，间隔至少{must.tests.apart}" if must.tests.apart else ""
        yield f"检测{must.tests.count}次，{must.tests.result}{apart}"
    if must.release:
        yield f"解除：{'；'.join(must.release)}"


def _opening(bounds: Sequence[Bound]) -> Status | None:
    """No where any text that holds says so; unknown while one still may; yes where one says so."""
    closing = {bound.status for bound in bounds if bound.sort == "open" and not bound.opens}
    opening = {bound.status for bound in bounds if bound.sort == "open" and bound.opens}
    if "yes" in closing:
        return "no"
    if "unknown" in closing:
        return "unknown"
    return "yes" if "yes" in opening else "unknown" if opening else None
