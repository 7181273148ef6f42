"""A case, what has happened to it, what is to be done for it until when; and what administrators enter for a place.

A place's entries are who takes a matter there, the guide of papers it has published, and its risk level. The last that has begun counts.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from luodi.desk.parties.models import Account, Party, Unit
from luodi.desk.registers.models import Row


class State(models.TextChoices):
    HANDLING = "handling", "办理中"
    WAITING = "waiting", "等补正"
    PUBLISHED = "published", "公示中"
    PAYING = "paying", "待拨付"
    DONE = "done", "已办成"
    REFUSED = "refused", "不予办理"
    WITHDRAWN = "withdrawn", "已撤回"


class Kind(models.TextChoices):
    """What can happen to a case."""

    FILED = "filed", "提交"
    TAKEN = "taken", "受理"
    HELD = "held", "承办"
    RELEASED = "released", "交回单位"
    AGREED = "agreed", "同意"
    OBJECTED = "objected", "不同意"
    ASKED = "asked", "一次性告知补正"
    SUPPLIED = "supplied", "补正"
    EXTENDED = "extended", "延期"
    DELIVERED = "delivered", "补交容缺材料"
    CORRECTED = "corrected", "更正所填"
    APPROVED = "approved", "准予办理"
    REFUSED = "refused", "不予办理"
    CONTESTED = "contested", "公示有异议，退回核查"
    CLEARED = "cleared", "公示期满无异议"
    PREPARED = "prepared", "制单"
    RETURNED = "returned", "复核退回"
    PAID = "paid", "复核付款"
    CHECKED = "checked", "事后核查"
    REOPENED = "reopened", "撤销原决定重办"
    WITHDRAWN = "withdrawn", "撤回"


class Task(models.TextChoices):
    """What of a case has a clock of its own."""

    MAIN = "main", "牵头办理"
    TAKE = "take", "受理"
    PART = "part", "会办"
    PLEDGE = "pledge", "容缺材料补交"
    PUBLISH = "publish", "公示"
    PAY = "pay", "拨付"
    CHECK = "check", "事后核查"


class Way(models.TextChoices):
    """How it came: by the firm itself, or to the window, which then enters it."""

    ONLINE = "online", "网上"
    WINDOW = "window", "窗口"
    PHONE = "phone", "电话"
    POST = "post", "邮寄"


class Case(models.Model):
    """`service` is the instrument's id, `program` the fingerprint of the policies it was filed under.

    `terms` keep those policies' words for as long as the case lives: papers by name with how they stand, grounds as quotations, path.
    `papers` maps a paper to the text given, `pledges` a paper to the day by which it is promised (ISO), `answers` a fact to its text.
    `token` is the form's own: one form is filed once. `agent` is the window's officer who filed it for the firm, `way` how it came,
    `caller` who came, called or wrote. `filed_on` is the day on which it was received, `recorded_at` the moment it was entered.
    """

    token = models.CharField("表单号", max_length=36, unique=True)
    service = models.CharField("事项", max_length=80)
    document = models.CharField("文件", max_length=60)
    clause = models.CharField("条款", max_length=100)
    program = models.CharField("规则指纹", max_length=64)
    title = models.CharField("名称", max_length=200)
    item = models.CharField("其中哪一项", max_length=200, blank=True)
    terms = models.JSONField("当时的规定", default=dict)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="cases", verbose_name="替谁办")
    applicant = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="cases", verbose_name="谁提交")
    agent = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="cases_for_others", verbose_name="代办人")
    way = models.CharField("怎么来的", max_length=6, choices=Way, default=Way.ONLINE)
    caller = models.CharField("谁来办的", max_length=40, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases", verbose_name="牵头单位")
    region = models.CharField("地区代码", max_length=6)
    answers = models.JSONField("所答", default=dict)
    papers = models.JSONField("材料", default=dict)
    pledges = models.JSONField("承诺后补", default=dict)
    amount = models.BigIntegerField("金额（分）", null=True)
    filed_on = models.DateField("提交日")
    state = models.CharField("状态", max_length=10, choices=State, default=State.HANDLING)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "state", "id"], name="case_of_unit"),
            models.Index(fields=["party", "-id"], name="case_of_party"),
            models.Index(fields=["state", "-id"], name="case_in_state"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="case_state", condition=models.Q(state__in=State.values)),
            models.CheckConstraint(
                name="case_way",
                condition=models.Q(agent=None, way="online", caller="")
                | models.Q(agent__isnull=False, way__in=["window", "phone", "post"]),
            ),
            models.CheckConstraint(name="case_amount", condition=models.Q(amount=None) | models.Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"办件{self.pk} {self.title}"

    @property
    def classes(self) -> Mapping[str, str]:
        """What was answered and handed in: of an organisation for all who work here, of a person 敏感."""
        return {"answers": "敏感" if self.party.is_person else "工作"}

    @property
    def listed(self) -> tuple[str, ...]:
        """The papers that may be asked for."""
        return tuple(name for name, _ in self.terms["papers"])


class Event(models.Model):
    """One thing that happened to a case, on a day. `unit` is whose part it is; `details` say which papers, which words, how much."""

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


class PaperFile(models.Model):
    """A paper's file. `form` is the form it belongs to until that is filed, `case` the case from then on; a paper can have several.

    `name` is what its owner called it, `content` what it is by its bytes; it lies under `stored`, `sha256` is what it hashed to.
    """

    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="files", verbose_name="办件")
    form = models.CharField("表单号", max_length=36, blank=True)
    paper = models.CharField("哪份材料", max_length=200)
    name = models.CharField("文件名", max_length=100)
    content = models.CharField("是什么文件", max_length=4)
    size = models.PositiveIntegerField("多少字节")
    sha256 = models.CharField("指纹", max_length=64)
    stored = models.CharField("存放的名字", max_length=32, unique=True)
    uploader = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="paper_files", verbose_name="谁交的")
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["uploader", "form"], name="file_waiting", condition=models.Q(case=None)),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="file_of_form_or_case",
                condition=models.Q(case=None) & ~models.Q(form="") | models.Q(case__isnull=False, form=""),
            ),
            models.CheckConstraint(name="file_not_empty", condition=models.Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.paper}.{self.content}"

    @property
    def measure(self) -> str:
        """Its size as people say it: 45字节, 23 KB, 1.2 MB."""
        if self.size < 1000:
            return f"{self.size}字节"
        return f"{self.size // 1000} KB" if self.size < 1_000_000 else f"{self.size / 1_000_000:.1f} MB"


class Duty(models.Model):
    """What is to be done for a case, as a row of the register: the row has the unit, the clock and the state. `about` is a paper's name."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="duties")
    row = models.OneToOneField(Row, on_delete=models.PROTECT, related_name="case_duty")
    task = models.CharField("什么", max_length=8, choices=Task)
    about = models.CharField("哪份材料", max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="case_duty_task", condition=models.Q(task__in=Task.values)),
            models.UniqueConstraint(name="case_duty_one_main", fields=["case"], condition=models.Q(task="main")),
        ]

    def __str__(self) -> str:
        return f"{self.get_task_display()} {self.row}"


