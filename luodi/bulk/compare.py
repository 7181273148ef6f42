"""Two libraries over one table: which rows gain, which lose, how much, by which benefit; and an example on each side of the new line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from luodi.bulk.answers import Answer, answer
from luodi.bulk.batch import Batch, Decided, totals
from luodi.bulk.header import header
from luodi.bulk.memory import zeros
from luodi.bulk.passes import Passed, passes
from luodi.bulk.plan import Plan
from luodi.bulk.tables import Table
from luodi.policy.model import Benefit

SIDES: Final = ("gained", "lost", "more", "less", "kept", "neither")


@dataclass(frozen=True, slots=True)
class Example:
    """A row with what a benefit comes to by the old rules and by the new; None where they do not hold the benefit."""

    id: str
    facts: Mapping[str, str]
    old: Answer | None
    new: Answer | None


@dataclass(slots=True)
class Change:
    """One benefit whose answers differ. `sides` counts rows: gained it, lost it, get more or less of it, keep it as it was, have
    it by neither; of each side one example is kept. `clause` is where the words stand that make the difference."""

    id: str
    title: str
    document: str
    clause: str
    words: tuple[str, ...]
    how: str
    certain: int = 0
    possible: int = 0
    sides: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SIDES, 0))
    examples: dict[str, Example] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        return any(count for side, count in self.sides.items() if side not in ("kept", "neither"))


@dataclass(slots=True)
class Comparison:
    """Rows that gain and lose in what is certain and in what is possible, the fen of each, and every benefit that changed."""

    on: str
    rows: int = 0
    gaining: dict[str, int] = field(default_factory=lambda: {"certain": 0, "possible": 0})
    losing: dict[str, int] = field(default_factory=lambda: {"certain": 0, "possible": 0})
    gained: dict[str, int] = field(default_factory=lambda: {"certain": 0, "possible": 0})
    lost: dict[str, int] = field(default_factory=lambda: {"certain": 0, "possible": 0})
    changes: dict[str, Change] = field(default_factory=dict)


def compare(old: Plan, new: Plan, table: Table, on: date, id: str | None = None) -> Comparison:
    """What the new library changes for the rows of the table on that day."""
    found = Comparison(on.isoformat())
    before = passes(old, table, header(table.columns, old, id), on)
    after = passes(new, table, header(table.columns, new, id), on)
    for one, other in zip(before, after, strict=True):
        _add(found, *_same_rows(one, other))
    found.changes = {id: change for id, change in found.changes.items() if change.changed}
    return found


def _same_rows(one: Passed, other: Passed) -> tuple[Passed, Passed]:
    """Both sides with the rows that either sets aside left out; the facts they ask may differ, and so what is set aside."""
    if one.ids.equals(other.ids):
        return one, other
    return _only(one, other.ids), _only(other, one.ids)


def _only(passed: Passed, ids: pa.Array) -> Passed:
    keep = pc.is_in(passed.ids, ids)
    rows = pc.indices_nonzero(keep)
    batch = passed.batch
    picked = Batch(batch.plan, {name: column.picked(rows) for name, column in batch.columns.items()}, len(rows), batch.on)
    return Passed(passed.ids.take(rows), picked, passed.rejected)


def _add(found: Comparison, one: Passed, other: Passed) -> None:
    rows = one.batch.rows
    found.rows += rows
    olds, news = one.batch.decided(), other.batch.decided()
    for name, before, after in zip(("certain", "possible"), totals(olds, rows), totals(news, rows), strict=True):
        change = pc.subtract(after.array(), before.array())
        gains, losses = pc.greater(change, 0), pc.less(change, 0)
        found.gaining[name] += pc.sum(gains).as_py() or 0
        found.losing[name] += pc.sum(losses).as_py() or 0
        # Added up in whole numbers without an end: a table may hold more than 64 bits of fen.
        found.gained[name] += sum(change.filter(gains).to_pylist())
        found.lost[name] -= sum(change.filter(losses).to_pylist())
    first = {decided.line.benefit.id: decided for decided in olds}
    second = {decided.line.benefit.id: decided for decided in news}
    for id in dict.fromkeys((*second, *first)):
        if id not in found.changes:
            found.changes[id] = _change(id, first.get(id), second.get(id))
        _compare(found.changes[id], one, other, first.get(id), second.get(id))


def _change(id: str, first: Decided | None, second: Decided | None) -> Change:
    decided = second or first
    assert decided is not None
    benefit: Benefit = decided.line.benefit
    how = "新增" if first is None else "取消" if second is None else "改动"
    return Change(id, benefit.title, benefit.quote.document, benefit.quote.clause, benefit.quote.words, how)


def _compare(change: Change, one: Passed, other: Passed, first: Decided | None, second: Decided | None) -> None:
    if first is not None and second is not None and _alike(first, second) and not first.tied and not second.tied:
        return
    before, after = _seen(one, first), _seen(other, second)
    for sign, (certain, possible) in ((-1, before.sums), (1, after.sums)):
        change.certain += sign * certain
        change.possible += sign * possible
    for row, side in _sides(before, after):
        change.sides[side] += 1
        if side not in change.examples:
            change.examples[side] = Example(
                one.ids[row].as_py(),
                {**_facts(one.batch, first, row), **_facts(other.batch, second, row)},
                answer(one.batch, first, row) if first else None,
                answer(other.batch, second, row) if second else None,
            )


def _alike(first: Decided, second: Decided) -> bool:
    """Whether the two rules are the same words for word: then nothing need be counted."""
    return replace(first.line.benefit, spot=second.line.benefit.spot) == second.line.benefit


@dataclass(frozen=True, slots=True)
class _Seen:
    """One benefit over a batch: whether each row may have it, what of it is certain and possible, and the sums of these."""

    statuses: list[str]
    certain: list[int]
    possible: list[int]

    @property
    def sums(self) -> tuple[int, int]:
        return sum(self.certain), sum(self.possible)


def _seen(passed: Passed, decided: Decided | None) -> _Seen:
    rows = passed.batch.rows
    certain, possible = zeros("i64", rows), zeros("i64", rows)
    if decided is None:
        return _Seen(["no"] * rows, [*certain.view], [*possible.view])
    totalled = totals([decided], rows)
    statuses = [outcome.status for outcome in decided.line.outcomes]
    numbers = [decided.outcome] * rows if isinstance(decided.outcome, int) else decided.outcome.view
    return _Seen([statuses[number] for number in numbers], [*totalled[0].view], [*totalled[1].view])


def _sides(before: _Seen, after: _Seen) -> Iterator[tuple[int, str]]:
    old = zip(before.statuses, before.certain, before.possible, strict=True)
    new = zip(after.statuses, after.certain, after.possible, strict=True)
    for row, (one, other) in enumerate(zip(old, new, strict=True)):
        yield row, _side(one, other)


def _side(one: tuple[str, int, int], other: tuple[str, int, int]) -> str:
    if one == other:
        return "neither" if one[0] == "no" else "kept"
    if (one[0] == "no") != (other[0] == "no"):
        return "gained" if one[0] == "no" else "lost"
    if one[1:] != other[1:]:
        return "more" if other[1:] > one[1:] else "less"
    return "more" if other[0] == "yes" else "less"


def _facts(batch: Batch, decided: Decided | None, row: int) -> dict[str, str]:
    """The facts of the row that the benefit asks, as a policy file would write them."""
    if decided is None:
        return {}
    line = decided.line
    names = [*(line.when.when.names if line.when else ()), *(line.amount.names if line.amount else ())]
    return batch.spoken(() if line.area.everywhere else line.area.places, row) | batch.spoken(names, row)
