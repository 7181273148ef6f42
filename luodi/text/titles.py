"""The grammar of a document's head and tail: title, number, issuers, addressees, date, publicity line, page crumbs."""

import re
from dataclasses import dataclass

from luodi.text.block import Block, join, squeeze
from luodi.text.marks import mark_of
from luodi.text.numerals import FIGURES

KIND = (
    r"(?:通知|意见|办法|措施|举措|方案|细则|规定|规则|决定|决议|公告|通告|通报|指南|指引|条例|规划|计划|要点|纲要|批复|复函|函|规程|章程|标准|目录|清单|政策"
    r"|[一二三四五六七八九十百\d]{1,4}条)"
)
BRACKETED = r"(?:[（(〔][^（）()〔〕]{1,12}[）)〕])?"
ENDS_LIKE_TITLE = re.compile(rf"{KIND}[》”]?{BRACKETED}$")
LETTERS = r"\u4e00-\u9fffXＸ×"  # XX市: a name made unknown
ORGAN = (
    r"(?:中央|国务院|政府|办公厅|办公室|委员会|党委|省委|市委|县委|区委|州委|旗委|总局|局|厅|部|委|署|院|会|机制|指挥部|领导小组"
    r"|中心|海关|银行|分行|支行|总行|工商联|协会|公司|集团|兵团|总队|支队|开发区)"
)
ACT = r"(?:关于|印发|转发|批转|公布|发布|颁布|下发)"
OTHERS = r"(?:等[\u4e00-\u9fff]{0,4}(?:部门|单位))?"
ISSUED = re.compile(rf"[{LETTERS}·/（）()、 \u3000\xa0]{{2,80}}?{ORGAN}{OTHERS}[ \u3000\xa0]{{0,4}}{ACT}")
ABOUT = re.compile(rf"(?:关于|印发|转发).{{4,}}{KIND}")
ORGAN_NAME = re.compile(rf"[{LETTERS}·/（）()]{{1,38}}?{ORGAN}(?![\u4e00-\u9fff])")
SHORTEST_ORGAN = re.compile(
    rf"[{LETTERS}·/（）()]{{2,38}}?"
    r"(?:总局|管理局|局|厅|部|委员会|委|署|院|办公厅|办公室|政府|机制|指挥部|总会|联合会|协会|银行)"
)
NUMBER = re.compile(
    r"[\u4e00-\u9fffA-Za-z×]{1,16}[ \u3000\xa0]?[〔\[（(【［﹝][ ]?(?:19|20)\d\d[ ]?[〕\]）)】］﹞][ ]?第?[ ]?\d{1,5}[ ]?号"
    r"|[\u4e00-\u9fff]{2,20}令[ ]?第?[ ]?[\d一二三四五六七八九十百]{1,5}[ ]?号"
    r"|[〔\[（(]\d\d[〕\]）)][\u4e00-\u9fff]{1,10}字?第?\d{1,5}号"
)
REGISTERED = re.compile(r"[A-Z]{2,8}[—–-]?(?:19|20)\d\d[—–-]\d{2,6}")
ORDER = re.compile(r"([\u4e00-\u9fff]{2,20}?)令[ ]?第?[ ]?[\d一二三四五六七八九十百]{1,5}[ ]?号")
HISTORY = re.compile(r"^[（(〔].{6,80}?(?:公布|发布|通过|施行|批准)")
DATE = re.compile(
    r"(\d{4})[ ]?年[ ]?(\d{1,2})[ ]?月[ ]?(\d{1,2})[ ]?日"
    r"|([〇○零OoＯ0０一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
NOUGHTS = "〇○零OoＯ0０"
STAMP = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:[ \u3000]+\d{1,2}:\d\d(?::\d\d)?)?")
DAY = re.compile(r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")
PUBLICITY = re.compile(r"[（(\[［]?(?:此件|本件|本文)[^（）()。]{0,16}(?:公开|发布)[^（）()。]{0,12}[）)\]］]?。?")
SENTENCE_END = re.compile(r"[。；;！？]")
SAID_BEFORE = re.compile(r"(?:如下|以下[^，。]{0,14}|意见|措施|通知|要求|办法|目标|原则|包括|为|是|规定|情形|条件|标准|内容|方面)[:：]$")
LABELS = (
    "来源 信息来源 信息类别 信息分类 文件编号 发文字号 文号 公开方式 公开形式 公开类别 生成日期 公开时限 公开范围 公开日期 信息索取号"
    " 索引号 责任部门 责任单位 发布日期 发布时间 发布单位 成文日期 发文日期 发布机构 发文机关 发文单位 主题分类 主题词 关键词 有效性"
    " 时效性 标题 名称 文件名称 体裁 体裁分类 浏览次数 阅读次数 点击数 访问量 作者 编辑 审核 字体 字号 生效日期 废止日期 失效日期"
    " 服务对象 组配分类 效力状态 公文种类 内容概述 浏览量 访问量 点击量 阅读量 访问次数 点击次数 下载地址 文章来源 信息名称 所属主题"
    " 政策解读 公开责任部门 制发机关 发文机构 印发日期 发布人 发布者 登记号 统一编号 规范性文件编号"
)
SPACED_LABELS = "|".join("[ \u3000\xa0]{0,2}".join(label) for label in LABELS.split())
LABELLED = re.compile(rf"^[•·*\-\s【\[]{{0,4}}(?:{SPACED_LABELS})[】\]]?[ \u3000\xa0]{{0,2}}[:：|]")
BULLET = re.compile(r"[•●▪■◆►▶>»][ \u3000\xa0]{0,4}\S")
ANY_LABELLED = re.compile(r"[•·*\-\s【\[]{0,4}(?!附)[\u4e00-\u9fff][\u4e00-\u9fff \u3000\xa0]{1,10}[】\]]?[ \u3000\xa0]{0,2}[:：|]")
CRUMB = re.compile(
    r"(?:^首[ \u3000]?页(?:[ \u3000]|$)|设为首页|加入收藏|收藏本站|网站地图|点击此处下载|热门站点|[>＞»][ ]?[\u4e00-\u9fff]{2,12}[ ]?[>＞»]"
    r"|您?当前(?:所在)?的?位置|当前页|扫一扫|点击收缩|打印本页|关闭窗口|关闭本页|分享到|分享至|返回顶部|上一篇|下一篇"
    r"|相关解读|相关附件|相关链接|【字体|字体：|字号：|【打印】|【关闭】|此页无正文|首页\s*[>＞»])"
)
PAGE_NUMBER = re.compile(r"(?:[-—–－]{1,2}[ \u3000]?\d{1,4}[ \u3000]?[-—–－]{1,2}|第[ ]?\d{1,4}[ ]?页(?:[ ]?共[ ]?\d{1,4}[ ]?页)?)")
COPY_TO = re.compile(r"^(?:抄送|主送|分送|抄报)[:：]")
GIVES_OUT = re.compile(r"现将|现予|现(?:印发|转发|公布|发布)|印发(?:给|你们)|(?:转发|发布|公布)(?:给|你们)")
QUOTED = re.compile(r"《([^《》]{4,120}(?:《[^《》]{1,80}》[^《》]{0,60})?)》")
LONGEST_LINE = 90
LONGEST_TITLE = 160
MOST_LINES = 5
SHORTEST_QUOTED = 8
SHORTEST_TITLE = 6


@dataclass(frozen=True, slots=True)
class Title:
    """A title found in a run of blocks: one line of text, how many blocks it takes, whether an issuer opens it."""

    text: str
    size: int
    issued: bool


def title_at(blocks: list[Block], index: int) -> Title | None:
    """The title that begins with block `index`, up to five short lines joined; None where none begins there."""
    if not _may_be_title_line(blocks[index]) or _heads_another(blocks, index):
        return None
    lines: list[Block] = []
    for block in blocks[index : index + MOST_LINES]:
        if not _may_be_title_line(block):
            break
        lines.append(block)
        text = one_line(join_lines(lines))
        if len(text) > LONGEST_TITLE:
            break
        if _complete(text) and not _goes_on(blocks, index + len(lines), text):
            return _title(text, len(lines))
    return None


def _heads_another(blocks: list[Block], index: int) -> bool:
    """Whether a line is an organisation's name alone, and the next one begins with a region of its own but names no issuer."""
    if index + 1 >= len(blocks) or not organs_of(blocks[index].text):
        return False
    following = blocks[index + 1].text
    return bool(REGION.match(following)) and not organs_of(following) and not ISSUED.match(following)


def bare_title(text: str) -> str:
    """A title without what a page puts around it: 【规范性文件】, the number, quotation brackets, （已废止）."""
    text = AFTER_TITLE.sub("", BEFORE_TITLE.sub("", text))
    number = NUMBER.match(text)
    text = text[number.end() :].strip() if number and text[number.end() :].strip()[:1] == "《" else text
    if text[:1] == "《" and text[-1:] == "》" and text.count("《") == 1:
        return text[1:-1].replace("〈", "《").replace("〉", "》")
    return text


def _title(text: str, size: int) -> Title | None:
    text = bare_title(text)
    if ISSUED.match(text):
        return Title(text, size, issued=True)
    if " " in text and all(ORGAN_NAME.fullmatch(word) for word in text.split()[:-1]) and SHORTEST_ORGAN.match(text.split()[-1]):
        return Title(text, size, issued=True)
    if ABOUT.match(text) or (ENDS_LIKE_TITLE.search(text) and len(text) >= SHORTEST_TITLE):
        return Title(text, size, issued=False)
    return None


def _complete(text: str) -> bool:
    return bool(ENDS_LIKE_TITLE.search(text)) and text.count("《") == text.count("》")


def _goes_on(blocks: list[Block], index: int, text: str) -> bool:
    """Whether the next line begins with what cannot begin a paragraph: …实施办法 / 的通知."""
    if index >= len(blocks):
        return False
    following = blocks[index].text
    return following.startswith("的") and _may_be_title_line(blocks[index]) and bool(ENDS_LIKE_TITLE.search(one_line(text + following)))


def _may_be_title_line(block: Block) -> bool:
    text = block.text
    return (
        len(text) <= LONGEST_LINE
        and not SENTENCE_END.search(text)
        and not text.endswith(("：", ":", "，", ","))
        and not mark_of(text)
        and not is_date(text)
        and not is_number(text)
        and not PUBLICITY.fullmatch(text)
        and not CRUMB.search(text)
        and not ANY_LABELLED.match(text)
        and not BULLET.match(text)
        and not STAMP.fullmatch(text)
        and not REGISTERED.fullmatch(text)
    )


def join_lines(lines: list[Block]) -> str:
    return join(lines).text


def one_line(text: str) -> str:
    """A title as one line: runs of blanks become one blank, which falls before 关于 and beside marks."""
    words = " ".join(text.split())
    words = re.sub(r" (?=关于|印发|转发|[《》、，])|(?<=[《》、，]) ", "", words)
    return words.strip()


def is_date(text: str) -> bool:
    """Whether the text is nothing but a day, brackets around it allowed."""
    return bool(DATE.fullmatch(text.strip("（）() \u3000\xa0")))


def read_date(text: str) -> str | None:
    """The first day in the text as ISO; None where there is none or it cannot be."""
    match = DATE.search(text) or DAY.search(text)
    if not match:
        return None
    if match.re is DATE and match[4]:
        year = "".join(str(FIGURES.find("〇" if figure in NOUGHTS else figure)) for figure in match[4])
        month, day = _small(match[5]), _small(match[6])
    else:
        year, month, day = match[1], int(match[2]), int(match[3])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year}-{month:02}-{day:02}"


