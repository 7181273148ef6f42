"""The addresses of the board."""

from datetime import date

from django.urls import path, register_converter

from luodi.desk.board import calendar_views, views

app_name = "board"


class Day:
    """A day as it stands in an address: 2020-03-09."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        # A day that is none raises ValueError, and the address then leads nowhere.
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(Day, "day")

urlpatterns = [
    path("", views.front, name="front"),
    path("rows/", views.rows, name="rows"),
    path("rows/<int:id>/", views.row, name="row"),
    path("weeks/", views.weeks, name="weeks"),
    path("weeks/<day:monday>/", views.week, name="week"),
    path("weeks/<day:monday>.xlsx", views.week_sheet, name="week_sheet"),
    path("unassigned/", views.unassigned, name="unassigned"),
    path("days/", views.days, name="days"),
    path("calendar/", calendar_views.calendar, name="calendar"),
]
