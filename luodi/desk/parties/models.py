"""Parties: organisations and people who are granted something, with their dated facts, and the accounts that act.

A fact is a value as a policy file spells it, true since a day, recorded at a moment. An account has one role, a unit it works for or
parties it acts for (a person for herself), and days away.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac


class Subject(models.TextChoices):
    """What a policy file calls who files and is granted something."""

    ENTERPRISE = "企业", "企业"
    SOLE_TRADER = "个体工商户", "个体工商户"
    INSTITUTION = "机构", "机构"
    PERSON = "个人", "个人"


class Party(models.Model):
    """Who files and is granted something: an organisation under its unified social credit code, or a person, of whom no number is kept.

    A synthetic organisation's code begins with 合成 and can be mistaken for no real one, a synthetic person's name with 示例·.
    """

    subject = models.CharField("是什么", max_length=5, choices=Subject, default=Subject.ENTERPRISE)
    name = models.CharField("名称", max_length=120)
    code = models.CharField("统一社会信用代码", max_length=24, blank=True)
    region = models.CharField("所在地区代码", max_length=6)
    about = models.CharField("一句话", max_length=200, blank=True)
    synthetic = models.BooleanField("合成样例", default=False)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="party_subject", condition=models.Q(subject__in=Subject.values)),
            models.UniqueConstraint(name="party_name_once", fields=["name"], condition=~models.Q(subject=Subject.PERSON)),
            models.UniqueConstraint(name="party_code_once", fields=["code"], condition=~models.Q(code="")),
            models.CheckConstraint(
                name="party_coded_unless_person",
                condition=models.Q(subject=Subject.PERSON, code="") | ~models.Q(subject=Subject.PERSON) & ~models.Q(code=""),
            ),
            models.CheckConstraint(
                name="party_synthetic",
                condition=models.Q(synthetic=True, code__startswith="合成")
                | models.Q(synthetic=True, subject=Subject.PERSON, name__startswith="示例·")
                | models.Q(synthetic=False) & ~models.Q(code__startswith="合成") & ~models.Q(name__startswith="示例·"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_person(self) -> bool:
        return self.subject == Subject.PERSON

    @property
    def listed(self) -> str:
        return listed(self.name, self.subject)

    @property
    def classes(self) -> Mapping[str, str]:
        """What its own name is, beyond what its app declares: an organisation's is public, a person's is not."""
        return {"name": "个人", "region": "个人"} if self.is_person else {}


def listed(name: str, subject: str) -> str:
    """A party as lists and publications show it: of a person no more than the first sign of the name (王某)."""
    if subject != Subject.PERSON:
        return name
    sample, _, own = name.rpartition("·")
    return f"{sample}·{own[:1]}某" if sample else f"{own[:1]}某"


class Fact(models.Model):
    """What is known of a party. A later row about the same fact does not overwrite an earlier one; it outdates it."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="facts")
    name = models.CharField("事实", max_length=60)
    value = models.CharField("值", max_length=200)
    since = models.DateField("自何日起")
    recorded_at = models.DateTimeField("登记时间", db_default=Now())
    source = models.CharField("来源", max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["party", "name", "since"], name="fact_lookup")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="fact_value_given", condition=~models.Q(value="")),
        ]

    def __str__(self) -> str:
        return f"{self.name}：{self.value}"


class Role(models.TextChoices):
    FIRM = "firm", "企业、机构人员"
    PERSON = "person", "个人"
    OFFICIAL = "official", "经办"
    WINDOW = "window", "窗口"
    SUPERVISOR = "supervisor", "督查"
    DRAFTER = "drafter", "起草"
    ADMINISTRATOR = "administrator", "管理"


class Level(models.TextChoices):
    NATION = "nation", "国家"
    PROVINCE = "province", "省"
    CITY = "city", "市"
    COUNTY = "county", "县"


PUBLIC_ROLES = frozenset({Role.FIRM, Role.PERSON})
UNIT_ROLES = frozenset({Role.OFFICIAL, Role.WINDOW, Role.SUPERVISOR})


