"""The parties: organisations and people, what is known of them, units, and the accounts that act."""

from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig
from django.core import checks

from luodi.desk.parties.history_check import tables_of_this_edition


class PartiesConfig(AppConfig):
    name = "luodi.desk.parties"
    label = "parties"
    verbose_name = "主体"
    classes: ClassVar[Mapping[str, str]] = {
        "party.subject": "工作",
        "party.name": "公开",
        "party.code": "公开",
        "party.region": "公开",
        "party.about": "公开",
        "fact.name": "工作",
        "fact.value": "工作",
        "fact.source": "工作",
        "unit.name": "公开",
        "unit.region": "公开",
        "unit.level": "公开",
        "account.login": "个人",
        "account.name": "工作",
        "account.role": "工作",
        "account.region": "工作",
        "account.phone": "个人",
        "account.email": "个人",
        "account.password": "敏感",
    }

    def ready(self) -> None:
        checks.register(tables_of_this_edition, checks.Tags.database)
