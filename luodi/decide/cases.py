"""Worked cases held against what the engine decides: every difference, in words a person can act on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from luodi.days.errors import DayError
from luodi.days.window import parse_anchor, show_anchor
from luodi.decide.engine import Engine
from luodi.decide.model import Decision, Given, Outcome
from luodi.policy.cases import Case, Expectation
from luodi.policy.model import Spot
from luodi.policy.values import show_money

STATUS_WORDS = {"yes": "符合", "no": "不符合", "unknown": "待定"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing a case expects that came out otherwise; `spot` is where the case says so."""

    case: str
    spot: Spot
    what: str
    expected: str
    found: str

    def __str__(self) -> str:
        place = f"{self.spot.file}:{self.spot.line}:{self.spot.column}"
        return f"{place} [case-differs] {self.case}：{self.what} 算得{self.found}；应为：{self.expected}"


def run_cases(cases: Iterable[Case], engine: Engine) -> Iterator[Difference]:
    """The differences of all cases, in order. No difference: every case passes."""
    for case in cases:
        yield from run_case(case, engine)


def run_case(case: Case, engine: Engine) -> Iterator[Difference]:
    """The differences of one case."""
    decision = engine.decide(case.subject, case.facts, case.on)
    outcomes = {outcome.id: outcome for outcome in decision.outcomes}
    for expectation in case.expect:
        outcome = outcomes.get(expectation.id)
        if outcome is None:
            yield Difference(case.name, expectation.spot, expectation.id, f"给{case.subject}的待遇", f"不给{case.subject}")
            continue
        for what, expected, found in _differences(expectation, outcome):
            yield Difference(case.name, expectation.spot, f"{expectation.id} {what}", expected, found)
    for what, expected, found in _totals(case, decision):
        yield Difference(case.name, case.spot, f"合计 {what}", expected, found)


def _differences(expected: Expectation, outcome: Outcome) -> Iterator[tuple[str, str, str]]:
    """(what, expected, found) for each thing the expectation states and the outcome does not meet."""
    given = outcome.gives
    if outcome.status != expected.status:
        yield "结果", STATUS_WORDS[expected.status], _explained(outcome)
        return
    pairs: list[tuple[str, object, object]] = [
        ("种类", expected.kind, given.kind),
        ("金额", _money(expected.amount), _money(given.amount)),
        ("至多", _money(expected.at_most), _money(given.at_most)),
        ("延到", expected.until, _until(expected.until, given)),
        ("延长", expected.span, given.by),
        ("至多延长", expected.span_at_most, given.by_at_most),
        ("权利", expected.right, given.right),
        ("给的", expected.words, given.words),
        ("分担", _shares(expected.shares) or None, _shares(outcome.shares)),
        ("让位给", expected.lost_to, outcome.lost_to),
        ("让位的依据", expected.by, outcome.lost_by.clause if outcome.lost_by else None),
        ("力度", expected.force, outcome.force),
        ("由谁决定", expected.granted_by, outcome.granted_by),
    ]
    for what, want, found in pairs:
        if want is not None and want != found:
            yield what, str(want), str(found) if found is not None else "没有"
    if expected.waits is not None and set(expected.waits) != set(outcome.missing):
        yield "要问的", "、".join(expected.waits) or "没有", "、".join(outcome.missing) or "没有"
    if expected.remark is not None and not any(expected.remark in remark for remark in outcome.remarks):
        yield "说明", expected.remark, "；".join(outcome.remarks) or "没有"


def _totals(case: Case, decision: Decision) -> Iterator[tuple[str, str, str]]:
    for what, want, found in (("确定", case.certain, decision.certain), ("可能", case.possible, decision.possible)):
        if want is not None and want != found:
            yield what, show_money(want), show_money(found)


def _explained(outcome: Outcome) -> str:
    """The status with what made it so: the first condition that does not hold, or what is missing."""
    word = STATUS_WORDS[outcome.status]
    if outcome.status == "no":
        failed = next((held for held in outcome.conditions if held.holds == "no"), None)
        return f"{word}（{failed.text}）" if failed else word
    if outcome.status == "unknown":
        return f"{word}（{'、'.join(outcome.missing) or '；'.join(outcome.remarks)}）"
    return word


def _until(expected: str | None, given: Given) -> str | None:
    """The day given, in the words of the case where they say the same: an ISO day, an anchor, or how the text puts it."""
    if expected is None or expected in (given.until, given.until_rule):
        return expected
    try:
        same = show_anchor(parse_anchor(expected)) == given.until_rule
    except DayError:
        same = False
    return expected if same else given.until or given.until_rule


def _money(fen: int | None) -> str | None:
    return None if fen is None else show_money(fen)


def _shares(shares: object) -> str:
    return "，".join(f"{bearer} {show_money(fen)}" for bearer, fen in sorted(shares.items())) if isinstance(shares, dict) else ""
