"""The registers: what is to be done by whom until when."""

from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from luodi.desk.outbox.handlers import register


class RegistersConfig(AppConfig):
    name = "luodi.desk.registers"
    label = "registers"
    verbose_name = "登记"
    classes: ClassVar[Mapping[str, str]] = {
        "calendarversion.content": "公开",
        "calendarversion.reason": "公开",
        "eventday.name": "公开",
        "eventday.source": "公开",
        "row.register": "工作",
        "row.key": "工作",
        "row.title": "工作",
        "row.region": "工作",
        "row.document": "公开",
        "row.clause": "公开",
        "row.instrument": "公开",
        "row.program": "公开",
        "row.limit": "公开",
        "row.event": "公开",
        "row.state": "工作",
        "row.waits": "工作",
        "step.kind": "工作",
        "step.text": "工作",
    }

    def ready(self) -> None:
        register("registers.recount", "luodi.desk.registers.jobs.recount_some", stored=True)
        register("registers.daily", "luodi.desk.registers.jobs.daily", stored=True)
