"""Lists of responsible units inside a text: who leads, who supports, and by which of the document's own words that is known."""

import re
from dataclasses import dataclass

from luodi.text.titles import split_names

OPEN, CLOSE = "（(〔［[【", "）)〕］]】"
LABEL = re.compile(r"(?:责任|牵头|配合|协办|主办|负责|参与|参加|实施|主管|落实)(?:单位|部门)[ \u3000\xa0]?[:：]")
LEADS = re.compile(r"(?:牵头|主办)(?:单位|部门)[ \u3000\xa0]?[:：]")
HELPS = re.compile(r"(?:配合|协办|参与|参加)(?:单位|部门)[ \u3000\xa0]?[:：]")
ROLE_END = re.compile(r"(?:牵头|配合|负责|落实|参与|协助|组织实施|下同)[）)〕］\]]")
ROLE = re.compile(
    r"(?:等)?((?:(?:按照|按|依|依据|根据)(?:各自)?(?:职责|职能|分工)(?:分工)?|分别|共同|联合)?)((?:牵头|配合|负责|落实|参与|协助|组织实施|实施)*)$"
)
FIRST_LEADS = re.compile(r"(?:排|列)(?:名|在)?(?:第一|首位|首)(?:位|个)?的?(?:单位|部门)?(?:为|是|系)牵头")
FIRST_LEADS_NOTE = re.compile(r"[，,；;]?[ ]?(?:责任单位|以上单位)?(?:中)?(?:排|列)(?:名|在)?(?:第一|首位|首)(?:位|个)?的?[^，,；;。]*")
SAME_BELOW = re.compile(r"[，,；;]?[ ]?(?:以)?下同$")
EACH_OF = re.compile(r"(?:相关|有关)?各(?:省|市|县|区|州|乡|镇|设区市|自治区)|(?:自治区|自治州)")
AND_OTHERS = re.compile(r"等(?=省直|市直|县直|有关|相关|部门|单位)")
LOST_COMMA = re.compile(r"(?<=[局委办厅社院部处会站队])(?=([市省县区])(?!委|政府|人大|政协|场|直)[\u4e00-\u9fff]{2,14}$)")
UNIT = re.compile(
    r"(?:局|委|办|厅|部|院|会|行|公司|集团|单位|部门|政府|中心|社|站|所|关|队|机构|企业|署|园区|开发区|处|室|长|校|团|组)(?:[（(〔][^（）()〔〕]{1,20}[）)〕])?$|^(?:各|省|市|县|区)"
)
SENTENCE_BEFORE = re.compile(r"[。；;！？）)”\s]$")
LONGEST = 1500


