"""What a program comes to for a subject: that of one stating nothing but its places is kept, and what its facts touch is reckoned anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from luodi.decide.asking import Waiting, ask
from luodi.decide.ground import Ground
from luodi.decide.known import Known
from luodi.decide.model import Outcome, Question
from luodi.decide.plan import Plan
from luodi.decide.stacking import Claim, stack
from luodi.decide.standing import Standing, grounded

RANK = attrgetter("rank")


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """Every line's standing, by number and in order, with the sums and the questions. `grounds` are those it was made for."""

    grounds: tuple[Ground, ...]
    standings: tuple[Standing, ...]
    ordered: tuple[Standing, ...]
    certain: int
    possible: int
    waiting: Mapping[str, Waiting]
    counts: Mapping[tuple[str, str], int]


def make_base(plan: Plan, known: Known, grounds: tuple[Ground, ...]) -> Base:
    """Every line reckoned by what is known."""
    kept = [None if line.number in plan.together else line.alone(known, grounds[line.ground]) for line in plan.lines]
    claims: list[Claim] = [
        one.claim if one else line.claim(known, grounds[line.ground]) for line, one in zip(plan.lines, kept, strict=True)
    ]
    stack(plan.groups, claims, known)
    standings = tuple([one or line.standing(known, claim) for line, one, claim in zip(plan.lines, kept, claims, strict=True)])
    certain, possible = sum([claim.certain for claim in claims]), sum([claim.possible for claim in claims])
    counts: dict[tuple[str, str], int] = {}
    for one in standings:
        for count in one.counts:
            counts[count] = counts.get(count, 0) + 1
    return Base(grounds, standings, tuple(sorted(standings, key=RANK)), certain, possible, plan.questions.tally(standings), counts)


def moved(base: Base, plan: Plan, grounds: tuple[Ground, ...]) -> Base:
    """The base on other grounds that are alike: only the words of place and day differ."""
    standings = tuple(
        [
            one if base.grounds[line.ground] is grounds[line.ground] else grounded(one, grounds[line.ground])
            for line, one in zip(plan.lines, base.standings, strict=True)
        ]
    )
    return replace(base, grounds=grounds, standings=standings, ordered=tuple([standings[one.number] for one in base.ordered]))


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What stands, in order. `counts`: how many are no no, of each document and kind."""

    outcomes: tuple[Outcome, ...]
    certain: int
    possible: int
    ask: tuple[Question, ...]
    counts: Mapping[tuple[str, str], int]


def plain(base: Base) -> Answer:
    """The base as it is."""
    asked = tuple([one.question for one in base.waiting.values()])
    return Answer(tuple([standing.outcome for standing in base.ordered]), base.certain, base.possible, asked, base.counts)


def answer(plan: Plan, base: Base, known: Known, touched: frozenset[int]) -> Answer:
    """The base as it is once the lines `touched` are reckoned by what is known."""
    come = _reckoned(plan, base, known, touched)
    gone = [base.standings[one.number] for one in come]
    ordered = [standing for standing in base.ordered if standing.number not in touched]
    # Two runs that are in order each: sorting them is one merge.
    ordered = sorted([*ordered, *sorted(come, key=RANK)], key=RANK)
    return Answer(
        tuple([standing.outcome for standing in ordered]),
        base.certain + sum([one.claim.certain for one in come]) - sum([one.claim.certain for one in gone]),
        base.possible + sum([one.claim.possible for one in come]) - sum([one.claim.possible for one in gone]),
        ask(plan.questions.altered(base.waiting, gone, come)),
        _recounted(base.counts, gone, come),
    )


def _reckoned(plan: Plan, base: Base, known: Known, touched: frozenset[int]) -> list[Standing]:
    lines, grounds = plan.lines, base.grounds
    come = [lines[number].alone(known, grounds[lines[number].ground]) for number in touched - plan.together]
    meeting = touched & plan.together
    if meeting:
        claims = [standing.claim for standing in base.standings]
        for number in meeting:
            claims[number] = lines[number].claim(known, grounds[lines[number].ground])
        stack(plan.meeting(meeting), claims, known)
        come += [lines[number].standing(known, claims[number]) for number in meeting]
    return come


def _recounted(counts: Mapping[tuple[str, str], int], gone: Sequence[Standing], come: Sequence[Standing]) -> dict[tuple[str, str], int]:
    found = dict(counts)
    for old, new in zip(gone, come, strict=True):
        if old.counts != new.counts:
            for count in old.counts:
                found[count] -= 1
            for count in new.counts:
                found[count] = found.get(count, 0) + 1
    return found
