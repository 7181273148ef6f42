"""Loads the synthetic sample parties, once, and on a sample site the sample accounts."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from luodi.desk.parties.actions import load_samples
from luodi.desk.parties.sample import SAMPLES
from luodi.desk.parties.sample_actions import load_clerk, load_people
from luodi.desk.parties.sample_people import PEOPLE, sample_key, sample_password
from luodi.desk.parties.sample_province import CLERK, sample_firms, sample_officials
from luodi.places.regions import Regions


class Command(BaseCommand):
    help = "装入合成的示例企业，已有企业时不再装；在示例网站上还装入示例账号。"

    def handle(self, *_args: Any, **options: Any) -> None:
        regions = Regions.load(settings.LUODI_ROOT / "reference" / "divisions")
        written = load_samples((*SAMPLES, *sample_firms(regions)) if settings.LUODI_SAMPLES else SAMPLES)
        if settings.LUODI_SAMPLES:
            load_people((*PEOPLE, *sample_officials()), sample_password(), sample_key())
            load_clerk(CLERK)
        if options["verbosity"]:
            self.stdout.write(f"装入示例企业 {written} 家" if written else "已有企业，没有再装入示例")
