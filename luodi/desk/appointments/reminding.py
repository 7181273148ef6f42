"""The day before: who has an appointment is reminded, once; whose time is no longer open is told to take another.

Whose day a hall closes is told at once.
"""

from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from luodi.days.errors import UncoveredYearError
from luodi.days.window import show_day
from luodi.desk.appointments.models import Booking, Closing, State
from luodi.desk.appointments.slots import slots_on
from luodi.desk.outbox.actions import notify
from luodi.desk.outbox.models import Message
from luodi.desk.registers.calendars import current_calendar

DAILY = "appointments.daily"


def remind(message: Message) -> None:
    """For the day after the one the message names. In the site, and by SMS and e-mail to those who gave an address."""
    day = date.fromisoformat(message.payload["day"]) + timedelta(days=1)
    open_times: dict[int, set[int]] = {}
    # Those of a hall that is closed that day know it already.
    for booking in _booked_on(day).exclude(hall__closings__day=day):
        if booking.hall_id not in open_times:
            open_times[booking.hall_id] = _minutes(booking, day)
        if booking.minute in open_times[booking.hall_id]:
            where = f"{_when(booking)}，{booking.hall}（{booking.hall.address}）"
            _tell(booking, "near", "明天的预约", f"{where}，办“{booking.matter}”。来不了请先取消。")
        else:
            _tell(booking, "shut", "您约的时间不开了", f"{_when(booking)} {booking.hall}改为不开放，“{booking.matter}”请另约一个时间。")


def tell_closed(closing: Closing) -> None:
    """Each who has booked that day, at once."""
    for booking in _booked_on(closing.day).filter(hall=closing.hall):
        body = f"{_when(booking)} {booking.hall}不开：{closing.reason}。“{booking.matter}”请另约一个时间。"
        _tell(booking, f"closed:{closing.pk}", "您约的时间不开了", body)


def tell_reopened(closing: Closing) -> None:
    """Each who still has an appointment on a day that was to be closed."""
    for booking in _booked_on(closing.day).filter(hall=closing.hall):
        body = f"{_when(booking)} {booking.hall}照常开，“{booking.matter}”的预约还在。"
        _tell(booking, f"reopened:{closing.pk}", "您约的时间照常开", body)


def _booked_on(day: date) -> QuerySet[Booking]:
    return Booking.objects.filter(day=day, state=State.BOOKED).select_related("hall", "account").order_by("id")


def _minutes(booking: Booking, day: date) -> set[int]:
    _, calendar = current_calendar()
    try:
        return {slot.minute for slot in slots_on(booking.hall.openings.all(), day, calendar)} if calendar else set()
    except UncoveredYearError:
        return set()


def _when(booking: Booking) -> str:
    return f"{show_day(booking.day)} {booking.time}"


def _tell(booking: Booking, what: str, title: str, body: str) -> None:
    notify(
        f"appointment:{booking.pk}:{booking.day}:{what}",
        title,
        body,
        account=booking.account.login,
        email=booking.account.email,
        phone=booking.account.phone,
        link=reverse("appointments:booking", args=[booking.pk]),
        about="appointments",
    )
