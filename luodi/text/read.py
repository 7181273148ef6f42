"""The reader: files in, documents out, each with its clauses, its copies and the reader's doubts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from luodi.text.block import Block, blocks_of
from luodi.text.document import Identify, document_of
from luodi.text.flow import is_flowed, unflow
from luodi.text.model import Document, Place, Remark
from luodi.text.source import Source, read_sources
from luodi.text.split import split
from luodi.text.twins import join_copies
from luodi.text.weave import find_woven, unweave


@dataclass(frozen=True, slots=True)
class Reading:
    """All documents found, in the order of the files; `remarks` are doubts that concern no single document."""

    documents: tuple[Document, ...]
    remarks: tuple[Remark, ...] = ()


def read_paths(paths: Iterable[str | Path], identify: Identify | None = None) -> Reading:
    """Read files and folders. Raises TextError only where a file cannot be decoded; the text itself never fails.

    `identify` gives the id of a known title; documents it does not know keep the id made of date and title.
    """
    documents: list[Document] = []
    remarks: list[Remark] = []
    for source in read_sources(paths):
        found, loose = documents_of(source)
        documents.extend(found)
        remarks.extend(loose)
    return Reading(_identified(join_copies(documents), identify), tuple(remarks))


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
    blocks = blocks_of(source.text)
    doubts: list[tuple[Block, str]] = []
    if is_flowed(blocks):
        woven = find_woven(blocks)
        if woven:
            blocks, doubts = unweave(woven), woven.doubts
        else:
            blocks = unflow(blocks)
    pieces, loose = split(blocks)
    documents = [document_of(source.name, piece) for piece in pieces if piece.blocks]
    if doubts and documents:
        remarks = tuple(Remark(Place(source.name, block.start, block.end), message) for block, message in doubts)
        documents[0] = replace(documents[0], remarks=documents[0].remarks + remarks)
    return documents, [Remark(Place(source.name, block.start, block.end), "不属于任何一件文件的文字") for block in loose]
