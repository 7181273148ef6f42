"""Synthetic reports for a sample site: which unit did what when is drawn from the rows' keys and tells nothing of any real unit."""

from datetime import date, timedelta
from hashlib import sha256

from luodi.desk.board.actions import REGISTER, make_weekly
from luodi.desk.board.queries import always_late
from luodi.desk.registers.actions import Taken, take_steps
from luodi.desk.registers.models import Kind, Row, State

TEXTS = ("示例：已按要求报送。", "示例：已调度，汇总表已附。", "示例：本期无新增情况，已报。")
WEEKS = 4


def report_samples(day: date) -> int:
    """Let most of what was due be reported, some late, and one unit always late; make the reports of past Mondays. How many steps."""
    rows = list(Row.objects.filter(register=REGISTER, state=State.OPEN, due__lte=day).order_by("id").select_related("unit"))
    slow = always_late(rows)
    taken = [one for row in rows if (one := _reported(row, day, slow=row.unit_id == slow))]
    take_steps(taken)
    monday = day - timedelta(days=day.weekday())
    for week in range(WEEKS - 1, 0, -1):
        make_weekly(monday - timedelta(weeks=week))
    return len(taken)


def _reported(row: Row, day: date, *, slow: bool) -> Taken | None:
    drawn = sha256(row.key.encode()).digest()[0]
    behind = 3 + drawn % 3 if slow else 0 if drawn < 200 else drawn % 4 + 1
    on = max(row.due + timedelta(days=behind), row.started or row.due)
    if on > day or (drawn > 245 and not slow):
        return None
    return Taken(row.pk, Kind.DONE, on=on, text=TEXTS[drawn % len(TEXTS)])
