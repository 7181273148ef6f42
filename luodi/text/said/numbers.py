"""Quantities in a text, exact, and only where the grammar knows the whole span: a numeral with its unit, never a numeral alone."""

import re
from collections.abc import Iterator
from fractions import Fraction

from luodi.text.said.figures import SECTIONS, read_value
from luodi.text.said.model import Number
from luodi.text.said.passage import Passage, scan

ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,18})(?:\.\d{1,9})?(?:[十百千]?[万亿]{1,2})?"
HAN = r"[一二两三四五六七八九十〇零][一二两三四五六七八九十百千万亿〇零点]{0,15}"
VALUE = rf"(?:(?<![\d.]){ARABIC}|(?<![第几数零一二两三四五六七八九十百千]){HAN})"
MONEY = r"(?:美|港|欧|日)?元(?![旦宵月区素件器氏老首])|英镑"
SPAN = (
    r"个?工作日|个?小时|分钟|个月|个季度|周(?![岁年边围])|个?星期|[天日](?![产均常韩美欧期前])|日(?=前)"
    r"|年(?![期度级代会报货金龄份底末初均终报产])"
)
COUNT = (
    r"平方米|平方公里|立方米|公顷|公里|千米|公斤|千克|微克|毫克|千伏|千瓦时|千瓦|兆瓦|人次|户次|车次|辆次|标准箱|吨标准煤|周岁|毫升|公升|摄氏度|分贝"
    r"|[个家户人名台套辆件项条只亩吨斤米座所处间张份批场期岁门艘架头羽株棵盒瓶箱袋片支册篇队组班位例]|分(?!之)|次(?!性|数)|部(?!门|委|属|分|长|队|署)|层(?!次|级|面)|列(?!为|入|车)|栋|幢|趟|课时|学时"
)
LOST_YUAN = r"(?<=[万亿])(?![\u4e00-\u9fff\d])|(?<=[万亿])(?=以上|以下|以内|不等)"
UNIT = (
    rf"%|‰|个?百分点|个?基点|个?(?:BP|bp)|成(?![立本员果功为都效长品套交熟绩分形年])"
    rf"|倍|折(?![算扣旧叠合])|{MONEY}|{SPAN}|{COUNT}|{LOST_YUAN}"
)
DASH = r"(?:[—–~-]{1,2}|至|到)"
LOW_UNIT = r"(?:%|元|个?月|年|天|日|个?百分点|倍|[个家人名亩吨])"
QUANTITY = re.compile(
    rf"(?P<low>{VALUE})(?P<more>余|多)?(?:(?P<lowunit>{LOW_UNIT})?{DASH}(?P<high>{VALUE}))?(?P<more2>余|多)?(?P<unit>{UNIT})"
    r"(?P<per>(?:[/·](?:平方米|立方米|公里|千瓦时|小时|公斤|[人天日月年亩户台次家个吨辆名件套米床间头只度斤])){1,3})?"
    r"|百分之(?P<percent>[\d.]{1,12}|[零一二三四五六七八九十百点]{1,9})(?P<percent2>(?:至|到|—|-)(?:百分之)?(?:[\d.]{1,12}|[一二三四五六七八九十百]{1,5}))?"
    r"|(?P<below>[一二三四五六七八九十百]{1,4}|\d{1,3})分之(?P<above>[一二两三四五六七八九]{1,3}|\d{1,3})"
    r"|(?<![\d/.])(?P<top>\d{1,2})/(?P<bottom>\d{1,3})(?![\d/.月])"
    r"|(?<![\d:.])(?P<parts>\d{1,3}(?::\d{1,3}){1,3})(?=的?比例|分担|配套|承担|比例)"
    r"|(?P<half>减半|折半)|(?P<doubled>翻(?:一|两|三)?番)|(?<![上下每])(?P<halfyear>半年)"
)
HEADS = re.compile(r"[\d〇零一二两三四五六七八九十百减折翻半]")
AFTER = re.compile(
    r"(?:[(](?P<not>不)?含[^()]{0,6}[)])?(?:及|或)?(?P<op>以上|以下|以内|之内|内)(?:[(](?P<not2>不)含[^()]{0,8}[)])?|(?P<near>左右|上下)"
)
STRICT = {">=": ">", "<=": "<"}
MONEY_NOUN = re.compile(r"金|资|补|奖|额|收入|产值|营收|税|贷|费|款|价|投|财|元|利润")
BEFORE = re.compile(
    r"(?:(?P<op>达到或超过|达到或者超过|不得超过|不超过|不得高于|不高于|不多于|不大于|不得低于|不低于|不得少于|不少于|不小于|至少|最低|最少|最短"
    r"|低于|少于|小于|不满|不足|未满|超过|高于|多于|大于|突破|超|达到|达)|(?P<far>不得超过|不超过|不高于|不得低于|不低于|不少于)[\u4e00-\u9fff]{1,8})?"
    r"(?:降低|下降|减少|压降|提高|提升|增长|增加|新增|下调|上浮|下浮)?(?:每(?:人|户|家|月|年|天|日|台|辆|个|亩|次|名|企业|项目)){0,2}(?P<near>约|近|大约|将近)?$"
)
CAPPED = re.compile(r"(?:最高|最多|最长|上限)[^，,。;:、]{0,12}$")
CHANGED = re.compile(
    r"(?:(?P<down>下浮|降低|下降|减少|下调|压降|调减|再降|减|降)|(?P<up>上浮|提高|增长|增加|上调|调增))(?:不低于|至少|约|了|不少于)?$"
)
EACH = re.compile(
    r"每(?:一|吸纳|成功推荐|招用|新增|推荐|聘用|培养|引进)?\d{0,2}(平方米|立方米|千瓦时|小时|[人名户家台辆个亩次天日月年吨床件套项头只间部张栋])"
)
QUOTED_NAME = '“‘"·+＋×NA'
COMPARISONS = {
    "<=": ("以下", "以内", "之内", "内", "不得超过", "不超过", "不得高于", "不高于", "不多于", "不大于"),
    ">=": (
        *("以上", "达到或超过", "达到或者超过", "不得低于", "不低于", "不得少于", "不少于", "不小于", "至少", "最低", "最少", "最短"),
        *("达到", "达"),
    ),
    "<": ("低于", "少于", "小于", "不满", "不足", "未满"),
    ">": ("超过", "高于", "多于", "大于", "突破", "超"),
}
OPERATIONS = {word: sign for sign, words in COMPARISONS.items() for word in words}
PARTS = {"%": 100, "‰": 1000, "成": 10, "折": 10}
CAPS = ("不得超过", "不超过", "不得高于", "不高于", "不多于", "不大于")
SPANS = {unit: unit for unit in ("工作日", "小时", "分钟", "季度", "周", "天", "年")} | {"月": "个月", "星期": "周", "日": "天"}
WINDOW = 28
HAN_COUNTED = re.compile(r"[个家户名人台亩吨次辆所座只倍天日周年小工星季分%](?!个|自信|意识|维护|坚持|确保|统筹)")
PLAN = re.compile(r"(?:攻坚|专项)?(?:行动|规划|计划|纲要|攻坚)")
HIDING = re.compile(r"[上下前后中][个]?$")


