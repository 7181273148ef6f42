"""The ledger: who did what, when, under which clause."""

from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "luodi.desk.ledger"
    label = "ledger"
    verbose_name = "台账"
    classes: ClassVar[Mapping[str, str]] = {
        "entry.actor": "工作",
        "entry.acting_for": "工作",
        "entry.act": "工作",
        "entry.subject": "工作",
        "entry.details": "工作",
        "entry.document": "公开",
        "entry.clause": "公开",
        "entry.program": "公开",
        "entry.previous": "公开",
        "entry.hash": "公开",
        "head.hash": "公开",
    }
