"""The day before: who has an appointment is reminded, once; whose time is no longer open is told to take another."""

from datetime import date, timedelta

from django.urls import reverse

from luodi.days.errors import UncoveredYearError
from luodi.days.window import show_day
from luodi.desk.appointments.models import Booking, State
from luodi.desk.appointments.slots import slots_on
from luodi.desk.outbox.actions import notify
from luodi.desk.outbox.models import Message
from luodi.desk.registers.calendars import current_calendar

DAILY = "appointments.daily"


def remind(message: Message) -> None:
    """For the day after the one the message names. In the site, and by SMS and e-mail to those who gave an address."""
    day = date.fromisoformat(message.payload["day"]) + timedelta(days=1)
    open_times: dict[int, set[int]] = {}
    for booking in Booking.objects.filter(day=day, state=State.BOOKED).select_related("hall", "account").order_by("id"):
        if booking.hall_id not in open_times:
            open_times[booking.hall_id] = _minutes(booking, day)
        _tell(booking, closed=booking.minute not in open_times[booking.hall_id])


def _minutes(booking: Booking, day: date) -> set[int]:
    _, calendar = current_calendar()
    try:
        return {slot.minute for slot in slots_on(booking.hall.openings.all(), day, calendar)} if calendar else set()
    except UncoveredYearError:
        return set()


def _tell(booking: Booking, *, closed: bool) -> None:
    when = f"{show_day(booking.day)} {booking.time}"
    if closed:
        title, body = "您约的时间不开了", f"{when} {booking.hall}改为不开放，“{booking.matter}”请另约一个时间。"
    else:
        title, body = "明天的预约", f"{when}，{booking.hall}（{booking.hall.address}），办“{booking.matter}”。来不了请先取消。"
    notify(
        f"appointment:{booking.pk}:{booking.day}",
        title,
        body,
        account=booking.account.login,
        email=booking.account.email,
        phone=booking.account.phone,
        link=reverse("appointments:booking", args=[booking.pk]),
        about="appointments",
    )
