"""Citations: other texts named by 《title》, by number, or both, and the documents of the library they are."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from luodi.text.block import squeeze
from luodi.text.model import Document
from luodi.text.said.model import Citation
from luodi.text.said.passage import TITLE, Passage
from luodi.text.titles import normal_title

BRACKETED = re.compile(
    r"[〔\[(【﹝［](?P<year>(?:19|20)\d\d)[〕\])】﹞］]第?(?P<number>\d{1,5})号|令第?(?P<order>[\d一二三四五六七八九十百]{1,5})号"
    r"|(?P<notice>公告|通告|令)?(?P<its>(?:19|20)\d\d)年第(?P<nth>\d{1,5})号(?P<late>令)?|第(?P<past>\d{1,5})号令"
)
PREFIX = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,24}$")
STOP = re.compile(
    r".*(?:[据照按依到由见与以从的号《》“”]|通知|意见|办法|方案|决定|规定|文件|根据|按照|依据|落实|贯彻|执行|参照|公布|修订|发布|印发)"
)
FOLLOWS = re.compile(r"[”\"]?\(([^()]{4,60})")
THING = re.compile(
    r"(?:证|表|表格|(?<!清)单|卡|执照|(?<!工作)报告|合同|协议|申请|日报|晚报|周刊|台账|档案|凭证|发票"
    r"|(?<!皮)(?<!倡议)书)$"
)
LAW = re.compile(r"(?:(?<![办做方])法|法典|条例|宪法)(?:\([^()]{1,16}\))?$")
SHORT_OF = re.compile(r"(?:以下|下)?简称(?:为)?[“\"]?《([^《》]{1,30})》")
BARE_END = re.compile(r"\((?:试行|暂行|修订|草案|征求意见稿)[^()]{0,8}\)$")
LOOSE = re.compile(r"[的“”\"()（）]|印发|若干|的通知$|通知$")
GIVEN_OUT = re.compile(r"(?:印发|转发|批转)《?(.{6,120}?)》?的通知$")
FIRST_WORD = re.compile(r"关于|印发|转发|批转")
GENERIC = re.compile(
    r"(?:本|该)?(?:实施|若干|管理|暂行|指导|工作|总体|行动)?(?:条例|办法|意见|方案|规划|措施|通知|细则|决定|规定|计划|目录|指南|清单|标准|政策)"
)
AND = ("和", "及")
NUMBER_AHEAD = 40
SHORT_TITLE = 6


@dataclass(frozen=True, slots=True)
class Names:
    """What texts are called here: `library` by title, title without issuer, or number; `short` names to titles; `own` loose titles."""

    library: Mapping[str, str] = field(default_factory=dict)
    short: Mapping[str, str] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    number: str | None = None
    identity: str | None = None


def names_of(document: Document, passages: Iterable[Passage], library: Mapping[str, str]) -> Names:
    """`library` maps titles and numbers to ids; a title is also known from its 关于 on, and by what it gives out, where no other one is."""
    known: dict[str, str] = {}
    tails: dict[str, set[str]] = {}
    for name, identity in library.items():
        known[_plain(name)] = identity
        tail, given = FIRST_WORD.search(name), GIVEN_OUT.search(name)
        if tail:
            tails.setdefault(_plain(name[tail.start() :]), set()).add(identity)
        if given:
            tails.setdefault(_plain(given[1]), set()).add(identity)
    for name, identities in tails.items():
        if len(identities) == 1:
            known.setdefault(name, next(iter(identities)))
    own = tuple(_loose(title) for title in (document.title, document.inner_title) if title)
    return Names(known, _short_names(passages), own, _plain(document.number) if document.number else None, document.id)


def find_citations(passage: Passage, names: Names) -> list[Citation]:
    """The citations in order; a title and the number beside it are one."""
    found: list[tuple[int, Citation]] = []
    used: set[int] = set()
    numbers = _numbers(passage.plain)
    for start, end in passage.titles:
        title = passage.plain[start + 1 : end - 1]
        beside = _beside(passage.plain, start, end, numbers)
        number = numbers[beside][1] if beside is not None else None
        if beside is not None:
            used.add(beside)
        if not number and (not title or (THING.search(title) and not FIRST_WORD.search(title))):
            continue
        if (
            (GENERIC.fullmatch(title) and not number)
            or (title in names.short and len(title) <= 2 * SHORT_TITLE)
            or (len(title) <= 2 and not number)
        ):
            continue
        found.append((start, _citation(passage, start, end, title, number, names)))
    for at, (end, number) in numbers.items():
        if at not in used and passage.hidden[at] != TITLE:
            found.append((at, _citation(passage, at, end, "", number, names)))
    return [citation for _, citation in sorted(found, key=lambda pair: pair[0])]


def _citation(passage: Passage, start: int, end: int, title: str, number: str | None, names: Names) -> Citation:
    itself = bool(title) and any(_same(_loose(title), own) for own in names.own) or (number is not None and _plain(number) == names.number)
    law = bool(LAW.search(title)) and "通知" not in title
    document = names.library.get(_plain(number or "")) or (names.library.get(_plain(title)) if title else None)
    return Citation(*passage.found(start, end), title, number, law, itself, names.identity if itself else document)


def _numbers(plain: str) -> dict[int, tuple[int, str]]:
    """Start of each document number → (end, number as documents print it)."""
    found: dict[int, tuple[int, str]] = {}
    for match in BRACKETED.finditer(plain):
        window = plain[max(0, match.start() - 24) : match.start()]
        prefix = PREFIX.search(window)
        words = STOP.sub("", prefix[0]).removeprefix("日") if prefix else ""
        words = words[1:] if words[:1] in AND and len(words) > 3 else words
        text = _text_of(match, words, plain)
        if text:
            found[match.start() - len(words)] = (match.end(), text)
    return found


def _text_of(match: re.Match[str], words: str, plain: str) -> str | None:
    """The number as documents print it; None where it is none: a number needs the words of its issuer or the title it follows."""
    if match["year"]:
        return f"{words}〔{match['year']}〕{match['number']}号" if words else None
    if match["order"] or match["past"]:
        return f"{words}{match[0] if match['past'] else '令第' + match['order'] + '号'}" if len(words) > 1 else None
    if match["notice"] or match["late"]:
        return f"{words}{match[0]}" if words else None
    return f"{words}{match[0]}" if plain[match.start() - len(words) - 1 : match.start() - len(words)] == "(" else None


def _beside(plain: str, start: int, end: int, numbers: dict[int, tuple[int, str]]) -> int | None:
    """Where the number of the title [start, end) begins: in brackets after it, or right before it."""
    follows = FOLLOWS.match(plain, end)
    if follows:
        return next((at for at in range(follows.start(1), min(follows.end(1), follows.start(1) + NUMBER_AHEAD)) if at in numbers), None)
    return next((at for at in range(start - 1, max(0, start - NUMBER_AHEAD) - 1, -1) if at in numbers and numbers[at][0] == start), None)


def _short_names(passages: Iterable[Passage]) -> dict[str, str]:
    """《办法》 → the title it is said to stand for, blank where it is not known."""
    short: dict[str, str] = {}
    for passage in passages:
        ends = [end for _, end in passage.titles]
        for match in SHORT_OF.finditer(passage.plain):
            before = bisect_right(ends, match.start())
            start, end = passage.titles[before - 1] if before else (0, 0)
            short[match[1]] = passage.plain[start + 1 : end - 1] if before else ""
    return short


def _plain(name: str) -> str:
    """A title or number for comparing: brackets alike, no blanks."""
    return normal_title(squeeze(name)).translate(str.maketrans("（）［］[]", "()〔〕〔〕"))


def _loose(title: str) -> str:
    return LOOSE.sub("", _plain(BARE_END.sub("", _plain(title))))


def _same(title: str, own: str) -> bool:
    """Whether a loose title is the document's own: the whole of it, or what it ends on or gives out."""
    return len(title) >= SHORT_TITLE and (title == own or (title in own and len(title) * 2 >= len(own)))
