"""Opens rows for the duties of the library; those without a day are left to the worker."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from luodi.desk import clock
from luodi.desk.board.actions import enter_events, leave_the_rest, open_duties
from luodi.desk.board.sample import report_samples
from luodi.desk.outbox.actions import plan


class Command(BaseCommand):
    help = "把政策文件里的职责立为督办事项：有期限、有节奏的马上立，其余的交给办件程序。示例网站上另装入合成的办理情况。"

    def handle(self, *_args: Any, **options: Any) -> None:
        day = clock.today()
        enter_events(day)
        opened = open_duties(day, timed=True)
        left = leave_the_rest(day)
        monday = day - timedelta(days=day.weekday())
        plan("board.daily", "每日", "board.daily")
        plan("board.weekly", "每周一", "board.weekly", since=monday)
        if settings.LUODI_SAMPLES and opened:
            report_samples(day)
        if options["verbosity"]:
            self.stdout.write(f"新立督办事项 {opened} 项；另有 {left} 份文件的职责交给办件程序")
