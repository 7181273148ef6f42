"""All that writes appointments: halls and their times, taking one, giving it back, changing it, and who came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from luodi.days.errors import UncoveredYearError
from luodi.desk import clock
from luodi.desk.appointments.errors import AppointmentError, EntryError, TakenError
from luodi.desk.appointments.models import DAY_MINUTES, Booking, Closing, Days, Hall, Opening, State
from luodi.desk.appointments.reminding import tell_closed, tell_reopened
from luodi.desk.appointments.slots import Slot, slots_on
from luodi.desk.ledger.actions import Act, named, record
from luodi.desk.parties.models import PUBLIC_ROLES, Account, Party, Role, Unit
from luodi.desk.parties.queries import organisations_of, parties_of
from luodi.desk.registers.calendars import current_calendar

CLERKS = (Role.WINDOW, Role.OFFICIAL)


@dataclass(frozen=True, slots=True)
class Wish:
    """A time asked for: of which hall, on which day, from which minute, to do what, for which firm."""

    hall: int
    day: date
    minute: int
    matter: str
    party: Party | None = None


@transaction.atomic
def enter_hall(
    unit: str, region: str, name: str, address: str, matters: Iterable[str], *, ahead: int, source: str, by: Account | None = None
) -> Hall:
    """Enter a hall with the matters its unit has published. EntryError for a unit that is not there, nothing to come for, no source."""
    owner = Unit.objects.filter(name=unit.strip()).first()
    matters = list(dict.fromkeys(filter(None, (one.strip()[:80] for one in matters))))
    if owner is None:
        raise EntryError(f"没有“{unit}”这个单位，请写已登记单位的全称")
    if not (name.strip() and address.strip() and matters and source.strip()):
        raise EntryError("名称、地址、可以预约的事项和依据都要写")
    if not 1 <= ahead <= 365:
        raise EntryError(f"提前{ahead}天不行，应是1到365天")
    if Hall.objects.filter(unit=owner, name=name.strip()).exists():
        raise EntryError(f"“{owner}”已有“{name.strip()}”")
    columns = {
        "name": name.strip()[:80],
        "address": address.strip()[:200],
        "matters": matters,
        "ahead": ahead,
        "source": source.strip()[:300],
    }
    hall = Hall.objects.create(unit=owner, region=region, **columns)
    record(Act("appointments.hall", named(hall), named(by), details={"unit": owner.name, "region": region, **columns}))
    return hall


@transaction.atomic
def open_times(
    hall: Hall,
    days: str,
    *,
    first: int,
    last: int,
    length: int,
    places: int,
    since: date,
    weekdays: str = "1234567",
    until: date | None = None,
    by: Account | None = None,
) -> Opening:
    """Open times of a hall. EntryError where the hours run backwards, no day is named, or nobody could come."""
    if days not in Days.values or not weekdays or set(weekdays) - set("1234567"):
        raise EntryError("请选哪些日子、星期几开")
    if not (0 <= first < last <= DAY_MINUTES and 5 <= length <= last - first and 1 <= places <= 500):
        raise EntryError("时间要先起后止，一段不少于5分钟、不超过开的时间，每段1到500个号")
    if until and until < since:
        raise EntryError(f"到{until}为止，早于自{since}起")
    columns = {"days": days, "weekdays": weekdays, "first": first, "last": last, "length": length, "places": places}
    opening = Opening.objects.create(hall=hall, since=since, until=until, **columns)
    record(Act("appointments.times", named(opening), named(by), details={"hall": named(hall), **columns}, happened_on=clock.today()))
    return opening


@transaction.atomic
def close_times(opening: Opening, last: date, *, by: Account | None = None) -> Opening:
    """The last day on which these times are open; who has booked one after it is told the day before."""
    opening.until = last
    opening.save(update_fields=["until"])
    record(Act("appointments.closed", named(opening), named(by), details={"until": last.isoformat()}))
    return opening


@transaction.atomic
def close_day(hall: Hall, day: date, reason: str, *, by: Account | None = None) -> Closing:
    """Shut a hall on one day and tell those who have booked it. EntryError without a reason, for a day gone by or closed already."""
    # Whoever books meanwhile waits for this, and is told that it is closed.
    hall = Hall.objects.select_for_update().get(pk=hall.pk)
    if not reason.strip():
        raise EntryError("请写为什么不开，约了的人会看到")
    if day < clock.today():
        raise EntryError(f"{day}已经过了")
    if day in hall.closed_days():
        raise EntryError(f"{day}已经登记不开了")
    closing = Closing.objects.create(hall=hall, day=day, reason=reason.strip()[:200])
    details = {"hall": named(hall), "day": day.isoformat(), "reason": closing.reason}
    record(Act("appointments.day_closed", named(closing), named(by), details=details))
    tell_closed(closing)
    return closing


@transaction.atomic
def reopen_day(closing: Closing, *, by: Account | None = None) -> None:
    """Take a closing back and tell those whose appointments still stand. EntryError once the day has gone by."""
    if closing.day < clock.today():
        raise EntryError(f"{closing.day}已经过了")
    record(Act("appointments.day_reopened", named(closing), named(by), details={"day": closing.day.isoformat()}))
    tell_reopened(closing)
    closing.delete()


def book(wish: Wish, *, by: Account) -> Booking:
    """Take a place. TakenError where none is left or this account has that time already, AppointmentError where it cannot be taken."""
    try:
        with transaction.atomic():
            return _booked(wish, by)
    except IntegrityError as error:
        raise TakenError("这个时间您已经约了，或刚被别人约走，请换一个") from error


def change(booking: Booking, wish: Wish, *, by: Account) -> Booking:
    """Give one back and take another, both or neither; gives the new one."""
    try:
        with transaction.atomic():
            cancel(booking, by=by)
            return _booked(wish, by)
    except IntegrityError as error:
        raise TakenError("这个时间您已经约了，或刚被别人约走，请换一个；原来的预约还在") from error


@transaction.atomic
def cancel(booking: Booking, *, by: Account) -> Booking:
    """Give it back. AppointmentError where it is not one's own, or over."""
    one = _held(booking)
    if not owns(one, by):
        raise AppointmentError("这不是您的预约")
    _move(one, State.CANCELLED, by)
    return one


