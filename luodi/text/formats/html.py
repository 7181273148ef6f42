"""Web pages as crawled: the article found among navigation, its blocks as lines, the table of labels read as head data."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.html import HTMLParser, document_fromstring
from readability import Document

from luodi.text.errors import NoTextError
from luodi.text.extract import Extract
from luodi.text.formats.labels import Labels, read_labels
from luodi.text.formats.lines import lines_of
from luodi.text.marks import mark_of
from luodi.text.titles import ENDS_LIKE_TITLE, normal_title

# What content systems of government sites call the element that holds the article, the surest names first.
CONTAINERS = (
    "UCAP-CONTENT",
    "TRS_Editor",
    "TRS_UEDITOR",
    "trs_editor_view",
    "Custom_UnionStyle",
    "ivs_content",
    "my_doccontent",
    "vsb_content",
    "v_news_content",
    "wp_articlecontent",
    "js_content",
    "Zoom",
    "zoom",
    "zoomcon",
    "fontzoom",
    "NewsContent",
    "newsContent",
    "news_content",
    "newscontent",
    "pages_content",
    "xxgk_content",
    "zwgk_content",
    "xl_content",
    "ContentBody",
    "contentText",
    "content_text",
    "printContent",
    "Article_content",
    "info_content",
    "text_content",
    "detail-news",
    "articleContent",
    "article-content",
    "article_content",
    "articlecontent",
    "ArticleContent",
    "article-con",
    "art-con",
    "article_con",
    "articleCon",
    "article-body",
    "artibody",
    "arti_content",
    "b12c",
    "detail-content",
    "detail_content",
    "detailContent",
    "detail-con",
    "main-content",
    "main_content",
    "mainContent",
    "text-content",
    "article",
    "Article",
    "detail",
    "content",
    "Content",
    "con",
    "text",
)
NOT_SAID = ("script", "style", "noscript", "template", "iframe", "object", "svg", "select", "button", "textarea", "input", "head")
FURNITURE = ("nav", "header", "footer", "aside", "form")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
STRUCTURED = re.compile(r"<(?:body|html|div|section|article|main)\b", re.I)
SITE = re.compile(r"\s*(?:[_|｜]|--|——|\s[-–]\s).*$")
FEWEST = 120
SHARE = 4
HEADS = 12


def extract(text: str, file: str) -> Extract:
    """The article of a page. NoTextError where the page holds no words of its own."""
    root = _parse(text, file)
    _strip(root)
    labels = read_labels(root)
    titles = _titles(root, labels)
    article = _article(root, text)
    lines = list(lines_of(article))
    if not any(line.strip() for line in lines):
        raise NoTextError(file, "网页里没有正文", "应是正文写在页面里的网页；靠脚本载入的，请在浏览器里打开后另存为文本")
    title = next((title for title in titles if not _stands(title, lines)), None)
    known = any(_stands(title, lines) for title in titles)
    return Extract("\n".join(lines if known or title is None else [title, *lines]), labels.head)


def _parse(text: str, file: str) -> Any:
    """The page as a tree. Bytes go to the parser, since a declared encoding may no longer be true of decoded text."""
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", huge_tree=True))
    except (etree.LxmlError, ValueError):
        raise NoTextError(file, "网页里没有正文", "应是正文写在页面里的网页") from None


def _strip(root: Any) -> None:
    """Take out what is never read: scripts, forms' fields, comments, what the page hides."""
    for element in list(root.iter()):
        unread = not isinstance(element.tag, str) or (element.tag in NOT_SAID and element.tag != "head")
        if (unread or HIDDEN.search(element.get("style", ""))) and element.getparent() is not None:
            element.drop_tree()


def _titles(root: Any, labels: Labels) -> list[str]:
    """What the page calls its document, the surest first: its meta data, its labels, its headings, the window's title."""
    found = [element.get("content", "") for element in root.iter("meta") if element.get("name", "").lower() == "articletitle"]
    found.append(labels.title)
    found.extend(" ".join(element.itertext()) for name in ("h1", "h2") for element in root.iter(name))
    found.extend(" ".join(element.itertext()) for element in root.xpath("//*[contains(@class, 'title') or contains(@id, 'title')]")[:HEADS])
    found.extend(SITE.sub("", "".join(element.itertext())) for element in root.iter("title"))
    words = (" ".join(title.split()) for title in found)
    return [title for title in dict.fromkeys(words) if 6 <= len(title) <= 160 and ENDS_LIKE_TITLE.search(title) and not mark_of(title)]


def _stands(title: str, lines: list[str]) -> bool:
    """Whether the article prints the title itself, broken over lines or not."""
    return normal_title(title) in normal_title("".join([line for line in lines if line.strip()][:HEADS]))


def _article(root: Any, text: str) -> Any:
    """The element that holds the article: by its usual names, then by readability, then the page without its frame."""
    body = root.find("body")
    body = root if body is None else body
    if not STRUCTURED.search(text):
        return body
    whole = _weight(body)
    named = _named(body)
    if named is not None and _weight(named) >= min(FEWEST, whole):
        return named
    found = _readable(text)
    if found is not None and _weight(found) * SHARE >= whole and _weight(found) >= FEWEST:
        return found
    for element in list(body.iter(*FURNITURE)):
        if element.getparent() is not None:
            element.drop_tree()
    return body


def _named(body: Any) -> Any:
    """The heaviest element of the first name that holds enough."""
    holders: dict[str, list[Any]] = {}
    for element in body.iter():
        if isinstance(element.tag, str):
            for name in {element.get("id", ""), *element.get("class", "").split()}:
                holders.setdefault(name, []).append(element)
    for name in CONTAINERS:
        best = max(holders.get(name, ()), key=_weight, default=None)
        if best is not None and _weight(best) >= FEWEST:
            return best
    return None


def _readable(text: str) -> Any:
    try:
        summary = Document(text).summary(html_partial=True)
        return document_fromstring(summary.encode("utf-8"), parser=HTMLParser(encoding="utf-8", huge_tree=True))
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError):
        return None


def _weight(element: Any) -> int:
    """How many letters an element holds outside links."""
    return sum(len("".join(words.split())) for words in _words(element))


def _words(element: Any) -> Iterator[str]:
    linked = 0
    for event, child in etree.iterwalk(element, events=("start", "end")):
        linked += (child.tag == "a") * (1 if event == "start" else -1)
        words = child.text if event == "start" else child.tail if child is not element else None
        if words and not linked:
            yield words
