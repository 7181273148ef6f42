"""Word documents: paragraphs and tables in order, numbers that Word makes by itself written out."""

from pathlib import Path

import pytest
from docx import Document

from luodi.text.errors import BrokenFileError, NoTextError, TooLargeError
from luodi.text.formats.docx import extract
from luodi.text.formats.numbering import write
from luodi.text.read import read_paths
from tests.text.formats.making import add_list, make_docx, make_zip, numbered, saved
from tests.text.formats.test_html import SEEDS, squeezed


@pytest.mark.parametrize("source", SEEDS, ids=lambda path: path.stem)
def test_the_source_texts_read_the_same_from_word(source: Path, tmp_path: Path) -> None:
    path = tmp_path / "文件.docx"
    path.write_bytes(make_docx(source.read_text("utf-8-sig").splitlines()))
    reading = read_paths([path])
    assert [squeezed(document) for document in reading.documents] == [squeezed(document) for document in read_paths([source]).documents]
    assert reading.formats == {"文件.docx": "docx"}


def test_tables_stand_where_they_are_printed() -> None:
    document = Document()
    document.add_paragraph("表前")
    table = document.add_table(2, 2)
    for row, words in zip(table.rows, (("等级", "补助"), ("一级", "10\n万元")), strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    document.add_table(1, 1).cell(0, 0).text = "框内一段"
    document.add_paragraph("表后")
    assert extract(saved(document), "文件").text.split("\n") == ["表前", "等级\t补助", "一级\t10 万元", "框内一段", "表后"]


def test_numbers_that_word_makes_are_written_out() -> None:
    document = Document()
    law = add_list(document, [("chineseCounting", "第%1章　"), ("chineseCountingThousand", "第%2条　"), ("decimal", "（%3）")])
    measures = add_list(document, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%2.%3."), ("bullet", "●")])
    for text, depth in (("总则", 0), ("目的", 1), ("范围", 1), ("对象", 2), ("附则", 0), ("施行", 1)):
        numbered(document, text, law, depth)
    document.add_paragraph("间隔一段")
    for text, depth in (("支持", 0), ("补助", 1), ("贴息", 1), ("小项", 2), ("点", 3), ("服务", 0), ("容缺", 1)):
        numbered(document, text, measures, depth)
    assert extract(saved(document), "文件").text.split("\n") == [
        "第一章　总则",
        "第一条　目的",
        "第二条　范围",
        "（1）对象",
        "第二章　附则",
        "第一条　施行",
        "间隔一段",
        "一、支持",
        "（一）补助",
        "（二）贴息",
        "二.1.小项",
        "点",
        "二、服务",
        "（一）容缺",
    ]


def test_numbers_from_a_style_are_written_out() -> None:
    document = Document()
    for text in ("甲", "乙"):
        document.add_paragraph(text, style="List Number")
    assert extract(saved(document), "文件").text.split("\n") == ["1. 甲", "2. 乙"]


@pytest.mark.parametrize(
    ("number", "format", "shown"),
    [
        (21, "chineseCounting", "二十一"),
        (105, "chineseCountingThousand", "一百零五"),
        (20, "ideographDigital", "二〇"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "lowerLetter", "b"),
        (4, "upperRoman", "IV"),
        (19, "lowerRoman", "xix"),
        (7, "no such format", "7"),
    ],
)
def test_number_formats(number: int, format: str, shown: str) -> None:
    assert write(number, format) == shown


def test_a_document_of_pictures_alone_is_refused() -> None:
    with pytest.raises(NoTextError, match=r"扫描\.docx：DOCX 里没有文字"):
        extract(make_docx(["", " "]), "扫描.docx")


def test_damaged_documents_are_refused() -> None:
    whole = make_docx(["正文"])
    with pytest.raises(BrokenFileError, match="下载完整"):
        extract(whole[: len(whole) // 2], "半份.docx")
    with pytest.raises(BrokenFileError, match="DOCX 打不开"):
        extract(make_zip([("word/document.xml", b"<w:document")]), "坏.docx")


def test_a_document_that_unfolds_without_end_is_refused() -> None:
    with pytest.raises(TooLargeError, match="压缩炸弹"):
        extract(make_zip([("word/document.xml", b" " * (8 << 20))]), "炸弹.docx")
