"""What the worker does for the board: opens rows, each day and for a new state of the policies, and makes the report each Monday."""

from datetime import date

from django.urls import reverse

from luodi.days.window import show_day
from luodi.desk.board.actions import enter_events, make_weekly, open_duties
from luodi.desk.outbox.actions import notify
from luodi.desk.outbox.models import Message
from luodi.desk.parties.models import Role
from luodi.desk.parties.queries import accounts_of_role


def open_some(message: Message) -> None:
    """Duties without a day, of one document."""
    open_duties(date.fromisoformat(message.payload["day"]), timed=False, document=message.payload["document"])


def daily(message: Message) -> None:
    day = date.fromisoformat(message.payload["day"])
    enter_events(day)
    open_duties(day, timed=True)


def weekly(message: Message) -> None:
    """Make the report and tell every supervisor where it is."""
    monday = date.fromisoformat(message.payload["day"])
    report = make_weekly(monday)
    body = f"{show_day(monday)}，共 {len(report.content['late'])} 项超期。按您负责的地区查看。"
    for account in accounts_of_role(Role.SUPERVISOR):
        notify(
            f"weekly:{monday}:{account.login}",
            "督办周报",
            body,
            account=account.login,
            link=reverse("board:week", args=[monday]),
            about="weekly",
        )
