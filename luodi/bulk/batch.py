"""One batch of rows decided: columns in, for every benefit a column of outcomes with its sums."""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import prod
from typing import Any, Protocol

from luodi.bulk.amounts import Amount
from luodi.bulk.cells import Cells
from luodi.bulk.columns import Column, cells_run, mapping
from luodi.bulk.lines import Gate, Line
from luodi.bulk.lookups import LookUp, spread
from luodi.bulk.loops import Lane, Loop, loop
from luodi.bulk.memory import Dimension, Run, empty, zeros
from luodi.bulk.native import native
from luodi.bulk.periods import ACT_DAY, PeriodTest
from luodi.bulk.places import UNSTATED, AreaTest
from luodi.bulk.plan import Plan, Tied
from luodi.bulk.ratios import ODD, UNKNOWN
from luodi.bulk.verdicts import SLOW, WhenTable
from luodi.feel.run import Value
from luodi.policy.values import shown


class Tabled(Protocol):
    """What has a table: a number for each combination of inputs, each of which is below its size."""

    @property
    def sizes(self) -> Sequence[int]: ...

    @property
    def table(self) -> Sequence[int]: ...


@dataclass(slots=True, eq=False)
class Decided:
    """One benefit in every row: the number of its outcome (one for all rows where that is known), its sum or UNKNOWN.

    Where it is tied to others: what is certain and possible of it beside them, who it lost to (0, or 1 + a member's number) and
    which group's open question adds to what it waits for (0, or 1 + its number). Elsewhere `counts` says how its sum counts.
    """

    line: Line
    outcome: Dimension
    amount: Run | None = None
    certain: Run | None = None
    possible: Run | None = None
    lost: Run | None = None
    extra: Run | None = None
    tied: Tied | None = None


