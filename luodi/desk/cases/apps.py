"""Cases: what firms, institutions and people apply for, and who answers."""

from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from luodi.desk.outbox.handlers import register
from luodi.desk.registers.kinds import Kind, enter


class CasesConfig(AppConfig):
    name = "luodi.desk.cases"
    label = "cases"
    verbose_name = "办件"
    classes: ClassVar[Mapping[str, str]] = {
        "case.token": "工作",
        "case.service": "公开",
        "case.document": "公开",
        "case.clause": "公开",
        "case.program": "公开",
        "case.title": "工作",
        "case.item": "工作",
        "case.region": "工作",
        "case.way": "工作",
        "case.caller": "个人",
        "case.state": "工作",
        "event.kind": "工作",
        "event.text": "工作",
        "paperfile.form": "工作",
        "paperfile.paper": "工作",
        "paperfile.name": "个人",
        "paperfile.content": "工作",
        "paperfile.sha256": "工作",
        "paperfile.stored": "工作",
        "duty.task": "工作",
        "duty.about": "工作",
        "payment.payee": "个人",
        "payment.receipt": "工作",
        "correction.reason": "工作",
        "correction.receipt": "工作",
        "pot.service": "公开",
        "pot.region": "公开",
        "pot.source": "公开",
        "taker.service": "公开",
        "taker.region": "公开",
        "taker.source": "公开",
        "guide.service": "公开",
        "guide.region": "公开",
        "guide.publish": "公开",
        "guide.check_within": "公开",
        "guide.source": "公开",
        "risklevel.region": "公开",
        "risklevel.level": "公开",
        "risklevel.source": "公开",
    }

    def ready(self) -> None:
        register("cases.sample", "luodi.desk.cases.jobs.sample", stored=True)
        enter("case", Kind("办件", page="cases:duty", listing="cases:mine", led=True))
        register("cases.daily", "luodi.desk.cases.files.daily")
