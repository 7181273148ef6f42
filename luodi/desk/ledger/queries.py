"""All that reads more than one line of the ledger, and holds the chain against itself."""

from dataclasses import dataclass

from django.db.models import QuerySet

from luodi.desk.ledger.models import FIRST, Entry, Head, digest

AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Broken:
    """The first link that does not hold: the number of its line, and why."""

    number: int
    reason: str


def about(subject: str) -> QuerySet[Entry]:
    """Every line about a row, the first first."""
    return Entry.objects.filter(subject=subject).order_by("number")


def by(actor: str) -> QuerySet[Entry]:
    """Every line of what an account did, the last first."""
    return Entry.objects.filter(actor=actor).order_by("-number")


def first_broken() -> Broken | None:
    """The first link that is broken: a line missing, changed, or cut off at the end; None where the whole chain holds."""
    number, previous = 0, FIRST
    # In steps by number: lines written meanwhile come last and do no harm.
    head = Head.objects.filter(id=1).first()
    while batch := list(Entry.objects.filter(number__gt=number).order_by("number")[:AT_ONCE]):
        for entry in batch:
            if broken := _broken(entry, number, previous):
                return broken
            number, previous = entry.number, entry.hash
            if head is not None and head.number == number and head.hash != previous:
                return Broken(number, "与链尾记下的摘要不一样：末尾被换过")
    if head is None:
        return Broken(number, "链尾的记录没有了")
    if head.number > number:
        return Broken(number + 1, f"缺第{number + 1}行到第{head.number}行：末尾被删过")
    if not number and head.hash != FIRST:
        return Broken(0, "台账是空的，链尾记的却不是开头：全部被删过")
    return None


def _broken(entry: Entry, number: int, previous: str) -> Broken | None:
    if entry.number != number + 1:
        return Broken(number + 1, f"缺第{number + 1}行，后面接着的是第{entry.number}行")
    if entry.previous != previous:
        return Broken(entry.number, "没有接在上一行后面：上一行被改过，或这一行是插进来的")
    if entry.hash != digest(entry):
        return Broken(entry.number, "内容与摘要不符：这一行被改过")
    return None
