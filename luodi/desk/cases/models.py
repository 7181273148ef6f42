"""A case and what has happened to it; and what administrators enter for a place: who takes a matter there, its papers, its risk level."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from luodi.desk.parties.models import Account, Enterprise, Unit


class State(models.TextChoices):
    HANDLING = "handling", "办理中"
    WAITING = "waiting", "等补正"
    GRANTED = "granted", "已办成"
    REFUSED = "refused", "未予办理"
    WITHDRAWN = "withdrawn", "已撤回"


class Kind(models.TextChoices):
    """What can happen to a case. A part is one unit's share of it."""

    FILED = "filed", "提交"
    AGREED = "agreed", "同意"
    OBJECTED = "objected", "不同意"
    ASKED = "asked", "一次性告知补正"
    SUPPLIED = "supplied", "补正"
    GRANTED = "granted", "办成"
    REFUSED = "refused", "不予办理"
    WITHDRAWN = "withdrawn", "撤回"


class Case(models.Model):
    """`service` is the instrument's id, `program` the fingerprint of the policies it was filed under: those it keeps.

    `units` are the same as `parts`, for lists to ask.
    `answers` and `papers` map a fact and a paper to the text given; `parts` names the units that must each agree, the lead first.
    `agent` is the window's officer who filed it for the firm.
    """

    service = models.CharField("事项", max_length=80)
    document = models.CharField("文件", max_length=60)
    clause = models.CharField("条款", max_length=100)
    program = models.CharField("规则指纹", max_length=64)
    title = models.CharField("名称", max_length=200)
    item = models.CharField("其中哪一项", max_length=200, blank=True)
    limit = models.CharField("期限", max_length=100, blank=True)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="cases", verbose_name="企业")
    applicant = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="cases", verbose_name="谁提交")
    agent = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="cases_for_others", verbose_name="代办人")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases", verbose_name="牵头单位")
    region = models.CharField("地区代码", max_length=6)
    parts = models.JSONField("各部门", default=list)
    units = models.ManyToManyField(Unit, related_name="cases_in_part", verbose_name="有一份的单位")
    answers = models.JSONField("所答", default=dict)
    papers = models.JSONField("材料", default=dict)
    pledged = models.JSONField("容缺的材料", default=list)
    filed_on = models.DateField("提交日")
    state = models.CharField("状态", max_length=10, choices=State, default=State.HANDLING)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "state", "id"], name="case_of_unit"),
            models.Index(fields=["enterprise", "-id"], name="case_of_enterprise"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="case_state", condition=models.Q(state__in=State.values)),
        ]

    def __str__(self) -> str:
        return f"办件{self.pk} {self.title}"


class Event(models.Model):
    """One thing that happened to a case on a day. `unit` is whose part it is; `details` say which papers, which words."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    number = models.PositiveIntegerField("序号")
    kind = models.CharField("什么事", max_length=10, choices=Kind)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="case_events", verbose_name="谁")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="case_events", verbose_name="哪个单位")
    happened_on = models.DateField("发生日")
    text = models.TextField("说明", blank=True)
    details = models.JSONField("详情", default=dict)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["case", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="case_event_once", fields=["case", "number"]),
            models.CheckConstraint(name="case_event_kind", condition=models.Q(kind__in=Kind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"


class Arrangement(models.Model):
    """Who takes a matter in a place and what its published list of papers names, where the text leaves that to the place."""

    service = models.CharField("事项", max_length=80)
    region = models.CharField("地区代码", max_length=6)
    units = models.JSONField("单位，牵头在前")
    papers = models.JSONField("公布的材料清单", default=list)
    source = models.CharField("依据", max_length=300)
    since = models.DateField("自何日起")
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["service", "region", "since"], name="arrangement_lookup")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="arrangement_source", condition=~models.Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.region}"


class RiskLevel(models.Model):
    """The risk level of a county since a day; the last that has begun counts."""

    region = models.CharField("地区代码", max_length=6)
    level = models.CharField("风险等级", max_length=10)
    since = models.DateField("自何日起")
    source = models.CharField("依据", max_length=300)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["region", "since"], name="risk_lookup")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="risk_source", condition=~models.Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.level}"
