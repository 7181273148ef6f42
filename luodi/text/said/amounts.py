"""Amounts: money, rates, shares and spans of relief, each as sum, rate, cap, floor or threshold."""

import re
from collections.abc import Iterator

from luodi.text.said.model import Amount, Number
from luodi.text.said.scene import Scene

RELIEF = re.compile(
    r"缓缴|延缴|缓征|缓交|延期|展期|延缓|延后|顺延|延长|贴息期|免收|免租|免征|减征|减免|减收|房租|租金|补缴|宽限|免缴|免交|续贷|贴息|返还|补助期|补贴期"
    r"|享受期|期限不超过|最长|(?:贷款|担保|借款|补助|补贴|奖励|扶持|过渡)期限?"
)
AFTERWARDS = re.compile(
    r"^(?:内)?(?:再|进行|还款|完成)?[^，,。;]{0,4}(?:补缴|补办|补交|缓缴|缓交|支付|展期|延期|房租|租金|免租|免收|补贴|补助)"
)
BASE = re.compile(r"^(?:的)?[^，,。;\ue002]{0,18}?(?:保险费|保险金|工资|租金|房租|缴费|生活费)")
WITHIN = re.compile(r"近$|前$|第$|上年度$|离校$|毕业$|连续$|满$|上$")
SCORED = re.compile(r"(?:得|扣)[^，,\ue002]{0,4}\ue002")
REPORTED = re.compile(r"(?:同比|比上年|较上年|环比)[^，,。;]{0,6}$")
SUBSTANCE = re.compile(r"(?:体积比)?的?(?:乙醇|酒精|浓度|含量|溶液)")
OPEN = re.compile(r"不设(?:置|定)?(?:上限|封顶|限额)|上不封顶")
JOINS = ("、", "和", "或", "及", "以及")
LISTED = ("threshold", "cap", "floor")
LONG = ("个月", "年", "天", "周", "季度")
FOUNDED = re.compile(r"(?:设立|成立|组建|安排|筹集)[^，,。;]{0,18}$")
CONDITION = re.compile(r"^[^，,。;]{0,40}的")


def find_amounts(scene: Scene, taken: set[int]) -> list[Amount]:
    """The amounts in order; numbers that begin at a place in `taken` belong to targets."""
    found = [(start, amount) for start, amount in _figures(scene, taken)]
    for match in OPEN.finditer(scene.marked):
        found.append((match.start(), Amount(*scene.passage.found(match.start(), match.end()), "open", None)))
    return [amount for _, amount in sorted(found, key=lambda pair: pair[0])]


def _figures(scene: Scene, taken: set[int]) -> Iterator[tuple[int, Amount]]:
    floors = iter((*(start for start, _ in scene.sentences), len(scene.marked) + 1))
    floor, following = 0, next(floors)
    reached, last = 0, ""
    for start, (end, number) in scene.numbers.items():
        while following <= start:
            floor, following = following, next(floors)
        if start not in taken and _is_amount(scene, floor, start, end, number):
            role = _role(scene, start, end, number)
            if last in LISTED and role in ("sum", "rate") and scene.marked[reached:start] in JOINS:
                role = last
            reached, last = end, role
            yield start, Amount(*scene.passage.found(start, end), role, number)


def _is_amount(scene: Scene, floor: int, start: int, end: int, number: Number) -> bool:
    if number.kind in ("money", "share"):
        return True
    if number.kind == "span":
        return number.unit in LONG and _relieves(scene, floor, start, end)
    if number.kind == "count" or number.words.startswith("翻") or SUBSTANCE.match(scene.marked, end):
        return False
    return not SCORED.search(scene.after(end)) and not (
        number.change and number.op == "=" and REPORTED.search(scene.marked[max(floor, start - 24) : start])
    )


def _relieves(scene: Scene, floor: int, start: int, end: int) -> bool:
    """Whether the span is itself what is given: a delay, a waiver, the months a sum is counted by."""
    after = scene.marked[end : end + 24]
    if AFTERWARDS.match(after) or BASE.match(after):
        return True
    before = scene.marked[max(floor, start - 80) : start]
    return bool(RELIEF.search(before)) and not WITHIN.search(before)


def _role(scene: Scene, start: int, end: int, number: Number) -> str:
    if number.kind == "share":
        return "share"
    if number.cap:
        return "cap"
    if number.op != "=":
        if CONDITION.match(scene.after(end)) and not FOUNDED.search(scene.marked[max(0, start - 24) : start]):
            return "threshold"
        return "cap" if number.op in ("<=", "<") else "floor"
    return {"money": "sum", "span": "span"}.get(number.kind, "rate")
