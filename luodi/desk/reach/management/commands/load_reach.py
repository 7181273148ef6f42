"""Loads the synthetic subscriptions and invitations of a sample site, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from luodi.desk import clock
from luodi.desk.reach.sample import load_reach


class Command(BaseCommand):
    help = "在示例网站上装入合成的订阅、消息和邀请，已有时不再装。"

    def handle(self, *_args: Any, **options: Any) -> None:
        count = load_reach(clock.today()) if settings.LUODI_SAMPLES else 0
        if options["verbosity"]:
            self.stdout.write(f"装入示例消息 {count} 封")
