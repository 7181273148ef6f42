"""All that reads more than one row of the outbox."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from luodi.desk import clock
from luodi.desk.outbox.models import Channel, Message, Notice, State
from luodi.desk.parties.models import Party


def counts() -> Counter[str]:
    """How many messages stand in each state."""
    rows = Message.objects.order_by().values_list("state").annotate(Count("id"))
    return Counter(dict(rows))


def overdue() -> int:
    """How many messages are due and not done."""
    return Message.objects.filter(state=State.WAITING, due__lte=clock.now()).count()


def set_aside() -> QuerySet[Message]:
    """What could not be done and is tried no more, the latest first: for administrators."""
    return Message.objects.filter(state=State.ASIDE).order_by("-closed", "-id")


def inbox(*, account: str = "", party: Party | None = None) -> QuerySet[Notice]:
    """The notices that have arrived in the site for an account or a party, the latest first."""
    arrived = Notice.objects.filter(channel=Channel.INAPP, delivered__isnull=False)
    return arrived.filter(account=account, party=party).order_by("-id")


def letters(account: str, parties: Iterable[int]) -> QuerySet[Notice]:
    """What has arrived in the site for an account or for one of these parties, the latest first."""
    arrived = Notice.objects.filter(channel=Channel.INAPP, delivered__isnull=False)
    return arrived.filter(Q(account=account) | Q(party__in=list(parties))).select_related("party").order_by("-id")


def known_keys(keys: Iterable[str]) -> set[str]:
    """Of these keys of notices, as `notify` was given them, those under which something was told in the site; with the way after them."""
    wanted = [f"{key}:{Channel.INAPP}" for key in keys]
    return set(Notice.objects.filter(key__in=wanted).values_list("key", flat=True))


def told(*, opened: bool = False) -> QuerySet[Notice]:
    """The keys of the notices in the site that were delivered, or opened too: to filter other tables by, within the database."""
    arrived = Notice.objects.filter(channel=Channel.INAPP, delivered__isnull=False)
    return (arrived.filter(opened__isnull=False) if opened else arrived).order_by().values("key")


def rates(about: str) -> dict[str, dict[str, int]]:
    """For each way, how many notices about something were sent, delivered and opened."""
    counted = {"sent": Count("id"), "delivered": Count("delivered"), "opened": Count("opened")}
    rows = (
        Notice.objects.filter(about=about)
        .order_by("channel")
        .values("channel")
        .annotate(**{f"n_{key}": value for key, value in counted.items()})
    )
    return {row["channel"]: {key: row[f"n_{key}"] for key in counted} for row in rows}
