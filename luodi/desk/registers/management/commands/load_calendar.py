"""Enters the working-day calendar, once, and what each day's work of the registers is."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from luodi.desk.outbox.actions import plan
from luodi.desk.registers.calendars import seed_calendar


class Command(BaseCommand):
    help = "装入 reference/calendar 的工作日历，已有日历时不再装；排好每天的核对和提醒。"

    def handle(self, *_args: Any, **options: Any) -> None:
        new = seed_calendar(settings.LUODI_ROOT / "reference" / "calendar" / "workdays.csv")
        plan("registers.daily", "每日", "registers.daily")
        if options["verbosity"]:
            self.stdout.write("工作日历已装入" if new else "已有工作日历，没有再装")
