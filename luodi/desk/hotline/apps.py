"""The hotline: what people ask and complain of, and who answers."""

from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from luodi.desk.outbox.handlers import register
from luodi.desk.registers.kinds import Kind, enter


class HotlineConfig(AppConfig):
    name = "luodi.desk.hotline"
    label = "hotline"
    verbose_name = "咨询投诉"
    classes: ClassVar[Mapping[str, str]] = {
        "voice.token": "工作",
        "voice.sort": "工作",
        "voice.title": "工作",
        "voice.text": "个人",
        "voice.way": "工作",
        "voice.caller": "个人",
        "voice.phone": "个人",
        "voice.region": "工作",
        "voice.state": "工作",
        "word.kind": "工作",
        "word.text": "工作",
        "desk.region": "公开",
        "desk.limit": "公开",
        "desk.source": "公开",
    }

    def ready(self) -> None:
        register("hotline.sample", "luodi.desk.hotline.jobs.sample_city", stored=True)
        enter("voice", Kind("诉求", page="hotline:turn", listing="hotline:mine", led=True))
