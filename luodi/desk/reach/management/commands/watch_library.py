"""Notes the documents' states and lets the worker tell subscribers, at once for a library that has changed and every day."""

from typing import Any

from django.core.management.base import BaseCommand

from luodi.desk import clock
from luodi.desk.outbox.actions import enqueue, plan
from luodi.desk.portal.library import shelf
from luodi.desk.reach.actions import note_editions


class Command(BaseCommand):
    help = "记下各份文件现在的样子；有新的、改过的，让办件程序告诉订阅的人；往后每天看一次。"

    def handle(self, *_args: Any, **options: Any) -> None:
        day = clock.today().isoformat()
        new = note_editions(clock.today())
        plan("reach.daily", "每日", "reach.daily")
        if new:
            series = f"{day}:{shelf().program.fingerprint[:16]}"
            enqueue("reach.tell", f"reach:tell:{series}:0", {"day": day, "series": series})
        if options["verbosity"]:
            self.stdout.write(f"新记下 {new} 份文件的样子")