def _small(numeral: str) -> int:
    tens, _, ones = numeral.rpartition("十")
    return ("十" in numeral) * 10 * (FIGURES.find(tens) if tens else 1) + (FIGURES.find(ones) if ones else 0)


def is_number(text: str) -> bool:
    return bool(NUMBER.fullmatch(text.strip("（）() \u3000\xa0")))


def is_addressees(text: str) -> bool:
    """Whether a line names those a document is sent to: names, no sentence, a colon at the end."""
    return (
        text.endswith(("：", ":"))
        and 3 < len(text) <= 400
        and not SENTENCE_END.search(text)
        and not SAID_BEFORE.search(text)
        and not LABELLED.match(text)
        and not mark_of(text)
        and bool(re.search(r"政府|各|部门|单位|机构|委|局|厅|公司|协会|企业|院|办", text))
    )


BRACKETS = re.compile(r"[（(〔\[［【）)〕\]］】]")


def split_names(text: str, marks: str) -> list[str]:
    """Names separated by one of `marks`, those inside brackets not counted; blanks at the ends removed."""
    if not BRACKETS.search(text):
        return [name for name in (name.strip(" \u3000\xa0\t") for name in re.split(f"[{marks}]", text)) if name]
    names, depth, begun = [], 0, 0
    for position, character in enumerate(text):
        if character in "（(〔[［【":
            depth += 1
        elif character in "）)〕]］】":
            depth = max(depth - 1, 0)
        elif character in marks and depth == 0:
            names.append(text[begun:position])
            begun = position + 1
    names.append(text[begun:])
    return [name for name in (name.strip(" \u3000\xa0\t") for name in names) if name]


