"""One entry a clause, in order of rank; one posting list for each character, each pair of neighbours and each mark one can filter by."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class Field(models.TextChoices):
    """What a gram is: something that stands in a clause, or what the clause is filtered by."""

    ANYWHERE = "words", "标题或正文里的字"
    HEADING = "heading", "标题里的字"
    LEVEL = "level", "层级"
    REGION = "region", "地区，及其所在的各级"
    UNIT = "unit", "责任单位"
    KIND = "kind", "能办成什么"
    DAY = "day", "文件日期"


class Entry(models.Model):
    """A clause. `rank` is its place in every answer: by level, then the latest document first, then as printed.

    `folded` is what words are sought in: heading and text, folded, a line each.
    """

    rank = models.IntegerField("次序", primary_key=True)
    document = models.CharField("文件", max_length=200)
    path = models.CharField("条款", max_length=200)
    heading = models.TextField("标题", blank=True)
    text = models.TextField("正文", blank=True)
    folded = models.TextField("归一后的字", blank=True)
    level = models.CharField("层级", max_length=20)
    region = models.CharField("地区代码", max_length=6)
    date = models.DateField("文件日期", null=True)
    units = models.JSONField("责任单位", default=list)
    kinds = models.JSONField("能办成什么", default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["rank"]

    def __str__(self) -> str:
        return f"{self.document} {self.path}"


class Posting(models.Model):
    """Which of the BLOCK entries of a block have a gram, as `bits.py` packs them."""

    pk = models.CompositePrimaryKey("field", "gram", "block")
    field = models.CharField("种类", max_length=10, choices=Field.choices)
    gram = models.CharField("字或标记", max_length=200)
    block = models.IntegerField("第几块")
    packed = models.BinaryField("有它的条款")

    def __str__(self) -> str:
        return f"{self.field} {self.gram} {self.block}"


class Edition(models.Model):
    """The one index there is: what it was built from, and what of it can be filtered by."""

    fingerprint = models.CharField("所据内容", max_length=120, blank=True)
    levels = models.JSONField("层级", default=list)
    units = models.JSONField("责任单位", default=list)
    kinds = models.JSONField("能办成什么", default=list)
    built_at = models.DateTimeField("建成时间", db_default=Now())

    def __str__(self) -> str:
        return self.fingerprint
