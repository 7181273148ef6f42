"""Loads the synthetic sample enterprises, once."""

from typing import Any

from django.core.management.base import BaseCommand

from luodi.desk.parties.actions import load_samples
from luodi.desk.parties.sample import SAMPLES


class Command(BaseCommand):
    help = "装入合成的示例企业；已有企业时什么也不做。"

    def handle(self, *_args: Any, **options: Any) -> None:
        written = load_samples(SAMPLES)
        if options["verbosity"]:
            self.stdout.write(f"装入示例企业 {written} 家" if written else "已有企业，没有再装入示例")
