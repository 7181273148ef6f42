"""A hall where one is served, the times it opens, and who has taken one."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from luodi.desk.parties.models import Account, Party, Unit

DAY_MINUTES = 24 * 60


class Days(models.TextChoices):
    """Which days of the calendar: make-up days are worked, holidays are not, whatever day of the week they are."""

    WORKED = "worked", "工作日（含调休补班）"
    FREE = "free", "休息日和节假日"
    EVERY = "every", "每天"


class State(models.TextChoices):
    BOOKED = "booked", "已约"
    CANCELLED = "cancelled", "已取消"
    CAME = "came", "来了"
    ABSENT = "absent", "没来"


class Hall(models.Model):
    """`matters` are what one can come for, as the unit has published; `ahead` how many days ahead one can book."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="halls", verbose_name="哪个单位")
    region = models.CharField("地区代码", max_length=6)
    name = models.CharField("大厅或窗口", max_length=80)
    address = models.CharField("地址", max_length=200)
    matters = models.JSONField("可以预约的事项", default=list)
    ahead = models.PositiveSmallIntegerField("提前几天可约")
    source = models.CharField("依据", max_length=300)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["region", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="hall_once", fields=["unit", "name"]),
            models.CheckConstraint(name="hall_source", condition=~models.Q(source="")),
        ]

    def __str__(self) -> str:
        return self.name

    def closed_days(self) -> set[date]:
        return {closing.day for closing in self.closings.all()}


class Opening(models.Model):
    """From `since` on, until `until` where one is set: times of `length` minutes, `places` each, from minute `first` of the day to `last`.

    Of the days that `days` names, those of the week that `weekdays` lists (1 Monday to 7 Sunday).
    """

    hall = models.ForeignKey(Hall, on_delete=models.CASCADE, related_name="openings")
    days = models.CharField("哪些日子", max_length=8, choices=Days)
    weekdays = models.CharField("星期几", max_length=7, default="1234567")
    first = models.PositiveSmallIntegerField("几点起（分钟）")
    last = models.PositiveSmallIntegerField("几点止（分钟）")
    length = models.PositiveSmallIntegerField("一段多少分钟")
    places = models.PositiveSmallIntegerField("一段几个号")
    since = models.DateField("自何日起")
    until = models.DateField("到何日止", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["hall", "first", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="opening_days", condition=models.Q(days__in=Days.values)),
            models.CheckConstraint(name="opening_hours", condition=models.Q(last__gt=models.F("first"), last__lte=DAY_MINUTES)),
            models.CheckConstraint(name="opening_places", condition=models.Q(places__gt=0, length__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.hall} {self.get_days_display()}"

    @property
    def hours(self) -> str:
        return f"{clock_time(self.first)}–{clock_time(self.last)}"


class Closing(models.Model):
    """A day on which a hall is shut, whatever its openings say: power is cut, the building is disinfected."""

    hall = models.ForeignKey(Hall, on_delete=models.CASCADE, related_name="closings")
    day = models.DateField("哪一天")
    reason = models.CharField("为什么", max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["day"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="closing_once", fields=["hall", "day"]),
            models.CheckConstraint(name="closing_reason", condition=~models.Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.hall} {self.day}"


class Booking(models.Model):
    """One place of one time. `seat` counts from 1; while it is not cancelled nobody else has that seat."""

    hall = models.ForeignKey(Hall, on_delete=models.PROTECT, related_name="bookings")
    day = models.DateField("哪一天")
    minute = models.PositiveSmallIntegerField("几点（分钟）")
    length = models.PositiveSmallIntegerField("多少分钟")
    seat = models.PositiveSmallIntegerField("第几个号")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="bookings", verbose_name="谁")
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="bookings", verbose_name="代表哪家企业")
    matter = models.CharField("办什么", max_length=80)
    state = models.CharField("状态", max_length=10, choices=State, default=State.BOOKED)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["day", "minute", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account", "-day"], name="booking_of_account"),
            models.Index(fields=["day", "state"], name="booking_of_day"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="booking_state", condition=models.Q(state__in=State.values)),
            models.UniqueConstraint(
                name="booking_seat_once", fields=["hall", "day", "minute", "seat"], condition=~models.Q(state="cancelled")
            ),
            models.UniqueConstraint(name="booking_one_a_time", fields=["account", "day", "minute"], condition=~models.Q(state="cancelled")),
        ]

    def __str__(self) -> str:
        return f"{self.hall} {self.day} {clock_time(self.minute)}"

    @property
    def time(self) -> str:
        return clock_time(self.minute)

    @property
    def end(self) -> str:
        return clock_time(self.minute + self.length)


def clock_time(minute: int) -> str:
    """09:30 of 570; 24:00 ends a day."""
    return f"{minute // 60:02}:{minute % 60:02}"
