"""Two drafts over one crowd: which rows gain, which lose, how much, by which benefit and clause; a row on each side of each new line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from luodi.bulk.batch import Batch, Decided
from luodi.bulk.memory import filled, of_array
from luodi.bulk.plan import Plan
from luodi.bulk.reading import Rows
from luodi.bulk.sums import summed
from luodi.outlook.crowd import Crowd
from luodi.outlook.rewording import Part, restacked, reworded
from luodi.outlook.sides import Example, Sides
from luodi.outlook.sums import Counted
from luodi.policy.model import Benefit

STATUSES: Final = ("no", "unknown", "yes")
SIDES: Final = ("neither", "kept", "gained", "lost", "more", "less")


@dataclass(slots=True)
class Change:
    """One benefit whose answers differ. `old` or `new` is None where it came or went; `parts` say what is worded otherwise.

    `certain` and `possible` are what all rows together get more (or less), in fen; `sides` counts rows: gained it, lost it, get more
    or less of it, keep it as it was, have it by neither. `examples` holds a row of each side, the nearest to the line of those tried.
    """

    id: str
    old: Benefit | None
    new: Benefit | None
    parts: tuple[Part, ...]
    certain: int = 0
    possible: int = 0
    sides: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SIDES, 0))
    examples: dict[str, Example] = field(default_factory=dict)

    @property
    def benefit(self) -> Benefit:
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def how(self) -> str:
        """新增, 取消, 改动, or 受别项影响 where its own words are the same."""
        return "新增" if self.old is None else "取消" if self.new is None else "改动" if self.parts else "受别项影响"

    @property
    def moves(self) -> bool:
        """Whether any row's answer differs."""
        return any(self.sides[side] for side in ("gained", "lost", "more", "less"))


@dataclass(slots=True)
class Sum:
    """Rows that get more and rows that get less, and how much in all, in fen."""

    gaining: int = 0
    losing: int = 0
    gained: int = 0
    lost: int = 0


@dataclass(slots=True)
class Comparison:
    """`certain` is what is certain of each row, `all` what is certain and possible together. `silent` changes move no row's answer."""

    old: Plan
    new: Plan
    on: date
    name: str
    synthetic: bool
    rows: int = 0
    rejected: int = 0
    certain: Sum = field(default_factory=Sum)
    all: Sum = field(default_factory=Sum)
    changes: list[Change] = field(default_factory=list)
    silent: list[Change] = field(default_factory=list)


def compare(old: Crowd, new: Crowd, on: date) -> Comparison:
    """What the new draft changes on that day; both crowds are the same rows, read by one draft each."""
    found = Comparison(old.plan, new.plan, on, new.name, new.synthetic)
    changes = {change.id: change for change in _candidates(old.plan, new.plan)}
    sides = {id: Sides(id, old.plan, new.plan, on) for id in changes}
    for (one, refused), (other, refused_too) in zip(old.rows(), new.rows(), strict=True):
        found.rejected += len({reject.row for reject in (*refused, *refused_too)})
        before, after = _same_rows(one, other)
        batches = Batch(old.plan, before.columns, before.count, on), Batch(new.plan, after.columns, after.count, on)
        _add(found, changes, sides, batches, before.ids)
    for change in changes.values():
        if change.moves:
            change.examples = sides[change.id].examples
            found.changes.append(change)
        elif change.parts or change.old is None or change.new is None:
            found.silent.append(change)
    found.changes.sort(key=lambda change: -(abs(change.certain) + abs(change.possible)))
    return found


def _candidates(old: Plan, new: Plan) -> Iterator[Change]:
    """Every benefit that may answer otherwise: new, gone, reworded, or in a rule with others."""
    before, after = ({line.benefit.id: line.benefit for line in plan.lines} for plan in (old, new))
    tied = {plan.lines[number].benefit.id for plan in (old, new) for number in plan.tied_lines}
    for id in dict.fromkeys((*after, *before)):
        one, other = before.get(id), after.get(id)
        parts = (*(reworded(one, other, new.regions) if one and other else ()), *restacked(id, old.program, new.program))
        if parts or one is None or other is None or id in tied or _asked(one) != _asked(other):
            yield Change(id, one, other, parts)


