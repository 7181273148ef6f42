"""What the worker does: each day and for a changed library it tells subscribers, in batches; it invites where a unit wants it."""

from datetime import date

from luodi.desk.cases.matters import matters
from luodi.desk.cases.rule import offered
from luodi.desk.outbox.actions import enqueue
from luodi.desk.outbox.models import Message
from luodi.desk.parties.scope import Post, Scope, prefix
from luodi.desk.reach.actions import AT_ONCE, invite, note_editions, tell
from luodi.desk.reach.inviting import look
from luodi.desk.reach.models import Standing, Subscription

ACCOUNTS = 100


def daily(message: Message) -> None:
    day = message.payload["day"]
    note_editions(date.fromisoformat(day))
    enqueue("reach.tell", f"reach:tell:{day}:0", {"day": day, "series": day})
    for standing in Standing.objects.all():
        enqueue("reach.invite", f"reach:invite:{day}:{standing.pk}:0", {"day": day, "standing": standing.pk, "part": 0})


def tell_some(message: Message) -> None:
    """Tell the next accounts of a series and leave a message for those after them."""
    payload = message.payload
    live = Subscription.objects.filter(until=None, account__gt=payload.get("after", 0))
    accounts = list(live.order_by("account").values_list("account", flat=True).distinct()[:ACCOUNTS])
    tell(accounts, date.fromisoformat(payload["day"]))
    if len(accounts) == ACCOUNTS:
        enqueue("reach.tell", f"reach:tell:{payload['series']}:{accounts[-1]}", {**payload, "after": accounts[-1]})


def invite_some(message: Message) -> None:
    """Invite for a unit those who newly qualify, so many at once, and leave a message for the rest; switched off meanwhile, nobody."""
    payload, day = message.payload, date.fromisoformat(message.payload["day"])
    standing = Standing.objects.filter(pk=payload["standing"]).select_related("unit").first()
    if standing is None or standing.benefit not in matters() or matters()[standing.benefit] not in offered(day):
        return
    scope = Scope(posts=(Post(standing.unit, prefix(standing.unit.region)),))
    run = invite(look(matters()[standing.benefit], scope, day), by=None, day=day)
    if run is not None and run.count == AT_ONCE:
        part = payload["part"] + 1
        enqueue("reach.invite", f"reach:invite:{payload['day']}:{standing.pk}:{part}", {**payload, "part": part})
