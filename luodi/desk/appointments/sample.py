"""Synthetic halls and appointments for a sample site; nobody ever had one of them."""

from datetime import date

from django.db import transaction

from luodi.desk.appointments.actions import Wish, book, enter_hall, mark, open_times
from luodi.desk.appointments.errors import AppointmentError
from luodi.desk.appointments.models import Booking, Days, Hall, State
from luodi.desk.appointments.queries import days_ahead
from luodi.desk.parties.models import Account
from luodi.desk.parties.queries import units_named
from luodi.desk.parties.sample import SINCE
from luodi.desk.parties.sample_people import APPROVAL, COUNTER

SOURCE = "示例：合成的，不是真实的大厅"
CITIZEN, FIRM, WINDOW = "shili-geren", "shili-qiye", "shili-chuangkou"
COUNTY, CITY = "360102", "360100"
MATTERS = ("企业设立登记", "食品经营许可", "不动产登记", "社会保险登记")
NINE, NOON, HALF_PAST_ONE, FIVE = 540, 720, 810, 1020


@transaction.atomic
def load_appointments(day: date) -> int:
    """Two halls, one of them open on days off too, and who comes in the next days; how many appointments."""
    people = {account.login: account for account in Account.objects.filter(login__in=(CITIZEN, FIRM, WINDOW), synthetic=True)}
    units = units_named([COUNTER.name, APPROVAL.name])
    if Hall.objects.exists() or len(people) < 3 or len(units) < 2:
        return 0
    hall = enter_hall(COUNTER.name, COUNTY, "示例·东湖区政务大厅一号窗口", "示例路1号一楼", MATTERS, ahead=14, source=SOURCE)
    for first, last in ((NINE, NOON), (HALF_PAST_ONE, FIVE)):
        open_times(hall, Days.WORKED, first=first, last=last, length=30, places=2, since=SINCE)
    open_times(hall, Days.FREE, first=NINE, last=NOON, length=60, places=1, since=SINCE)
    other = enter_hall(APPROVAL.name, CITY, "示例·南昌市项目审批窗口", "示例大道2号三楼", ("项目审批咨询",), ahead=7, source=SOURCE)
    open_times(other, Days.WORKED, first=NINE, last=NOON, length=60, places=1, since=SINCE)
    for after, slots in days_ahead(hall, day)[:4]:
        for number, login in enumerate((CITIZEN, FIRM)):
            _book(hall, after, slots[number].minute, people[login], MATTERS[number])
    today = Booking.objects.filter(day=day).order_by("id")
    if first := today.first():
        mark(first, State.CAME, by=people[WINDOW])
    return Booking.objects.count()


def _book(hall: Hall, day: date, minute: int, by: Account, matter: str) -> None:
    try:
        book(Wish(hall.pk, day, minute, matter), by=by)
    except AppointmentError:
        return
