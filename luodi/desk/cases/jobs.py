"""What the worker does for cases: on a sample site the cases of each city, one after the other, so that the site opens at once."""

from datetime import date

from luodi.desk.cases.sample_province import load_city
from luodi.desk.outbox.actions import enqueue
from luodi.desk.outbox.models import Message
from luodi.desk.parties.sample_province import CITIES


def leave_cities(day: date) -> int:
    """Leave them to the worker, once for a site; how many messages."""
    return sum(enqueue("cases.sample", f"cases:sample:{city}", {"city": city, "day": day.isoformat()}) for city in CITIES)


def sample_city(message: Message) -> None:
    load_city(message.payload["city"], date.fromisoformat(message.payload["day"]))
