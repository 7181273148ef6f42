"""A row is something to be done by somebody until a day; its steps say what has happened to it.

What days hang on is kept in versions: the calendar whole, an event's day entry by entry. Nothing here is overwritten by a correction.
"""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from luodi.desk.parties.models import Account, Party, Unit


class State(models.TextChoices):
    OPEN = "open", "在办"
    PAUSED = "paused", "暂停"
    DONE = "done", "已办"
    WITHDRAWN = "withdrawn", "已撤"


class Kind(models.TextChoices):
    """What can happen to a row."""

    OPENED = "opened", "立项"
    ASSIGNED = "assigned", "分派"
    NOTED = "noted", "报进展"
    PAUSED = "paused", "暂停计时"
    RESUMED = "resumed", "恢复计时"
    EXTENDED = "extended", "延期"
    DONE = "done", "办结"
    REOPENED = "reopened", "退回重办"
    WITHDRAWN = "withdrawn", "撤销"
    CORRECTED = "corrected", "更正日期"


class CalendarVersion(models.Model):
    """The whole calendar as it was from this version on: the lines of `reference/calendar/workdays.csv`."""

    number = models.PositiveIntegerField("版本", primary_key=True)
    content = models.TextField("逐日")
    reason = models.CharField("为何", max_length=200)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]

    def __str__(self) -> str:
        return f"日历第{self.number}版"


class EventDay(models.Model):
    """What was entered about an event; of several entries the last counts. Without a day it is declared and has not come."""

    name = models.CharField("事件", max_length=60)
    day = models.DateField("哪一天", null=True)
    source = models.CharField("依据", max_length=500)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["name", "-id"], name="eventday_last")]

    def __str__(self) -> str:
        return f"{self.name}：{self.day or '日子未定'}"


class Row(models.Model):
    """`register` and `key` say which; `limit` is written as `luodi.days.limit` reads it, empty where the text sets none.

    State, start, due day and lights are reckoned from the steps. `told` is the due day that was last made known, `moves` how often it
    moved since; `level` how far up lateness has been reported. `calendar` is the version of the calendar the due day was reckoned by.
    """

    register = models.CharField("哪本登记", max_length=20)
    key = models.CharField("标识", max_length=200)
    title = models.CharField("事项", max_length=300)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rows", verbose_name="责任单位")
    region = models.CharField("地区代码", max_length=6)
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="rows", verbose_name="为哪家企业")
    holder = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="rows", verbose_name="经办人")
    document = models.CharField("文件", max_length=60, blank=True)
    clause = models.CharField("条款", max_length=100, blank=True)
    instrument = models.CharField("条目", max_length=80, blank=True)
    program = models.CharField("规则指纹", max_length=64, blank=True)
    limit = models.CharField("期限", max_length=100, blank=True)
    working = models.BooleanField("按工作日计", default=False)
    event = models.CharField("挂靠的事件", max_length=60, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    started = models.DateField("起算日", null=True)
    due = models.DateField("最后一天", null=True)
    amber_on = models.DateField("何日起提醒", null=True)
    red_on = models.DateField("何日起告急", null=True)
    waits = models.CharField("等什么", max_length=60, blank=True)
    done_on = models.DateField("办结日", null=True)
    told = models.DateField("已告知的最后一天", null=True)
    moves = models.PositiveIntegerField("最后一天改过几次", default=0)
    level = models.PositiveSmallIntegerField("已报到哪一级", default=0)
    calendar = models.PositiveIntegerField("日历版本", null=True)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "region", "due", "id"], name="row_live_of_unit", condition=models.Q(state__in=["open", "paused"])),
            # What an official's lists count is read off the index alone.
            models.Index(fields=["unit", "region", "due", "id"], name="row_of_unit", include=["state", "document", "amber_on", "done_on"]),
            models.Index(fields=["due", "id"], name="row_due", condition=models.Q(state__in=["open", "paused"])),
            models.Index(fields=["region", "due"], name="row_of_region"),
            models.Index(fields=["party", "-id"], name="row_of_party"),
            models.Index(fields=["register", "document"], name="row_of_document"),
            models.Index(fields=["event"], name="row_waiting_for", condition=~models.Q(event="")),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="row_once", fields=["register", "key"]),
            models.CheckConstraint(name="row_state", condition=models.Q(state__in=State.values)),
            models.CheckConstraint(
                name="row_done_has_day",
                condition=models.Q(state="done", done_on__isnull=False) | ~models.Q(state="done") & models.Q(done_on=None),
            ),
            models.CheckConstraint(
                name="row_lights_with_due",
                condition=models.Q(due=None, amber_on=None, red_on=None)
                | models.Q(due__gte=models.F("red_on"), red_on__gte=models.F("amber_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Step(models.Model):
    """One thing that happened to a row, on a day, entered perhaps later. `details` says by how much, to whom, of which step."""

    row = models.ForeignKey(Row, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField("序号")
    kind = models.CharField("做了什么", max_length=10, choices=Kind)
    happened_on = models.DateField("发生日")
    recorded_at = models.DateTimeField("登记时间", db_default=Now())
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="steps", verbose_name="谁")
    text = models.TextField("说明", blank=True)
    details = models.JSONField("详情", default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["row", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="step_once", fields=["row", "number"]),
            models.CheckConstraint(name="step_kind", condition=models.Q(kind__in=Kind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"