def find_numbers(passage: Passage, hidden: str) -> Iterator[tuple[int, int, Number]]:
    """(start, end, quantity) of `hidden`, which is the passage with titles and days filled; the span counts its characters."""
    reached = 0
    for match in scan(QUANTITY, HEADS, hidden):
        read = _read(match, hidden) if match.start() >= reached else None
        if read is None:
            continue
        kind, unit, low, high, parts = read
        before = hidden[max(0, match.start() - WINDOW) : match.start()]
        piece = re.split(r"[，,。;:]", before)[-1]
        op, cap, near, end = _comparison(piece, hidden, match.end(), kind)
        change = _change(piece) if kind in ("ratio", "points", "basis", "multiple", "money", "count") else 0
        vague = near or bool(match["more"] or match["more2"])
        per = _per(match["per"], piece) if kind == "money" and (cap or op in ("=", "<=")) else ()
        reached = end
        words = passage.found(match.start(), end)
        yield match.start(), end, Number(*words, kind, low, high, unit, op, change, cap, vague, per, parts)


def _comparison(piece: str, hidden: str, end: int, kind: str) -> tuple[str, bool, bool, int]:
    """(operator, cap, approximate, where the words end that say so)."""
    after = AFTER.match(hidden, end)
    before = BEFORE.search(piece)
    word = (before["op"] or before["far"]) if before else None
    cap = word in CAPS or bool(CAPPED.search(piece))
    near = bool(before and before["near"] and kind != "span") or bool(after and after["near"])
    inner = bool(after and after["op"] == "内" and kind != "span")
    if after and not inner:
        end = after.end()
    if word and word not in ("达到", "达"):
        return OPERATIONS[word], cap, near, end
    if after and after["op"] and not inner:
        sign = OPERATIONS[after["op"]]
        return STRICT[sign] if after["not"] or after["not2"] else sign, cap, near, end
    if cap:
        return "<=", True, near, end
    return OPERATIONS.get(word or "", "="), False, near, end