class Batch:
    """The rows of one batch on one day. What benefits share is made once."""

    def __init__(self, plan: Plan, columns: Mapping[str, Column], rows: int, on: date) -> None:
        self.plan = plan
        self.rows = rows
        self.on = on
        self.columns = dict(columns)
        for name, derived in plan.derived.items():
            found = derived.column(columns, rows)
            if found is not None:
                self.columns[name] = found
        self.cells: dict[Cells, Dimension] = {}
        self.whens: dict[int, Dimension] = {}
        self.areas: dict[int, Dimension] = {}
        self.gates: dict[int, Dimension] = {}
        self.periods: dict[int, Dimension] = {}

    def each(self) -> Iterator[tuple[int, Decided]]:
        """Every benefit with its number in the plan, as it is decided: who takes them one by one keeps little. The tied come last."""
        held: dict[int, Decided] = {}
        for number, line in enumerate(self.plan.lines):
            found = self._line(line)
            if number in self.plan.tied_lines:
                held[number] = found
            else:
                yield number, found
        for tied in self.plan.tied:
            self._settle(tied, [held[number] for number in tied.lines])
        yield from held.items()

    def decided(self) -> list[Decided]:
        """Every benefit of the plan, in its order."""
        return [one for _, one in sorted(self.each(), key=lambda pair: pair[0])]

    def when(self, table: WhenTable | None) -> Dimension:
        """What the conditions come to, as numbers among the table's variants."""
        if table is None:
            return 0
        if id(table) in self.whens:
            return self.whens[id(table)]
        found = self._when(table)
        if self.plan.shared[id(table)] > 1:
            self.whens[id(table)] = found
        return found

    def facts(self, names: Sequence[str], row: int) -> dict[str, Value]:
        """Those of a row's facts that are known."""
        found = {name: self.columns[name].value(row) for name in names if name in self.columns}
        return {name: value for name, value in found.items() if value is not None}

    def spoken(self, names: Sequence[str], row: int) -> dict[str, str]:
        """Those of a row's facts that are known, as a policy file would write them."""
        facts, regions = self.plan.program.facts, self.plan.regions
        found = {}
        for name, value in self.facts(names, row).items():
            region = name in facts and facts[name].type.kind == "region" and value in regions.names
            found[name] = regions.full_name(value) if region else shown(value, facts[name]) if name in facts else str(value)
        return found

    def _when(self, table: WhenTable) -> Dimension:
        inputs = [self._cell(cells) for cells in table.cells]
        found = self._looked_up((id(table),), inputs, table)
        if isinstance(found, int):
            if found != SLOW:
                return found
            found = spread(SLOW, self.rows)
        if table.odd:
            self._by_value(table, found)
        return found

    def _by_value(self, table: WhenTable, run: Run) -> None:
        """Decide the rows that the table leaves to their own values; rows alike are decided once."""
        met: dict[tuple[Value, ...], int] = {}
        view = run.view
        for row in rows_with(run, SLOW, self.rows):
            facts = self.facts(table.names, row)
            key = tuple(facts.get(name) for name in table.names)
            if key not in met:
                met[key] = table.number(table.when.verdict(facts))
            view[row] = met[key]

    def _cell(self, cells: Cells) -> Dimension:
        if cells not in self.cells:
            there = bool(cells.ends) or all(name in self.columns for name in cells.asked)
            self.cells[cells] = cells_run(cells, self._with_unstated(cells), self.rows) if there else cells.unknown
        return self.cells[cells]

    def _with_unstated(self, cells: Cells) -> Mapping[str, Column]:
        """The columns, and for facts that no table states but a relation can be told without, columns of which all is unknown."""
        gone = [name for name in cells.asked if name not in self.columns]
        return (
            {**self.columns, **{name: Column(self.plan.types[name], "number", self._unstated) for name in gone}} if gone else self.columns
        )

    def _gate(self, gate: Gate) -> Dimension:
        if id(gate) not in self.gates:
            self.gates[id(gate)] = self._looked_up((id(gate),), [self._place(gate.area), self._period(gate.period)], gate)
        return self.gates[id(gate)]

    def _place(self, area: AreaTest) -> Dimension:
        if area.everywhere:
            return 1
        if id(area) not in self.areas:
            inputs = [self._place_cell(area, name) for name in area.places]
            self.areas[id(area)] = self._looked_up((id(area),), inputs, area)
        return self.areas[id(area)]

    def _place_cell(self, area: AreaTest, name: str) -> Dimension:
        if name not in self.columns:
            return UNSTATED
        return self._mapped(id(area), self.columns[name], lambda code: area.cell(str(code), self.plan.regions), UNSTATED)

    def _period(self, period: PeriodTest) -> Dimension:
        if id(period) not in self.periods:
            variant, acts = self.plan.variants(period, self.on), self.columns.get(ACT_DAY)
            self.periods[id(period)] = variant(None) if acts is None else self._mapped(id(period), acts, variant, variant(None))
        return self.periods[id(period)]

    def _line(self, line: Line) -> Decided:
        outcome = line.outcome(self.when(line.when), self._gate(line.gate), self.rows)
        if line.amount is None or outcome == 0:
            return Decided(line, outcome)
        return self._summed(line, line.amount, outcome)

    def _summed(self, line: Line, amount: Amount, outcome: Dimension) -> Decided:
        asked = spread(outcome, self.rows)
        given, sums = empty(line.width, self.rows), empty("i64", self.rows)
        giving = amount.giving(asked.width, given.width)
        # Held by a name: an address alone keeps nothing alive.
        stated = self._gone(amount) if amount.gap else self._stated(amount)
        if giving(self.rows, asked.address, *[run.address for run in stated], given.address, sums.address):
            reckoned = self._reckoned(line, amount, given, sums)
            given = empty(reckoned.width, self.rows)
            _given_loop(given.width)(self.rows, reckoned.address, sums.address, given.address)
        return Decided(line, given, sums)

    def _reckoned(self, line: Line, amount: Amount, run: Run, sums: Run) -> Run:
        """The outcomes once each sum that no loop could tell is reckoned by the row's own values and put in its place."""
        run = _copied(run, self.rows)
        outcomes, amounts = run.view, sums.view
        for row in rows_with(sums, ODD, self.rows):
            if outcomes[row]:
                own = amount.of(self.facts(amount.names, row))
                amounts[row] = UNKNOWN if own is None else own
                if own is None:
                    outcomes[row] = line.opened(outcomes[row])
        return run

    def amount(self, amount: Amount) -> Run:
        """The sums, UNKNOWN where a fact is missing, ODD where the row's own values must tell."""
        if amount.loop is None:
            return spread(ODD, self.rows)
        sums = empty("i64", self.rows)
        amount.loop(self.rows, *[run.address for run in self._stated(amount)], sums.address)
        return sums

    def _stated(self, amount: Amount) -> list[Run]:
        """The columns that a sum takes; those that no table states are unknown in every row."""
        return [self.columns[name].run if name in self.columns else self._unstated for name in amount.names]

    def _gone(self, amount: Amount) -> list[Run]:
        """Whether each fact that a sum takes is unknown."""
        return [spread(self._cell(Cells(name, "known")), self.rows) for name in amount.names]

    @cached_property
    def _unstated(self) -> Run:
        return spread(UNKNOWN, self.rows)

    def _settle(self, tied: Tied, members: Sequence[Decided]) -> None:
        if sum(member.outcome != 0 for member in members) < 1:
            return
        inputs: list[Run] = []
        for member in members:
            inputs += [self._status(member), self._counted(member)]
        for lift, ceiling in zip(tied.lifts, tied.ceilings, strict=True):
            inputs += [self._lift(lift), self._ceiling(ceiling)]
        outputs = [empty(width, self.rows) for _ in members for width in ("i64", "i64", "u8", "u8")]
        self.plan.settling(tied)(self.rows, *[run.address for run in (*inputs, *outputs)])
        for number, member in enumerate(members):
            member.certain, member.possible, member.lost, member.extra = outputs[4 * number : 4 * number + 4]
            member.tied = tied

    def _status(self, member: Decided) -> Run:
        return self._each(member.outcome, member.line.coded.status)

    def _counted(self, member: Decided) -> Run:
        if member.amount is None or not member.line.counted:
            return self._unstated
        return member.amount

    def _lift(self, lift: WhenTable | None) -> Run:
        if lift is None:
            return zeros("u8", self.rows)
        found = self.when(lift)
        key = (id(lift), len(lift.variants))
        if key not in self.plan.bound:
            # Open without a fact that would settle it is as good as not lifted.
            entries = [number if number < 2 or missing else 0 for number, (_, missing) in enumerate(lift.variants)]
            self.plan.bound[key] = LookUp((1,), entries)
        return self._each(found, self.plan.bound[key])

    def _ceiling(self, ceiling: Amount | None) -> Run:
        sums = self.amount(ceiling) if ceiling else zeros("i64", self.rows)
        if ceiling:
            for row in rows_with(sums, ODD, self.rows):
                found = ceiling.of(self.facts(ceiling.names, row))
                sums.view[row] = UNKNOWN if found is None else found
        return sums

    def _each(self, dimension: Dimension, entries: LookUp) -> Run:
        return entries([spread(dimension, self.rows)], self.rows)

    def _looked_up(self, key: tuple[object, ...], inputs: Sequence[Dimension], source: Tabled) -> Dimension:
        """What stands in the source's table at the place to which the inputs point together. The part of it that belongs to inputs that
        are the same in all rows is made ready once."""
        fixed = tuple([dimension if isinstance(dimension, int) else None for dimension in inputs])
        whole = (key, fixed)
        found = self.plan.bound.get(whole)
        if found is None:
            found = self.plan.bound[whole] = _bound(fixed, source.sizes, source.table)
        if found.same is not None:
            return found.same
        runs = [dimension for dimension in inputs if not isinstance(dimension, int)]
        return runs[0] if found.own else found(runs, self.rows)

    def _mapped(self, key: int, coded: Column, cell: Callable[[Any], int], unknown: int) -> Run:
        """A coded column with each of its values replaced by a number; the table is kept for the next batch with the same values."""
        whole = (key, self.on, coded.values)
        if whole not in self.plan.bound:
            self.plan.bound[whole] = mapping(coded, cell, unknown)
        return self.plan.bound[whole]([coded.run], self.rows)