class Payment(models.Model):
    """The money of a case: who wrote the order, who checked it and let it go; these are two people. A case is paid once."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="payment")
    amount = models.BigIntegerField("金额（分）")
    payee = models.CharField("收款人", max_length=120)
    maker = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="payments_made", verbose_name="制单人")
    checker = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="payments_checked", verbose_name="复核人")
    receipt = models.CharField("回单号", max_length=80, blank=True)
    made_on = models.DateField("制单日")
    paid_on = models.DateField("付款日", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="payment_two_people", condition=models.Q(checker=None) | ~models.Q(checker=models.F("maker"))),
            models.CheckConstraint(
                name="payment_paid_by_somebody",
                condition=models.Q(checker=None, paid_on=None) | models.Q(checker__isnull=False, paid_on__isnull=False),
            ),
            models.CheckConstraint(name="payment_above_nothing", condition=models.Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.payee} {self.amount}"


class Correction(models.Model):
    """Money that came back of a payment (below nothing) or was paid after (above): written by one, checked by another, like the payment."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="corrections", verbose_name="哪一笔")
    amount = models.BigIntegerField("金额（分），追回为负")
    reason = models.CharField("为什么", max_length=500)
    maker = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="corrections_made", verbose_name="制单人")
    checker = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="corrections_checked", verbose_name="复核人")
    receipt = models.CharField("回单号", max_length=80, blank=True)
    made_on = models.DateField("制单日")
    done_on = models.DateField("到账日", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="correction_two_people", condition=models.Q(checker=None) | ~models.Q(checker=models.F("maker"))),
            models.CheckConstraint(
                name="correction_done_by_somebody",
                condition=models.Q(checker=None, done_on=None) | models.Q(checker__isnull=False, done_on__isnull=False),
            ),
            models.CheckConstraint(name="correction_of_something", condition=~models.Q(amount=0)),
            models.UniqueConstraint(name="correction_one_open", fields=["payment"], condition=models.Q(done_on=None)),
        ]

    def __str__(self) -> str:
        return f"{self.payment}：{self.amount}"


