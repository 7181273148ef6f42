"""Limits: spans within which something is done, last days, and days counted from an event."""

import re
from collections.abc import Iterator

from luodi.days.window import Anchor
from luodi.text.said.model import Day, Limit, Number
from luodi.text.said.scene import Scene

EVENT = re.compile(r"(?P<event>[\u4e00-\u9fffⅠ-Ⅻ]{2,24}?)(?:之日)?之?(?:后|起)的?$")
EVENT_HEAD = re.compile(r".*(?:延期|延长|顺延|推迟|待|自|至|为|与|须在|应在|须于|应于|在(?!建|线|册|岗|校)|对|将|并|且|从)")
LOOKS_BACK = re.compile(r"(?:近|最近|过去|前|上|离校|毕业|满|连续)$")
WITHIN = re.compile(
    r"(?:压缩|缩短|控制|限时|时限|办结时限|最长|不超过|不得超过|期限为?|期限|延期|展期|延长|缓缴期?|周期)[^，,。;\ue001]{0,8}$"
)
AT_LEAST = re.compile(r"(?:提前|不少于|不得少于|至少|最短|满|不低于|超过)[^，,。;\ue001]{0,3}$")
LAST = re.compile(r"(?:延期|延长|推迟|顺延|截止|截至|持续|保留|有效期)?[至到](?:了)?$|截止(?:时间|日期|日)?(?:为|是|:)?$")
BETWEEN = re.compile(r"\ue000[^，,。;]{0,3}[至到—–-]$")
MOVING = {"个月": "个月", "天": "天", "周": "周", "年": "年", "工作日": "工作日"}
LOOK = 30


def find_limits(scene: Scene) -> list[tuple[int, int, Limit]]:
    """(start, end, limit) in the scene's characters, in order."""
    return sorted([*_spans(scene), *_days(scene)], key=lambda item: item[:2])


def _spans(scene: Scene) -> Iterator[tuple[int, int, Limit]]:
    for start, (end, number) in scene.numbers.items():
        if number.kind != "span":
            continue
        before = scene.marked[max(0, start - LOOK) : start]
        event = event_before(before)
        if event:
            begin = start - (len(before) - before.rfind(event))
            yield begin, end, _after(scene, begin, end, event, number)
        elif _bounded(before, number):
            op = number.op if number.op != "=" else ">=" if AT_LEAST.search(before) else "<="
            yield start, end, Limit(*scene.passage.found(start, end), "span", number.high, number.unit, op, None)


def event_before(before: str) -> str | None:
    """The event that the text right before a span counts from: 疫情解除 in 延期至疫情解除之后, None where it counts from none."""
    match = EVENT.search(before)
    if not match:
        return None
    event = EVENT_HEAD.sub("", match["event"])
    return event if len(event) >= 2 else None


def _after(scene: Scene, begin: int, end: int, event: str, number: Number) -> Limit:
    whole = number.high.denominator == 1 and number.unit in MOVING
    anchor = Anchor(None, event, int(number.high), MOVING[number.unit]) if whole else None
    op = number.op if number.op != "=" else "<="
    return Limit(*scene.passage.found(begin, end), "after", number.high, number.unit, op, anchor)


def _bounded(before: str, number: Number) -> bool:
    if LOOKS_BACK.search(before) and not before.endswith("满"):
        return False
    if number.op in ("<=", "<"):
        return True
    return bool(WITHIN.search(before) or AT_LEAST.search(before))


def _days(scene: Scene) -> Iterator[tuple[int, int, Limit]]:
    for start, (end, day) in scene.days.items():
        before = scene.marked[max(0, start - 8) : start]
        if scene.marked.startswith("期间", end) or BETWEEN.search(before):
            continue
        if day.mark in ("前", "止") or LAST.search(before) or (day.words.endswith(("底", "末")) and day.mark == ""):
            yield start, end, last_day(scene, start, end, day)


def last_day(scene: Scene, start: int, end: int, day: Day) -> Limit:
    """The day as the last one; its anchor is None where its year is stated nowhere."""
    anchor = Anchor(day.last, None) if day.last else None
    return Limit(*scene.passage.found(start, end), "day", None, "", "<=", anchor, day.year_given)