def rows_with(run: Run, value: int, rows: int) -> list[int]:
    """The rows at which a run holds a value."""
    found = empty("i32", rows + 1)
    count = _with_loop(run.width)(rows, run.address, found.address, value)
    rows_found: list[int] = found.view[:count].tolist()
    return rows_found


def _bound(fixed: Sequence[int | None], sizes: Sequence[int], table: Sequence[int]) -> LookUp:
    """The part of a table, the last of its dimensions the fastest, that is left where some of them are fixed."""
    free = [size for one, size in zip(fixed, sizes, strict=True) if one is None]
    strides = [prod(free[place + 1 :]) for place in range(len(free))]
    if len(free) == len(sizes):
        return LookUp(strides, table)
    places = [0]
    for one, size in zip(fixed, sizes, strict=True):
        digits = range(size) if one is None else (one,)
        places = [place * size + digit for place in places for digit in digits]
    return LookUp(strides, [table[place] for place in places])


def _copied(run: Run, rows: int) -> Run:
    """The numbers in memory of their own, wide enough for outcomes that are only now found."""
    copy = empty("u16", rows)
    copy.view[:] = memoryview(array("H", run.view[:rows]))
    return copy


@native
def _given_loop(width: str) -> Loop:
    """Where the sum is known and there is nothing to give, the outcome is no. Counts the rows whose outcome is not no and whose sum is
    to be reckoned by their own values."""

    def body(lane: Lane) -> Any:
        outcome, sum = lane.get(0), lane.get(1)
        none = lane.both(lane.is_(">", sum, lane.number(ODD)), lane.is_("<=", sum, lane.number(0)))
        lane.put(2, lane.choose(none, lane.number(0), outcome))
        return lane.both(lane.is_("==", sum, lane.number(ODD)), lane.is_("!=", outcome, lane.number(0)))

    return loop([width, "i64", width], 0, body, counts=True)


@native
def _with_loop(width: str) -> Loop:
    def body(lane: Lane) -> Any:
        lane.put(1, lane.index, lane.scalars[-1])
        return lane.is_("==", lane.get(0), lane.scalars[0])

    return loop([width, "i32"], 1, body, counts=True)
