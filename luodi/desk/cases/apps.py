"""Cases: what firms apply for, and who answers."""

from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from luodi.desk.registers.kinds import Kind, enter


class CasesConfig(AppConfig):
    name = "luodi.desk.cases"
    label = "cases"
    verbose_name = "办件"
    classes: ClassVar[Mapping[str, str]] = {
        "case.service": "公开",
        "case.document": "公开",
        "case.clause": "公开",
        "case.program": "公开",
        "case.title": "工作",
        "case.item": "工作",
        "case.limit": "公开",
        "case.region": "工作",
        "case.state": "工作",
        "event.kind": "工作",
        "event.text": "工作",
        "arrangement.service": "公开",
        "arrangement.region": "公开",
        "arrangement.source": "公开",
        "risklevel.region": "公开",
        "risklevel.level": "公开",
        "risklevel.source": "公开",
    }

    def ready(self) -> None:
        enter("case", Kind("办件", page="cases:part", listing="cases:mine"))
