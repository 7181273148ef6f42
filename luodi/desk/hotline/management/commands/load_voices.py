"""Loads the synthetic voices of a sample site, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from luodi.desk import clock
from luodi.desk.hotline.jobs import leave_cities
from luodi.desk.hotline.sample import load_voices


class Command(BaseCommand):
    help = "在示例网站上装入合成的咨询投诉，已有时不再装。"

    def handle(self, *_args: Any, **options: Any) -> None:
        count = load_voices(clock.today()) if settings.LUODI_SAMPLES else 0
        if count:
            leave_cities(clock.today())
        if options["verbosity"]:
            self.stdout.write(f"装入示例咨询投诉 {count} 件")
