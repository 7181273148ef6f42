"""A voice: something asked or complained of; what was done about it, step by step; who had it; and who takes them in a place."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from luodi.desk.parties.models import Account, Party, Unit
from luodi.desk.registers.models import Row


class Sort(models.TextChoices):
    QUESTION = "question", "咨询"
    APPEAL = "appeal", "诉求"
    COMPLAINT = "complaint", "投诉"
    SUGGESTION = "suggestion", "建议"


class Way(models.TextChoices):
    """How it came: from the asker herself, or by a call, a visit, a letter that somebody entered."""

    ONLINE = "online", "网上"
    PHONE = "phone", "电话"
    WINDOW = "window", "窗口"
    POST = "post", "邮寄"


class State(models.TextChoices):
    WAITING = "waiting", "待受理"
    HANDLING = "handling", "办理中"
    ANSWERED = "answered", "已答复"
    RATED = "rated", "已评价"
    JOINED = "joined", "并入另一件"
    WITHDRAWN = "withdrawn", "已撤回"


class Kind(models.TextChoices):
    RAISED = "raised", "提出"
    TAKEN = "taken", "受理"
    PASSED = "passed", "转办"
    PRESSED = "pressed", "督办"
    ANSWERED = "answered", "答复"
    RATED = "rated", "评价"
    REOPENED = "reopened", "要求重办"
    JOINED = "joined", "并入另一件"
    WITHDRAWN = "withdrawn", "撤回"


class Rating(models.IntegerChoices):
    """好差评: five grades; the first two are content."""

    VERY_GOOD = 5, "非常满意"
    GOOD = 4, "满意"
    FAIR = 3, "基本满意"
    BAD = 2, "不满意"
    VERY_BAD = 1, "非常不满意"


class Voice(models.Model):
    """`unit` has it now. `rating` and `solved` are the asker's last; `joined` is the one it was put together with.

    `agent` entered it for somebody who called, came or wrote: then `account` is the agent's, `caller` and `phone` are the asker's as far
    as they were given, and `raised_on` is the day on which it came.

    `title` is for lists; `text`, in the asker's own words, is personal.
    """

    token = models.CharField("表单号", max_length=36, unique=True)
    sort = models.CharField("哪一种", max_length=10, choices=Sort)
    title = models.CharField("一句话", max_length=100)
    text = models.TextField("详情")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="voices", verbose_name="谁")
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="voices", verbose_name="代表哪家企业")
    agent = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="voices_for_others", verbose_name="代录人")
    way = models.CharField("怎么来的", max_length=6, choices=Way, default=Way.ONLINE)
    caller = models.CharField("谁提的", max_length=40, blank=True)
    phone = models.CharField("回电号码", max_length=20, blank=True)
    region = models.CharField("地区代码", max_length=6)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="voices", verbose_name="现在谁办")
    joined = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="twins", verbose_name="并入哪一件")
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    rating = models.PositiveSmallIntegerField("评价", null=True, choices=Rating)
    solved = models.BooleanField("解决了没有", null=True)
    raised_on = models.DateField("提出日")
    answered_on = models.DateField("首次答复日", null=True)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account", "-id"], name="voice_of_account"),
            models.Index(fields=["unit", "state"], name="voice_of_unit"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="voice_state", condition=models.Q(state__in=State.values)),
            models.CheckConstraint(name="voice_sort", condition=models.Q(sort__in=Sort.values)),
            models.CheckConstraint(
                name="voice_way",
                condition=models.Q(agent=None, way="online", caller="", phone="")
                | models.Q(agent__isnull=False, way__in=["phone", "window", "post"]),
            ),
            models.CheckConstraint(name="voice_rating", condition=models.Q(rating=None) | models.Q(rating__in=Rating.values)),
            models.CheckConstraint(
                name="voice_joined",
                condition=models.Q(state="joined", joined__isnull=False) | ~models.Q(state="joined") & models.Q(joined=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_sort_display()}{self.pk} {self.title}"


class Word(models.Model):
    """One thing that happened to a voice. `unit` is who had it then; `details` say to whom it was passed, how it was rated."""

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="words")
    number = models.PositiveIntegerField("序号")
    kind = models.CharField("什么事", max_length=10, choices=Kind)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="voice_words", verbose_name="谁")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="voice_words", verbose_name="当时谁办")
    happened_on = models.DateField("发生日")
    text = models.TextField("说明", blank=True)
    details = models.JSONField("详情", default=dict)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["voice", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="word_once", fields=["voice", "number"]),
            models.CheckConstraint(name="word_kind", condition=models.Q(kind__in=Kind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"


class Turn(models.Model):
    """A unit's turn at a voice: a row of the register, which has the clock."""

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="turns")
    row = models.OneToOneField(Row, on_delete=models.PROTECT, related_name="voice_turn")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return str(self.row)


class Desk(models.Model):
    """Who takes what is raised in a place, and by which limit of the place: no text sets one. The last that has begun counts."""

    region = models.CharField("地区代码", max_length=6)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="hotline_desks", verbose_name="由谁接听")
    limit = models.CharField("多久答复", max_length=20, blank=True)
    since = models.DateField("自何日起")
    source = models.CharField("依据", max_length=300)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["region", "since"], name="desk_lookup")]
        constraints: ClassVar[list[models.BaseConstraint]] = [models.CheckConstraint(name="desk_source", condition=~models.Q(source=""))]

    def __str__(self) -> str:
        return f"{self.region} {self.unit}"
