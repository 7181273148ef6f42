"""The reader: files in, documents out, each with its clauses, its copies and the reader's doubts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from luodi.text.block import Block, blocks_of
from luodi.text.document import Identify, document_of
from luodi.text.extract import with_head
from luodi.text.flow import is_flowed, unflow
from luodi.text.model import Document, Place, Remark
from luodi.text.source import Source, read_sources
from luodi.text.split import split
from luodi.text.twins import join_copies
from luodi.text.weave import find_woven, unweave
from luodi.text.wrap import is_wrapped, rejoin, unwrap


@dataclass(frozen=True, slots=True)
class Reading:
    """All documents found, in the order of the files; `remarks` are doubts that concern no single document.

    `formats` says what each file was: places count characters of the file itself (txt), or of the text extracted (html, docx, pdf).
    """

    documents: tuple[Document, ...]
    remarks: tuple[Remark, ...] = ()
    formats: Mapping[str, str] = field(default_factory=dict)


def read_paths(paths: Iterable[str | Path], identify: Identify | None = None) -> Reading:
    """Read files and folders. Raises TextError only where a file cannot be decoded; the text itself never fails.

    `identify` gives the id of a known title; documents it does not know keep the id made of date and title.
    """
    documents: list[Document] = []
    remarks: list[Remark] = []
    formats: dict[str, str] = {}
    for source in read_sources(paths):
        formats[source.name] = source.format
        found, loose = documents_of(source)
        documents.extend(found)
        remarks.extend(loose)
    return Reading(_identified(join_copies(documents), identify), tuple(remarks), formats)


def read_text(text: str, name: str = "text", identify: Identify | None = None) -> Reading:
    """The same for a text that is decoded already."""
    documents, remarks = documents_of(Source(name, text))
    return Reading(_identified(join_copies(documents), identify), tuple(remarks))


def _identified(documents: tuple[Document, ...], identify: Identify | None) -> tuple[Document, ...]:
    if identify is None:
        return documents
    return tuple(replace(document, id=identify(document.title) or document.id) for document in documents)


def documents_of(source: Source) -> tuple[list[Document], list[Remark]]:
    """The documents of one source, line breaks and order restored first where they were lost; remarks on what belongs to none."""
    if source.unread:
        return [], [Remark(Place(source.name, 0, 0), source.unread)]
    blocks = blocks_of(source.text)
    doubts: list[tuple[Block, str]] = []
    if is_wrapped(blocks):
        blocks = unwrap(blocks)
    else:
        blocks = rejoin(blocks)
    if is_flowed(blocks):
        woven = find_woven(blocks)
        if woven:
            blocks, doubts = unweave(woven), woven.doubts
        else:
            blocks = unflow(blocks)
    pieces, loose = split(blocks)
    documents = [document_of(source.name, piece) for piece in pieces if piece.blocks]
    if len(documents) == 1:
        documents = [with_head(documents[0], source.head)]
    if doubts and documents:
        remarks = tuple(Remark(Place(source.name, block.start, block.end), message) for block, message in doubts)
        documents[0] = replace(documents[0], remarks=documents[0].remarks + remarks)
    return documents, [Remark(Place(source.name, block.start, block.end), "不属于任何一件文件的文字") for block in loose]
