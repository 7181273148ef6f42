"""What a program comes to for a subject: every benefit reckoned by what is known, or an answer altered where facts touch it."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from luodi.decide.asking import Waiting
from luodi.decide.ground import Ground
from luodi.decide.known import Known
from luodi.decide.line import Line
from luodi.decide.plan import Plan
from luodi.decide.stacking import Claim, stack
from luodi.decide.standing import FIRST_REFUSED, Standing


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """Every line's standing, in order, with the sums. It goes for all grounds that are alike.

    `waiting`: what waits for each fact. `counts`: how many are no no, of each document and kind.
    """

    standings: Sequence[Standing]
    certain: int
    possible: int
    waiting: Mapping[str, Waiting]
    counts: Mapping[tuple[str, str], int]


def whole(plan: Plan, known: Known, grounds: Sequence[Ground]) -> Answer:
    """Every line reckoned by what is known."""
    standings = sorted(_reckoned(plan, plan.lines, known, grounds))
    come = standings[: bisect_left(standings, FIRST_REFUSED)]
    return Answer(
        standings,
        sum([one.certain for one in come]),
        sum([one.possible for one in come]),
        plan.questions.tally(come),
        _recounted({}, (), come),
    )


def altered(before: Answer, plan: Plan, known: Known, grounds: Sequence[Ground], touched: frozenset[int]) -> Answer:
    """The answer as it is once the lines `touched` are reckoned by what is known; the grounds are those it was made for, or alike."""
    if not touched:
        return before
    come = _reckoned(plan, [plan.lines[number] for number in touched], known, grounds)
    were = {one.number: one for one in before.standings if one.number in touched}
    gone = [were[one.number] for one in come]
    standings = [one for one in before.standings if one.number not in touched]
    for one in come:
        insort(standings, one)
    return Answer(
        standings,
        before.certain + sum([one.certain for one in come]) - sum([one.certain for one in gone]),
        before.possible + sum([one.possible for one in come]) - sum([one.possible for one in gone]),
        plan.questions.altered(before.waiting, gone, come),
        _recounted(before.counts, gone, come),
    )


def _reckoned(plan: Plan, lines: Iterable[Line], known: Known, grounds: Sequence[Ground]) -> list[Standing]:
    """These lines by what is known. Of those that meet others, all that meet are among them."""
    come = [line.alone(known, grounds[line.ground]) for line in lines if not line.meets]
    claims: dict[int, Claim] = {}
    for line in [line for line in lines if line.meets]:
        found = line.claim(known, grounds[line.ground])
        if isinstance(found, Claim):
            claims[line.number] = found
        else:
            come.append(found)
    if claims:
        stack(plan.meeting(claims.keys()), claims, known)
        come += [plan.lines[number].standing(known, grounds[plan.lines[number].ground], claim) for number, claim in claims.items()]
    return come


def _recounted(counts: Mapping[tuple[str, str], int], gone: Sequence[Standing], come: Sequence[Standing]) -> dict[tuple[str, str], int]:
    found = dict(counts)
    for old in gone:
        for count in old.counts:
            found[count] -= 1
    for new in come:
        for count in new.counts:
            found[count] = found.get(count, 0) + 1
    return found