def _change(piece: str) -> int:
    match = CHANGED.search(piece)
    return 0 if not match else -1 if match["down"] else 1


def _per(printed: str | None, piece: str) -> tuple[str, ...]:
    if printed:
        return tuple(re.split(r"[/·]", printed)[1:])
    return tuple(EACH.findall(piece))


Read = tuple[str, str, Fraction, Fraction, tuple[int, ...]]


def _read(match: re.Match[str], hidden: str) -> Read | None:
    """(kind, unit, low, high, parts), or None where the span is no quantity after all."""
    if match["unit"] is not None:
        return _quantity(match, hidden)
    if match["percent"]:
        low = read_value(match["percent"])
        high = read_value(re.sub(r"至|到|—|-|百分之", "", match["percent2"])) if match["percent2"] else low
        return None if low is None or high is None else ("ratio", "", low / 100, high / 100, ())
    if match["below"] or match["bottom"]:
        return _fraction(match["above"] or match["top"], match["below"] or match["bottom"])
    if match["parts"]:
        parts = tuple(int(part) for part in match["parts"].split(":"))
        return "share", "", Fraction(parts[0]), Fraction(parts[1]), parts
    if match["half"]:
        return "ratio", "", Fraction(1, 2), Fraction(1, 2), ()
    if match["doubled"]:
        times = Fraction({"翻两番": 4, "翻三番": 8}.get(match["doubled"], 2))
        return "multiple", "", times, times, ()
    return "span", "个月", Fraction(6), Fraction(6), ()


def _fraction(above: str, below: str) -> Read | None:
    top, bottom = read_value(above), read_value(below)
    if top is None or not bottom or top >= bottom:
        return None
    return "ratio", "", top / bottom, top / bottom, ()


def _quantity(match: re.Match[str], hidden: str) -> Read | None:
    low = read_value(match["low"])
    high = read_value(match["high"]) if match["high"] else low
    if low is None or high is None or not _stands(match, hidden):
        return None
    kind, unit, factor = _kind(match["unit"])
    if match["high"] and not match["lowunit"] and match["high"][-1] in SECTIONS and match["low"][-1] not in SECTIONS:
        low *= SECTIONS[match["high"][-1]]
    if low > high:
        low = high = low if match["lowunit"] else high
    return kind, unit, low * factor, high * factor, ()


def _stands(match: re.Match[str], hidden: str) -> bool:
    """Whether the numeral counts something: not part of a name (“5020”, 三年行动计划, 四个意识), an ordinal, or a place."""
    unit, before = match["unit"], hidden[match.start() - 1 : match.start()]
    han = not match["low"][0].isdigit()
    counted = _kind(unit)[0] in ("count", "span")
    if not unit and not MONEY_NOUN.search(hidden, max(0, match.start() - 8), match.start()):
        return False
    if before == "第" or (before in QUOTED_NAME and before and counted) or (before.isascii() and before.isalpha()):
        return False
    if unit == "元" and han and not re.search(r"[十百千万亿]", match["low"]):
        return False
    if unit == "年" and PLAN.match(hidden, match.end()):
        return False
    if unit == "日" and before in ("月", "每", "当"):
        return False
    if _kind(unit)[0] == "count" and (HIDING.search(before) and han):
        return False
    return not (han and counted) or bool(HAN_COUNTED.match(unit + hidden[match.end() : match.end() + 2]))


def _kind(unit: str) -> tuple[str, str, Fraction]:
    """(kind, unit, factor) of a printed unit."""
    bare = unit.removeprefix("个")
    if unit in PARTS:
        return "ratio", "", Fraction(1, PARTS[unit])
    if not unit:
        return "money", "元", Fraction(1)
    if bare == "百分点":
        return "points", "个百分点", Fraction(1)
    if bare in ("基点", "BP", "bp"):
        return "basis", "基点", Fraction(1)
    if unit == "倍":
        return "multiple", "倍", Fraction(1)
    if unit.endswith("元") or unit == "英镑":
        return "money", unit, Fraction(1)
    if bare in SPANS and unit != "月":
        return "span", SPANS[bare], Fraction(1)
    return "count", unit, Fraction(1)
