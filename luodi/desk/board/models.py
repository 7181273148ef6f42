"""The weekly report as it was made on its Monday."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class Weekly(models.Model):
    """What was owed in the week before `monday`, by unit, and what was late that day. Made once; later steps do not change it.

    `content`: {"units": [{unit, region, owed, on_time, late, open}], "late": [{row, title, unit, region, document, clause, due}]}.
    """

    monday = models.DateField("星期一", primary_key=True)
    content = models.JSONField("内容")
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["-monday"]

    def __str__(self) -> str:
        return f"{self.monday} 周报"