@dataclass(frozen=True, slots=True)
class UnitList:
    """One printed list: characters [start, end) of the text, units by role, its rule, repairs made (as Chinese sentences).

    `rule` is named, several or none; `says_first` where the list itself says that the first named leads.
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


def find_lists(text: str) -> list[UnitList]:
    """All lists of a paragraph, in order."""
    found: list[UnitList] = []
    reached = 0
    for start, end, content_start, content_end, repairs in _candidates(text):
        if start < reached:
            continue
        parsed = _parse(text[content_start:content_end])
        if parsed is None:
            continue
        lead, support, plain, rule, says_first, more = parsed
        bracketed = text[start] in OPEN and text[end - 1] in CLOSE
        found.append(UnitList(start, end, lead, support, plain, rule, says_first, bracketed, repairs + more))
        reached = end
    return found


def _candidates(text: str) -> list[tuple[int, int, int, int, tuple[str, ...]]]:
    """(start, end, content start, content end, repairs) of whatever may be a list, sorted by start."""
    spots = [_labelled(text, match.start()) for match in LABEL.finditer(text)]
    spots += [_ending(text, match.end() - 1) for match in ROLE_END.finditer(text)]
    return sorted(spot for spot in spots if spot)


def _labelled(text: str, position: int) -> tuple[int, int, int, int, tuple[str, ...]] | None:
    before = text[:position].rstrip(" \u3000\xa0")
    opened = bool(before) and before[-1] in OPEN
    if not opened and before and not SENTENCE_BEFORE.search(before[-1]):
        return None
    end = _closing(text, position)
    if opened:
        start = len(before) - 1
        if end is None:
            return start, len(text), position, len(text), ("责任单位名单缺右括号",)
        return start, end + 1, position, end, ()
    if end is None:
        return position, len(text), position, len(text), ("责任单位名单缺左、右括号",)
    return position, end + 1, position, end, ("责任单位名单缺左括号",)


def _closing(text: str, position: int) -> int | None:
    depth = 0
    for index in range(position, min(len(text), position + LONGEST)):
        if text[index] in OPEN:
            depth += 1
        elif text[index] in CLOSE:
            if depth == 0:
                return index
            depth -= 1
    return None


def _ending(text: str, closing: int) -> tuple[int, int, int, int, tuple[str, ...]] | None:
    depth = 0
    for index in range(closing - 1, max(-1, closing - LONGEST), -1):
        if text[index] in CLOSE:
            depth += 1
        elif text[index] in OPEN:
            if depth == 0:
                content = text[index + 1 : closing]
                return None if "。" in content or LABEL.search(content) else (index, closing + 1, index + 1, closing, ())
            depth -= 1
        elif text[index] == "。":
            return None
    return None


Parsed = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str, bool, tuple[str, ...]]


def _parse(content: str) -> Parsed | None:
    content = content.partition("。")[0]
    says_first = bool(FIRST_LEADS.search(content))
    if says_first:
        content = FIRST_LEADS_NOTE.sub("", content)
    content = SAME_BELOW.sub("", content)
    roles: dict[str, list[str]] = {"lead": [], "support": [], "plain": []}
    several = False
    has_lead_label = bool(LEADS.search(content))
    for piece in split_names(content, "；;"):
        label = LABEL.match(piece)
        role = _role_of(label[0], has_lead_label) if label else "plain"
        several |= _collect(piece[label.end() :] if label else piece, role, roles)
    repairs: list[str] = []
    lead, support, plain = (tuple(dict.fromkeys(_restore(roles[role], repairs))) for role in ("lead", "support", "plain"))
    names = lead + support + plain
    if not names or (not LABEL.match(content) and sum(bool(UNIT.search(name)) for name in names) * 2 < len(names)):
        return None
    if lead and plain and not support:
        support, plain = plain, ()
    return lead, support, plain, "several" if several else "named" if lead else "none", says_first, tuple(repairs)


def _role_of(label: str, has_lead_label: bool) -> str:
    if LEADS.match(label):
        return "lead"
    return "support" if has_lead_label or HELPS.match(label) else "plain"


def _collect(piece: str, role: str, roles: dict[str, list[str]]) -> bool:
    """Sort the names of one piece by the role word that closes them; whether several lead by their duties."""
    pending: list[str] = []
    several = False
    for name in _whole_names(split_names(piece, "、，,")):
        match = ROLE.search(name)
        duty, word = (match[1], match[2]) if match else ("", "")
        if not (duty or word):
            pending.append(_clean(name))
            continue
        assert match is not None
        pending.append(_clean(name[: match.start()]))
        if "牵头" in word:
            several |= bool(duty) and duty not in ("分别",)
            roles["lead"].extend(pending)
        elif word in ("配合", "参与", "协助"):
            roles["support"].extend(pending)
        else:
            roles["support" if roles["lead"] and role == "plain" else role].extend(pending)
        pending = []
    roles[role].extend(pending)
    return several


def _whole_names(names: list[str]) -> list[str]:
    """各市、县〔区〕人民政府 is one name though 、 stands in it."""
    whole: list[str] = []
    joined = ""
    for name in names:
        if EACH_OF.fullmatch(name):
            joined += name + "、"
        else:
            whole.append(joined + name)
            joined = ""
    return whole + ([joined.rstrip("、")] if joined else [])


def _clean(name: str) -> str:
    name = name.strip(" \u3000\xa0。")
    return name[:-1] if name.endswith("等") and len(name) > 2 else name


def _restore(names: list[str], repairs: list[str]) -> list[str]:
    restored: list[str] = []
    for name in names:
        for piece in AND_OTHERS.split(name):
            split = [half for half in LOST_COMMA.split(piece) if len(half) > 1]
            if len(split) > 1 and piece[0] == split[-1][0]:
                repairs.append(f"“{piece}”中间缺顿号，拆成{'、'.join(split)}")
                restored.extend(split)
            elif piece:
                restored.append(piece)
    return restored
