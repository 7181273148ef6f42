"""Reach: subscriptions, invitations, and how far a document has come."""

from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from luodi.desk.outbox.handlers import register
from luodi.desk.portal.upper import enter


class ReachConfig(AppConfig):
    name = "luodi.desk.reach"
    label = "reach"
    verbose_name = "送达"
    classes: ClassVar[Mapping[str, str]] = {
        "edition.document": "公开",
        "edition.fingerprint": "公开",
        "subscription.key": "工作",
        "subscription.sort": "工作",
        "subscription.document": "公开",
        "subscription.subject": "工作",
        "subscription.region": "工作",
        "subscription.words": "工作",
        "push.document": "公开",
        "push.benefit": "公开",
        "push.version": "工作",
        "push.notice": "工作",
        "run.benefit": "公开",
        "run.document": "公开",
        "invitation.benefit": "公开",
        "invitation.gives": "工作",
        "standing.benefit": "公开",
        "reckoned.document": "公开",
    }

    def ready(self) -> None:
        register("reach.daily", "luodi.desk.reach.jobs.daily", stored=True)
        register("reach.tell", "luodi.desk.reach.jobs.tell_some", stored=True)
        register("reach.invite", "luodi.desk.reach.jobs.invite_some", stored=True)
        enter("luodi.desk.reach.showing.words", "luodi.desk.reach.showing.heard")
