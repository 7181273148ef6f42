"""What the texts leave open: who pays, whether two may meet, on which side a number in two brackets falls, since when."""

from collections.abc import Iterator
from itertools import combinations

from luodi.feel.profile import names
from luodi.feel.tree import Call, Comparison, Money, Name, Number
from luodi.places.regions import Regions
from luodi.policy.errors import Finding
from luodi.policy.holding import can_hold
from luodi.policy.kinds.benefit import OPEN
from luodi.policy.model import Area, Benefit, Condition, Instrument, Library, Spot


def left_open(library: Library, regions: Regions) -> Iterator[Finding]:
    """Findings that refuse nothing; answers show each of them where it matters."""
    benefits = [instrument for document in library.documents for instrument in document.instruments if isinstance(instrument, Benefit)]
    yield from _bearers(benefits)
    yield from _meetings([benefit for benefit in benefits if OPEN in benefit.stack], library, regions)
    for document in library.documents:
        yield from _edges(document.instruments)
        if document.instruments and document.text.date is None:
            yield _left_open("no-date", None, f"《{document.short}》没有写日期，从哪天起施行，文件未载明")


def _bearers(benefits: list[Benefit]) -> Iterator[Finding]:
    for benefit in benefits:
        if benefit.gives.kind == "money" and not benefit.shares and benefit.force != "鼓励":
            yield _left_open("no-bearer", benefit.spot, f"“{benefit.title}”：文件未载明由谁出钱")


def _meetings(benefits: list[Benefit], library: Library, regions: Regions) -> Iterator[Finding]:
    """Pairs that give money or lower a charge on one ground: on one sum, or where one and the same fact is asked."""
    paying = [benefit for benefit in benefits if benefit.gives.kind in ("money", "charge")]
    sums, asked = ({benefit.id: found(benefit) for benefit in paying} for found in (_sums, _asked))
    for one, other in combinations(paying, 2):
        same = sorted(sums[one.id] & sums[other.id]) or sorted(asked[one.id] & asked[other.id])
        if same and _can_meet(one, other, library, regions):
            how = "算同一笔钱" if sums[one.id] & sums[other.id] else "都看"
            yield _left_open(
                "stacking-open", one.spot, f"“{one.title}”与“{other.title}”{how}（{'、'.join(same)}），能否同时享受，文件未规定"
            )


def _sums(benefit: Benefit) -> set[str]:
    parts = (benefit.gives.amount, benefit.gives.at_most, benefit.gives.of)
    return {name for part in parts if part for name in names(part.tree)}


def _asked(benefit: Benefit) -> set[str]:
    return {name for condition in benefit.when for name in names(condition.expression.tree)}


def _can_meet(one: Benefit, other: Benefit, library: Library, regions: Regions) -> bool:
    """Whether one subject could have both: of one kind, in one place, under conditions that can hold together."""
    if not set(one.subjects) & set(other.subjects) or (one.area and other.area and _apart(one.area, other.area, regions)):
        return False
    return can_hold((*one.when, *other.when), library)


def _apart(one: Area, other: Area, regions: Regions) -> bool:
    """Whether no place lies in both: the two regions are strangers, or one lies in what the other excepts."""
    if one.fact != other.fact:
        return False
    codes = regions.code(one.within), regions.code(other.within)
    if regions.relation(*codes) == "no" and regions.relation(*reversed(codes)) == "no":
        return True
    excepted = ((codes[0], other.outside), (codes[1], one.outside))
    return any(regions.relation(code, regions.code(name)) == "yes" for code, names in excepted for name in names)


def _edges(instruments: tuple[Instrument, ...]) -> Iterator[Finding]:
    """Numbers that the text puts in two brackets: the rules of both except them. Each is told once a clause."""
    told: set[tuple[str, str, str]] = set()
    for instrument in instruments:
        for condition in getattr(instrument, "when", ()):
            if (edge := _excepted(condition)) and (key := (instrument.quote.clause, *edge)) not in told:
                told.add(key)
                fact, number = edge
                found = f"{instrument.quote.clause}：{fact}正好{number}的，同时落在两档里，按哪一档，文件未规定"
                yield _left_open("edge-open", instrument.spot, found)


def _excepted(condition: Condition) -> tuple[str, str] | None:
    """(fact, number) of `not(fact = number)`."""
    match condition.expression.tree:
        case Call(Name("not"), (Comparison("=", Name(fact), Money() | Number() as number),)):
            return fact, number.text
        case _:
            return None


def _left_open(id: str, spot: Spot | None, found: str) -> Finding:
    return Finding(id, "open", spot, found)
