"""Enters what each day's work on cases is; loads the synthetic cases of a sample site, once; the province's are the worker's."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from luodi.desk import clock
from luodi.desk.cases.jobs import leave_samples
from luodi.desk.cases.sample import load_cases
from luodi.desk.outbox.actions import plan


class Command(BaseCommand):
    help = "排好每天清理没有提交的文件；在示例网站上装入合成的办件，已有时不再装。"

    def handle(self, *_args: Any, **options: Any) -> None:
        plan("cases.daily", "每日", "cases.daily")
        count = load_cases(clock.today()) if settings.LUODI_SAMPLES else 0
        if count:
            leave_samples(clock.today())
        if options["verbosity"]:
            self.stdout.write(f"装入示例办件 {count} 件")
