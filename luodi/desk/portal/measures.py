"""One instrument as a page of its own: what it gives, to whom, how bound, on which words, and the worked cases about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from luodi.days.window import show_window
from luodi.desk.portal.library import Shelf
from luodi.desk.portal.running import Line, gift_words, line
from luodi.policy.cases import Case, Expectation
from luodi.policy.model import Area, Benefit, Checklist, Instrument, PolicyDocument, Service, Stacking
from luodi.policy.values import show_money, shown

BOUND = {
    "应": "文件要求必须给：条件都符合，就应当给您。",
    "可": "文件说“可以”：条件都符合，还要等{by}作出决定，才给。",
    "鼓励": "文件只是鼓励：没有谁必须给，可以去问、去谈。",
}
VERDICTS = {"yes": "符合", "no": "不符合", "unknown": "待定"}


@dataclass(frozen=True, slots=True)
class Example:
    """A worked case: its sentence, what was stated, what came out."""

    name: str
    day: str
    facts: tuple[tuple[str, str], ...]
    status: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Measure:
    """An instrument with its document and words; the benefit's own parts are empty for other kinds."""

    instrument: Instrument
    document: PolicyDocument
    line: Line
    gives: str = ""
    bound: str = ""
    where: str = ""
    during: str = ""
    acts: str = ""
    shares: tuple[tuple[str, int], ...] = ()
    stackings: tuple[Instrument, ...] = ()
    stack_open: bool = False
    examples: tuple[Example, ...] = ()
    includes: tuple[Instrument, ...] = ()


def measure(shelf: Shelf, instrument: Instrument) -> Measure:
    document = shelf.policies[instrument.quote.document]
    head = line(1, instrument)
    if isinstance(instrument, Benefit):
        return _benefit(shelf, instrument, document, head)
    if isinstance(instrument, Service):
        return Measure(instrument, document, head, where=_where(instrument.area), during=_during(instrument.during, document))
    if isinstance(instrument, Stacking):
        members = tuple(shelf.instruments[id] for id in instrument.members if id in shelf.instruments)
        return Measure(instrument, document, head, stackings=members)
    if isinstance(instrument, Checklist):
        others = tuple(shelf.instruments[id] for id in instrument.includes if id in shelf.instruments)
        return Measure(instrument, document, head, includes=others)
    return Measure(instrument, document, head)


def _benefit(shelf: Shelf, benefit: Benefit, document: PolicyDocument, head: Line) -> Measure:
    return Measure(
        benefit,
        document,
        head,
        gift_words(benefit.gives),
        BOUND[benefit.force].format(by=benefit.granted_by or "有关方面"),
        _where(benefit.area),
        _during(benefit.during, document),
        show_window(benefit.acts) if benefit.acts else "",
        tuple(benefit.shares.items()),
        tuple(shelf.instruments[id] for id in benefit.stack if id in shelf.instruments),
        "未规定" in benefit.stack,
        tuple(_example(shelf, case, expected) for case in shelf.cases for expected in case.expect if expected.id == benefit.id),
    )


def _during(window: object, document: PolicyDocument) -> str:
    return show_window(window or document.during)


def _where(area: Area | None) -> str:
    if area is None:
        return ""
    inside = area.within
    outside = f"（不含{'、'.join(area.outside)}）" if area.outside else ""
    return f"{area.fact}在{inside}{outside}" if area.fact else f"{inside}{outside}。文件没有说按哪个地点算，您填的各个地点都要在内"


def _example(shelf: Shelf, case: Case, expected: Expectation) -> Example:
    facts = tuple((name, _said(shelf, name, case.facts)) for name in case.facts)
    return Example(case.name, case.on.isoformat(), facts, "no" if expected.lost_to else expected.status, _verdict(expected))


def _said(shelf: Shelf, name: str, facts: Mapping[str, object]) -> str:
    fact = shelf.program.facts.get(name)
    text = shown(facts[name], fact) if fact else str(facts[name])
    return shelf.regions.name(text) if fact and fact.type.kind == "region" else text


def _verdict(expected: Expectation) -> str:
    if expected.lost_to:
        return "不重复享受"
    if expected.amount is not None:
        return show_money(expected.amount)
    if expected.at_most is not None:
        return f"不超过{show_money(expected.at_most)}"
    return VERDICTS[expected.status]
