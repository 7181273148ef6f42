"""Bans: what may not be done, by whom, and by which word."""

import re

from luodi.text.said.force import FORBIDDEN
from luodi.text.said.model import Ban
from luodi.text.said.scene import Scene

BAN = re.compile(
    rf"(?P<word>一律不得|一律不准|一律禁止|(?<!舍)不得|严禁|严格禁止|{FORBIDDEN}|不准|不许)(?!分|不|已|到|少于|低于|超过|高于|多于|小于|大于)"
)
REST = re.compile(r"[^。;!?:]{0,160}")
TURN = re.compile(
    r"[，,](?:鼓励|支持|对|同时|可以|可(?=[\u4e00-\u9fff])|要|应|确保|确需|并(?:应|要|须)|由|按|已|符合|凡|全面|积极|及时|切实|在|未经|有条件|防止|严格)"
)
HEAD = re.compile(r"^(?:同时|此外|并|且|也|均|都|一般|原则上|坚决|未经批准|未经许可)+|(?:均|都|也|一般|原则上|坚决|,|，)+$")
LIST_OF_NAMES = re.compile(r"^类|^性")
BEFORE = 60


def find_bans(scene: Scene) -> list[Ban]:
    """The bans in order; `what` runs to the end of the sentence, or to the next ban in it."""
    found: list[Ban] = []
    matches = list(BAN.finditer(scene.marked))
    for index, match in enumerate(matches):
        rest = REST.match(scene.marked, match.end())
        end = rest.end() if rest else match.end()
        if index + 1 < len(matches):
            end = min(end, matches[index + 1].start())
        turn = TURN.search(scene.marked, match.end(), end)
        end = turn.start() if turn else end
        what = scene.passage.plain[match.end() : end].strip("，,、 ")
        if not what or LIST_OF_NAMES.match(what):
            continue
        who = HEAD.sub("", scene.before(match.start(), scene.sentence_start(match.start()), BEFORE).strip("“”"))
        words = scene.passage.found(match.start(), match.end() + len(scene.passage.plain[match.end() : end].rstrip("，,、")))
        found.append(Ban(*words, scene.passage.plain[match.start() - len(who) : match.start()] if who else "", what, match["word"]))
    return found
