"""A system's token, and the answers given to it under its idempotency keys."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from luodi.desk.parties.models import Account


class Right(models.TextChoices):
    """What a token may be used for, besides what its account may see."""

    LIBRARY = "library", "读文件、条款，查找"
    DECIDE = "decide", "测算"
    CASES = "cases", "读办件"
    VOICES = "voices", "读咨询投诉"
    FILE = "file", "替申请人办：申请、补正、撤回，提诉求、评价"
    HANDLE = "handle", "替单位办：告知补正、会办、准予、不予办理，答复诉求"
    ROWS = "rows", "读督办事项"
    REPORT = "report", "领办，报进展、报办结"
    LEDGER = "ledger", "核对台账"


class Token(models.Model):
    """One system that acts for an account. Only the token's SHA-256 is kept.

    `minute` and `used` count the requests of the minute that is running (whole minutes since 1970).
    """

    name = models.CharField("系统", max_length=60, unique=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="tokens", verbose_name="代表的账号")
    digest = models.CharField("摘要", max_length=64, unique=True)
    rights = models.JSONField("可用于", default=list)
    per_minute = models.PositiveIntegerField("每分钟至多几次", default=120)
    minute = models.BigIntegerField("这一分钟", default=0)
    used = models.PositiveIntegerField("已用几次", default=0)
    revoked = models.BooleanField("已收回", default=False)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="token_digest_given", condition=~models.Q(digest="")),
        ]

    def __str__(self) -> str:
        return self.name


class Answered(models.Model):
    """What a POST was answered with, so that the same one sent again is answered alike and done once. `digest` is that of the request."""

    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="answered")
    key = models.CharField("幂等键", max_length=100)
    digest = models.CharField("请求的摘要", max_length=64)
    content = models.JSONField("答复", default=dict)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="answered_once", fields=["token", "key"]),
        ]

    def __str__(self) -> str:
        return self.key
