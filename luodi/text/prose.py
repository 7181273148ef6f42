"""Units that running words make responsible (由A牵头，B配合; A会同B; A负责): only where the words say so, never for a mere mention."""

import re
from collections.abc import Iterator

from luodi.text.units import UnitList

HAN = r"[\u4e00-\u9fff]"
IN_NAME = r"[^\W\da-zA-Z_由请经报向对将把被让的是不要应须需为]"
ASIDE = r"[（(〔［\[][^（）()〔〕［］\[\]。]{1,16}[）)〕］\]]"
PLACE = r"(?:省|市|县|区|州|盟|旗)"
STEM = r"[^\W\da-zA-Z_由请经报向对与及让将从把被等交各动快做力要应须需的是不每其级推促使据为]"
HEAD = rf"(?:(?:自治区|自治州|设区市|国家|全国|中央|{PLACE})(?!场(?!监)|域|内|外|属|级|面|民(?!政|族|宗))|{STEM}{{2,7}}?{PLACE})"
END = (
    r"(?:局(?!长|面|部)|委员会|委(?!员|托|派|宣传|组织|统战|政法|网信|办|编|老|市|县|省|机)|办公室(?!主任)|办公厅|办(?!公|法|理|事|好|学|案|证|结)|厅(?!长)"
    r"|法院|检察院|政府(?!办公|信息|督查|研究|采购|投资|部门|网|债|性|购)|管委会|指挥部(?!办)|领导小组(?!办)"
    r"|公司|集团(?!公司|有限)|中心(?!支行|主任)|供销社|工商联|总工会|协会|联合会|(?:宣传|组织|统战)部|支队|总队|督查室|专班|海关|支行|分行)"
)
FIELD = (
    r"(?:发展和?改革|财政|税务|工业和信息化|工信|经信|人力资源和?社会保障|人社|商务|教育|科学技术|科技|公安|民政|司法|自然资源|生态环境|住房和?城乡建设|住建"
    r"|交通运输|水利|农业农村|文化和旅游|文旅|卫生健康|卫健|应急管理|审计|国资|市场监管|统计|医保|金融|大数据|林业|城管|农牧|行政审批)"
)
OFFICE = r"(?:总局|局|厅|部|委员会|委|办|署)(?!长|门|员|分|委)"
OFFICES_BY_PLACE = r"(?:海关|银保监局|银保监分局|银监局|银监分局|证监局|金融监管分局|供电公司)"
UNIT = re.compile(
    rf"(?>(?:中国)?人民银行(?:{HAN}{{2,8}}?(?:中心支行|分行))?|人行{HAN}{{0,8}}?(?:支行|分行)|国网{HAN}{{2,12}}?公司"
    rf"|国家外汇管理局(?:{HAN}{{2,8}}?分局)?|{FIELD}{OFFICE}|{HEAD}{IN_NAME}{{0,14}}?{END}|{STEM}{{2,4}}{OFFICES_BY_PLACE})(?:分局)?(?:{ASIDE})?"
)
GROUP = re.compile(
    rf"各(?:地|省|设区市|市|县|区|州|乡镇|街道|开发区|新区|园区|功能区|{ASIDE}|、)*?(?:人民政府|政府|管委会|管理委员会|街道办事处|开发区|县区)"
)
OTHERS = re.compile(r"(?:(?:市|省|县|区|州)直|(?:市|省|县)级|各|有关|相关|其他|行业|主管|职能|成员){1,4}(?:部门|单位)")
PARTED = re.compile(r"以及|、|和|与|及")
PARTED_IN_HELP = re.compile(r"以及|、|，|,|和|与|及")
AND_MORE = re.compile(r"等")
START = re.compile(rf"(?:^|(?<=[，,。；;：:！？\s”）)—由请])|(?<=[前内]))(?={HAN})")
SAYS = re.compile(r"牵头|会同|负责|(?<!申)请|(?:单位|部门)[为是]")
SIGNS = ("牵头", "会同", "负责", "请", "位为", "位是", "门为", "门是")
HOW = (
    r"(?:(?:按照?|依照?|依据|根据)?(?:各自)?(?:职责|职能)?分工|(?:按照?|依|依照|根据)(?:各自)?(?:职责|职能)|要|应当?|须|需|必须|具体|分别|共同|联合|统一|统筹"
    r"|积极|密切|主动|切实|充分|认真|全力|予以|给予|做好|发挥|负责|协同|在?[\d]{4}年[^，,。；;]{1,12}前)"
)
LEADS = re.compile(rf"((?:{HOW})*?)(?:组织)?(牵头(?!部门|单位|人)|会同|商同|负责(?!人|同志|制|任|的))")
HELPS = re.compile(rf"(?:{HOW})*?(?:配合|协助|参与|参加|协办|协同)")
TOGETHER = re.compile(r"(?:会同|商同)")
CARRIED_ON = re.compile(r"负责|组织|抓总|落实|实施|办理|推进")
NEXT_DUTY = re.compile(r"牵头|负责(?!人|同志|制|任)|[。；;！？]")
EXPLAINS = re.compile(r"[^。；;]{0,60}解释")
BY_DUTIES = re.compile(r"分工|职责|职能")
DONE = re.compile(r"[^。；;]{0,120}?(?:完成|落实|办结|办理|到位)")
STATED = re.compile(r"(牵头|主办|责任|配合|协办|参与|参加|实施|承办)(?:单位|部门)[为是]")
ASKED = re.compile(r"(?<!申)请$")
FARTHEST_HELP = 300
SENTENCE = re.compile(r"[^。！？\n]+")


