"""What the schedules owe by the site's day becomes messages: one a period, however many workers stand."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from luodi.days.rhythm import due_days, parse_rhythm
from luodi.desk import clock
from luodi.desk.outbox.actions import enqueue
from luodi.desk.outbox.models import Schedule


def run_schedules() -> int:
    """Put what has fallen due into the outbox; how many. Of periods missed while nothing ran, the latest counts."""
    day = clock.today()
    return sum(_run(schedule, day) for schedule in Schedule.objects.filter(Q(last=None) | Q(last__lt=day)))


def _run(schedule: Schedule, day: date) -> bool:
    first = schedule.last + timedelta(days=1) if schedule.last else schedule.since
    periods = due_days(parse_rhythm(schedule.rhythm), schedule.since, first, day)
    if not periods:
        return False
    period = periods[-1]
    with transaction.atomic():
        # The condition lets one of two workers win; the key would hold the other back too.
        won = Schedule.objects.filter(Q(last=None) | Q(last__lt=period), id=schedule.id).update(last=period)
        return bool(won) and enqueue(schedule.topic, f"schedule:{schedule.name}:{period}", {**schedule.payload, "day": period.isoformat()})