class Unit(models.Model):
    """A unit of public authority under its full name, as `reference/units` spells it; `upper` is who presses it when it is late."""

    name = models.CharField("全称", max_length=80, unique=True)
    region = models.CharField("所属地区代码", max_length=6)
    level = models.CharField("层级", max_length=8, choices=Level)
    upper = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="lower", verbose_name="上级单位")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # An empty code would reach over the whole country.
            models.CheckConstraint(name="unit_region_given", condition=~models.Q(region="")),
            models.CheckConstraint(name="unit_level", condition=models.Q(level__in=Level.values)),
            models.CheckConstraint(name="unit_not_above_itself", condition=models.Q(upper=None) | ~models.Q(upper=models.F("id"))),
        ]

    def __str__(self) -> str:
        return self.name


class Account(AbstractBaseUser):
    """Somebody who signs in. `region` narrows where a role reaches; empty, it reaches as far as the unit's.

    `epoch` counts the times this account has signed out everywhere: sessions of an earlier epoch are void.
    """

    login = models.CharField("登录名", max_length=40, unique=True)
    name = models.CharField("显示的名字", max_length=40)
    role = models.CharField("角色", max_length=13, choices=Role)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="accounts", verbose_name="单位")
    region = models.CharField("负责地区代码", max_length=6, blank=True)
    phone = models.CharField("手机号", max_length=20, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    is_active = models.BooleanField("在用", default=True)
    synthetic = models.BooleanField("合成样例", default=False)
    epoch = models.PositiveIntegerField("登录批次", default=0)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())
    parties = models.ManyToManyField(Party, through="Membership", related_name="accounts", verbose_name="代表谁")

    objects = BaseUserManager()

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="account_role", condition=models.Q(role__in=Role.values)),
            models.CheckConstraint(
                name="account_unit_of_role",
                condition=models.Q(role__in=sorted(PUBLIC_ROLES), unit=None)
                | models.Q(role__in=sorted(UNIT_ROLES), unit__isnull=False)
                | models.Q(role__in=[Role.DRAFTER, Role.ADMINISTRATOR]),
            ),
            models.CheckConstraint(
                name="account_synthetic_name",
                condition=models.Q(synthetic=True, name__startswith="示例·")
                | models.Q(synthetic=False) & ~models.Q(name__startswith="示例·"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def classes(self) -> Mapping[str, str]:
        """A person's name is her own; who acts for an organisation or works here does so by name."""
        return {"name": "个人"} if self.role == Role.PERSON else {}

    @property
    def listed(self) -> str:
        """The name as histories show it: of a person no more than its first sign."""
        return listed(self.name, Subject.PERSON if self.role == Role.PERSON else "")

    @property
    def is_staff_member(self) -> bool:
        """Everybody who works for the authorities, and so signs in with a code besides the password."""
        return self.role not in PUBLIC_ROLES

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        return salted_hmac("luodi.parties.session", f"{self.epoch}:{self.password}", secret=secret, algorithm="sha256").hexdigest()


class Membership(models.Model):
    """An account acts for a party from a day on, until a day where one is set (both included)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="memberships")
    since = models.DateField("自何日起")
    until = models.DateField("到何日止", null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="membership_once", fields=["account", "party"]),
            models.CheckConstraint(name="membership_days", condition=models.Q(until=None) | models.Q(until__gte=models.F("since"))),
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.party}"


class Absence(models.Model):
    """An officer is away from `first` to `last` (both included); without a deputy her cases go back to the unit's pool."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="absences", verbose_name="谁不在")
    first = models.DateField("第一天")
    last = models.DateField("最后一天")
    deputy = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="stands_in", verbose_name="由谁代办")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["deputy", "first", "last"], name="absence_deputy")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="absence_days", condition=models.Q(last__gte=models.F("first"))),
            models.CheckConstraint(name="absence_deputy_other", condition=models.Q(deputy=None) | ~models.Q(deputy=models.F("account"))),
        ]

    def __str__(self) -> str:
        return f"{self.account}：{self.first} 至 {self.last}"
