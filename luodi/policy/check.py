"""What only shows once the library is whole: groups, boundary words, missing cases, unclaimed words; then what the texts leave open."""

from collections.abc import Iterator, Mapping

from luodi.places.regions import Regions
from luodi.policy.boundaries import slips
from luodi.policy.cases import Case
from luodi.policy.coverage import cover
from luodi.policy.errors import Finding
from luodi.policy.figures import unquoted, unquoted_window
from luodi.policy.holding import can_hold
from luodi.policy.kinds.benefit import OPEN
from luodi.policy.left_open import left_open
from luodi.policy.model import (
    Amendment,
    Ban,
    Benefit,
    Checklist,
    Condition,
    Control,
    Instrument,
    Library,
    PolicyDocument,
    Service,
    Spot,
    Stacking,
)
from luodi.policy.quotes import nearest
from luodi.policy.unwritten import is_unwritten

HIGHEST = "就高"


def check_library(library: Library, cases: tuple[Case, ...], texts: Mapping[str, str], regions: Regions) -> Iterator[Finding]:
    """Findings over the whole library; errors first, then what the texts leave open. `texts` holds the decoded sources."""
    benefits = [instrument for document in library.documents for instrument in document.instruments if isinstance(instrument, Benefit)]
    stackings = [instrument for document in library.documents for instrument in document.instruments if isinstance(instrument, Stacking)]
    unwritten = {instrument.id for document in library.documents for instrument in document.instruments if is_unwritten(instrument)}
    yield from _groups(benefits, stackings, unwritten)
    for document in library.documents:
        named = _named_in(document)
        yield from _window(document)
        for instrument in document.instruments:
            yield from _strangers(instrument, named)
            for when in _whens(instrument):
                yield from _boundaries(instrument, when)
                if not can_hold(when, library):
                    yield _error("dead-condition", instrument.spot, f"“{instrument.id}”的条件无论如何不能同时成立", "至少有一种情形能成立")
            yield from _figures(instrument, document)
    yield from _named(library)
    yield from _cases(benefits, cases)
    for document in library.documents:
        if document.instruments:
            yield from _unclaimed(document, texts)
    yield from left_open(library, regions)


def _groups(benefits: list[Benefit], stackings: list[Stacking], unwritten: set[str]) -> Iterator[Finding]:
    """Benefits and stackings that do not name each other; those still to be written are not asked."""
    by_id = {benefit.id: benefit for benefit in benefits}
    groups = {stacking.id: stacking for stacking in stackings}
    for benefit in benefits:
        for id in benefit.stack:
            if id == OPEN or id in unwritten:
                continue
            if id not in groups:
                yield _error(
                    "unknown-stacking",
                    benefit.spot,
                    f"stack 里的“{id}”不是叠加规则",
                    f"某个 stacking 的 id，或 {OPEN}",
                    nearest(id, list(groups)),
                )
            elif groups[id].members and benefit.id not in groups[id].members:
                yield _error("not-a-member", benefit.spot, f"“{id}”的 members 里没有“{benefit.id}”", "两边都写")
    for stacking in stackings:
        for member in stacking.members:
            if member in unwritten:
                continue
            if member not in by_id:
                yield _error(
                    "unknown-benefit", stacking.spot, f"members 里的“{member}”不是待遇", "某个 benefit 的 id", nearest(member, list(by_id))
                )
            elif stacking.id not in by_id[member].stack:
                yield _error("not-a-member", stacking.spot, f"“{member}”的 stack 里没有“{stacking.id}”", "两边都写")
        if stacking.wins.by not in (None, HIGHEST, *stacking.members):
            yield _error("unknown-benefit", stacking.spot, f"wins.by 写作“{stacking.wins.by}”", f"{HIGHEST}，或成员的 id")


def _whens(instrument: Instrument) -> Iterator[tuple[Condition, ...]]:
    """The conditions that must hold together: an instrument's own, and with them those of each line of a checklist."""
    if isinstance(instrument, Benefit | Service | Control | Checklist | Ban):
        yield instrument.when
    if isinstance(instrument, Checklist):
        yield from ((*instrument.when, *item.when) for item in instrument.items if item.when)


def _boundaries(instrument: Instrument, when: tuple[Condition, ...]) -> Iterator[Finding]:
    for condition in when:
        for slip in slips(condition.expression.tree, "".join(condition.quote.words)):
            yield _error(
                "boundary-word",
                instrument.spot,
                f"“{condition.expression.text}”用了 {slip.written}，原文是“{slip.words}”",
                slip.expected,
                "以上、以下、以内含本数，超过、不满、小于不含",
            )


