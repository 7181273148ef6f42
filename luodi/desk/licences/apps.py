"""Licences: until which day they hold."""

from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from luodi.desk.licences.keeping import REGISTER, settle
from luodi.desk.registers.kinds import Kind, enter


class LicencesConfig(AppConfig):
    name = "luodi.desk.licences"
    label = "licences"
    verbose_name = "许可证"
    classes: ClassVar[Mapping[str, str]] = {
        "licence.type": "公开",
        "licence.number": "工作",
        "licence.region": "工作",
    }

    def ready(self) -> None:
        enter(REGISTER, Kind("许可证", listing="licences:mine", own=True, settle=settle))
