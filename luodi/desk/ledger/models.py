"""A line of the ledger, and the head of the chain that the next line is tied to."""

import hashlib
import json
from typing import Any, ClassVar

from django.db import models

FIRST = "0" * 64


class Entry(models.Model):
    """One act. `number` counts from 1 without a gap; `hash` covers every other column and the hash of the line before.

    `actor` and `acting_for` name rows of parties (parties.account:12, parties.party:3); an act of the site itself has no actor.
    `subject` is the row acted on (registers.row:7), `details` an object in canonical JSON. `program` is the fingerprint of the policies.
    """

    number = models.PositiveBigIntegerField("序号", primary_key=True)
    actor = models.CharField("谁", max_length=60, blank=True)
    acting_for = models.CharField("代表谁", max_length=60, blank=True)
    act = models.CharField("做了什么", max_length=60)
    subject = models.CharField("对什么", max_length=100)
    details = models.TextField("详情")
    happened_on = models.DateField("发生日")
    recorded_at = models.DateTimeField("登记时间")
    document = models.CharField("依据的文件", max_length=60, blank=True)
    clause = models.CharField("依据的条款", max_length=100, blank=True)
    program = models.CharField("规则指纹", max_length=64, blank=True)
    previous = models.CharField("上一行的摘要", max_length=64)
    hash = models.CharField("本行的摘要", max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject", "number"], name="entry_subject"),
            models.Index(fields=["actor", "number"], name="entry_actor"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="entry_numbered_from_one", condition=models.Q(number__gte=1)),
            models.CheckConstraint(name="entry_says_what", condition=~models.Q(act="") & ~models.Q(subject="")),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.act} {self.subject}"

    @property
    def said(self) -> dict[str, Any]:
        """The details as data."""
        return json.loads(self.details)


class Head(models.Model):
    """The last line's number and hash, in one row: who holds it may write the next."""

    number = models.PositiveBigIntegerField("最后一行", default=0)
    hash = models.CharField("最后一行的摘要", max_length=64, default=FIRST)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [models.CheckConstraint(name="head_single", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"


def canonical(data: object) -> str:
    """Plain data as the one text that means it. TypeError or ValueError for what JSON does not say exactly."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(entry: Entry) -> str:
    """SHA-256 over every column but the hash itself, each kept apart from the next by JSON."""
    names = [field.attname for field in Entry._meta.concrete_fields if field.attname != "hash"]
    columns = [[name, _spelled(getattr(entry, name))] for name in sorted(names)]
    return hashlib.sha256(canonical(columns).encode("utf-8")).hexdigest()


def _spelled(value: Any) -> str:
    """A moment is spelled in the time zone in which it comes back from the database, UTC."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
