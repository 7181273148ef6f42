"""What a program comes to where a subject states nothing but its places: most decisions share it, so each place and day has it once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from luodi.decide.asking import Waiting, ask
from luodi.decide.known import Known
from luodi.decide.line import Line
from luodi.decide.model import Held, Outcome, Question
from luodi.decide.plan import Plan
from luodi.decide.stacking import Claim, stack
from luodi.decide.standing import Standing, placed

RANK = attrgetter("rank")


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """Every line's standing, by number and in order, with the sums and the questions. `places` and `days` are the tests it was made for."""

    places: tuple[Held, ...]
    days: tuple[tuple[Held, ...], ...]
    standings: tuple[Standing, ...]
    ordered: tuple[Standing, ...]
    certain: int
    possible: int
    waiting: Mapping[str, Waiting]
    counts: Mapping[tuple[str, str], int]


def make_base(plan: Plan, known: Known, places: tuple[Held, ...], days: tuple[tuple[Held, ...], ...]) -> Base:
    """`known` knows no fact that any line asks."""
    kept = [None if line.number in plan.together else line.alone(known, places[line.area], days[line.period]) for line in plan.lines]
    claims: list[Claim] = [
        one.claim if one else line.claim(known, places[line.area], days[line.period]) for line, one in zip(plan.lines, kept, strict=True)
    ]
    stack(plan.groups, claims, known)
    standings = tuple(one or line.standing(known, claim) for line, one, claim in zip(plan.lines, kept, claims, strict=True))
    certain, possible = sum(claim.certain for claim in claims), sum(claim.possible for claim in claims)
    counts = Counter(count for one in standings for count in one.counts)
    return Base(places, days, standings, tuple(sorted(standings, key=RANK)), certain, possible, plan.questions.tally(standings), counts)


def moved(base: Base, plan: Plan, places: tuple[Held, ...]) -> Base:
    """The base at other places of which the same holds: only the words of the place differ."""
    standings = tuple(
        one if base.places[line.area] is places[line.area] else placed(one, places[line.area])
        for line, one in zip(plan.lines, base.standings, strict=True)
    )
    return replace(base, places=places, standings=standings, ordered=tuple([standings[one.number] for one in base.ordered]))


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """A base with some lines standing otherwise. `counts`: how many are no no, of each document and kind."""

    outcomes: tuple[Outcome, ...]
    certain: int
    possible: int
    ask: tuple[Question, ...]
    counts: Mapping[tuple[str, str], int]


def answer(plan: Plan, base: Base, known: Known, touched: frozenset[int]) -> Answer:
    """The base as it is once the lines `touched` are reckoned by what is known."""
    meeting, alone = touched & plan.together, touched - plan.together
    come = [_alone(plan.lines[number], known, base) for number in alone]
    if meeting:
        claims = [standing.claim for standing in base.standings]
        for number in meeting:
            line = plan.lines[number]
            claims[number] = line.claim(known, base.places[line.area], base.days[line.period])
        stack(plan.meeting(meeting), claims, known)
        come += [plan.lines[number].standing(known, claims[number]) for number in meeting]
    gone = [base.standings[one.number] for one in come]
    ordered: Sequence[Standing] = [standing for standing in base.ordered if standing.number not in touched]
    # Two runs that are in order each: sorting them is one merge.
    ordered = sorted([*ordered, *sorted(come, key=RANK)], key=RANK)
    waiting = plan.questions.altered(base.waiting, gone, come)
    return Answer(
        tuple([standing.outcome for standing in ordered]),
        base.certain + sum([one.claim.certain for one in come]) - sum([one.claim.certain for one in gone]),
        base.possible + sum([one.claim.possible for one in come]) - sum([one.claim.possible for one in gone]),
        ask(waiting),
        _recounted(base.counts, gone, come),
    )


def _alone(line: Line, known: Known, base: Base) -> Standing:
    return line.alone(known, base.places[line.area], base.days[line.period])


def _recounted(counts: Mapping[tuple[str, str], int], gone: Sequence[Standing], come: Sequence[Standing]) -> dict[tuple[str, str], int]:
    found = dict(counts)
    for standings, one in ((gone, -1), (come, 1)):
        for standing in standings:
            for count in standing.counts:
                found[count] = found.get(count, 0) + one
    return found
