"""What the worker does for the hotline: on a sample site the voices of each city, so that the site opens at once."""

from datetime import date, timedelta

from luodi.desk import clock
from luodi.desk.hotline.sample_province import load_city
from luodi.desk.outbox.actions import enqueue
from luodi.desk.outbox.models import Message
from luodi.desk.parties.sample_province import CITIES

# Between two, whoever is at the site gets to write.
APART = timedelta(seconds=3)


def leave_cities(day: date) -> int:
    """Leave them to the worker, once for a site; how many messages."""
    now = clock.now()
    return sum(
        enqueue("hotline.sample", f"hotline:sample:{city}", {"city": city, "day": day.isoformat()}, due=now + APART * place)
        for place, city in enumerate(CITIES)
    )


def sample_city(message: Message) -> None:
    load_city(message.payload["city"], date.fromisoformat(message.payload["day"]))
