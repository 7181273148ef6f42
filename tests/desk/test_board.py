"""The board's pages: what is late within one's scope and nothing beyond, steps by role, the report of a Monday."""

from datetime import date, timedelta
from io import BytesIO
from itertools import product

import pytest
from django.db.models import F
from django.test import Client
from openpyxl import load_workbook

from luodi.desk import clock
from luodi.desk.board.actions import make_weekly
from luodi.desk.board.charts import bars, weeks_drawn
from luodi.desk.board.jobs import weekly
from luodi.desk.board.models import Weekly
from luodi.desk.board.queries import Week, grouped, late_on, tally, trend
from luodi.desk.board.sheet import workbook
from luodi.desk.outbox.models import Message, Notice
from luodi.desk.parties.models import Account
from luodi.desk.registers.actions import Opening, open_rows, take_step
from luodi.desk.registers.calendars import seed_calendar
from luodi.desk.registers.events import declare_events, known_events
from luodi.desk.registers.models import Kind, Row, State
from tests.desk.register_rows import CSV, day
from tests.desk.signed import signed_in
from tests.desk.test_scope import account, unit

TUESDAY = date(2020, 3, 10)
MONDAY = date(2020, 3, 9)
CITY, OTHER = ("示例·市局", "360100"), ("示例·邻市局", "360400")


@pytest.fixture
def desk(stored: str) -> None:
    """Rows of a unit in each of two cities: late, about to be, in time, without a day."""
    seed_calendar(CSV)
    with clock.standing_at(day=TUESDAY):
        openings = []
        for name, region in (CITY, OTHER):
            for key, limit, started in (
                ("late", "2020-03-06", "2020-03-02"),
                ("ahead", "2020-03-11", "2020-03-02"),
                ("none", "", "2020-03-02"),
            ):
                owner = unit(name, region)
                openings.append(Opening("duty", f"{key}:{name}", f"{name}的{key}", owner, region, limit, day(started)))
            openings.append(Opening("duty", f"done:{name}", f"{name}的done", owner, region, "2020-03-05", day("2020-03-02")))
        rows = {row.key: row for row in open_rows(openings)}
        take_step(rows[f"done:{CITY[0]}"], Kind.DONE, on=day("2020-03-05"), text="已报")
        take_step(rows[f"done:{OTHER[0]}"], Kind.DONE, on=day("2020-03-09"), text="已报")
        yield


@pytest.fixture
def officer(desk: None) -> Account:
    return account("official", "jia", unit=unit(*CITY))


@pytest.fixture
def supervisor(desk: None) -> Account:
    return account("supervisor", "ducha", unit=unit("示例·督查室", "360000", "province"))


def row(key: str, name: str = CITY[0]) -> Row:
    return Row.objects.get(key=f"{key}:{name}")


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


ADDRESSES = ("/board/", "/board/rows/", "/board/weeks/", f"/board/weeks/{MONDAY}/", "/board/unassigned/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_visitor_is_sent_to_sign_in_and_a_firm_told_it_is_not_hers(desk: None, address: str) -> None:
    assert Client().get(address).status_code == 302
    assert signed_in(account("firm", "clerk")).get(address).status_code == 403
    assert signed_in(account("drafter", "qicao", unit=unit(*CITY))).get(address).status_code == 403


def test_an_officer_sees_her_units_rows_and_no_others(officer: Account) -> None:
    make_weekly(MONDAY)
    client = signed_in(officer)
    for address in ADDRESSES[:4]:
        assert OTHER[0] not in page(client, address)
    assert f"{CITY[0]}的late" in page(client, "/board/")
    assert client.get(f"/board/rows/{row('late', OTHER[0]).pk}/").status_code == 404
    assert client.post(f"/board/rows/{row('late', OTHER[0]).pk}/", {"kind": "done", "text": "已报"}).status_code == 404
    assert row("late", OTHER[0]).state == State.OPEN


def test_a_supervisor_sees_all_units_of_the_province_the_late_ones_first(supervisor: Account) -> None:
    text = page(signed_in(supervisor), "/board/")
    assert CITY[0] in text and OTHER[0] in text
    assert text.index("已经超期") < text.index(f"{CITY[0]}的late") < text.index(f"{CITY[0]}的ahead")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("light=late", ["late"]),
        ("light=ahead", ["ahead"]),
        ("light=none", ["none"]),
        ("light=done", ["done"]),
        ("light=sideways", ["late", "ahead", "none", "done"]),
        ("q=late", ["late"]),
        ("region=360100", ["late", "ahead", "none", "done"]),
        ("region=36010", ["late", "ahead", "none", "done"]),
        ("region=360400", []),
        ("unit=没有", []),
        ("document=没有", []),
        ("page=99", ["late", "ahead", "none", "done"]),
    ],
)
def test_lists_are_narrowed_by_what_is_asked(officer: Account, query: str, found: list[str]) -> None:
    text = page(signed_in(officer), f"/board/rows/?{query}")
    for key in ("late", "ahead", "none", "done"):
        assert (f">{CITY[0]}的{key}</a>" in text) == (key in found)