def find_prose(text: str) -> list[UnitList]:
    """What each sentence of a paragraph says of units, in order. Call it where no printed list stands."""
    found: list[UnitList] = []
    if any(map(text.__contains__, SIGNS)):
        for sentence in SENTENCE.finditer(text):
            if SAYS.search(sentence[0]):
                found.extend(_said(text, *sentence.span()))
    return found


def _said(text: str, begin: int, end: int) -> Iterator[UnitList]:
    reached = begin
    stated = [_stated(text, match, end) for match in STATED.finditer(text, begin, end)]
    yield from (one for one in stated if one)
    if any(stated):
        return
    for start in START.finditer(text, begin, end):
        if start.start() < reached:
            continue
        names, after = names_at(text, start.start(), end)
        found = _duty(text, start.start(), names, after, end) if names else None
        if found:
            reached = found.end
            yield found


def _duty(text: str, start: int, names: tuple[str, ...], after: int, end: int) -> UnitList | None:
    """What the words after the names say of them."""
    role = LEADS.match(text, after, end)
    if role is None:
        asked = ASKED.search(text, max(0, start - 2), start) and DONE.match(text, after, end) and _has_unit(names)
        return UnitList(start, after, (), (), names, "none", bracketed=False) if asked else None
    if role[2] != "牵头" and EXPLAINS.match(text, role.end(), end):
        return None
    if role[2] in ("会同", "商同"):
        support, stop = names_at(text, role.end(), end)
        return UnitList(start, max(stop, role.end()), names, support, (), "named", bracketed=False)
    support, stop = _help(text, role.end(), end)
    if role[2] == "牵头" or support:
        rule = "several" if len(names) > 1 and BY_DUTIES.search(role[1]) else "named"
        return UnitList(start, stop, names, support, (), rule, bracketed=False)
    return UnitList(start, role.end(), (), (), names, "none", bracketed=False) if _has_unit(names) else None


def _help(text: str, position: int, end: int) -> tuple[tuple[str, ...], int]:
    """The units that help with the duty before `position`, as far as the next duty; where their words end."""
    carried = CARRIED_ON.match(text, position, end)
    position = carried.end() if carried else position
    end = min(end, position + FARTHEST_HELP)
    for start in START.finditer(text, position, end):
        between = NEXT_DUTY.search(text, position, start.start())
        if between and between[0] not in "；;":
            break
        together = TOGETHER.match(text, start.start(), end)
        names, after = names_at(text, together.end() if together else start.start(), end, PARTED_IN_HELP)
        helps = HELPS.match(text, after, end)
        if names and (together or helps):
            return names, helps.end() if helps else after
    return (), position


def _stated(text: str, match: re.Match[str], end: int) -> UnitList | None:
    """牵头单位为A, 配合单位是B."""
    names, after = names_at(text, match.end(), end)
    if not names:
        return None
    if match[1] in ("牵头", "主办"):
        return UnitList(match.start(), after, names, (), (), "named", bracketed=False)
    if match[1] in ("责任", "实施", "承办"):
        return UnitList(match.start(), after, (), (), names, "none", bracketed=False)
    return UnitList(match.start(), after, (), names, (), "none", bracketed=False)


def names_at(text: str, position: int, end: int, parting: re.Pattern[str] = PARTED) -> tuple[tuple[str, ...], int]:
    """The names that stand one after another from `position`, and where the last of them ends."""
    names: list[str] = []
    reached = position
    while match := _name_at(text, position, end):
        names.append(match[0])
        reached = match.end()
        more = AND_MORE.match(text, reached, end)
        if more:
            rest = OTHERS.match(text, more.end(), end)
            names.extend([rest[0]] if rest else [])
            return tuple(dict.fromkeys(names)), rest.end() if rest else _past_plain_others(text, more.end(), end)
        parted = parting.match(text, reached, end)
        if not parted:
            break
        position = parted.end()
    return tuple(dict.fromkeys(names)), reached


def _name_at(text: str, position: int, end: int) -> re.Match[str] | None:
    return GROUP.match(text, position, end) or OTHERS.match(text, position, end) or UNIT.match(text, position, end)


def _past_plain_others(text: str, position: int, end: int) -> int:
    """Past the bare word after 等: A、B等部门."""
    return next((position + 2 for word in ("部门", "单位") if text.startswith(word, position, end)), position)


def _has_unit(names: tuple[str, ...]) -> bool:
    """Whether one of them is a unit and not a group such as 各县（区）人民政府 or 有关部门."""
    return any(not GROUP.fullmatch(name) and not OTHERS.fullmatch(name) for name in names)
