"""What a program comes to for a subject: that of one stating nothing but its places is kept, and what its facts touch is reckoned anew."""

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from luodi.decide.asking import Waiting, ask
from luodi.decide.ground import Ground
from luodi.decide.known import Known
from luodi.decide.line import Line
from luodi.decide.model import Question
from luodi.decide.plan import Plan
from luodi.decide.stacking import stack
from luodi.decide.standing import Standing

RANK = attrgetter("rank")


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What stands, in order. `counts`: how many are no no, of each document and kind."""

    standings: Sequence[Standing]
    certain: int
    possible: int
    ask: tuple[Question, ...]
    counts: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """An answer that others are made of: every standing by its number, and what waits for each fact. It goes for all grounds alike."""

    answer: Answer
    standings: Mapping[int, Standing]
    waiting: Mapping[str, Waiting]


def whole(plan: Plan, known: Known, grounds: Sequence[Ground]) -> Answer:
    """Every line reckoned by what is known."""
    return make_base(plan, known, grounds).answer


def make_base(plan: Plan, known: Known, grounds: Sequence[Ground]) -> Base:
    """Every line reckoned by what is known, to make others of."""
    come = _reckoned(plan, plan.lines, known, grounds)
    waiting = plan.questions.tally(come)
    certain, possible = sum([one.certain for one in come]), sum([one.possible for one in come])
    found = Answer(sorted(come, key=RANK), certain, possible, ask(waiting), _recounted({}, (), come))
    return Base(found, {one.number: one for one in come}, waiting)


def answer(plan: Plan, base: Base, known: Known, grounds: Sequence[Ground], touched: frozenset[int]) -> Answer:
    """The base as it is once the lines `touched` are reckoned by what is known."""
    before = base.answer
    if not touched:
        return before
    come = _reckoned(plan, [plan.lines[number] for number in touched], known, grounds)
    gone = [base.standings[one.number] for one in come]
    stay = [one for one in before.standings if one.number not in touched]
    for one in come:
        insort(stay, one, key=RANK)
    return Answer(
        stay,
        before.certain + sum([one.certain for one in come]) - sum([one.certain for one in gone]),
        before.possible + sum([one.possible for one in come]) - sum([one.possible for one in gone]),
        ask(plan.questions.altered(base.waiting, gone, come)),
        _recounted(before.counts, gone, come),
    )


def _reckoned(plan: Plan, lines: Iterable[Line], known: Known, grounds: Sequence[Ground]) -> list[Standing]:
    """These lines by what is known. Of those that meet others, all that meet are among them."""
    together = plan.together
    meeting = [line for line in lines if line.number in together]
    come = [line.alone(known, grounds[line.ground]) for line in lines if line.number not in together]
    if meeting:
        claims = {line.number: line.claim(known, grounds[line.ground]) for line in meeting}
        stack(plan.meeting(claims.keys()), claims, known)
        come += [line.standing(known, grounds[line.ground], claims[line.number]) for line in meeting]
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
