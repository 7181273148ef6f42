"""Who asked to be told, what was told to whom, who was invited on which evidence, and who reckoned what a document gives."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from luodi.desk.parties.models import Account, Party, Unit


class Edition(models.Model):
    """A state a document has had. `fingerprint` is the hash of its text and of what was made of it; a later row is a later state."""

    document = models.CharField("文件", max_length=60)
    fingerprint = models.CharField("指纹", max_length=64)
    seen_on = models.DateField("何日见到")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="edition_once", fields=["document", "fingerprint"]),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.fingerprint[:8]}"


class Sort(models.TextChoices):
    PROFILE = "profile", "按企业情况"
    DOCUMENT = "document", "按文件"
    TOPIC = "topic", "按主题"


class Subscription(models.Model):
    """An account wants to be told. `after` is the last edition there was when it subscribed; what came later is news.

    `key` says what it is about, so that one account subscribes to a thing once; a clerk does so for one of its parties.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="subscriptions")
    party = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="subscriptions")
    key = models.CharField("订的是什么", max_length=200)
    sort = models.CharField("怎么订", max_length=8, choices=Sort)
    document = models.CharField("文件", max_length=60, blank=True)
    subject = models.CharField("给谁的", max_length=10, blank=True)
    region = models.CharField("地区代码", max_length=6, blank=True)
    words = models.CharField("主题词", max_length=60, blank=True)
    by_email = models.BooleanField("也发邮件", default=False)
    by_sms = models.BooleanField("也发短信", default=False)
    after = models.BigIntegerField("之后的版本才算新", default=0)
    since = models.DateField("何日订的")
    until = models.DateField("何日退的", null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="subscription_once", fields=["account", "key"]),
            models.CheckConstraint(
                name="subscription_of_its_sort",
                condition=models.Q(sort="profile", party__isnull=False, document="")
                | models.Q(sort="document") & ~models.Q(document="")
                | models.Q(sort="topic", document=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.key}"


class Push(models.Model):
    """One thing told: a document's new state, or a benefit. `version` is the state told; `notice` the key of the notice in the site.

    Told by a subscription, it is told by that one once; told by an invitation, it has none.
    """

    subscription = models.ForeignKey(Subscription, null=True, on_delete=models.CASCADE, related_name="pushes")
    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="pushes")
    party = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="pushes")
    document = models.CharField("文件", max_length=60)
    benefit = models.CharField("措施", max_length=80, blank=True)
    version = models.CharField("说到哪一版", max_length=64)
    notice = models.CharField("站内信的键", max_length=180)
    told_on = models.DateField("何日")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["document", "party"], name="push_of_document"),
            models.Index(fields=["notice"], name="push_of_notice"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                name="push_once",
                fields=["subscription", "document", "benefit", "version"],
                condition=models.Q(subscription__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.benefit}"


class Run(models.Model):
    """Invitations sent at one time for one benefit: by an official, or, where `by` is empty, daily by the worker for a unit."""

    benefit = models.CharField("措施", max_length=80)
    document = models.CharField("文件", max_length=60)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="invitation_runs", verbose_name="谁发的")
    on = models.DateField("何日")
    count = models.PositiveIntegerField("几家")

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["benefit", "-id"], name="run_of_benefit")]

    def __str__(self) -> str:
        return f"{self.benefit} {self.on}"


class Invitation(models.Model):
    """A party is asked once to claim a benefit. `evidence`: {"conditions": [words], "facts": {name: [value, since, source]}}."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="invitations")
    benefit = models.CharField("措施", max_length=80)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="invitations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="invitations", verbose_name="受理单位")
    gives = models.CharField("给什么", max_length=200)
    evidence = models.JSONField("凭据", default=dict)
    invited_on = models.DateField("何日邀请")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="invitation_once", fields=["benefit", "party"]),
        ]

    def __str__(self) -> str:
        return f"{self.benefit} {self.party}"


class Standing(models.Model):
    """A unit lets the worker invite daily whoever newly qualifies for a benefit."""

    benefit = models.CharField("措施", max_length=80)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="standing_invitations")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="standing_invitations", verbose_name="谁开的")
    since = models.DateField("自何日起")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="standing_once", fields=["benefit", "unit"]),
        ]

    def __str__(self) -> str:
        return f"{self.benefit} {self.unit}"


class Reckoned(models.Model):
    """Somebody signed in for a party was shown by 算一算 that a document gives it something, first on this day. No more is kept."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="reckoned")
    document = models.CharField("文件", max_length=60)
    first_on = models.DateField("第一次是哪天")
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["document"], name="reckoned_of_document")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="reckoned_once", fields=["party", "document"]),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.document}"
