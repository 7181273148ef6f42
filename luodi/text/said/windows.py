"""Periods: from when to when something holds, by days or events; the document's own validity among them."""

import re
from collections.abc import Iterator

from luodi.days.window import Anchor
from luodi.text.said.limits import MOVING
from luodi.text.said.model import Period
from luodi.text.said.scene import Scene

SIGNS = "\ue000-\ue003"
FROM = (
    rf"[自从](?:(?P<day>\ue000{{1,24}})|(?P<event>[^，,。;:自从{SIGNS}]{{2,24}}?)之日)"
    r"(?:[(][^()]{1,4}[)])?(?:起|开始|以来|(?=至|施行|实施|执行))"
)
UNTIL = (
    rf"(?:施行|实施|执行|生效|试行)?[，,]?(?:(?:有效期限?|执行期限?)(?:暂定)?为?|暂定|(?:执行|有效))?"
    rf"(?:[至到](?:(?P<to>\ue000{{1,24}})(?:[(][^()]{{1,4}}[)])?|(?P<toevent>[^，,。;{SIGNS}]{{2,36}}?)(?=之日|截止|(?<!截)止|期间|[，,。;()]|$))|(?P<span>\ue001{{1,12}}))?"
)
OPENED = re.compile(FROM + UNTIL + "(?:之日)?(?:止|期间|内|有效期)?")
BETWEEN = re.compile(r"(?<!\ue000)(?P<day>\ue000{1,24})[至到—–~-]{1,2}(?P<to>\ue000{1,24})(?:[(][^()]{1,4}[)])?(?:止|期间)?")
VALID = re.compile(
    rf"(?:有效期限?|执行期限?|实施期限?|期限)(?:暂定)?(?:延长|顺延)?(?:[至到](?:(?P<to>\ue000{{1,24}})|(?P<toevent>[^，,。;{SIGNS}]{{2,36}}?)(?=之日|截止|(?<!截)止|期间|[，,。;()]|$))"
    r"|(?:暂定)?为?(?P<span>\ue001{1,12}))"
)
DURING = re.compile(
    r"(?:(?:新冠)?(?:肺炎)?疫情(?:防控|流行)?|防疫|防控|(?:应急)?响应|春节|假期|汛|试点|过渡|隔离|缓缴|展期|延期|考核|有效|执行)期间"
)
OWN = re.compile(r"有效期|施行|实施|执行|生效")
PROVISIONAL = re.compile(r"暂定")


def find_periods(scene: Scene) -> list[Period]:
    """The periods in order, each stretch of text taken once; 疫情防控期间 is a period whose days the clause does not give."""
    found: list[tuple[int, int, Period]] = []
    for pattern in (OPENED, BETWEEN, VALID, DURING):
        for match in pattern.finditer(scene.marked):
            found.extend(_period(scene, pattern, match))
    periods: list[Period] = []
    reached = -1
    for start, end, period in sorted(found, key=lambda item: (item[0], -item[1])):
        if start >= reached:
            periods.append(period)
            reached = end
    return periods


def _period(scene: Scene, pattern: re.Pattern[str], match: re.Match[str]) -> Iterator[tuple[int, int, Period]]:
    start, end = match.span()
    if pattern is DURING:
        yield start, end, Period(*scene.passage.found(start, end), None, None)
        return
    named = match.groupdict()
    opens = _start(scene, match) if "day" in named else None
    closes = _end(scene, match, opens)
    if opens is None and closes is None and not named.get("span"):
        return
    around = scene.marked[max(0, start - 12) : end + 6]
    own = bool(OWN.search(around)) and pattern is not BETWEEN
    yield start, end, Period(*scene.passage.found(start, end), opens, closes, own, bool(PROVISIONAL.search(around)))


def _start(scene: Scene, match: re.Match[str]) -> Anchor | None:
    if match["day"]:
        day = scene.day_at(match.start("day"))
        return Anchor(day.first, None) if day and day.first else None
    return Anchor(None, match["event"])


def _end(scene: Scene, match: re.Match[str], opens: Anchor | None) -> Anchor | None:
    named = match.groupdict()
    if named.get("to"):
        day = scene.day_at(match.start("to"))
        return Anchor(day.last, None) if day and day.last else None
    if named.get("toevent"):
        return Anchor(None, named["toevent"])
    number = scene.number_at(match.start("span")) if named.get("span") else None
    if number and opens and not opens.amount and number.unit in MOVING and number.high.denominator == 1:
        return Anchor(opens.day, opens.event, int(number.high), MOVING[number.unit])
    return None
