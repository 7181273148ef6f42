"""Files that can and cannot be read: one broken file a mistake."""

from pathlib import Path

import pytest

from luodi.cli.main import main
from luodi.text.errors import BinaryFileError, EmptyFileError, MissingFileError, TextError, UnknownEncodingError, UnknownFormatError
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
    "pdf.txt": (BinaryFileError, "PDF"),
    "picture.txt": (BinaryFileError, "图片"),
    "zip.txt": (BinaryFileError, "压缩包"),
    "word.docx": (UnknownFormatError, ".docx"),
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
    with pytest.raises(MissingFileError, match="没有 .txt 文件"):
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


def test_folders_give_their_text_files_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.pdf"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [path.name for path in find_files([tmp_path])] == ["a.txt", "b.txt"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_any_line_break_will_do(newline: str, tmp_path: Path) -> None:
    path = tmp_path / "原文.txt"
    path.write_bytes(TEXT.replace("\n", newline).encode())
    assert read_paths([path]).documents[0].addressees == ("各县（区）人民政府",)
