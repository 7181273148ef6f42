"""The words of a unit list read: each name with its part (lead, support, plain), and how the list says so."""

import re
from dataclasses import dataclass
from itertools import takewhile

from luodi.text.titles import split_names

COLON = r"[ \u3000\xa0]?(?:[:：]|(?<=[位门])[】］\]][:：]?)"
LABEL = re.compile(
    rf"(?:责任|牵头|配合|协办|主办|承办|负责|参与|参加|实施|主管|落实|协同)(?:责任|实施)?(?:单位|部门){COLON}|(?:牵头|主办|配合|协办){COLON}"
)
STATED = re.compile(r"(?<=[（(〔［\[【])(?:牵头|主办|责任)(?:责任)?(?:单位|部门)[为是]")
ANY_LABEL = re.compile(
    rf"(?:^|(?<=[，,；;。\s]))(?:[\u4e00-\u9fff]{{2,8}}{COLON}|(?:牵头|主办|责任|配合|协办|参与|承办)(?:责任)?(?:单位|部门)[为是])"
)
LEADS = re.compile(rf"(?:牵头|主办)(?:(?:责任|实施)?(?:单位|部门)(?:{COLON}|[为是])|{COLON})")
HELPS = re.compile(rf"(?:配合|协办|参与|参加|协同)(?:(?:责任|实施)?(?:单位|部门)(?:{COLON}|[为是])|{COLON})")
KNOWN_LABEL = re.compile(rf"{LABEL.pattern}|(?:单位|部门)[为是]")
DUTY = r"(?:(?:按照|按|依照|依|依据|根据)(?:各自)?(?:职责|职能|分工)(?:分工)?|分别|共同|联合|分工|分头|具体|统筹)?"
ACT = r"牵头|配合|负责|落实|参与|参加|协助|协同|主办|承办|协办|组织实施|实施"
ROLE = re.compile(rf"等?({DUTY})((?:[为是作](?:牵头|主办|责任|配合|协办|参与|承办)(?:单位|部门)|{ACT})*)$")
ROLE_ENDS = "头合责实与加助同办施位门能工别体筹"
LEADING = ("牵头", "主办")
HELPING = ("配合", "参与", "参加", "协助", "协同", "协办")
OF_UNITS = r"(?:位|个|名)?的?(?:责任)?(?:单位|部门)?(?:均|即)?"
FIRST = rf"(?:(?:排|列)(?:名|在|于)?(?:第一|首位|首){OF_UNITS}(?:为|是|系|作为)?|(?:第一|首位|首个){OF_UNITS}(?:为|是|系|作为))牵头"
FIRST_LEADS = re.compile(FIRST)
FIRST_LEADS_NOTE = re.compile(rf"(?:其中|责任单位|以上单位|各单位)?中?{FIRST}[^，,；;。]*")
SAME_BELOW = re.compile(r"[，,；;]?[ ]?(?:以)?下同(?=$|[，,；;])")
UNTIL = re.compile(r"[，,；;][^，,；;：:、]{0,24}(?:完成|推进|实施|坚持|出台|启动|到位|见效|之前|底前)$")
BEGINS_WITH_NOTE = re.compile(r"^[，,；;、\s]+|[，,；;、\s]+$")
EACH_OF = re.compile(r"(?:相关|有关)?各(?:省|市|县|区|州|乡|镇|设区市|自治区)|自治区|自治州|[省市州县区盟旗乡镇]")
AND_OTHERS = re.compile(r"等(?=[省市县区]?[直级]?(?:各|有关|相关)?(?:部门|单位))|(?<=部门|单位)(?:和|及|以及)(?=各)")
TOGETHER_WITH = re.compile(r"会同|商同")
BEGINS_WITH_BY = re.compile(r"^[由请](?=[\u4e00-\u9fff]{3})")
PLAIN_OTHERS = ("部门", "单位")
HEAD_OF_LIST = re.compile(r"[（(<〈\[［](?:牵头|牵头单位|牵头部门|主办)[）)>〉\]］]$")
LOST_COMMA = re.compile(r"(?<=[局委办厅社院部处会站队])(?=[市省县区](?!委|政府|人大|政协|场|直|域)[\u4e00-\u9fff]{2,14}$)")
SUFFIX = r"局|委|办|厅|部|院|会|行|公司|集团|单位|部门|政府|中心|社|站|所|关|队|机构|企业|署|园区|开发区|处|室|长|校|团|组|支"
UNIT = re.compile(rf"(?:{SUFFIX})(?:[（(〔][^（）()〔〕]{{1,20}}[）)〕])?$|^(?:各|省|市|县|区)")
SHORTEST_PAIR = 6
MOST_SENTENCES = 3
BLANK = re.compile(r"[ \u3000\xa0\t]+")


@dataclass(frozen=True, slots=True)
class Roles:
    """Names by part, verbatim. `rule` is named, several or none; `says_first`: the list says that the first named leads."""

    lead: tuple[str, ...]
    support: tuple[str, ...]
    plain: tuple[str, ...]
    rule: str
    says_first: bool
    repairs: tuple[str, ...]


