"""All that reads more than one appointment: the free times of a hall, one's own, and a hall's list of a day."""

from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from luodi.days.errors import UncoveredYearError
from luodi.desk.appointments.models import Booking, Hall, State
from luodi.desk.appointments.slots import Slot, slots_on
from luodi.desk.parties.models import Account
from luodi.desk.parties.scope import Scope
from luodi.desk.registers.calendars import current_calendar


def bookings_within(scope: Scope) -> QuerySet[Booking]:
    """One's own and one's firms'; for officials those at their unit's halls, for others all of their region."""
    found = scope.limit(Booking.objects.all(), region="hall__region", unit="hall__unit", party="party", account="account")
    return found.select_related("hall__unit", "account", "party")


def halls_of(account: Account, scope: Scope) -> QuerySet[Hall]:
    """The halls whose lists an account works through: those of its own unit, as far as its scope goes."""
    within = scope.limit(Hall.objects.filter(unit=account.unit_id), region="region", unit="unit", party="")
    return within.select_related("unit")


def days_ahead(hall: Hall, today: date) -> list[tuple[date, list[Slot]]]:
    """Each day from today on as far ahead as the hall takes, with its times; days without any are left out, and so are years uncovered."""
    openings, closed = list(hall.openings.all()), hall.closed_days()
    _, calendar = current_calendar()
    last = today + timedelta(days=hall.ahead)
    taken = taken_between(hall, today, last)
    found = []
    for after in range(hall.ahead + 1 if calendar else 0):
        day = today + timedelta(days=after)
        try:
            slots = slots_on(openings, day, calendar, closed)
        except UncoveredYearError:
            break
        if slots:
            found.append((day, [replace(slot, taken=taken.get((day, slot.minute), 0)) for slot in slots]))
    return found


def taken_between(hall: Hall, first: date, last: date) -> dict[tuple[date, int], int]:
    rows = Booking.objects.filter(hall=hall, day__range=(first, last)).exclude(state=State.CANCELLED)
    counted = rows.order_by().values_list("day", "minute").annotate(count=Count("id"))
    return {(day, minute): count for day, minute, count in counted}