@transaction.atomic
def mark(booking: Booking, state: str, *, by: Account) -> Booking:
    """Whether who had it came. AppointmentError for a clerk of another unit, or before the day."""
    one = _held(booking)
    if by.role not in CLERKS or by.unit_id != one.hall.unit_id:
        raise AppointmentError("这个窗口不归您的单位")
    if state not in (State.CAME, State.ABSENT):
        raise AppointmentError("请选来了还是没来")
    if one.day > clock.today():
        raise AppointmentError(f"约的是{one.day}，还没有到")
    _move(one, state, by)
    return one


def owns(booking: Booking, account: Account) -> bool:
    if account.role not in PUBLIC_ROLES:
        return False
    return booking.account_id == account.pk or booking.party_id is not None and booking.party in parties_of(account, clock.today())


def _held(booking: Booking) -> Booking:
    return Booking.objects.select_for_update(of=("self",)).select_related("hall", "party").get(pk=booking.pk)


def _move(one: Booking, state: str, by: Account) -> None:
    # Who came by mistake can be put right; what was cancelled stays so.
    if one.state == State.CANCELLED or state == State.CANCELLED and one.state != State.BOOKED:
        raise AppointmentError(f"这个预约现在是“{one.get_state_display()}”，不能再改")
    if state == State.CANCELLED and one.day < clock.today():
        raise AppointmentError("日子已经过了")
    one.state = state
    one.save(update_fields=["state"])
    record(Act(f"appointments.{state}", named(one), named(by), named(one.party), happened_on=clock.today()))


def _booked(wish: Wish, by: Account) -> Booking:
    if by.role not in PUBLIC_ROLES:
        raise AppointmentError("单位的人不在这里预约")
    if wish.party and wish.party not in organisations_of(by, clock.today()):
        raise AppointmentError(f"您不能代表“{wish.party}”")
    # Whoever books in this hall waits here for whoever came first.
    hall = Hall.objects.select_for_update().filter(pk=wish.hall).first()
    if hall is None or wish.matter not in hall.matters:
        raise AppointmentError("请选这个大厅公布的事项")
    slot = _slot(hall, wish)
    seats = set(
        Booking.objects.filter(hall=hall, day=wish.day, minute=wish.minute).exclude(state=State.CANCELLED).values_list("seat", flat=True)
    )
    free = next((seat for seat in range(1, slot.places + 1) if seat not in seats), None)
    if free is None:
        raise TakenError(f"{wish.day} {slot.time} 已经约满，请换一个时间")
    if Booking.objects.filter(account=by, day=wish.day, minute=wish.minute).exclude(state=State.CANCELLED).exists():
        raise TakenError(f"{wish.day} {slot.time} 您已经约了一个")
    booking = Booking.objects.create(
        hall=hall,
        day=wish.day,
        minute=wish.minute,
        length=slot.length,
        seat=free,
        account=by,
        party=wish.party,
        matter=wish.matter,
    )
    details = {"hall": named(hall), "day": wish.day.isoformat(), "minute": wish.minute}
    record(Act("appointments.booked", named(booking), named(by), named(wish.party), details, clock.today()))
    return booking


def _slot(hall: Hall, wish: Wish) -> Slot:
    today = clock.today()
    if not today <= wish.day <= today + timedelta(days=hall.ahead):
        raise AppointmentError(f"只能约今天起{hall.ahead}天以内的")
    _, calendar = current_calendar()
    try:
        slots = slots_on(hall.openings.all(), wish.day, calendar, hall.closed_days()) if calendar else []
    except UncoveredYearError as error:
        raise AppointmentError(f"还没有{wish.day.year}年的工作日历，约不了") from error
    found = next((slot for slot in slots if slot.minute == wish.minute), None)
    if found is None:
        raise AppointmentError("这个时间不开，请从列出的时间里选")
    return found
