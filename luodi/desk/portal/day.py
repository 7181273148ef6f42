"""The site answers for one day: the site's own, or the one a visitor has chosen, never today."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest

from luodi.desk.portal.library import shelf
from luodi.policy.errors import PolicyError
from luodi.policy.values import day as iso_day

KEY = "day"


class DayRefusedError(ValueError):
    """The day cannot be answered for; str() says why and which can."""


def chosen_day(request: HttpRequest) -> date:
    """The visitor's day, or the site's where none is chosen or the calendar has since lost it."""
    try:
        return read_day(request.session.get(KEY, ""))
    except DayRefusedError:
        return settings.LUODI_DAY


def read_day(text: str) -> date:
    """An ISO day within the calendar. Raises DayRefusedError."""
    first, last = shelf().first_day, shelf().last_day
    try:
        day = iso_day(text)
    except PolicyError:
        raise DayRefusedError("请填一个日期，例如 2020-03-10。") from None
    if not first <= day <= last:
        raise DayRefusedError(f"工作日历只收了{first.year}年到{last.year}年，请选这几年里的一天。")
    return day


def choose_day(request: HttpRequest, day: date) -> None:
    if day == settings.LUODI_DAY:
        request.session.pop(KEY, None)
    else:
        request.session[KEY] = day.isoformat()
