"""What the worker does for cases: on a sample site those of each city, one after the other, so that the site opens at once."""

from datetime import date, timedelta

from luodi.desk import clock
from luodi.desk.cases.sample_province import load_sample, plan
from luodi.desk.outbox.actions import enqueue
from luodi.desk.outbox.models import Message
from luodi.desk.parties.sample_province import CITIES

# Between two, whoever is at the site gets to write: SQLite has one writer at a time, and no queue.
APART = timedelta(seconds=0.3)


def leave_samples(day: date) -> int:
    """Leave them to the worker, once for a site; how many messages."""
    now, found = clock.now(), [(city, number) for city in CITIES for number in range(len(plan(city)))]
    return sum(
        enqueue("cases.sample", f"cases:sample:{city}:{number}", {"city": city, "number": number, "day": f"{day}"}, due=now + APART * place)
        for place, (city, number) in enumerate(found)
    )


def sample(message: Message) -> None:
    load_sample(message.payload["city"], message.payload["number"], date.fromisoformat(message.payload["day"]))
