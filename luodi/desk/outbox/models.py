"""A message is one thing to be done or sent later; a schedule makes one every period; a notice is what somebody is told."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from luodi.desk.parties.models import Party


class State(models.TextChoices):
    """Where a message stands."""

    WAITING = "waiting", "待办"
    DONE = "done", "已办"
    ASIDE = "aside", "没送出"


class Message(models.Model):
    """Due at a moment; who takes it moves that moment ahead by a lease and counts a try.

    `attempts` is also the taker's ticket: whoever comes back with an older count has lost the message to another.
    """

    topic = models.CharField("事由", max_length=60)
    key = models.CharField("幂等键", max_length=200, unique=True)
    payload = models.JSONField("内容", default=dict)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    due = models.DateTimeField("何时办")
    attempts = models.PositiveSmallIntegerField("已试次数", default=0)
    reason = models.TextField("没办成的原因", blank=True)
    closed = models.DateTimeField("办结或搁下的时间", null=True)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["due", "id"], name="message_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["-closed", "-id"], name="message_aside", condition=models.Q(state="aside")),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="message_key_given", condition=~models.Q(key="")),
            models.CheckConstraint(
                name="message_closed_or_waiting",
                condition=models.Q(state="waiting", closed__isnull=True) | ~models.Q(state="waiting") & models.Q(closed__isnull=False),
            ),
            models.CheckConstraint(name="message_aside_has_reason", condition=~models.Q(state="aside", reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.key}"


class Schedule(models.Model):
    """Puts a message into the outbox once in every period of the site's days: each day, each Monday, each fifth of the month."""

    name = models.CharField("名称", max_length=100, unique=True)
    rhythm = models.CharField("节奏", max_length=20)
    topic = models.CharField("事由", max_length=60)
    payload = models.JSONField("内容", default=dict)
    since = models.DateField("自何日起")
    last = models.DateField("最近办到哪一期", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.name}（{self.rhythm}）"


class Channel(models.TextChoices):
    """By which way somebody is told."""

    INAPP = "inapp", "站内信"
    EMAIL = "email", "电子邮件"
    SMS = "sms", "短信"


class Notice(models.Model):
    """One telling of one recipient by one way.

    `sent` is when it was given to the outbox, on the site's day `day`; `delivered` when its way took it.
    `account` is a login name; `about` is what it concerns (a document, a case), by which rates are counted.
    """

    key = models.CharField("幂等键", max_length=180, unique=True)
    channel = models.CharField("途径", max_length=10, choices=Channel.choices)
    account = models.CharField("收件账号", max_length=150, blank=True)
    party = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="notices")
    address = models.CharField("邮箱或手机号", max_length=254, blank=True)
    about = models.CharField("关于", max_length=200, blank=True)
    title = models.CharField("标题", max_length=200)
    body = models.TextField("正文")
    link = models.CharField("链接", max_length=500, blank=True)
    day = models.DateField("发出时站上是哪一天")
    sent = models.DateTimeField("发出时间")
    delivered = models.DateTimeField("送达时间", null=True)
    opened = models.DateTimeField("打开时间", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account", "-id"], name="notice_of_account"),
            models.Index(fields=["party", "-id"], name="notice_of_party"),
            models.Index(fields=["about"], name="notice_about"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="notice_one_recipient",
                condition=models.Q(account="", party__isnull=False) | ~models.Q(account="") & models.Q(party__isnull=True),
            ),
            models.CheckConstraint(
                name="notice_address_where_needed",
                condition=models.Q(channel="inapp", address="") | ~models.Q(channel="inapp") & ~models.Q(address=""),
            ),
            models.CheckConstraint(
                name="notice_opened_after_delivery", condition=models.Q(opened__isnull=True) | models.Q(delivered__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.title