def addressees_of(text: str) -> tuple[str, ...]:
    return tuple(split_names(text.rstrip("：:"), "，,；;"))


def organs_of(text: str) -> list[str] | None:
    """The organisations a signature line consists of, or None where it is something else."""
    if len(text) > 120 or SENTENCE_END.search(text) or mark_of(text):
        return None
    names = text.split()
    return names if names and all(ORGAN_NAME.fullmatch(name) for name in names) else None


def issuers_of(title: str) -> tuple[str, ...]:
    """Who issues, as the title names them: everything before 关于, 印发 …; several where blanks separate them."""
    issued = ISSUED.match(title)
    if issued:
        return tuple(name for word in issued[0][:-2].split() for name in _each_issuer(OTHERS_AT_END.sub("", word)))
    words = title.split()
    if len(words) > 1 and all(ORGAN_NAME.fullmatch(word) for word in words[:-1]):
        last = SHORTEST_ORGAN.match(words[-1])
        return (*words[:-1], last[0]) if last else tuple(words[:-1])
    return ()


def normal_title(title: str) -> str:
    """A title for comparing: no blanks, no quotation brackets at the ends."""
    return squeeze(title).strip("《》")


def compared_title(title: str) -> str:
    """The same for comparing what is printed with what is quoted: quotation brackets within count as one kind."""
    return normal_title(title).translate(QUOTATION)


