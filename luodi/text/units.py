"""Lists of responsible units inside a text: where each stands, in brackets or without, whole or damaged."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luodi.text.roles import ANY_LABEL, FIRST_LEADS, LABEL, STATED, names_only, read_roles

OPEN, CLOSE = "（(〔［[【", "）)〕］]】"
ANY_BRACKET = re.compile(r"[（(〔［\[【）)〕］\]】]")
ROLE_END = re.compile(
    r"(?:牵头|配合|负责|落实|参与|参加|协助|协同|协办|组织实施|下同|为(?:牵头|责任|配合)单位)(?:[，,；;][^（）()，,；;：:]{0,24}(?:完成|推进|实施|坚持|出台|启动|到位|见效|底前))?[）)〕］\]]$"
)
BARE = re.compile(
    r"(?<=[。；：）)])[ \u3000\xa0]?[（(〔]((?:市|省|县|区|州|各|国家)[^。；;：:（）()]{2,300})[）)〕](?=$|[。\s]|[\u4e00-\u9fff])"
)
BARE_NAME = re.compile(
    r"(?:市|省|县|区|州|各|国家)?[\u4e00-\u9fff〔〕]{1,24}"
    r"(?:局|委|办|厅|院|行|公司|集团|单位|部门|政府|中心|社|管委会|办公室|署|委员会|协会|分局|支行)"
)
SIGN = re.compile(r"[:：（(〔［\[【）)〕］\]】]")
LONGEST_LABEL = 12
LONGEST_ROLE = 40
SENTENCE_BEFORE = re.compile(r"[。；;！？）)”\s]$")
BEFORE_WORD = re.compile(r"(?:[省市县区州]级|第一|主要|具体|工作)")
LONGEST = 1500
BEFORE_LABEL = 60

Spot = tuple[int, int, int, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class UnitList:
    """One printed list: characters [start, end) of the text, units by role, its rule, repairs made (as Chinese sentences).

    `rule` is named, several or none; `says_first` where the list itself says that the first named leads. `bracketed`: brackets
    stand around it; `lacks` names those it lacks where the document's other lists have them. `bare`: nothing but names.
    """

    start: int
    end: int
    lead: tuple[str, ...]
    support: tuple[str, ...]
    plain: tuple[str, ...]
    rule: str
    says_first: bool = False
    bracketed: bool = True
    repairs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    bare: bool = False


def find_lists(text: str) -> list[UnitList]:
    """All lists of a paragraph, in order."""
    spots = list(_spots(text))
    partners = _partners(text) if spots else {}
    found: list[UnitList] = []
    reached = 0
    for position, labelled in spots:
        if position < reached:
            continue
        spot = _labelled(text, position, partners) if labelled else _ending(text, position, reached, partners)
        roles = read_roles(text[spot[2] : spot[3]]) if spot else None
        if spot is None or roles is None:
            continue
        start, end, _, _, lacks = spot
        bracketed = text[start] in OPEN and text[end - 1] in CLOSE
        found.append(
            UnitList(start, end, roles.lead, roles.support, roles.plain, roles.rule, roles.says_first, bracketed, roles.repairs, lacks)
        )
        reached = end
    return sorted([*found, *_bare(text, found)], key=lambda one: one.start)


def _spots(text: str) -> Iterator[tuple[int, bool]]:
    """Where a list may be, in order: the start of a label, or the bracket that a role word closes (True for a label).

    Every one of them has a colon or a bracket, of which a paragraph has few: only what stands around these is looked at.
    """
    reached = 0
    for sign in SIGN.finditer(text):
        position = sign.start()
        if sign[0] in OPEN:
            if STATED.match(text, position + 1):
                yield position + 1, True
            continue
        label = LABEL.search(text, max(reached, position - LONGEST_LABEL), position + 1)
        if label:
            reached = label.end()
            yield label.start(), True
        elif sign[0] in CLOSE and ROLE_END.search(text, max(0, position - LONGEST_ROLE), position + 1):
            yield position, False


def _partners(text: str) -> dict[int, int]:
    """Each bracket's position with that of its partner, whatever its kind; -1 where it has none. In the order of the text."""
    partners: dict[int, int] = {}
    waiting: list[int] = []
    for match in ANY_BRACKET.finditer(text):
        position = match.start()
        partners[position] = -1
        if match[0] in OPEN:
            waiting.append(position)
        elif waiting:
            partner = waiting.pop()
            partners[position], partners[partner] = partner, position
    return partners


def _bare(text: str, found: list[UnitList]) -> list[UnitList]:
    """Brackets after a sentence that hold nothing but names of units."""
    bare: list[UnitList] = []
    for match in BARE.finditer(text):
        taken = any(one.start < match.end() and match.start() < one.end for one in found)
        names = () if taken else names_only(match[1], BARE_NAME)
        if names:
            bare.append(UnitList(match.start(), match.end(), (), (), names, "none", bare=True))
    return bare


def _labelled(text: str, position: int, partners: dict[int, int]) -> Spot | None:
    """(start, end, content start, content end, brackets it lacks) of the list that a label opens."""
    before = text[max(0, position - 4) : position]
    last = before.rstrip(" \u3000\xa0")[-1:]
    if last and last in OPEN:
        start = position - len(before) + before.rindex(last)
        end = partners.get(start, -1)
        if end > position and LABEL.fullmatch(text, position, end + 1):
            stop = min(len(text), position + LONGEST)
            return start, stop, position, stop, ()
        if end < position or end - start > LONGEST:
            stop = min(len(text), position + LONGEST)
            return start, stop, position, stop, ("右",)
        return start, end + 1, position, end, ()
    around = _around(text, position, partners)
    if around is not None:
        return around, partners[around] + 1, around + 1, partners[around], ()
    if last and not SENTENCE_BEFORE.search(before[-1]):
        return None
    stray = ANY_BRACKET.search(text, position, position + LONGEST)
    while stray and partners[stray.start()] >= stray.start():
        stray = ANY_BRACKET.search(text, partners[stray.start()] + 1, position + LONGEST)
    if not stray or stray[0] in OPEN:
        stop = min(len(text), position + LONGEST)
        return position, stop, position, stop, ("左", "右")
    return position, stray.end(), position, stray.start(), ("左",)


def _around(text: str, position: int, partners: dict[int, int]) -> int | None:
    """The bracket that opens a little before a label and closes after it, another label or the rule of the first between."""
    for start in range(position - 1, max(-1, position - BEFORE_LABEL), -1):
        if text[start] == "。":
            return None
        if text[start] in OPEN and position < partners[start] <= start + LONGEST:
            words = text[start + 1 : position]
            return start if ANY_LABEL.match(words) or FIRST_LEADS.search(words) or BEFORE_WORD.fullmatch(words) else None
    return None


def _ending(text: str, closing: int, reached: int, partners: dict[int, int]) -> Spot | None:
    """The same for a list that a role word closes."""
    start = partners[closing]
    if start < reached or closing - start > LONGEST:
        return None
    content = text[start + 1 : closing]
    return None if "。" in content or LABEL.search(content) else (start, closing + 1, start + 1, closing, ())
