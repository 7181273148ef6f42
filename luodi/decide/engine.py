"""Deciding: a program and one subject's facts on one day become outcomes, totals and the next questions."""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from luodi.decide.asking import ask
from luodi.decide.base import Answer, altered, whole
from luodi.decide.conditions import Reading, Readings
from luodi.decide.ground import Ground
from luodi.decide.known import Known
from luodi.decide.model import Decision, Nearest
from luodi.decide.nearest import Nearness
from luodi.decide.plan import Plan, make_plan
from luodi.decide.standing import Outcomes
from luodi.feel.profile import names
from luodi.feel.run import Value
from luodi.feel.unknown import Unknown
from luodi.places.regions import Regions
from luodi.policy.program import Program

NO_TABLE: Final = Regions({}, {}, frozenset(), {}, Path())
AUDITED: Final = "以主管部门审核为准"
BASES: Final = 32


class Engine:
    """Decides by one program. Expressions are compiled once a kind of subject, when it is first asked for.

    `regions` gives places their names; without it codes are shown.
    """

    def __init__(self, program: Program, regions: Regions | None = None) -> None:
        self.program = program
        self.regions = regions or NO_TABLE
        self.plans: dict[str, Plan] = {}
        self.bases: dict[tuple[int, ...], Answer] = {}
        self.readings = Readings({name: fact.type for name, fact in program.facts.items()})
        self.nearness = Nearness(self.readings.types)
        self.trees = {name: fact.derived.tree for name, fact in program.facts.items() if fact.derived}
        self.inputs = {name: names(tree) for name, tree in self.trees.items()}
        self.derived: dict[str, Reading] = {}

        encoded = len({benefit.quote.document for benefit in program.benefits})
        self.remarks = (f"按已编成规则的{encoded}份文件作答，此后的文件可能已有改动", AUDITED)
        self.undated = [head for head in program.documents.values() if head.date is None]

    @property
    def subjects(self) -> tuple[str, ...]:
        """The kinds of subject the program holds anything for, in order of first appearance."""
        return tuple(dict.fromkeys(subject for benefit in self.program.benefits for subject in benefit.subjects))

    def decide(self, subject: str, facts: Mapping[str, Value], on: date, used: Collection[str] = ()) -> Decision:
        """What a `subject` (企业, 项目, …) with these facts comes to on that day. A fact that is left out is unknown.

        `used` are facts that something else is decided by: of others that no rule asks, the answer says so.

        Two facts mean something by being left out: without 经营地 it is where 注册地 is, without 事项发生日 the act is of that day.
        """
        plan = self.plan(subject)
        stated, worked_out, known = self._known(facts, on)
        grounds = plan.grounds.of(known)
        found = self.answer(plan, known, grounds)
        return Decision(
            on.isoformat(),
            subject,
            Outcomes(found.standings, grounds, known),
            found.certain,
            found.possible,
            ask(found.waiting),
            (*self._remarks(found.counts), *self._derivations(worked_out, known), *self._unused(subject, stated, used)),
        )

    def plan(self, subject: str) -> Plan:
        """What the program holds for one kind of subject, ready."""
        if subject not in self.plans:
            self.plans[subject] = make_plan(self.program, subject)
        return self.plans[subject]

    def nearest(self, decision: Decision, facts: Mapping[str, Value]) -> dict[str, Nearest]:
        """By id, the nearest change for each benefit that a decision made on these facts refuses, where there is one."""
        plan, known = self.plan(decision.subject), self.known(facts, date.fromisoformat(decision.on))
        lines = {line.benefit.id: line for line in plan.lines}
        found = {}
        for outcome in decision.outcomes:
            if outcome.status == "no":
                line = lines[outcome.id]
                found[outcome.id] = self.nearness.of(line, plan.grounds.area(line.ground), outcome, known)
        return {id: nearest for id, nearest in found.items() if nearest}

    def known(self, facts: Mapping[str, Value], on: date) -> Known:
        """What a decision on these facts goes by: they, and what they work out."""
        return self._known(facts, on)[2]

    def _known(self, facts: Mapping[str, Value], on: date) -> tuple[dict[str, Value], dict[str, Value], Known]:
        """What is stated, what that works out, and both as what a decision goes by."""
        stated = dict(facts)
        if Unknown in map(type, facts.values()):
            stated = {name: value for name, value in facts.items() if not isinstance(value, Unknown)}
        worked_out = self._worked_out(stated, on)
        return stated, worked_out, Known({**worked_out, **stated}, on, self.program.facts, self.program.events, self.regions)

    def _worked_out(self, stated: Mapping[str, Value], on: date) -> dict[str, Value]:
        """What the stated facts settle of those that others can work out, also where it is stated otherwise."""
        asked = [name for name, inputs in self.inputs.items() if not stated.keys().isdisjoint(inputs)]
        if not asked:
            return {}
        known = Known(stated, on, self.program.facts, self.program.events, self.regions)
        values = {name: self._derived(name).value(known) for name in asked}
        return {name: value for name, value in values.items() if not isinstance(value, Unknown)}

    def _derived(self, name: str) -> Reading:
        """How a fact is worked out, compiled when it is first needed."""
        if name not in self.derived:
            self.derived[name] = self.readings.of(self.trees[name])
        return self.derived[name]

    def _derivations(self, worked_out: Mapping[str, Value], known: Known) -> tuple[str, ...]:
        """A remark on each fact that was worked out, or that is stated otherwise than it comes to."""
        remarks = []
        for name, value in worked_out.items():
            by = f"按{'、'.join(known.values(self.inputs[name]))}"
            source = self.program.facts[name].derived_source
            if known.facts[name] == value:
                remarks.append(f"{name}{by}是{value}（{source}）")
            else:
                remarks.append(f"说的{name}是{known.words(name)}，{by}是{value}（{source}）；这里以说的为准")
        return tuple(remarks)

    def answer(self, plan: Plan, known: Known, grounds: tuple[Ground, ...]) -> Answer:
        """Where little is known, what all subjects of the place share with what the facts touch put in; else all reckoned by itself."""
        if plan.touches_most(known.facts):
            return whole(plan, known, grounds)
        return altered(self._base(plan, known, grounds), plan, known, grounds, plan.touched(known.facts))

    def _base(self, plan: Plan, known: Known, grounds: tuple[Ground, ...]) -> Answer:
        """What all subjects share whose grounds are alike; it is most of the work, and kept for those met last."""
        key = id(plan), *[ground.alike for ground in grounds]
        if key not in self.bases:
            if len(self.bases) >= BASES:
                self.bases.clear()
            nothing = Known({}, known.on, known.declared, known.events, known.regions)
            self.bases[key] = whole(plan, nothing, grounds)
        return self.bases[key]

    def _remarks(self, counts: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
        undated = [f"{head.short}没有载明日期，自何日起生效不清楚" for head in self.undated if counts.get(("document", head.id))]
        open_kinds = [kind for (what, kind), number in counts.items() if what == "open" and number]
        if any(counts["kind", kind] > 1 for kind in open_kinds):
            undated.append("文件未规定能否与其他政策叠加的，按各自单独计算")
        return (*self.remarks, *undated)

    def _unused(self, subject: str, stated: Mapping[str, Value], elsewhere: Collection[str]) -> tuple[str, ...]:
        """A remark on stated facts that no rule asks of this kind of subject, so that nobody takes them for considered."""
        used = self.plan(subject).used
        unused = [name for name in stated if name not in used and name not in elsewhere]
        if unused:
            inputs = {name for fact, inputs in self.inputs.items() if fact in used or fact in elsewhere for name in inputs}
            unused = [name for name in unused if name not in inputs]
        return (f"没有用到：{'、'.join(unused)}（没有一条规则问{subject}这件事）",) if unused else ()
