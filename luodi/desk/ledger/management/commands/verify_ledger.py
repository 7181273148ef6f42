"""Holds the ledger's chain against itself."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from luodi.desk.ledger.models import Head
from luodi.desk.ledger.queries import first_broken


class Command(BaseCommand):
    help = "核对台账：逐行核对序号和摘要，报出第一处断开的地方。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        if broken := first_broken():
            raise CommandError(f"台账在第{broken.number}行断开：{broken.reason}")
        head = Head.objects.get(id=1)
        self.stdout.write(f"台账 {head.number} 行，行行相接。最后一行的摘要 {head.hash}")
