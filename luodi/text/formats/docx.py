"""Word documents (DOCX) as text: paragraphs and table rows in order, one a line, with the numbers Word makes by itself."""

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from luodi.text.errors import BrokenFileError, NoTextError
from luodi.text.extract import Extract
from luodi.text.formats.archive import FAULTS, open_archive
from luodi.text.formats.numbering import Numbering, read_numbering

TRANSPARENT = {qn("w:sdt"), qn("w:sdtContent"), qn("w:smartTag"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml")}
NOT_SAID = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:pPr"),
    qn("w:rPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
SIGNS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
STYLES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
NUMBERING = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"


def extract(data: bytes, file: str) -> Extract:
    """The text of a DOCX. TextError where it cannot be opened or holds no words."""
    open_archive(data, file).close()
    try:
        document = Document(io.BytesIO(data))
        part: Any = document.part
        numbering = read_numbering(_root(part, NUMBERING), _root(part, STYLES))
        lines = list(_lines(part.element.body, numbering))
    except (OpcError, LxmlError, KeyError, AttributeError, *FAULTS) as error:
        raise BrokenFileError(file, f"DOCX 打不开：{type(error).__name__}", "应是完整的 DOCX；请在 Word 或 WPS 里打开后另存一份") from None
    text = "\n".join(lines)
    if not text.strip():
        raise NoTextError(file, "DOCX 里没有文字，可能整页是图片", "应是有文字的 DOCX；扫描的图片请先做文字识别")
    return Extract(text)


def _root(part: Any, kind: str) -> Any:
    """The XML of a related part, or None where the document has no such part."""
    related = next((rel for rel in part.rels.values() if rel.reltype == kind and not rel.is_external), None)
    return getattr(related.target_part, "element", None) if related else None


def _lines(parent: Any, numbering: Numbering) -> Iterator[str]:
    """Paragraphs and rows under `parent`, in order; content controls and tracked insertions are looked through."""
    for child in parent:
        if child.tag == qn("w:p"):
            yield from _paragraph(child, numbering)
        elif child.tag == qn("w:tbl"):
            yield from _table(child, numbering)
        elif child.tag in TRANSPARENT:
            yield from _lines(child, numbering)


def _paragraph(paragraph: Any, numbering: Numbering) -> Iterator[str]:
    boxes: list[Any] = []
    words = "".join(_words(paragraph, boxes))
    # Word counts an empty paragraph of a list too; its number alone says nothing.
    mark = numbering.mark(paragraph)
    yield mark + words if words.strip() else words
    for box in boxes:
        yield from _lines(box, numbering)


def _words(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The words of a paragraph in order; text boxes hung on it are put into `boxes`."""
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
        elif child.tag == qn("w:txbxContent"):
            boxes.append(child)
        elif child.tag not in NOT_SAID:
            yield from _words(child, boxes)


def _table(table: Any, numbering: Numbering) -> Iterator[str]:
    """One line a row, cells parted by tabs; a table of one column is a frame around paragraphs."""
    for row in _below(table, qn("w:tr")):
        cells = list(_below(row, qn("w:tc")))
        if len(cells) == 1:
            yield from _lines(cells[0], numbering)
        else:
            yield "\t".join(" ".join(" ".join(_lines(cell, numbering)).split()) for cell in cells)


def _below(parent: Any, tag: str) -> Iterator[Any]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in TRANSPARENT:
            yield from _below(child, tag)
