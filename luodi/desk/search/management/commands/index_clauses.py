"""Builds the search index where the library has changed since."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from luodi.desk.search.actions import build_index
from luodi.desk.search.queries import is_current
from luodi.places.regions import Regions
from luodi.policy.cache import fingerprint
from luodi.policy.load import held_library


class Command(BaseCommand):
    help = "为全部条款建查找用的索引；政策和来稿没有变时什么也不做。"

    def handle(self, *_args: Any, **options: Any) -> None:
        key = fingerprint(settings.LUODI_ROOT)
        written = 0 if is_current(key) else self._build(key)
        if options["verbosity"]:
            self.stdout.write(f"编了 {written} 个条款的索引" if written else "索引已是最新")

    def _build(self, key: str) -> int:
        documents = held_library(settings.LUODI_ROOT).library.documents
        return build_index(documents, Regions.load(settings.LUODI_ROOT / "reference" / "divisions"), key)
