"""Words by which grants meet: the highest wins, one only, both, together at most, ended, or other rules first."""

import re

from luodi.text.said.model import Stack
from luodi.text.said.passage import scan
from luodi.text.said.scene import Scene

STACK = re.compile(
    r"(?P<highest>(?:就高|从高|择高|从优)(?=[”\"]|不|原则|的|执行|享受|兑现|$|[、，,。;]))"
    r"|(?P<once>不(?:得|再|予|可)?(?:重复|叠加|累加)(?:享受|奖励|补助|补贴|支持|兑现|申报|计算)?|不(?:得|可)?同时享受|不(?:得|可)?兼得)"
    r"|(?P<both>可(?:以)?(?:叠加|累加|同时|重复)享受|(?<!不)叠加享受|基础上[，,]?[^，,。;]{0,16}再(?:给予|予以|补|奖|贴|享受|安排|增加|提高))"
    r"|(?P<ceiling>(?:合计|累计|总计|总额|两项|各项)[^，,。;]{0,12}(?:不超过|不得超过|不高于|最高))"
    r"|(?P<ended>(?<!一律)取消|废止|停止执行)"
    r"|(?P<other>从其规定|按[^，,。;]{0,12}(?:新|国家|上级|其)[^，,。;]{0,8}规定执行)"
)
HEADS = re.compile(r"[就从择不可叠基合累总两各取废停按]")
RULES = {"highest": "就高", "once": "不重复", "both": "可叠加", "ceiling": "合计不超过", "ended": "取消", "other": "从其规定"}


def find_stacks(scene: Scene) -> list[Stack]:
    """The words in order, each with its rule."""
    return [
        Stack(*scene.passage.found(match.start(), match.end()), RULES[match.lastgroup or "ended"])
        for match in scan(STACK, HEADS, scene.marked)
    ]