def read_roles(content: str) -> Roles | None:
    """The names in the words of a list, brackets around it taken off; None where they are no units."""
    says_first = bool(FIRST_LEADS.search(content))
    content = _until_stop(content)
    if says_first:
        content = FIRST_LEADS_NOTE.sub("", content)
    content = BEGINS_WITH_NOTE.sub("", SAME_BELOW.sub("", content.strip()))
    content = UNTIL.sub("", content)
    parts: dict[str, list[str]] = {"lead": [], "support": [], "plain": []}
    several = False
    has_lead_label = bool(LEADS.search(content))
    for label, words in _labelled(content):
        if label and not KNOWN_LABEL.search(label):
            continue
        part = _part_of(label, has_lead_label) if label else "plain"
        for piece in split_names(words, "；;"):
            several |= _collect(piece, part, parts)
    repairs: list[str] = []
    lead, support, plain = (tuple(dict.fromkeys(_restore(parts[part], repairs))) for part in ("lead", "support", "plain"))
    names = lead + support + plain
    if not names or (not KNOWN_LABEL.search(content) and sum(bool(UNIT.search(name)) for name in names) * 2 < len(names)):
        return None
    if lead and plain and not support:
        support, plain = plain, ()
    elif plain and support and not lead and not KNOWN_LABEL.search(content):
        lead, plain = plain, ()
    return Roles(lead, support, plain, "several" if several else "named" if lead else "none", says_first, tuple(repairs))


def _until_stop(content: str) -> str:
    """The first sentence, and those right after it that a label opens: 责任单位：A。配合单位：B。"""
    sentences = content.split("。", MOST_SENTENCES)[:MOST_SENTENCES]
    labelled = takewhile(lambda sentence: LABEL.match(sentence.lstrip(" \u3000\xa0")), sentences[1:])
    return "；".join((sentences[0], *labelled))


def _labelled(content: str) -> list[tuple[str, str]]:
    """The content cut at its labels: (label, words); words before the first label have none."""
    marks = list(ANY_LABEL.finditer(content))
    if not marks:
        return [("", content)]
    ends = [*(match.start() for match in marks[1:]), len(content)]
    found = [(match[0], content[match.end() : end]) for match, end in zip(marks, ends, strict=True)]
    return [("", content[: marks[0].start()]), *found] if marks[0].start() else found


def _part_of(label: str, has_lead_label: bool) -> str:
    if LEADS.search(label):
        return "lead"
    return "support" if has_lead_label or HELPS.search(label) else "plain"


def _collect(piece: str, part: str, parts: dict[str, list[str]]) -> bool:
    """Sort the names of one piece by the role word that closes them; whether several lead by their duties."""
    pending: list[str] = []
    several, earlier = False, 0
    names = [(name, order) for order, group in enumerate(split_names(piece, "，,")) for name in _whole_names(split_names(group, "、"))]
    begun = 0
    for name, order in names:
        if order > begun and not parts["lead"]:
            earlier, begun = len(pending), order
        match = ROLE.search(name) if name[-1:] in ROLE_ENDS else None
        duty, word = (match[1], match[2]) if match else ("", "")
        own = _names(name[: match.start()] if match and (duty or word) else name, parts, pending)
        pending.extend(own)
        if not (duty or word):
            continue
        if any(leading in word for leading in LEADING):
            several |= bool(duty) and duty != "分别"
            parts["lead"].extend(pending)
        elif any(helping in word for helping in HELPING):
            parts[part].extend(pending[:earlier])
            parts["support"].extend(pending[earlier:])
        else:
            parts["support" if parts["lead"] and part == "plain" else part].extend(pending)
        pending.clear()
        earlier = 0
    parts["support" if parts["lead"] and part == "plain" else part].extend(pending)
    return several


def _names(words: str, parts: dict[str, list[str]], pending: list[str]) -> list[str]:
    """The names in words without a comma: one, or several with blanks between, or leads before 会同 or （牵头）."""
    if HEAD_OF_LIST.search(words):
        parts["lead"].append(_clean(HEAD_OF_LIST.sub("", words)))
        return []
    words = TOGETHER_WITH.sub("", words, count=1) if TOGETHER_WITH.match(words) else words
    halves = TOGETHER_WITH.split(words, maxsplit=1)
    if len(halves) == 2 and UNIT.search(halves[0]):
        parts["lead"].extend([*pending, _clean(halves[0])])
        pending.clear()
        return _names(halves[1], parts, pending)
    pieces = BLANK.split(words.strip())
    if len(pieces) > 1 and all(len(piece) > 2 and UNIT.search(piece) for piece in pieces):
        return [_clean(piece) for piece in pieces]
    name = _clean(words)
    return [name] if name else []


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
    name = BEGINS_WITH_BY.sub("", name.strip(" \u3000\xa0。*＊★▲"))
    return name[:-1] if name.endswith("等") and len(name) > 2 else name


def _restore(names: list[str], repairs: list[str]) -> list[str]:
    """Names of which the comma between was lost, taken apart."""
    restored: list[str] = []
    for name in names:
        for piece in AND_OTHERS.split(name):
            split = LOST_COMMA.split(piece) if len(piece) >= SHORTEST_PAIR else [piece]
            if len(split) > 1 and piece[0] == split[-1][0]:
                repairs.append(f"“{piece}”中间缺顿号，拆成{'、'.join(split)}")
                restored.extend(split)
            elif piece and piece not in PLAIN_OTHERS:
                restored.append(piece)
    return restored


def names_only(words: str, name: re.Pattern[str]) -> tuple[str, ...]:
    """The names of a bracket that holds nothing else; none where one of them does not look like `name`."""
    names = tuple(_clean(word) for word in _whole_names(split_names(words, "、，,")))
    return names if all(name.fullmatch(one) for one in names) else ()
