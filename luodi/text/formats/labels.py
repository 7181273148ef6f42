"""The table of labels that government pages print above a document (索引号, 文号, 发布日期, 发布机构, …), taken out of the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from luodi.text.extract import Head
from luodi.text.titles import NUMBER, ORGAN_NAME, SENTENCE_END, read_date, split_names

NUMBERED = ("文号", "发文字号", "发文号", "文件编号", "文件号", "公文字号", "发布文号", "文件文号")
DATED = ("成文日期", "成文时间", "发文日期", "发文时间", "生成日期", "印发日期", "制发日期", "签发日期", "形成日期")
PUBLISHED = ("发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "发文公开日期", "信息公开日期")
ISSUED = (
    "发布机构",
    "发文机关",
    "发文单位",
    "发布单位",
    "制发机关",
    "制发单位",
    "发文机构",
    "发布机关",
    "公开机构",
    "公开主体",
    "发文部门",
)
TITLED = ("标题", "名称", "信息名称", "文件名称", "文件标题", "信息标题")
OTHERS = (
    *("索引号", "信息索引号", "信息索引", "主题分类", "体裁分类", "组配分类", "公文种类", "文种", "主题词", "关键词", "关键字", "有效性"),
    *("时效性", "是否有效", "公开方式", "公开形式", "公开范围", "公开时限", "公开类别", "公开责任部门", "责任部门", "信息类别", "信息来源"),
    *(
        "来源",
        "内容概述",
        "概述",
        "内容分类",
        "服务对象",
        "服务对象分类",
        "分类",
        "所属主题",
        "生效日期",
        "失效日期",
        "废止日期",
        "效力状态",
    ),
    *(
        "统一登记号",
        "统一编号",
        "登记号",
        "规范性文件登记号",
        "隶属关系",
        "浏览次数",
        "点击数",
        "点击量",
        "作者",
        "编辑",
        "责任编辑",
        "字号",
        "语种",
    ),
)
KNOWN = {*NUMBERED, *DATED, *PUBLISHED, *ISSUED, *TITLED, *OTHERS}
COLON = re.compile(r"[:：]")
PAIR_ENDS = ("td", "th", "dd", "dt", "span", "div", "li", "p", "b", "strong", "em", "i", "label", "font")
META = {"pubdate": "发布日期", "publishdate": "发布日期", "firstpublishedtime": "发布日期", "articlenumber": "文号"}
TELLING = {"索引号", "信息索引号", "信息索引", *NUMBERED, *DATED, *PUBLISHED, *ISSUED}
FEWEST = 3
FEWEST_TELLING = 2
LONGEST_LABEL = 14
LONGEST_VALUE = 160


@dataclass(frozen=True, slots=True)
class Labels:
    """Head data as labels give it, and the title among them."""

    head: Head = Head()
    title: str = ""


def read_labels(root: Any) -> Labels:
    """Read the labels; where they make a table, take what held them out of the page. A form in an annex has labels too, but not these."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        label = META.get(element.get("name", "").lower())
        if label and element.get("content", "").strip():
            found[label] = element.get("content").strip()
    pairs = list(_pairs(root))
    for label, value, _ in pairs:
        if value or label not in found:
            found[label] = value
    labels = {label for label, _, _ in pairs}
    if len(labels) >= FEWEST and len(labels & TELLING) >= FEWEST_TELLING:
        for _, _, holders in pairs:
            for holder in holders:
                _take_out(holder)
    return _labels(found)


def _labels(found: dict[str, str]) -> Labels:
    number = next((match[0] for words in _of(found, NUMBERED) if (match := NUMBER.search(words))), None)
    date = next((day for words in _of(found, DATED) if (day := read_date(words))), None)
    published = next((day for words in _of(found, PUBLISHED) if (day := read_date(words))), None)
    names = next((split_names(" ".join(words.split()), " 、，,;；") for words in _of(found, ISSUED) if words), [])
    issuers = tuple(names) if names and all(ORGAN_NAME.fullmatch(name) for name in names) else ()
    return Labels(Head(number, date, published, issuers), next((words for words in _of(found, TITLED) if words), ""))


def _of(found: dict[str, str], labels: tuple[str, ...]) -> Iterator[str]:
    return (found[label] for label in labels if label in found)


def _pairs(root: Any) -> Iterator[tuple[str, str, tuple[Any, ...]]]:
    """(label, value, elements that hold them) wherever one element is a label, or begins with one and a colon."""
    taken: set[Any] = set()
    for element in root.iter(*PAIR_ENDS):
        if element in taken:
            continue
        words = " ".join("".join(element.itertext()).split())
        if not words or len(words) > LONGEST_LABEL + LONGEST_VALUE or SENTENCE_END.search(words):
            continue
        label, colon, value = _cut(words)
        if label not in KNOWN:
            continue
        if value:
            # The smallest element that holds both is one label's own, not the row of many.
            if colon and not _holds_more(value):
                taken.update(element.iter())
                yield label, value, (element,)
            continue
        following = _following(element)
        if following is not None and (colon or element.tag in ("td", "th", "dt")):
            taken.update((*element.iter(), *following.iter()))
            yield label, " ".join("".join(following.itertext()).split()), (element, following)


def _cut(words: str) -> tuple[str, bool, str]:
    """Label, whether a colon follows it, and the rest."""
    match = COLON.search(words)
    label = words[: match.start()] if match else words
    return "".join(label.split()).strip("[]【】［］"), bool(match), words[match.end() :].strip() if match else ""


def _holds_more(value: str) -> bool:
    """Whether a value holds another label: then the element is a row of them."""
    return any(re.sub(r"\s", "", part).endswith(tuple(KNOWN)) for part in COLON.split(value)[:-1])


def _following(element: Any) -> Any:
    """The element in which the value stands: the next one, or the next of the parent where the label is wrapped once."""
    for holder in (element, element.getparent()):
        if holder is None:
            return None
        if (holder.tail or "").strip():
            return None
        sibling = holder.getnext()
        if sibling is not None:
            label, _, rest = _cut(" ".join("".join(sibling.itertext()).split()))
            return None if label in KNOWN and not rest else sibling
        if len(holder.getparent() if holder.getparent() is not None else ()) > 1:
            return None
    return None


def _take_out(holder: Any) -> None:
    if holder.getparent() is not None:
        holder.drop_tree()
