"""What is wrong with the outbox's settings, found when the site starts."""

from typing import Any

from django.conf import settings
from django.core.checks import Error
from django.utils.module_loading import import_string


def sms_adapter(**_kwargs: Any) -> list[Error]:
    """LUODI_SMS names something that can be called."""
    try:
        if callable(import_string(settings.LUODI_SMS)):
            return []
        wrong = "它不是函数"
    except ImportError as error:
        wrong = str(error)
    hint = "应写一个函数的完整名字，例如 luodi.desk.outbox.console.sms；见 docs/desk.md"
    return [Error(f"LUODI_SMS“{settings.LUODI_SMS}”用不了：{wrong}", hint=hint, id="outbox.E001")]
