"""An enterprise has dated facts; a fact is a value as a policy file spells it, true since a day, recorded at a moment."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class Enterprise(models.Model):
    """`code` is the unified social credit code; a synthetic one begins with 合成 and can be mistaken for no real code."""

    name = models.CharField("名称", max_length=120, unique=True)
    code = models.CharField("统一社会信用代码", max_length=24, unique=True)
    region = models.CharField("所在地区代码", max_length=6)
    about = models.CharField("一句话", max_length=200, blank=True)
    synthetic = models.BooleanField("合成样例", default=False)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="enterprise_synthetic_code",
                condition=models.Q(synthetic=True, code__startswith="合成")
                | models.Q(synthetic=False) & ~models.Q(code__startswith="合成"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Fact(models.Model):
    """What is known of an enterprise. A later row about the same fact does not overwrite an earlier one; it outdates it."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="facts")
    name = models.CharField("事实", max_length=60)
    value = models.CharField("值", max_length=200)
    since = models.DateField("自何日起")
    recorded_at = models.DateTimeField("登记时间", db_default=Now())
    source = models.CharField("来源", max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["enterprise", "name", "since"], name="fact_lookup")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="fact_value_given", condition=~models.Q(value="")),
        ]

    def __str__(self) -> str:
        return f"{self.name}：{self.value}"
