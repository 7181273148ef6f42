"""The outbox: what is to be done later, by whom it is done, and the notices that go out."""

from django.apps import AppConfig
from django.core import checks

from luodi.desk.outbox.handlers import register
from luodi.desk.outbox.settings_check import sms_adapter


class OutboxConfig(AppConfig):
    name = "luodi.desk.outbox"
    label = "outbox"
    verbose_name = "待办箱"

    def ready(self) -> None:
        checks.register(sms_adapter, "outbox")
        register("notice.inapp", "luodi.desk.outbox.notices.deliver_inapp", stored=True)
        register("notice.email", "luodi.desk.outbox.notices.deliver_email")
        register("notice.sms", "luodi.desk.outbox.notices.deliver_sms")
        register("post", "luodi.desk.outbox.post.post")
