"""The calendar's page: what a version would move is shown before it is entered; then each row is reckoned and told once."""

from datetime import date, timedelta
from io import BytesIO

import pytest

from luodi.desk import clock
from luodi.desk.outbox.models import Notice
from luodi.desk.parties.models import Role
from luodi.desk.registers.calendars import current_calendar, drafted, enter_calendar
from luodi.desk.registers.errors import CorrectionError
from luodi.desk.registers.models import CalendarVersion, Row
from tests.desk.register_rows import book, day, opened, register, titles, unit, worked
from tests.desk.signed import signed_in
from tests.desk.test_scope import account

__all__ = ["book", "register"]
APRIL = "2020-04-06,上班"


def test_previewed_then_entered_each_row_moves_and_is_told_once(book: str) -> None:
    """Monday 6 April 2020 was off for Qingming: were it worked, five working days from 1 April would end a day earlier."""
    account("official", "jia", unit=unit())
    client = signed_in(account(Role.ADMINISTRATOR, "head"))
    with clock.standing_at(day=day("2020-04-02")):
        row = opened("5个工作日", "1", started=day("2020-04-01"))
        opened("5天", "2", started=day("2020-04-01"))
        said = client.post("/board/calendar/", {"rows": APRIL}).content.decode()
        assert "按工作日计的有 1 项" in said
        assert "<strong>1</strong> 项" in said
        assert "2020年4月8日" in said
        assert Row.objects.get(pk=row.pk).due == day("2020-04-09")
        assert CalendarVersion.objects.count() == 1
        entered = {"rows": APRIL, "enter": "1", "after": "1", "reason": "示例：省里另有安排"}
        assert client.post("/board/calendar/", entered).status_code == 302
        worked()
        assert Row.objects.get(pk=row.pk).due == day("2020-04-08")
        assert titles("jia") == ["最后一天有变动"]
        worked()
        assert Notice.objects.filter(account="jia").count() == 1
    assert "示例：省里另有安排" in client.get("/board/calendar/").content.decode()


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("", "没有一行"),
        ("2020-04-31,上班", "第1行"),
        ("2020-04-06,也许", "第1行"),
        ("2020-04-06,放假", "没有不同"),
        ("2020-04-06,上班\n2020-04-06,放假", "第2行"),
        ("2019-01-01,上班\n2012-01-01,上班", "早于日历"),
        ("2027-01-01,放假", "整年"),
    ],
)
def test_what_is_no_calendar_is_refused(book: str, rows: str, why: str) -> None:
    response = signed_in(account(Role.ADMINISTRATOR)).post("/board/calendar/", {"rows": rows})
    assert response.status_code == 422
    assert why in response.content.decode()


def test_a_new_year_comes_whole_from_a_file(book: str) -> None:
    days = [date(2027, 1, 1) + timedelta(days=after) for after in range(365)]
    text = "日期,上班或放假\n" + "".join(f"{one},{'放假' if one.isoweekday() > 5 or one == days[0] else '上班'}\n" for one in days)
    file = BytesIO(text.encode())
    file.name = "2027.csv"
    client = signed_in(account(Role.ADMINISTRATOR))
    assert "2027 年还没有" in client.get("/board/calendar/").content.decode()
    said = client.post("/board/calendar/", {"file": file}).content.decode()
    assert "写了 365 天" in said
    rows = said.partition('name="rows" value="')[2].partition('"')[0]
    assert client.post("/board/calendar/", {"rows": rows, "enter": "1", "after": "1", "reason": "示例"}).status_code == 302
    number, known = current_calendar()
    assert (number, known.last) == (2, date(2027, 12, 31))
    assert not known.is_workday(date(2027, 1, 1))
    assert known.is_workday(date(2027, 1, 4))


def test_of_two_drafted_from_one_version_the_second_looks_again(book: str) -> None:
    first, second = drafted({day("2020-04-06"): True}), drafted({day("2020-05-05"): True})
    enter_calendar(first, reason="示例", after=1)
    with pytest.raises(CorrectionError, match="再预览"):
        enter_calendar(second, reason="示例", after=1)
    with pytest.raises(CorrectionError, match="依据"):
        enter_calendar(second, reason=" ", after=2)


def test_supervisors_read_it_and_do_not_write(book: str) -> None:
    client = signed_in(account(Role.SUPERVISOR, "watch", unit=unit()))
    assert client.get("/board/calendar/").status_code == 200
    assert client.post("/board/calendar/", {"rows": APRIL, "enter": "1", "after": "1", "reason": "示例"}).status_code == 422
    assert CalendarVersion.objects.count() == 1
