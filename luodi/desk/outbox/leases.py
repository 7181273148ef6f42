"""A due message is taken under a lease, then done, put back or set aside; a dead worker's lease runs out by itself."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from luodi.desk import clock
from luodi.desk.outbox.models import Message, State

LEASE = timedelta(seconds=60)
FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(hours=1)
# With the delays above the last try comes some fifteen hours after the first: a receiver may be down for a night.
TRIES = 25
BROKEN_OFF = "每次都没办完就中断了：办理它的程序停了，或者超过了一件事的时限"
REASON_LENGTH = 1000


def delay_after(attempts: int) -> timedelta:
    """How long a message waits after so many tries that failed: 5 s, 10 s, 20 s, … at most an hour."""
    return min(FIRST_DELAY * 2 ** min(attempts - 1, 20), LONGEST_DELAY)


def take(lease: timedelta = LEASE) -> Message | None:
    """The message longest due, taken for as long as the lease; None where nothing is due that nobody else holds."""
    now = clock.now()
    due = Message.objects.filter(state=State.WAITING, due__lte=now).order_by("due", "id")
    # Looked at first without a lock: SQLite lets one at a time begin to write, and most looks find nothing.
    while due.exists():
        with transaction.atomic():
            # PostgreSQL skips what another is taking. SQLite knows no row locks: there the condition of the update decides.
            message = due.select_for_update(skip_locked=True).first()
            if message is None:
                return None
            if message.attempts >= TRIES:
                _close(message, State.ASIDE, reason=message.reason or BROKEN_OFF)
            elif _held(message).filter(due__lte=now).update(due=now + lease, attempts=F("attempts") + 1):
                message.due, message.attempts = now + lease, message.attempts + 1
                return message
    return None


def finish(message: Message) -> bool:
    """Mark as done what one still holds; False where the lease ran out and another took it."""
    return _close(message, State.DONE)


def put_back(message: Message, reason: str) -> bool:
    """Let it be tried again after a growing delay; after the last try it is set aside. False where another holds it."""
    if message.attempts >= TRIES:
        return set_aside(message, reason)
    return bool(_held(message).update(due=clock.now() + delay_after(message.attempts), reason=reason[:REASON_LENGTH]))


def set_aside(message: Message, reason: str) -> bool:
    """Stop trying and keep it, with the reason, for an administrator to see."""
    return _close(message, State.ASIDE, reason=reason[:REASON_LENGTH])


def _held(message: Message) -> QuerySet[Message]:
    return Message.objects.filter(id=message.id, state=State.WAITING, attempts=message.attempts)


def _close(message: Message, state: State, **columns: str) -> bool:
    return bool(_held(message).update(state=state, closed=clock.now(), **columns))