class Pot(models.Model):
    """All the money there is for a matter in a place, of what is paid from a day on. The nearest place counts, there the latest day."""

    service = models.CharField("事项", max_length=80)
    region = models.CharField("地区代码", max_length=6)
    amount = models.BigIntegerField("总额（分）")
    since = models.DateField("自何日起付的")
    source = models.CharField("依据", max_length=300)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["service", "region", "since"], name="pot_lookup")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="pot_source", condition=~models.Q(source="")),
            models.CheckConstraint(name="pot_above_nothing", condition=models.Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.region} {self.amount}"


class Taker(models.Model):
    """Who takes a matter in a place: full names of units, the lead first, the others side by side."""

    service = models.CharField("事项", max_length=80)
    region = models.CharField("地区代码", max_length=6)
    units = models.JSONField("单位，牵头在前")
    since = models.DateField("自何日起")
    source = models.CharField("依据", max_length=300)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["service", "region", "since"], name="taker_lookup")]
        constraints: ClassVar[list[models.BaseConstraint]] = [models.CheckConstraint(name="taker_source", condition=~models.Q(source=""))]

    def __str__(self) -> str:
        return f"{self.service} {self.region}"


class Guide(models.Model):
    """What a place has published about a matter: its papers, how long it publishes who is to get it, whether it checks afterwards.

    `papers` are pairs of a name and how it stands: must 应交, late 可容缺, pledge 可用承诺书代替. `publish` is a span, or empty.
    """

    service = models.CharField("事项", max_length=80)
    region = models.CharField("地区代码", max_length=6)
    papers = models.JSONField("材料", default=list)
    publish = models.CharField("公示多久", max_length=20, blank=True)
    check_within = models.CharField("多久内事后核查", max_length=20, blank=True)
    since = models.DateField("自何日起")
    source = models.CharField("依据", max_length=300)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["service", "region", "since"], name="guide_lookup")]
        constraints: ClassVar[list[models.BaseConstraint]] = [models.CheckConstraint(name="guide_source", condition=~models.Q(source=""))]

    def __str__(self) -> str:
        return f"{self.service} {self.region}"


class RiskLevel(models.Model):
    """The risk level of a county since a day."""

    region = models.CharField("地区代码", max_length=6)
    level = models.CharField("风险等级", max_length=10)
    since = models.DateField("自何日起")
    source = models.CharField("依据", max_length=300)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["region", "since"], name="risk_lookup")]
        constraints: ClassVar[list[models.BaseConstraint]] = [models.CheckConstraint(name="risk_source", condition=~models.Q(source=""))]

    def __str__(self) -> str:
        return f"{self.region} {self.level}"