def test_an_officer_reports_with_a_text_and_the_row_is_done(officer: Account) -> None:
    client, late = signed_in(officer), row("late")
    address = f"/board/rows/{late.pk}/"
    assert "报办结" in page(client, address)
    assert client.post(address, {"kind": "done", "text": " ", "seen": "1"}).status_code == 422
    assert client.post(address, {"kind": "done", "text": "已报送", "seen": "1", "on": "2020-03-09"}).status_code == 302
    late.refresh_from_db()
    assert (late.state, late.done_on, late.steps.last().text) == (State.DONE, day("2020-03-09"), "已报送")
    text = page(client, address)
    assert "已报送" in text and "报办结" not in text


def test_who_looked_before_somebody_else_acted_is_told(officer: Account) -> None:
    client, late = signed_in(officer), row("late")
    take_step(late, Kind.NOTED, text="另一人已报进展")
    response = client.post(f"/board/rows/{late.pk}/", {"kind": "done", "text": "已报送", "seen": "1"})
    assert response.status_code == 422
    assert "新的变动" in response.content.decode()
    assert row("late").state == State.OPEN


@pytest.mark.parametrize("kind", ["extended", "withdrawn", "reopened", "opened", "corrected", "x", ""])
def test_an_officer_cannot_grant_herself_time(officer: Account, kind: str) -> None:
    late = row("late")
    response = signed_in(officer).post(f"/board/rows/{late.pk}/", {"kind": kind, "text": "示例", "extend_by": "3天"})
    assert response.status_code == 422
    assert late.steps.count() == 1


def test_several_rows_are_reported_together_and_each_is_told(officer: Account) -> None:
    client = signed_in(officer)
    ids = [row("late").pk, row("ahead").pk]
    report = {"row": ids, "kind": "done", "text": "已报"}
    for wrong in ({"row": [*ids, row("late", OTHER[0]).pk]}, {"row": []}, {"text": " "}, {"kind": "extended"}, {"kind": ""}):
        assert client.post("/board/rows/", {**report, **wrong}).status_code == 422
    assert Row.objects.filter(state=State.DONE).count() == 2
    part = client.post("/board/rows/", {**report, "row": [row("none").pk, row("done").pk]})
    assert part.status_code == 422
    assert "办好了 1 项，1 项没有办" in part.content.decode()
    assert f"<li>{row('done').title}：这一步现在不能办。</li>" in part.content.decode()
    assert (row("none").state, row("done").steps.count()) == (State.DONE, 2)
    done = client.post("/board/rows/?light=late", report)
    assert done.headers["Location"] == "/board/rows/?light=late&done=2"
    assert "办好了 2 项。" in page(client, done.headers["Location"])
    assert {row("late").state, row("ahead").state} == {State.DONE}


