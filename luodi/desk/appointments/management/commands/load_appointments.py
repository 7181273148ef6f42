"""Loads the synthetic halls and appointments of a sample site, once, and says that each day the next day's are reminded of."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from luodi.desk import clock
from luodi.desk.appointments.reminding import DAILY
from luodi.desk.appointments.sample import load_appointments
from luodi.desk.outbox.actions import plan


class Command(BaseCommand):
    help = "排好每天的提醒；在示例网站上装入合成的大厅和预约，已有时不再装。"

    def handle(self, *_args: Any, **options: Any) -> None:
        plan(DAILY, "每日", "appointments.remind")
        count = load_appointments(clock.today()) if settings.LUODI_SAMPLES else 0
        if options["verbosity"]:
            self.stdout.write(f"装入示例预约 {count} 个")
