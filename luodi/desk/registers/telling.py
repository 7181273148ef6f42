"""Who is told: that a last day moved, once for each move; that rows are about to be late or are, in one notice a person and day."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from luodi.days.window import show_day
from luodi.desk import clock
from luodi.desk.outbox.actions import notify
from luodi.desk.parties.models import Account
from luodi.desk.parties.queries import officers_of, supervisors_over, who_handles
from luodi.desk.registers.kinds import Kind, kind_of
from luodi.desk.registers.models import Row
from luodi.desk.registers.queries import LIVE, owed_by_units

# A row late for longer is reported to those above the unit.
PATIENCE = timedelta(days=3)
SHORTLY, LATE, ABOVE = 1, 2, 3
SHOWN = 5


def page_of(row: Row) -> str:
    """The address that shows a row, empty where its register has none."""
    page = kind_of(row.register).page
    return reverse(page, args=[row.pk]) if page else ""


def tell_moved(row: Row, why: str) -> bool:
    """Where the last day is another than was told, tell the party and whoever works on the row, once; sets what was told.

    While there is no day nothing is told: it comes with the day.
    """
    if row.state not in LIVE or row.due is None or row.due == row.told:
        return False
    before, row.told, row.moves = row.told, row.due, row.moves + 1
    was = f"由{show_day(before)}改为" if before else "是"
    body = f"“{row.title}”的最后一天{was}{show_day(row.due)}。原因：{why}。"
    key = f"due-moved:{row.pk}:{row.moves}"
    about = f"{row.register}:{row.key}"[:200]
    if row.party_id:
        # A row that follows a case has a page that its firm may open.
        link = page_of(row) if kind_of(row.register).led else ""
        notify(f"{key}:party", "最后一天有变动", body, party=row.party, link=link, about=about)
    for account in workers_on(row, row.due):
        notify(f"{key}:{account.login}", "最后一天有变动", body, account=account.login, link=page_of(row), about=about)
    return True


def press(row: Row, words: str, by: Account) -> None:
    """Pass a supervisor's words on to who works on the row; once for each of its steps."""
    for account in workers_on(row, clock.today()):
        key = f"press:{row.pk}:{row.steps.count()}:{account.login}"
        notify(key, f"催办：{row.title}"[:200], f"{by.unit or by.name}：{words}", account=account.login, link=page_of(row), about="press")


def workers_on(row: Row, day: date) -> list[Account]:
    """Who works on a row on a day: its holder or deputy; where it has none, the unit's officers, unless it is a party's own to do."""
    holder = who_handles(row.holder, day) if row.holder_id else None
    if holder:
        return [holder]
    own = row.party_id and not row.holder_id and not kind_of(row.register).led
    return [] if own else officers_of(row.unit)


def level_on(row: Row, day: date) -> int:
    """How far up a row's lateness goes on a day: 0 nobody, then who works on it, and above the unit."""
    if row.due is None or row.amber_on is None or day < row.amber_on:
        return 0
    return SHORTLY if day <= row.due else LATE if day <= row.due + PATIENCE else ABOVE


def escalate(day: date) -> int:
    """Tell of all rows that have gone up a level since they were last told of; how many rows. Each person gets one notice a day."""
    due = owed_by_units().filter(Q(state__in=LIVE), amber_on__lte=day, level__lt=ABOVE).select_related("unit__upper", "holder")
    risen = [row for row in due.order_by("due", "id") if level_on(row, day) > row.level]
    for_whom: dict[Account, list[Row]] = {}
    asked: dict[object, list[Account]] = {}
    for row in risen:
        row.level = level_on(row, day)
        pairs = [(("worker", row.unit_id, row.holder_id), lambda row=row: workers_on(row, day))]
        if row.level == ABOVE:
            pairs.append((("above", row.unit_id, row.region), lambda row=row: _above(row)))
        for key, whom in pairs:
            if key not in asked:
                asked[key] = whom()
            for account in asked[key]:
                for_whom.setdefault(account, []).append(row)
    Row.objects.bulk_update(risen, ["level"], batch_size=500)
    for account, rows in for_whom.items():
        _digest(account, rows, day)
    return len(risen)


def _above(row: Row) -> list[Account]:
    upper = officers_of(row.unit.upper) if row.unit.upper else []
    return list(dict.fromkeys((*upper, *supervisors_over(row.region))))


def _digest(account: Account, rows: Iterable[Row], day: date) -> None:
    rows = list(dict.fromkeys(rows))
    late = [row for row in rows if row.level > SHORTLY]
    shortly = len(rows) - len(late)
    title = "，".join(part for part in (f"{len(late)} 项超期" if late else "", f"{shortly} 项将到期" if shortly else "") if part)
    shown = [f"{show_day(row.due)} {row.unit.name}：{row.title}" for row in (late or rows)[:SHOWN]]
    more = f"\n另有 {len(rows) - len(shown)} 项。" if len(rows) > len(shown) else ""
    kind: Kind = kind_of(rows[0].register)
    link = reverse(kind.listing) if kind.listing else ""
    notify(f"digest:{day}:{account.login}", title, "\n".join(shown) + more, account=account.login, link=link, about="registers")
