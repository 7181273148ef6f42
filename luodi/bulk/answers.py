"""What one row of a batch comes to, benefit by benefit, as plain data: the row's part of what `decide` says."""

from collections.abc import Sequence
from dataclasses import dataclass

from luodi.bulk.batch import Batch, Decided
from luodi.bulk.lines import NOTHING, SURE
from luodi.bulk.memory import Dimension
from luodi.bulk.plan import Tied
from luodi.bulk.ratios import UNKNOWN
from luodi.bulk.rules import Status


@dataclass(frozen=True, slots=True)
class Answer:
    """One benefit. `amount` is its sum or the most it can be, in fen; `certain` and `possible` what of it counts beside the others."""

    benefit: str
    status: Status
    missing: tuple[str, ...]
    amount: int | None
    certain: int
    possible: int
    lost_to: str | None


def answers(batch: Batch, decided: Sequence[Decided], row: int) -> list[Answer]:
    """Every benefit for one row, in the program's order."""
    return [answer(batch, one, row) for one in decided]


def answer(batch: Batch, one: Decided, row: int) -> Answer:
    """One benefit for one row."""
    line = one.line
    number = at(one.outcome, row)
    outcome = line.outcomes[number]
    amount = None if one.amount is None or outcome.status == "no" else at(one.amount, row)
    amount = None if amount == UNKNOWN else amount
    missing, lost_to = outcome.missing, None
    if one.tied and one.certain and one.possible and one.lost and one.extra:
        certain, possible = at(one.certain, row), at(one.possible, row)
        winner, group = at(one.lost, row), at(one.extra, row)
        lost_to = one.tied.component.benefits[winner - 1].id if winner else None
        missing = (*missing, *sorted(set(opening(batch, one.tied, group, row)) - set(missing)))
    else:
        how = line.counts(number)
        certain = amount if how == SURE and amount else 0
        possible = amount if how not in (SURE, NOTHING) and amount else 0
    return Answer(line.benefit.id, outcome.status, missing, amount, certain, possible, lost_to)


def opening(batch: Batch, tied: Tied, group: int, row: int) -> tuple[str, ...]:
    """The facts for which a group (1 + its number, 0 for none) is open in that row."""
    if not group:
        return ()
    lift, ceiling = tied.lifts[group - 1], tied.ceilings[group - 1]
    if lift and tied.component.groups[group - 1].stacking.rule == "不重复":
        return lift.variants[at(batch.when(lift), row)][1]
    known = batch.facts(ceiling.names, row) if ceiling else {}
    return tuple(name for name in ceiling.names if name not in known) if ceiling else ()


def at(dimension: Dimension, row: int) -> int:
    """The number that stands in that row."""
    return dimension if isinstance(dimension, int) else int(dimension.view[row])
