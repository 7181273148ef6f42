"""Worked cases: what a subject states on a day, and what each benefit must come to. Anyone can read them and add to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from luodi.feel.run import Value
from luodi.places.regions import Regions
from luodi.policy import values
from luodi.policy.errors import Finding, PolicyError
from luodi.policy.facts import refuse_unknown_keys, required
from luodi.policy.model import Benefit, Fact, Library, Spot
from luodi.policy.nodes import Node
from luodi.policy.quotes import nearest
from luodi.policy.subject import read_fact_values

TOTALS = "合计"
STATUSES = {"符合": "yes", "不符合": "no", "待定": "unknown"}
EXPECTED_KEYS = {"待定", "money", "charge", "delay", "right", "shares", "lost_to", "by", "remark", "force", "granted_by"}


@dataclass(frozen=True, slots=True)
class Expectation:
    """What one benefit must come to; None means the case says nothing of it. Money in fen, `until` an ISO day or its words."""

    id: str
    status: str
    spot: Spot
    kind: str | None = None
    amount: int | None = None
    at_most: int | None = None
    until: str | None = None
    span: str | None = None
    span_at_most: str | None = None
    right: str | None = None
    words: str | None = None
    shares: Mapping[str, int] = field(default_factory=dict)
    lost_to: str | None = None
    by: str | None = None
    waits: tuple[str, ...] | None = None
    remark: str | None = None
    force: str | None = None
    granted_by: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `certain` and `possible` are totals over the whole library in fen, None where the case does not state them."""

    name: str
    on: date
    subject: str
    facts: Mapping[str, Value]
    expect: tuple[Expectation, ...]
    spot: Spot
    certain: int | None = None
    possible: int | None = None


def read_cases(root: Node, library: Library, regions: Regions) -> tuple[list[Case], list[Finding]]:
    """Every case of one file, and what is wrong with the others."""
    benefits = {
        instrument.id: instrument
        for document in library.documents
        for instrument in document.instruments
        if isinstance(instrument, Benefit)
    }
    cases, findings = [], []
    for node in root.items("办例的列表：每个以 - name: 开头") if root.value else ():
        try:
            cases.append(_case(node, benefits, library.facts, regions))
        except PolicyError as error:
            findings.append(error.finding)
    return cases, findings


def _case(node: Node, benefits: Mapping[str, Benefit], facts: Mapping[str, Fact], regions: Regions) -> Case:
    keys = node.mapping("{name, on, facts, expect}")
    refuse_unknown_keys(keys, {"name", "on", "as", "facts", "expect"}, node.spot)
    expected = required(keys, "expect", node.spot, "{benefit 的 id: 结果}").mapping("{benefit 的 id: 结果}")
    totals = (
        {key: values.money(part.text("金额"), part.spot) for key, part in expected[TOTALS].mapping("{certain, possible}").items()}
        if TOTALS in expected
        else {}
    )
    named = {id: value for id, value in expected.items() if id != TOTALS}
    for id, value in named.items():
        if id not in benefits:
            raise PolicyError("unknown-benefit", value.spot, f"没有叫“{id}”的待遇", "某个 benefit 的 id", nearest(id, list(benefits)))
    subject = keys["as"].text("主体") if "as" in keys else next((benefits[id].subjects[0] for id in named), "企业")
    return Case(
        required(keys, "name", node.spot, "一句完整的话").text("一句完整的话"),
        values.day(required(keys, "on", node.spot, "日期").text("日期"), keys["on"].spot),
        subject,
        read_fact_values(keys["facts"], facts, regions) if "facts" in keys else {},
        tuple(_expectation(id, value) for id, value in named.items()),
        node.spot,
        totals.get("certain"),
        totals.get("possible"),
    )


def _expectation(id: str, node: Node) -> Expectation:
    if isinstance(node.value, str):
        if node.value not in STATUSES:
            raise PolicyError("wrong-choice", node.spot, f"结果写作“{node.value}”", "、".join(STATUSES))
        return Expectation(id, STATUSES[node.value], node.spot)
    keys = node.mapping("结果")
    refuse_unknown_keys(keys, EXPECTED_KEYS, node.spot)
    waits = tuple(item.text("事实名") for item in keys["待定"].items("事实名的列表")) if "待定" in keys else None
    bearers = keys["shares"].mapping("{谁: 金额}") if "shares" in keys else {}
    kind = next((key for key in ("money", "charge", "delay", "right") if key in keys), None)
    expected = Expectation(
        id,
        "yes" if waits is None else "unknown",
        node.spot,
        kind,
        shares={bearer: values.money(part.text("金额"), part.spot) for bearer, part in bearers.items()},
        waits=waits,
        right=_said(keys, "right"),
        lost_to=_said(keys, "lost_to"),
        by=_said(keys, "by"),
        remark=_said(keys, "remark"),
        force=_said(keys, "force"),
        granted_by=_said(keys, "granted_by"),
    )
    if kind and isinstance(keys[kind].value, Mapping) and list(keys[kind].value) == ["words"]:
        return replace(expected, words=keys[kind].mapping("{words: …}")["words"].text("条文里的话"))
    if kind in ("money", "charge"):
        return _with_sum(expected, keys[kind])
    return _with_delay(expected, keys["delay"]) if kind == "delay" else expected


def _said(keys: Mapping[str, Node], key: str) -> str | None:
    return keys[key].text(key) if key in keys else None


def _with_sum(expected: Expectation, node: Node) -> Expectation:
    if isinstance(node.value, str):
        return replace(expected, amount=values.money(node.value, node.spot))
    most = required(node.mapping("金额，或 {at_most: 金额}"), "at_most", node.spot, "金额")
    return replace(expected, at_most=values.money(most.text("金额"), most.spot))


def _with_delay(expected: Expectation, node: Node) -> Expectation:
    keys = node.mapping("{until|by|at_most: …}")
    refuse_unknown_keys(keys, {"until", "by", "at_most"}, node.spot)
    until, by, most = (keys[key].text("日期或一段时间") if key in keys else None for key in ("until", "by", "at_most"))
    return replace(expected, until=until, span=by, span_at_most=most)
