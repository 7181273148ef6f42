"""Files that can and cannot be read: one broken file a mistake."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from luodi.cli.main import main
from luodi.text.errors import (
    BinaryFileError,
    BrokenFileError,
    EmptyFileError,
    LockedFileError,
    MissingFileError,
    NoTextError,
    TextError,
    UnknownEncodingError,
    UnknownFormatError,
)
from luodi.text.read import read_paths
from luodi.text.source import decode, find_files

BROKEN = Path(__file__).parent / "broken"
TEXT = "示例市人民政府关于加强示例工作的通知\n各县（区）人民政府：\n一、加强领导。各地要落实责任。\n"
MISTAKES = {
    "empty.txt": (EmptyFileError, "空的"),
    "blank.txt": (EmptyFileError, "空的"),
    "zero_bytes.txt": (BinaryFileError, "第6字节"),
    "utf16.txt": (BinaryFileError, "零字节"),
    "neither.txt": (UnknownEncodingError, "按 UTF-8 断在第39字节"),
    "latin1.txt": (UnknownEncodingError, "GB18030"),
    "big5.txt": (UnknownEncodingError, "GB18030"),
    "pdf.txt": (BrokenFileError, "PDF 打不开"),
    "picture.txt": (BinaryFileError, "图片"),
    "zip.txt": (BrokenFileError, "压缩包打不开"),
    "word.docx": (BrokenFileError, "压缩包打不开"),
    "named.docx": (BrokenFileError, "内容却不是DOCX"),
    "old.doc": (UnknownFormatError, "旧版Word"),
    "locked.docx": (LockedFileError, "密码"),
    "sheet.xls": (UnknownFormatError, "电子表格"),
    "rich.rtf": (UnknownFormatError, "RTF"),
    "notes.json": (UnknownFormatError, "“.json”"),
    "frame.html": (NoTextError, "网页里没有正文"),
}


def test_every_broken_file_has_its_mistake() -> None:
    assert {path.name for path in BROKEN.iterdir()} == set(MISTAKES)


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_one_clear_message(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    kind, words = MISTAKES[name]
    with pytest.raises(TextError) as caught:
        read_paths([BROKEN / name])
    assert type(caught.value) is kind
    assert name in str(caught.value) and words in str(caught.value)
    assert main(["read", str(BROKEN / name)]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.strip() == str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="nowhere.txt"):
        read_paths([tmp_path / "nowhere.txt"])
    with pytest.raises(MissingFileError, match="文件夹里没有 .txt"):
        read_paths([tmp_path])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_three_encodings_read_alike(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "原文.txt"
    path.write_bytes(TEXT.encode(encoding))
    document = read_paths([path]).documents[0]
    assert document.title == "示例市人民政府关于加强示例工作的通知"
    assert [clause.path for clause in document.clauses] == ["一"]
    assert document.source.start == 0


def test_the_byte_order_mark_is_not_text() -> None:
    assert decode(b"\xef\xbb\xbf" + TEXT.encode(), "原文.txt") == TEXT


def test_folders_give_their_readable_files_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.html", "d.json", "~$e.docx", ".f.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [path.name for path in find_files([tmp_path])] == ["a.txt", "b.txt", "c.html"]


def test_what_a_folder_holds_and_nobody_can_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    reading = read_paths([tmp_path])
    assert len(reading.documents) == 1
    assert [(remark.place.file, remark.message[:7]) for remark in reading.remarks] == [("b.doc", "没有读：旧版W")]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (TEXT.encode("gb18030"), f"<html><body><p>{TEXT.replace(chr(10), '</p><p>')}</p></body></html>".encode()):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        (document,) = read_paths(["-"]).documents
        assert (document.source.file, document.title) == ("标准输入", "示例市人民政府关于加强示例工作的通知")


@pytest.mark.parametrize("name", ["原文", "原文.txt", "原文.html", "原文.docx"])
def test_what_a_file_holds_counts_more_than_its_name(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(f"<!DOCTYPE html><html><body><p>{TEXT.replace(chr(10), '</p><p>')}</p></body></html>", encoding="utf-8")
    reading = read_paths([tmp_path / name])
    assert list(reading.formats.values()) == ["html"]
    assert [clause.path for clause in reading.documents[0].clauses] == ["一"]


def test_reading_plain_text_loads_no_format() -> None:
    heavy = ("lxml", "docx", "pypdfium2", "readability", "zipfile", "luodi.text.formats")
    loaded = f"[name for name in {heavy} if name in sys.modules and name not in before]"
    code = f"import sys; before = set(sys.modules); import luodi.cli.read, luodi.text.read; print({loaded})"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_any_line_break_will_do(newline: str, tmp_path: Path) -> None:
    path = tmp_path / "原文.txt"
    path.write_bytes(TEXT.replace("\n", newline).encode())
    assert read_paths([path]).documents[0].addressees == ("各县（区）人民政府",)
