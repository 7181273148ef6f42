"""What binds units: duties with their days and rhythms, targets with their figures, bans."""

from typing import Any

from luodi.policy.kinds.entry import Entry
from luodi.policy.model import Ban, Duty, Target

OPERATORS = (">=", ">", "<=", "<", "=")


def read_duty(entry: Entry, common: dict[str, Any]) -> Duty:
    keys, scope = entry.keys, entry.scope
    return Duty(
        **common,
        force=entry.force(),
        by=entry.texts("by", "谁来办"),
        what=entry.text("what", "办什么"),
        due=scope.anchor(keys["due"]) if "due" in keys else None,
        rhythm=scope.rhythm(keys["rhythm"]) if "rhythm" in keys else None,
        to=entry.optional("to", "报给谁"),
        during=scope.window(keys["during"]) if "during" in keys else None,
    )


def read_target(entry: Entry, common: dict[str, Any]) -> Target:
    return Target(
        **common,
        force=entry.force(),
        metric=entry.text("metric", "指标"),
        op=entry.choice("op", OPERATORS),
        value=entry.text("value", "数和单位"),
        region=entry.optional("region", "地区") or entry.scope.region,
        by_day=entry.scope.anchor(entry.keys["by_day"]) if "by_day" in entry.keys else None,
    )


def read_ban(entry: Entry, common: dict[str, Any]) -> Ban:
    keys, scope = entry.keys, entry.scope
    return Ban(
        **common,
        on=entry.texts("on", "约束谁"),
        what=entry.text("what", "不得做什么"),
        during=scope.window(keys["during"]) if "during" in keys else None,
        area=scope.area(keys["in"]) if "in" in keys else None,
        when=scope.conditions(keys.get("when"), entry.clause, entry.quote),
        bars=entry.texts("bars", "禁止要求办的服务"),
    )