def test_an_officer_takes_several_over_and_a_supervisor_presses_several(officer: Account, supervisor: Account) -> None:
    ids = [row("late").pk, row("ahead").pk]
    assert signed_in(officer).post("/board/rows/", {"row": ids, "kind": "assigned"}).status_code == 302
    assert {row("late").holder, row("ahead").holder} == {officer}
    again = signed_in(officer).post("/board/rows/", {"row": ids, "kind": "assigned"})
    assert "办好了 0 项，2 项没有办" in again.content.decode()
    pressing = {"row": [*ids, row("late", OTHER[0]).pk], "kind": "noted", "text": "请于今日报送"}
    assert signed_in(supervisor).post("/board/rows/", pressing).status_code == 302
    assert Notice.objects.filter(account=officer.login, about="press").count() == 2
    assert "报办结" not in page(signed_in(supervisor), "/board/rows/")


def test_a_supervisor_presses_extends_and_sends_back(officer: Account, supervisor: Account) -> None:
    client, late, done = signed_in(supervisor), row("late"), row("done")
    assert client.post(f"/board/rows/{late.pk}/", {"kind": "noted", "text": "请于今日报送", "seen": "1"}).status_code == 302
    notice = Notice.objects.get(account=officer.login)
    assert (notice.title, "请于今日报送" in notice.body, notice.link) == (f"催办：{late.title}", True, f"/board/rows/{late.pk}/")
    assert client.post(f"/board/rows/{late.pk}/", {"kind": "extended", "text": "洪水", "extend_by": "久一点"}).status_code == 422
    assert client.post(f"/board/rows/{late.pk}/", {"kind": "extended", "text": "洪水", "extend_by": "5天"}).status_code == 302
    late.refresh_from_db()
    assert late.due == day("2020-03-11")
    assert client.post(f"/board/rows/{done.pk}/", {"kind": "reopened", "text": "没有附表"}).status_code == 302
    assert row("done").state == State.OPEN


def test_the_report_of_a_monday_is_made_once_and_stays(supervisor: Account) -> None:
    weekly(Message(payload={"day": MONDAY.isoformat()}))
    weekly(Message(payload={"day": MONDAY.isoformat()}))
    assert [(notice.account, notice.link) for notice in Notice.objects.filter(about="weekly")] == [("ducha", "/board/weeks/2020-03-09/")]
    take_step(row("late"), Kind.DONE, text="已报")
    content = Weekly.objects.get().content
    assert content["units"] == [
        {"unit": OTHER[0], "region": OTHER[1], "owed": 2, "on_time": 0, "late": 1, "open": 1},
        {"unit": CITY[0], "region": CITY[1], "owed": 2, "on_time": 1, "late": 0, "open": 1},
    ]
    text = page(signed_in(supervisor), "/board/weeks/2020-03-09/")
    assert "上周应办 4 项，按时办结 1 项，超期办结 1 项；周一仍超期 2 项" in text
    assert signed_in(supervisor).get("/board/weeks/2020-03-02/").status_code == 404
    assert signed_in(supervisor).get("/board/weeks/2020-13-45/").status_code == 404


def test_the_report_as_a_workbook_is_narrowed_to_the_scope_as_well(officer: Account, supervisor: Account) -> None:
    make_weekly(MONDAY)
    sheets = load_workbook(BytesIO(signed_in(supervisor).get("/board/weeks/2020-03-09.xlsx").content))
    assert sheets.sheetnames == ["2020-03-09按单位", "超期事项"]
    assert [[cell.value for cell in line] for line in sheets["2020-03-09按单位"].rows][1:] == [
        [OTHER[0], 2, 0, 1, 1],
        [CITY[0], 2, 1, 0, 1],
    ]
    own = load_workbook(BytesIO(signed_in(officer).get("/board/weeks/2020-03-09.xlsx").content))
    assert own["超期事项"].max_row == 2


def test_a_text_that_looks_like_a_formula_is_a_text() -> None:
    late = [{"due": "2020-03-06", "unit": "=1+1", "title": "=cmd", "short": "示例", "clause": "一"}]
    sheet = load_workbook(BytesIO(workbook({"units": [], "late": late}, MONDAY)))["超期事项"]
    assert [cell.data_type for cell in sheet[2]] == ["s"] * 5


