"""Loads the synthetic licences of a sample site, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from luodi.desk import clock
from luodi.desk.licences.sample import load_licences


class Command(BaseCommand):
    help = "在示例网站上装入合成的许可证，已有时不再装。"

    def handle(self, *_args: Any, **options: Any) -> None:
        count = load_licences(clock.today()) if settings.LUODI_SAMPLES else 0
        if options["verbosity"]:
            self.stdout.write(f"装入示例许可证 {count} 本")
