"""A licence of a firm, as the unit that issued it keeps it; its row of the register says until which day it holds."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from luodi.desk.parties.models import Party, Unit
from luodi.desk.registers.models import Row


class Licence(models.Model):
    """`last_day` is what stands on it; `unit` issued it. `row` is the one that holds now: another last day entered opens another."""

    type = models.CharField("种类", max_length=40)
    number = models.CharField("号码", max_length=60)
    last_day = models.DateField("到期日")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="licences", verbose_name="持有人")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="licences", verbose_name="发证单位")
    region = models.CharField("地区代码", max_length=6)
    row = models.OneToOneField(Row, on_delete=models.PROTECT, related_name="licence")
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["party", "id"], name="licence_of_party")]
        constraints: ClassVar[list[models.BaseConstraint]] = [models.UniqueConstraint(name="licence_once", fields=["type", "number"])]

    def __str__(self) -> str:
        return f"{self.type} {self.number}"
