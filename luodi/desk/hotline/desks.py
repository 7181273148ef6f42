"""Who takes what is raised in a place: what administrators entered for the nearest place that holds it."""

from datetime import date

from django.db import transaction

from luodi.days.errors import DayError
from luodi.days.span import parse_span
from luodi.desk import clock
from luodi.desk.hotline.errors import WordsError
from luodi.desk.hotline.models import Desk
from luodi.desk.ledger.actions import Act, named, record
from luodi.desk.parties.models import Account, Unit
from luodi.desk.portal.library import shelf


@transaction.atomic
def enter_desk(region: str, unit: str, *, since: date, source: str, limit: str = "", by: Account | None = None) -> Desk:
    """Enter who takes what is raised in a place. WordsError for a unit that is not there, a limit that is none, or no source."""
    taker = Unit.objects.filter(name=unit.strip()).first()
    if taker is None:
        raise WordsError(f"没有“{unit}”这个单位，请写已登记单位的全称，例如“南昌市行政审批局”")
    if not source.strip():
        raise WordsError("请写明依据，例如哪一份文件、哪一天的通知")
    limit = limit.strip()
    try:
        if limit:
            parse_span(limit)
    except DayError as error:
        raise WordsError(str(error)) from error
    row = Desk.objects.create(region=region, unit=taker, limit=limit, since=since, source=source)
    record(Act("hotline.desk", named(row), named(by), details={"region": region, "unit": taker.name, "limit": limit}, happened_on=since))
    return row


def desk_in(region: str, day: date | None = None) -> Desk | None:
    """The desk of the nearest place; there the latest that has begun; None where none is entered."""
    order = {code: place for place, code in enumerate((region, *shelf().regions.above(region)))}
    rows = Desk.objects.filter(region__in=list(order), since__lte=day or clock.today()).select_related("unit")
    return min(rows, key=lambda row: (order[row.region], -row.since.toordinal(), -row.pk), default=None)
