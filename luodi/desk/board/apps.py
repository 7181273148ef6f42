"""The board: duties as rows, and pages for those who work on them and those who watch."""

from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from luodi.desk.outbox.handlers import register
from luodi.desk.registers.kinds import Kind, enter


class BoardConfig(AppConfig):
    name = "luodi.desk.board"
    label = "board"
    verbose_name = "督办"
    classes: ClassVar[Mapping[str, str]] = {}

    def ready(self) -> None:
        enter("duty", Kind("职责", page="board:row", listing="board:front"))
        register("board.open", "luodi.desk.board.jobs.open_some", stored=True)
        register("board.daily", "luodi.desk.board.jobs.daily", stored=True)
        register("board.weekly", "luodi.desk.board.jobs.weekly", stored=True)
