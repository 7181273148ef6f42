"""Pages of a list: a cursor says after which one to go on, so that what is added meanwhile neither repeats nor hides anything."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet

from luodi.desk.api.problems import Problem

MOST = 100
HIGHEST = 2**63 - 1
LONGEST = 300


def to_cursor(after: str) -> str:
    return urlsafe_b64encode(after.encode()).decode("ascii").rstrip("=")


def from_cursor(cursor: str) -> str:
    """Problem 400 for what no answer ever gave."""
    try:
        if len(cursor) > LONGEST:
            raise ValueError
        return urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode()
    except ValueError:
        raise Problem(400, "cursor 不是上一页给的") from None


def by_key(rows: QuerySet, cursor: str, limit: int, shape: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """A page of rows by ascending key."""
    if cursor:
        after = from_cursor(cursor)
        if not (after.isascii() and after.isdecimal() and len(after) < 19):
            raise Problem(400, "cursor 不是上一页给的")
        rows = rows.filter(pk__gt=int(after))
    found = list(rows.order_by("pk")[: limit + 1])
    more = len(found) > limit
    return {"items": [shape(row) for row in found[:limit]], "next": to_cursor(str(found[limit - 1].pk)) if more else None}


def by_name(items: Sequence[tuple[str, Any]], cursor: str, limit: int, shape: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """A page of named things, in their order; Problem 400 where the cursor names none of them."""
    start = 0
    if cursor:
        after, names = from_cursor(cursor), [name for name, _ in items]
        if after not in names:
            raise Problem(400, "cursor 不是上一页给的")
        start = names.index(after) + 1
    shown = items[start : start + limit]
    more = start + limit < len(items)
    return {"items": [shape(item) for _, item in shown], "next": to_cursor(shown[-1][0]) if more else None}
