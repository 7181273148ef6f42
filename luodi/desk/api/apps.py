"""The API: JSON for other systems."""

from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "luodi.desk.api"
    label = "api"
    verbose_name = "接口"
    classes: ClassVar[Mapping[str, str]] = {"token.name": "工作", "token.digest": "敏感", "answered.key": "工作", "answered.digest": "工作"}