def is_same_title(printed: str, quoted: str) -> bool:
    """Whether a printed title is the quoted one, its issuer put before it or not; both without blanks."""
    return printed == quoted or (len(quoted) >= SHORTEST_QUOTED and quoted.startswith("关于") and printed.endswith(quoted))


def _each_issuer(names: str) -> list[str]:
    """省发展改革委、省财政厅 are two; a name with 、 of which a part is no organisation's is one."""
    parts = names.split("、")
    return parts if all(len(part) > 2 and ORGAN_NAME.fullmatch(part) for part in parts) else [names]


QUOTATION = str.maketrans("〈〉<>＜＞", "《》《》《》")
BEFORE_TITLE = re.compile(r"^(?:[【\[][^【】\[\]《》]{2,16}[】\]][ \u3000\xa0]?)+(?=\S)")
AFTER_TITLE = re.compile(r"[（(\[【](?:已?废止|已?失效|已?修改|现行有效|全文|原文)[）)\]】]$")
OTHERS_AT_END = re.compile(rf"{OTHERS}$")
NATION = re.compile(r"^(?:中共中央|中央|国务院|国家|全国|中国|中华|最高人民)")
REGION = re.compile(
    rf"^(?:中共)?(?!关于|印发)(?:([{LETTERS}]{{2,12}}?)(省|自治区|特别行政区|兵团|自治州|地区|盟|市|自治县|县|区|旗)|([{LETTERS}])(县))"
)
OWN_REGION = re.compile(r"^(?:中共)?(省|自治区|市|州|盟|县|区|旗)(?!场)(?=[\u4e00-\u9fff])")
MUNICIPALITY = re.compile(r"^(?:中共)?(?:北京|上海|天津|重庆)市")


LEVELS = {
    "省": "province", "自治区": "province", "特别行政区": "province", "兵团": "province",
    "市": "city", "自治州": "city", "州": "city", "地区": "city", "盟": "city",
}  # fmt: skip


def level_of(issuers: tuple[str, ...]) -> str:
    """nation, province, city or county, by the name of the first issuer."""
    name = issuers[0] if issuers else ""
    if not name or NATION.match(name):
        return "nation"
    if match := MUNICIPALITY.match(name):
        return "county" if re.match(r"[\u4e00-\u9fff]{1,5}[区县]", name[match.end() :]) else "province"
    if own := OWN_REGION.match(name):
        return LEVELS.get(own[1], "county")
    match = REGION.match(name)
    if not match:
        return "nation"
    level = LEVELS.get(match[2] or match[4], "county")
    return level if level == "county" else _below(name[match.end() :], level)


SENT_BY = (
    (re.compile(r"各省、|各省\(|省、自治区、直辖市"), "nation"),
    (re.compile(r"各(?:设区|地级(?:以上)?)?市(?!直|场|级|属)|各市州|市、州|盟行政公署|盟市"), "province"),
    (re.compile(r"各(?:县|区县|旗|[（(]?县[（(]市|区[、（(]|区人民)"), "city"),
    (re.compile(r"各(?:乡|镇|街道)"), "county"),
)


def level_by(addressees: str) -> str | None:
    """The level of who writes to these: a city to its counties, a county to its townships; None where they do not tell."""
    return next((level for pattern, level in SENT_BY if pattern.search(addressees)), None)


def _below(rest: str, level: str) -> str:
    match = REGION.match(rest)
    if not match:
        return level
    return "city" if match[2] in ("市", "自治州", "地区", "盟") and level == "province" else "county"