def _figures(instrument: Instrument, document: PolicyDocument) -> Iterator[Finding]:
    for written in dict.fromkeys(unquoted(instrument, document)):
        yield _error(
            "figure-not-quoted",
            instrument.spot,
            f"“{instrument.id}”写了 {written}，引用的原话里没有这个数或这一天",
            "照原文改正，或把写着它的那句话也引上",
            f"原文不写而规则要用的：figures: {{{written}: 为什么}}",
        )


def _window(document: PolicyDocument) -> Iterator[Finding]:
    for day in unquoted_window(document):
        spot = Spot(f"policies/{document.id}/document.yaml", 1, 1)
        yield _error("figure-not-quoted", spot, f"施行期写了 {day}，引用的原话里没有这一天", "照原文改正")


def _named_in(document: PolicyDocument) -> str:
    """Every word of the document in which a unit can be named."""
    text = document.text
    clauses = (f"{clause.heading}{clause.text}{''.join((*clause.lead, *clause.support, *clause.units))}" for clause in text.clauses)
    return "\n".join((text.title, *text.issuers, *text.addressees, *clauses))


def _strangers(instrument: Instrument, named: str) -> Iterator[Finding]:
    for unit in (*instrument.lead, *instrument.support):
        if unit not in named:
            yield _error("unknown-unit", instrument.spot, f"“{instrument.id}”的责任单位“{unit}”，文件里没有这几个字", "照文件写单位的名字")


def _named(library: Library) -> Iterator[Finding]:
    """Checklists, services and documents that others name and the library does not hold."""
    instruments = [instrument for document in library.documents for instrument in document.instruments]
    lists = [instrument.id for instrument in instruments if isinstance(instrument, Checklist)]
    services = [instrument.id for instrument in instruments if isinstance(instrument, Service)]
    documents = [document.id for document in library.documents]
    for instrument in instruments:
        for id in instrument.bars if isinstance(instrument, Ban) else ():
            if id not in services:
                yield _error("unknown-service", instrument.spot, f"bars 里的“{id}”不是服务", "某个 service 的 id", nearest(id, services))
        for id in instrument.includes if isinstance(instrument, Checklist) else ():
            if id not in lists:
                yield _error(
                    "unknown-checklist", instrument.spot, f"includes 里的“{id}”不是清单", "某个 checklist 的 id", nearest(id, lists)
                )
        if isinstance(instrument, Amendment) and instrument.document and instrument.document not in documents:
            found = f"document 写作“{instrument.document}”"
            yield _error("unknown-document", instrument.spot, found, "库里文件的 id", nearest(instrument.document, documents))


def _cases(benefits: list[Benefit], cases: tuple[Case, ...]) -> Iterator[Finding]:
    met: dict[str, set[str]] = {}
    for case in cases:
        for expected in case.expect:
            met.setdefault(expected.id, set()).add(expected.status)
    words = {"yes": "符合", "no": "不符合", "unknown": "待定"}
    for benefit in benefits:
        needed = ("yes", "no") if benefit.gives.kind == "right" else ("yes", "no", "unknown")
        # What hangs on something the text does not say can never be a yes.
        missing = [words[status] for status in needed if status not in met.get(benefit.id, set())]
        if missing:
            yield _error(
                "no-case", benefit.spot, f"“{benefit.id}”没有{'、'.join(missing)}的办例", "每项待遇都有办例", "写在旁边的 .cases.yaml 里"
            )


def _unclaimed(document: PolicyDocument, texts: Mapping[str, str]) -> Iterator[Finding]:
    spot = Spot(f"policies/{document.id}/document.yaml", 1, 1)
    covered = cover(document, texts, ())
    for clause in covered.unclaimed:
        yield _error(
            "unclaimed-clause", spot, f"条款 {clause.path} 没有任何工具引用：“{clause.text[:30]}…”", "至少一个工具，或写明原因的 statement"
        )
    for sentence in covered.unclaimed_numbers:
        yield _error(
            "unclaimed-number",
            spot,
            f"条款 {sentence.clause} 里带数的一句没有工具认领：“{sentence.text[:40]}”",
            "引用这一句的工具，或写明原因的 statement",
        )


def _error(id: str, spot: Spot, found: str, expected: str, hint: str = "") -> Finding:
    return Finding(id, "error", spot, found, expected, hint)
