"""Amendments: a later text extends, replaces, ends or adds to an earlier one."""

from typing import Any

from luodi.policy.kinds.entry import Entry
from luodi.policy.model import Amendment

EFFECTS = ("延长", "替代", "终止", "补充")


def read_amendment(entry: Entry, common: dict[str, Any]) -> Amendment:
    until = entry.scope.anchor(entry.keys["until"]) if "until" in entry.keys else None
    return Amendment(
        **common,
        of=entry.text("of", "改的是哪一件，照原文写"),
        document=entry.optional("document", "库里那份文件的 id"),
        effect=entry.choice("effect", EFFECTS),
        what=entry.text("what", "改了什么"),
        until=until,
    )
