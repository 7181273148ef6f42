"""What the worker does for the registers: reckon rows anew in batches, and each day look at what has become late."""

from datetime import date

from luodi.desk.outbox.actions import enqueue
from luodi.desk.outbox.models import Message
from luodi.desk.registers.actions import recount
from luodi.desk.registers.models import Row
from luodi.desk.registers.queries import LIVE
from luodi.desk.registers.telling import escalate

AT_ONCE = 500


def recount_some(message: Message) -> None:
    """Reckon the next rows of a series anew and leave a message for those after them. `event` or `working` narrow which."""
    payload = message.payload
    rows = Row.objects.filter(state__in=LIVE, pk__gt=payload.get("after", 0)).order_by("pk")
    if payload.get("event"):
        rows = rows.filter(event=payload["event"])
    if payload.get("working"):
        rows = rows.filter(working=True)
    batch = list(rows.select_for_update()[:AT_ONCE])
    recount(batch, payload["why"])
    if len(batch) == AT_ONCE:
        last = batch[-1].pk
        enqueue("registers.recount", f"recount:{payload['series']}:{last}", {**payload, "after": last})


def daily(message: Message) -> None:
    """Tell of what is late or will be. Every row is reckoned anew too: one opened in the moment of a correction may have missed it."""
    day = message.payload["day"]
    enqueue("registers.recount", f"recount:day:{day}:0", {"why": "每日核对", "series": f"day:{day}"})
    escalate(date.fromisoformat(day))