def test_the_weeks_tell_what_was_late_then_and_not_what_is_now(desk: None) -> None:
    weeks = trend(Row.objects.all(), TUESDAY, 3)
    assert weeks == [Week(day("2020-03-02"), 0, 0, 0), Week(MONDAY, 4, 1, 2), Week(TUESDAY, 0, 0, 2)]


def test_each_week_counts_what_the_rows_themselves_say(stored: str) -> None:
    """Rows of every state, due and done on days around eight weeks; counted one by one and by the database."""
    office, began = unit("示例·市局"), TUESDAY - timedelta(weeks=10)
    states = [("open", None), ("paused", None), ("withdrawn", None), *(("done", days) for days in (-9, 0, 1, 8, 30))]
    for number, (since, (state, after)) in enumerate(product(range(0, 77, 5), states)):
        due = began + timedelta(days=since)
        done = None if after is None else due + timedelta(days=after)
        Row.objects.create(
            register="duty",
            key=str(number),
            title="示例",
            unit=office,
            region="360100",
            state=state,
            done_on=done,
            due=due,
            amber_on=due,
            red_on=due,
        )
    for today in (TUESDAY, MONDAY):
        for week in trend(Row.objects.all(), today):
            begin = week.monday - timedelta(weeks=1) if week.monday.weekday() == 0 else MONDAY
            owed = Row.objects.filter(due__gte=begin, due__lt=week.monday).exclude(state="withdrawn")
            assert week.late == Row.objects.filter(late_on(week.monday)).count() > 0
            assert (week.owed, week.on_time) == (owed.count(), owed.filter(done_on__lte=F("due")).count())


def test_drawings_are_to_scale() -> None:
    drawn = weeks_drawn([Week(MONDAY - timedelta(weeks=1), 0, 0, 5), Week(MONDAY, 0, 0, 10)])
    assert [column.height for column in drawn.columns] == [67, 134]
    assert weeks_drawn([]).columns == ()


def test_groups_come_with_the_most_late_first(desk: None) -> None:
    take_step(row("late"), Kind.DONE, text="已报")
    groups = grouped(tally(Row.objects.all(), TUESDAY), "unit__name")
    assert [(group.key, group.late, group.on_time) for group in groups] == [(OTHER[0], 1, 0), (CITY[0], 0, 50)]
    (_, first), (_, second) = bars(groups)
    assert (first.late, first.ahead, first.rest) == (33, 33, 34)
    assert second.rest_at == second.ahead


def test_an_administrator_enters_the_day_of_an_event_and_a_supervisor_only_reads(desk: None, supervisor: Account) -> None:
    declare_events(["省级一级响应解除"], source="示例")
    given = {"name": "省级一级响应解除", "day": "2020-03-12", "source": "省指挥部令"}
    assert signed_in(supervisor).post("/board/days/", given).status_code == 422
    client = signed_in(account("administrator", "guanli"))
    assert client.post("/board/days/", {**given, "source": ""}).status_code == 422
    assert client.post("/board/days/", {**given, "day": "昨天"}).status_code == 422
    assert known_events()["省级一级响应解除"].day is None
    assert client.post("/board/days/", given).status_code == 302
    assert known_events()["省级一级响应解除"].day == "2020-03-12"
    assert "2020年3月12日" in page(client, "/board/days/")


def test_a_page_asks_the_database_as_often_for_many_rows_as_for_few(officer: Account, django_assert_max_num_queries: object) -> None:
    client = signed_in(officer)
    open_rows([Opening("duty", f"more:{n}", f"示例·{n}", unit(*CITY), "360100", "2020-03-20", TUESDAY) for n in range(60)])
    with django_assert_max_num_queries(20):
        page(client, "/board/rows/")
    with django_assert_max_num_queries(25):
        page(client, "/board/")