def _asked(benefit: Benefit) -> tuple[object, ...]:
    """All that decides, without the words it stands on."""
    trees = tuple(condition.expression.tree for condition in benefit.when)
    return trees, benefit.gives, benefit.area, benefit.during, benefit.acts, benefit.in_force, benefit.force


def _same_rows(one: Rows, other: Rows) -> tuple[Rows, Rows]:
    """Both without the rows that either sets aside: the facts they ask may differ, and so what is set aside."""
    return (one, other) if one.ids.equals(other.ids) else (_only(one, other.ids), _only(other, one.ids))


def _only(rows: Rows, ids: pa.Array) -> Rows:
    kept = pc.indices_nonzero(pc.is_in(rows.ids, ids))
    return Rows(rows.ids.take(kept), {name: column.picked(kept) for name, column in rows.columns.items()})


def _add(found: Comparison, changes: dict[str, Change], sides: dict[str, Sides], batches: tuple[Batch, Batch], ids: pa.Array) -> None:
    rows = batches[0].rows
    found.rows += rows
    decided = [batch.decided() for batch in batches]
    before, after = (Counted(rows, each) for each in decided)
    _add_sum(found.certain, before.certain.array(), after.certain.array())
    _add_sum(found.all, before.both.array(), after.both.array())
    by_id = [{one.line.benefit.id: one for one in each} for each in decided]
    for id, change in changes.items():
        old, new = (_seen(each.get(id), rows) for each in by_id)
        change.certain += new.certain_sum - old.certain_sum
        change.possible += new.all_sum - old.all_sum - (new.certain_sum - old.certain_sum)
        side = _side(old, new)
        for number, name in enumerate(SIDES):
            here = pc.indices_nonzero(pc.equal(side, number))
            change.sides[name] += len(here)
            if len(here):
                sides[id].offer(name, here, batches, ids)


@dataclass(frozen=True, slots=True)
class _Seen:
    """One benefit over a batch by one draft."""

    status: pa.Array
    certain: pa.Array
    both: pa.Array
    certain_sum: int
    all_sum: int


def _seen(one: Decided | None, rows: int) -> _Seen:
    if one is None:
        none = pa.array([0] * rows, pa.int64())
        return _Seen(none, none, none, 0, 0)
    own = Counted(rows, [one])
    certain, both = own.certain, own.both
    codes = [STATUSES.index(outcome.status) for outcome in one.line.outcomes]
    if isinstance(one.outcome, int):
        status = filled("i64", [codes[one.outcome]] * rows).array()
    else:
        status = pa.array(codes, pa.int64()).take(one.outcome.array().cast(pa.int64()))
    return _Seen(status, certain.array(), both.array(), summed(certain, rows), summed(both, rows))


def _side(before: _Seen, after: _Seen) -> pa.Array:
    """For each row the number of its side: by whether it may have it, then by what is certain, by all, by how sure it is."""
    had, has = pc.greater(before.status, 0), pc.greater(after.status, 0)
    change = pa.array([0] * len(had), pa.int8())
    for one, other in ((before.status, after.status), (before.both, after.both), (before.certain, after.certain)):
        change = pc.if_else(pc.greater(other, one), 1, pc.if_else(pc.less(other, one), -1, change))
    moved = pc.if_else(pc.equal(change, 0), 1, pc.if_else(pc.greater(change, 0), 4, 5))
    come = pc.if_else(had, 3, 0)
    return pc.if_else(pc.and_(had, has), moved, pc.if_else(has, 2, come)).cast(pa.int8())


def _add_sum(sum: Sum, before: pa.Array, after: pa.Array) -> None:
    more = pc.subtract(after, before)
    for gains, change in ((True, more), (False, pc.negate(more))):
        here = pc.greater(change, 0)
        rows = int(pc.sum(here).as_py() or 0)
        fen = summed(of_array(pc.if_else(here, change, 0), "i64"), len(change)) if rows else 0
        if gains:
            sum.gaining, sum.gained = sum.gaining + rows, sum.gained + fen
        else:
            sum.losing, sum.lost = sum.losing + rows, sum.lost + fen
