"""The blocks of a web page as lines of text: a block, a break or a table row each, with the numbers a browser would print."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from luodi.text.marks import mark_of

BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset"),
    *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p"),
    *("pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
CELLS = ("td", "th")
WHITE = re.compile(r"[ \t\r\n\f]+")
LONGEST_ROW = 400


def lines_of(article: Any) -> Iterator[str]:
    """The article's text, one block a line; cells of a row are parted by tabs."""
    current: list[str] = []
    kept = False
    rows: set[Any] = set()
    for event, element in etree.iterwalk(article, events=("start", "end")):
        if any(parent in rows for parent in _above(element)) and element not in rows:
            continue
        block = element.tag in BLOCKS or element.tag == "br"
        kept = kept or element.tag == "pre"
        if block and (line := _line(current)):
            yield line
        if block:
            current = []
        if event == "start":
            if _is_row(element):
                rows.add(element)
                yield "\t".join(" ".join(" ".join(cell.itertext()).split()) for cell in _cells(element))
                continue
            if element.tag == "li":
                current.append(_number(element))
            current.append(_white(element.text, element.tag == "pre"))
        elif element is not article:
            current.append(_white(element.tail, False))
    if line := _line(current):
        yield line


def _above(element: Any) -> Iterator[Any]:
    yield element
    yield from element.iterancestors()


def _line(parts: list[str]) -> str:
    return WHITE.sub(" ", "".join(parts)).strip(" ")


def _white(words: str | None, kept: bool) -> str:
    return (words or "") if kept else WHITE.sub(" ", words or "")


def _is_row(element: Any) -> bool:
    """Whether an element is a row of short cells; rows of long ones only arrange the page."""
    cells = _cells(element) if element.tag == "tr" else []
    return len(cells) > 1 and sum(len(words) for cell in cells for words in cell.itertext()) <= LONGEST_ROW


def _cells(row: Any) -> list[Any]:
    return [child for child in row if child.tag in CELLS]


def _number(item: Any) -> str:
    """The number a browser prints before an item of an ordered list, unless the words bear one."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or mark_of("".join(item.itertext()).strip()):
        return ""
    items = [child for child in parent if child.tag == "li"]
    start = parent.get("start", "1")
    return f"{(int(start) if start.isdigit() else 1) + items.index(item)}. "
