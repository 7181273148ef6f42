"""Appointments: times by the calendar, never more taken than there are, given back, changed, reminded once, marked by the window."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.days.calendar import Calendar
from luodi.desk import clock
from luodi.desk.appointments.actions import Wish, book, cancel, change, close_day, close_times, enter_hall, mark, open_times, reopen_day
from luodi.desk.appointments.calendar_file import OCTETS, calendar_file
from luodi.desk.appointments.errors import AppointmentError, EntryError, TakenError
from luodi.desk.appointments.models import Booking, Days, Hall, Opening, State
from luodi.desk.appointments.queries import days_ahead
from luodi.desk.appointments.sample import load_appointments
from luodi.desk.appointments.slots import slots_on
from luodi.desk.ledger.queries import first_broken
from luodi.desk.licences.models import Licence
from luodi.desk.licences.sample import load_licences
from luodi.desk.outbox.actions import enqueue
from luodi.desk.outbox.models import Channel, Notice
from luodi.desk.parties.actions import load_samples
from luodi.desk.parties.models import Account, Role
from luodi.desk.parties.sample import SAMPLES as FIRMS
from luodi.desk.parties.sample_actions import load_people
from luodi.desk.parties.sample_people import PEOPLE
from luodi.desk.portal.library import shelf
from luodi.desk.registers.calendars import seed_calendar
from luodi.desk.registers.events import declare_events
from tests.desk.case_files import clerk, firm
from tests.desk.conftest import together
from tests.desk.register_rows import CSV, day, worked
from tests.desk.signed import signed_in
from tests.desk.test_scope import account, unit

TODAY, NINE = day("2020-03-10"), 540
MATTER = "企业注册登记"
BUREAU, COUNTY = "示例·区审批局", "360102"
CALENDAR = Calendar.load(CSV)


@pytest.fixture
def hall(stored: str) -> Iterator[Hall]:
    with clock.standing_at(day=TODAY):
        yield made()


def made(places: int = 2) -> Hall:
    seed_calendar(CSV)
    unit(BUREAU, COUNTY, "county")
    one = enter_hall(BUREAU, COUNTY, "示例·一楼大厅", "示例路1号", [MATTER, "税务登记"], ahead=14, source="示例：合成的公告")
    open_times(one, Days.WORKED, first=NINE, last=660, length=30, places=places, since=day("2020-01-01"))
    return one


def person(login: str = "") -> Account:
    return account(Role.PERSON, login)


def wish(hall: Hall, on: str = "2020-03-11", minute: int = NINE) -> Wish:
    return Wish(hall.pk, day(on), minute, MATTER)


def test_holidays_are_closed_make_up_days_open_and_weekends_have_their_own_times() -> None:
    """Spring Festival of 2020: Sunday 19 January was worked, 24 to 30 January were off."""
    worked_days = [Opening(days=Days.WORKED, weekdays="1234567", first=NINE, last=600, length=30, places=2, since=date(2020, 1, 1))]
    free_days = [Opening(days=Days.FREE, weekdays="1234567", first=600, last=660, length=60, places=1, since=date(2020, 1, 1))]
    both = [*worked_days, *free_days]
    assert [slot.minute for slot in slots_on(both, date(2020, 1, 19), CALENDAR)] == [540, 570]
    assert [slot.minute for slot in slots_on(both, date(2020, 1, 24), CALENDAR)] == [600]
    assert slots_on(worked_days, date(2020, 1, 25), CALENDAR) == []
    wednesdays = [Opening(days=Days.WORKED, weekdays="3", first=0, last=60, length=30, places=1, since=date(2020, 1, 1))]
    assert [day for day in range(9, 16) if slots_on(wednesdays, date(2020, 3, day), CALENDAR)] == [11]


@given(
    st.lists(
        st.builds(
            Opening,
            days=st.sampled_from(Days.values),
            weekdays=st.sampled_from(("1234567", "12345", "67", "3")),
            first=st.integers(0, 700),
            last=st.integers(701, 1440),
            length=st.sampled_from((15, 30, 45, 60)),
            places=st.integers(1, 5),
            since=st.dates(date(2020, 1, 1), date(2020, 12, 31)),
            until=st.none() | st.dates(date(2020, 1, 1), date(2020, 12, 31)),
        ),
        max_size=4,
    ),
    st.dates(date(2020, 1, 1), date(2020, 12, 31)),
)
@settings(deadline=None)
def test_times_are_in_order_each_once_and_within_their_hours(openings: list[Opening], on: date) -> None:
    slots = slots_on(openings, on, CALENDAR)
    assert [slot.minute for slot in slots] == sorted({slot.minute for slot in slots})
    for slot in slots:
        of = [one for one in openings if one.first <= slot.minute < one.last and one.since <= on and (not one.until or on <= one.until)]
        assert 0 < slot.places <= sum(one.places for one in of)
        assert any(slot.minute + slot.length <= one.last for one in of)


def test_one_is_booked_given_back_and_taken_by_another(hall: Hall) -> None:
    first, second, third = person("a"), person("b"), person("c")
    mine = book(wish(hall), by=first)
    book(wish(hall), by=second)
    assert [slot.left for slot in days_ahead(hall, TODAY)[1][1]] == [0, 2, 2, 2]
    with pytest.raises(TakenError, match="约满"):
        book(wish(hall), by=third)
    cancel(mine, by=first)
    assert book(wish(hall), by=third).seat == 1
    with pytest.raises(AppointmentError, match="不能再改"):
        cancel(mine, by=first)
    assert first_broken() is None


def test_changed_both_or_neither(hall: Hall) -> None:
    first, second, third = person("a"), person("b"), person("c")
    mine = book(wish(hall), by=first)
    for other in (second, third):
        book(wish(hall, minute=570), by=other)
    with pytest.raises(TakenError):
        change(mine, wish(hall, minute=570), by=first)
    mine.refresh_from_db()
    assert mine.state == State.BOOKED
    assert change(mine, wish(hall, minute=600), by=first).minute == 600
    assert list(Booking.objects.filter(account=first).order_by("id").values_list("state", flat=True)) == [State.CANCELLED, State.BOOKED]


@pytest.mark.parametrize(
    ("on", "minute", "why"),
    [("2020-03-09", NINE, "以内"), ("2020-04-01", NINE, "以内"), ("2020-03-14", NINE, "不开"), ("2020-03-11", 545, "不开")],
)
def test_what_is_not_open_cannot_be_booked(hall: Hall, on: str, minute: int, why: str) -> None:
    with pytest.raises(AppointmentError, match=why):
        book(wish(hall, on, minute), by=person())


def test_nobody_books_twice_for_others_or_for_what_is_not_published(hall: Hall) -> None:
    mine = person("a")
    book(wish(hall), by=mine)
    with pytest.raises(TakenError, match="已经约了"):
        book(wish(hall), by=mine)
    with pytest.raises(AppointmentError, match="公布的事项"):
        book(Wish(hall.pk, day("2020-03-12"), NINE, "别的事"), by=mine)
    with pytest.raises(AppointmentError, match="不能代表"):
        book(Wish(hall.pk, day("2020-03-12"), NINE, MATTER, firm()), by=mine)
    with pytest.raises(AppointmentError, match="单位的人"):
        book(wish(hall), by=account(Role.WINDOW, "w", unit=unit(BUREAU)))
    with pytest.raises(AppointmentError, match="不是您的"):
        cancel(Booking.objects.get(), by=person("b"))


def test_beyond_the_calendar_nothing_is_guessed(hall: Hall) -> None:
    """The calendar ends on 31 December 2026: the year after it has no rows."""
    assert CALENDAR.last == date(2026, 12, 31)
    with clock.standing_at(day=day("2026-12-28")):
        assert max(on for on, _ in days_ahead(hall, clock.today())) == date(2026, 12, 31)
        with pytest.raises(AppointmentError, match="2027年"):
            book(wish(hall, "2027-01-04"), by=person())


def test_in_a_race_for_three_places_three_of_eight_get_one(apart: str) -> None:
    with clock.standing_at(day=TODAY):
        one = made(places=3)
        people = [person(f"r{number}") for number in range(8)]

        def take() -> str:
            try:
                book(wish(one), by=people.pop())
            except TakenError:
                return "full"
            return "taken"

        assert sorted(together(take, 8)) == ["full"] * 5 + ["taken"] * 3
        assert sorted(Booking.objects.values_list("seat", flat=True)) == [1, 2, 3]
        assert first_broken() is None


def test_the_day_before_each_is_reminded_once_by_every_way_there_is(hall: Hall) -> None:
    with_phone, plain, gone = person("a"), person("b"), person("c")
    with_phone.phone, with_phone.email = "13800000000", "a@example.org"
    with_phone.save()
    book(wish(hall), by=with_phone)
    book(wish(hall, minute=570), by=plain)
    cancel(book(wish(hall, minute=600), by=gone), by=gone)
    for again in range(2):
        enqueue("appointments.remind", f"test:{again}", {"day": "2020-03-10"})
        worked()
    told = Notice.objects.filter(about="appointments").values_list("account", "channel")
    assert sorted(told) == [("a", Channel.EMAIL), ("a", Channel.INAPP), ("a", Channel.SMS), ("b", Channel.INAPP)]
    assert "示例路1号" in Notice.objects.filter(account="b").get().body


def test_whose_time_was_closed_meanwhile_is_told_so(hall: Hall) -> None:
    book(wish(hall), by=person("a"))
    close_times(hall.openings.get(), TODAY)
    enqueue("appointments.remind", "test", {"day": "2020-03-10"})
    worked()
    assert Notice.objects.get(account="a").title == "您约的时间不开了"


def test_a_day_closed_takes_nobody_and_whoever_booked_is_told_at_once_and_once(hall: Hall) -> None:
    mine = book(wish(hall), by=person("a"))
    with pytest.raises(EntryError, match="为什么"):
        close_day(hall, mine.day, " ")
    with pytest.raises(EntryError, match="已经过了"):
        close_day(hall, day("2020-03-09"), "停电")
    closing = close_day(hall, mine.day, "全天消杀")
    with pytest.raises(EntryError, match="已经登记"):
        close_day(hall, mine.day, "全天消杀")
    enqueue("appointments.remind", "test", {"day": "2020-03-10"})
    worked()
    told = Notice.objects.get(account="a")
    assert (told.title, "全天消杀" in told.body) == ("您约的时间不开了", True)
    assert mine.day not in dict(days_ahead(hall, TODAY))
    with pytest.raises(AppointmentError, match="不开"):
        book(wish(hall), by=person("b"))
    assert "全天消杀" in signed_in(mine.account).get(f"/appointments/{mine.pk}/").content.decode()
    assert "全天消杀" in Client().get(f"/appointments/halls/{hall.pk}/").content.decode()
    reopen_day(closing)
    assert Notice.objects.filter(account="a", title="您约的时间照常开").count() == 1
    close_day(hall, mine.day, "停电")
    assert Notice.objects.filter(account="a", title="您约的时间不开了").count() == 2
    assert first_broken() is None


def test_the_window_marks_who_came_from_the_day_on(hall: Hall) -> None:
    mine = book(wish(hall), by=person("a"))
    window = account(Role.WINDOW, "w", unit=unit(BUREAU))
    with pytest.raises(AppointmentError, match="还没有到"):
        mark(mine, State.CAME, by=window)
    with clock.standing_at(day=day("2020-03-11")):
        with pytest.raises(AppointmentError, match="不归"):
            mark(mine, State.CAME, by=account(Role.WINDOW, "x", unit=unit("示例·别的局", COUNTY)))
        assert mark(mine, State.ABSENT, by=window).state == State.ABSENT
        assert mark(mine, State.CAME, by=window).state == State.CAME
        with pytest.raises(AppointmentError):
            cancel(mine, by=mine.account)


def test_a_hall_needs_a_unit_hours_and_a_source(hall: Hall) -> None:
    with pytest.raises(EntryError, match="没有“无此单位”"):
        enter_hall("无此单位", COUNTY, "甲", "乙", [MATTER], ahead=7, source="示例")
    with pytest.raises(EntryError, match="依据"):
        enter_hall(BUREAU, COUNTY, "甲", "乙", [MATTER], ahead=7, source=" ")
    with pytest.raises(EntryError, match="先起后止"):
        open_times(hall, Days.EVERY, first=600, last=540, length=30, places=1, since=TODAY)
    with pytest.raises(EntryError, match="哪些日子"):
        open_times(hall, Days.EVERY, first=540, last=600, length=30, places=1, since=TODAY, weekdays="")


def test_the_calendar_file_says_when_and_where_in_lines_of_75_octets(hall: Hall) -> None:
    hall.address = "示例路1号；二楼,左转" * 5
    hall.save()
    mine = book(wish(hall), by=person("a"))
    data = calendar_file(mine, datetime(2020, 3, 10, 4, tzinfo=UTC))
    lines = data.decode().split("\r\n")
    assert all(len(line.encode()) <= OCTETS for line in lines)
    whole = data.decode().replace("\r\n ", "")
    assert "DTSTART:20200311T010000Z\r\nDTEND:20200311T013000Z" in whole
    assert "LOCATION:" + r"示例路1号；二楼\,左转" * 5 + "\r\n" in whole
    response = signed_in(mine.account).get(f"/appointments/{mine.pk}/appointment.ics")
    assert response["Content-Type"].startswith("text/calendar")


def test_on_the_pages_one_books_changes_and_cancels(hall: Hall) -> None:
    shop = firm()
    own = clerk(shop)
    client, address = signed_in(own), f"/appointments/halls/{hall.pk}/"
    assert "登录后预约" in Client().get(address).content.decode()
    assert Client().post(address, {"time": "2020-03-11 540"}).status_code == 302
    assert client.post(address, {"time": "nonsense", "matter": MATTER}).status_code == 422
    booked = client.post(address, {"time": "2020-03-11 540", "matter": MATTER, "firm": shop.pk})
    mine = Booking.objects.get()
    assert booked["Location"] == f"/appointments/{mine.pk}/"
    assert mine.party == shop
    said = client.get(booked["Location"]).content.decode()
    assert "2020年3月11日" in said
    assert "在改" in client.get(f"{address}?instead={mine.pk}").content.decode()
    client.post(address, {"time": "2020-03-12 540", "matter": MATTER, "instead": mine.pk})
    new = Booking.objects.get(state=State.BOOKED)
    assert (new.day, Booking.objects.count()) == (day("2020-03-12"), 2)
    assert "示例·一楼大厅" in client.get("/appointments/").content.decode()
    assert client.post(f"/appointments/{new.pk}/").status_code == 302
    assert not Booking.objects.filter(state=State.BOOKED).exists()
    assert signed_in(person("z")).get(f"/appointments/{new.pk}/").status_code == 404


def test_the_window_sees_its_day(hall: Hall) -> None:
    mine = book(wish(hall, "2020-03-10"), by=person("a"))
    window = signed_in(account(Role.WINDOW, "w", unit=unit(BUREAU)))
    assert "示例·a" in window.get("/appointments/desk/").content.decode()
    assert window.post("/appointments/desk/", {"mark": f"{mine.pk} came"}).status_code == 302
    mine.refresh_from_db()
    assert mine.state == State.CAME
    assert window.post("/appointments/desk/", {"mark": "999 came"}).status_code == 422
    other = signed_in(account(Role.WINDOW, "x", unit=unit("示例·别的局", COUNTY)))
    assert "示例·a" not in other.get("/appointments/desk/").content.decode()


def test_the_administrator_enters_halls_of_her_region(stored: str) -> None:
    seed_calendar(CSV)
    unit(BUREAU, COUNTY, "county")
    near = signed_in(account(Role.ADMINISTRATOR, "near", unit=unit("示例·区府办", COUNTY)))
    far = signed_in(account(Role.ADMINISTRATOR, "far", unit=unit("示例·县府办", "360403")))
    form = {
        "what": "hall",
        "unit": BUREAU,
        "place": "江西省南昌市东湖区",
        "name": "示例·大厅",
        "address": "示例路",
        "matters": "甲 乙",
        "ahead": "7",
        "source": "示例",
    }
    assert far.post("/appointments/enter/", form).status_code == 422
    assert near.post("/appointments/enter/", form).status_code == 302
    hall = Hall.objects.get()
    times = {
        "what": "times",
        "hall": hall.pk,
        "days": "every",
        "first": "00:00",
        "last": "24:00",
        "length": "60",
        "places": "1",
        "since": "2020-03-01",
    }
    assert near.post("/appointments/enter/", times).status_code == 422
    assert near.post("/appointments/enter/", {**times, **{f"week-{sign}": "on" for sign in "1234567"}}).status_code == 302
    opening = Opening.objects.get()
    assert (opening.first, opening.last) == (0, 1440)
    assert near.post("/appointments/enter/", {"what": "close", "opening": opening.pk, "until": "2020-03-31"}).status_code == 302
    assert "2020年3月31日" in near.get("/appointments/enter/").content.decode()
    shut = {"what": "shut", "hall": hall.pk, "day": "2099-03-12", "reason": "示例·停电"}
    assert far.post("/appointments/enter/", shut).status_code == 422
    assert near.post("/appointments/enter/", shut).status_code == 302
    assert "示例·停电" in near.get("/appointments/enter/").content.decode()
    reopen = {"what": "reopen", "closing": hall.closings.get().pk}
    assert far.post("/appointments/enter/", reopen).status_code == 422
    assert near.post("/appointments/enter/", reopen).status_code == 302
    assert not hall.closings.exists()


def test_a_sample_site_has_halls_and_appointments_once(stored: str) -> None:
    with clock.standing_at(day=TODAY):
        seed_calendar(CSV)
        declare_events(shelf().program.events, source="示例")
        load_samples(FIRMS)
        load_people(PEOPLE, "password-of-a-test", b"k" * 20)
        assert load_appointments(TODAY) == 8
        assert load_appointments(TODAY) == 0
        assert Booking.objects.filter(state=State.CAME).count() == 1
        assert load_licences(TODAY) == Licence.objects.count() > 30
        assert load_licences(TODAY) == 0
