"""What a visitor has said, what that settles, and what to ask next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luodi.decide.model import Binding, Decision, Nearest, Question
from luodi.desk.portal.answers import known
from luodi.desk.portal.library import Shelf
from luodi.feel.run import Value
from luodi.places.errors import PlaceError
from luodi.policy.errors import PolicyError
from luodi.policy.model import Benefit, Fact
from luodi.policy.values import fact_value

SUBJECTS = ("企业", "项目", "个体工商户", "机构", "个人")
ABOUT = {
    "企业": "公司、工厂、农业龙头、物流、商贸等各类企业",
    "项目": "正在建或准备建的投资项目",
    "个体工商户": "领了个体营业执照的店铺、摊点",
    "机构": "园区管理机构、人力资源服务机构、医院学校等",
    "个人": "务工人员、创业者、车主等",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """For whom one can ask, and how many benefits the library has for it."""

    name: str
    about: str
    benefits: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How many benefits are settled either way, and how many still wait for an answer; what is only encouraged is not counted."""

    settled: int
    waiting: int

    @property
    def total(self) -> int:
        return self.settled + self.waiting


def subjects(shelf: Shelf) -> list[Subject]:
    """Everybody the library grants something to, enterprises first."""
    counts = {name: sum(name in benefit.subjects for benefit in shelf.benefits) for name in SUBJECTS}
    return [Subject(name, ABOUT[name], count) for name, count in counts.items() if count]


def serves(shelf: Shelf, subject: str) -> bool:
    """Whether the library grants a subject of this name anything."""
    return subject in SUBJECTS and any(subject in benefit.subjects for benefit in shelf.benefits)


def facts_of(shelf: Shelf, subject: str) -> dict[str, Fact]:
    """The facts that can be asked of a subject, in the order of the facts file."""
    return {name: fact for name, fact in shelf.program.facts.items() if not fact.of or subject in fact.of}


def typed(shelf: Shelf, answers: Mapping[str, str]) -> dict[str, Value]:
    """Answers as values. One that its fact no longer allows (the library has changed since) counts as not given."""
    values: dict[str, Value] = {}
    for name, text in known(answers).items():
        fact = shelf.program.facts.get(name)
        if fact is None:
            continue
        try:
            values[name] = fact_value(fact, text, shelf.regions)
        except (PolicyError, PlaceError):
            continue
    return values


def decide(shelf: Shelf, subject: str, answers: Mapping[str, str], day: date) -> Decision:
    return shelf.engine.decide(subject, typed(shelf, answers), day, shelf.binder.names(subject))


def bind(shelf: Shelf, subject: str, answers: Mapping[str, str], day: date) -> Binding:
    """What the subject must do, and what nobody may ask of it."""
    return shelf.binder.bind(subject, typed(shelf, answers), day)


def nearest(shelf: Shelf, decision: Decision, answers: Mapping[str, str]) -> dict[str, Nearest]:
    """What would make each no a yes, by benefit."""
    return shelf.engine.nearest(decision, typed(shelf, answers))


def progress(decision: Decision) -> Progress:
    counted = [outcome for outcome in decision.outcomes if outcome.force != "鼓励"]
    waiting = sum(outcome.status == "unknown" and outcome.lost_to is None for outcome in counted)
    return Progress(len(counted) - waiting, waiting)


def next_question(decision: Decision, answers: Mapping[str, str]) -> Question | None:
    """The question that settles the most and has been neither answered nor passed over; None where there is none."""
    return next((question for question in decision.ask if question.fact not in answers), None)


def place_open(shelf: Shelf, ids: Iterable[str]) -> bool:
    """Whether one of these benefits does not say by which place of the subject it counts."""
    found = [shelf.instruments[id] for id in ids if id in shelf.instruments]
    return any(isinstance(item, Benefit) and item.area is not None and item.area.fact is None for item in found)


def only_encouraged(shelf: Shelf, ids: Sequence[str]) -> bool:
    """Whether an answer could settle nothing but what a text encourages, which binds nobody."""
    found = [shelf.instruments.get(id) for id in ids]
    return bool(found) and all(isinstance(item, Benefit) and item.force == "鼓励" for item in found)


def before(fact: str, answers: Mapping[str, str]) -> str | None:
    """The fact answered just before this one; the last one answered where this one has not been."""
    order = list(answers)
    index = order.index(fact) if fact in answers else len(order)
    return order[index - 1] if index else None


def grouped(shelf: Shelf, subject: str) -> list[tuple[str, list[Fact]]]:
    """All facts of a subject: places first, then by the section of the document that asks for them."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts_of(shelf, subject).values():
        groups.setdefault("在哪里" if fact.type.kind == "region" else _section(shelf, fact.source), []).append(fact)
    places = groups.pop("在哪里", [])
    return [("在哪里", places), *groups.items()] if places else list(groups.items())


def _section(shelf: Shelf, source: str) -> str:
    """The document and the section a fact's source names, as headings; the source itself where it names none."""
    id, _, path = source.partition(" ")
    if id not in shelf.policies:
        return "其他"
    top = path.split("/")[0].split(" ")[0].rstrip("；;，,")
    heading = next((clause.heading for clause in shelf.documents[id].clauses if clause.path == top and clause.heading), "")
    return f"{shelf.short(id)} · {heading}" if heading else shelf.short(id)
