"""The parties: enterprises and what is known of them, units, and the people who act."""

from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "luodi.desk.parties"
    label = "parties"
    verbose_name = "主体"
    classes: ClassVar[Mapping[str, str]] = {
        "enterprise.name": "公开",
        "enterprise.code": "公开",
        "enterprise.region": "公开",
        "enterprise.about": "公开",
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
