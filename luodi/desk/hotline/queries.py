"""All that reads more than one voice: lists within a scope, and the three rates by unit."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from luodi.desk.hotline.models import State, Turn, Voice
from luodi.desk.hotline.steps import CONTENT
from luodi.desk.parties.scope import Scope
from luodi.desk.registers.queries import LIVE


@dataclass(frozen=True, slots=True)
class Rates:
    """Of one unit: how many came to it, how many it has answered; of those rated, how many are solved and how many content.

    Rates are whole percent, None where there is nothing to divide by. No text defines them: the page says how they are counted.
    """

    unit: str
    raised: int
    answered: int
    rated: int
    solved: int
    content: int

    @property
    def response(self) -> int | None:
        return _percent(self.answered, self.raised)

    @property
    def solution(self) -> int | None:
        return _percent(self.solved, self.rated)

    @property
    def satisfaction(self) -> int | None:
        return _percent(self.content, self.rated)


def turns_within(scope: Scope) -> QuerySet[Turn]:
    """The turns an account may see: its own and its firms' voices; for officials their unit's turns, for others all of their region."""
    return scope.limit(Turn.objects.all(), region="row__region", unit="row__unit", party="voice__party", account="voice__account")


def voices_within(scope: Scope) -> QuerySet[Voice]:
    return Voice.objects.filter(pk__in=turns_within(scope).order_by().values("voice")).select_related("unit", "party", "account", "agent")


def queue(scope: Scope) -> QuerySet[Turn]:
    """What still waits for an answer, what is due first first."""
    live = turns_within(scope).filter(row__state__in=LIVE)
    return live.select_related("row__unit", "voice__party").order_by(F("row__due").asc(nulls_last=True), "id")


def rates(scope: Scope) -> list[Rates]:
    """The three rates of each unit, the one with most first. What was withdrawn or joined to another does not count."""
    counted = voices_within(scope).exclude(state__in=[State.WITHDRAWN, State.JOINED])
    found = (
        counted.order_by()
        .values("unit__name")
        .annotate(
            raised=Count("id"),
            answered=Count("id", filter=Q(answered_on__isnull=False)),
            rated=Count("id", filter=Q(rating__isnull=False)),
            solved_ones=Count("id", filter=Q(solved=True)),
            content=Count("id", filter=Q(rating__in=CONTENT)),
        )
    )
    rows = [Rates(one["unit__name"], one["raised"], one["answered"], one["rated"], one["solved_ones"], one["content"]) for one in found]
    return sorted(rows, key=lambda row: (-row.raised, row.unit))


def _percent(part: int, whole: int) -> int | None:
    return 100 * part // whole if whole else None
