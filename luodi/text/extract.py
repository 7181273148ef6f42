"""What a format yields: the text of a file, and what the file says of its document outside that text."""

from dataclasses import dataclass, replace

from luodi.text.model import Document, Place, Remark
from luodi.text.titles import level_of


@dataclass(frozen=True, slots=True)
class Head:
    """Labels printed beside a text, such as the table above a web page: number, days as ISO, issuers. None or empty: not said."""

    number: str | None = None
    date: str | None = None
    published: str | None = None
    issuers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of one file, one paragraph a line, and its head data. Places in it count characters of `text`."""

    text: str
    head: Head = Head()


NOTHING = Head()


def with_head(document: Document, head: Head) -> Document:
    """The document with what its file says beside the text, where the text itself says nothing; a remark where the two differ."""
    if head == NOTHING:
        return document
    here = Place(document.source.file, document.source.start, document.source.start + 1)
    differ = [
        Remark(here, f"文件所载{name}（{outside}）与正文（{inside}）不一致，从正文")
        for name, inside, outside in (("文号", document.number, head.number), ("成文日期", document.date, head.date))
        if inside and outside and _bare(inside) != _bare(outside)
    ]
    issuers = document.issuers
    remarks = document.remarks
    if head.issuers and (not issuers or _only_inferred(document)):
        issuers = head.issuers
        remarks = tuple(remark for remark in remarks if not remark.message.startswith("文中未载明发文机关"))
    return replace(
        document,
        number=document.number or head.number,
        date=document.date or head.date,
        published=document.published or head.published,
        issuers=issuers,
        level=level_of(issuers) if issuers != document.issuers else document.level,
        remarks=(*remarks, *differ),
    )


def _only_inferred(document: Document) -> bool:
    return any(remark.message.startswith("文中未载明发文机关") for remark in document.remarks)


def _bare(words: str) -> str:
    return "".join(words.translate(str.maketrans("[]［］【】()（）", "〔〕〔〕〔〕〔〕〔〕")).split())
