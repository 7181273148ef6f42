"""Zips: every file in them read by its own format, names in GBK, bounds that a bomb does not pass."""

import zipfile
from pathlib import Path

import pytest

from luodi.text.errors import BrokenFileError, EmptyFileError, LockedFileError, NestedArchiveError, TextError, TooLargeError
from luodi.text.formats import archive
from luodi.text.read import read_paths
from tests.text.formats.making import make_docx, make_page, make_zip

TEXT = "示例市人民政府关于加强示例工作的通知\n各县（区）人民政府：\n一、加强领导。各地要落实责任。\n"


def write(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "包.zip"
    path.write_bytes(data)
    return path


def refused(tmp_path: Path, data: bytes, kind: type[TextError], words: str) -> None:
    with pytest.raises(kind, match=words) as caught:
        read_paths([write(tmp_path, data)])
    assert "包.zip" in str(caught.value)


def test_each_file_is_read_by_its_own_format(tmp_path: Path) -> None:
    files = [
        ("一/甲.txt", TEXT.encode("gb18030")),
        ("乙.docx", make_docx(TEXT.replace("加强示例", "做好示范").splitlines())),
        ("丙.html", make_page(TEXT.replace("加强示例", "推进样例").splitlines())),
        ("申报表.xlsx", b"PK\x03\x04"),
        ("图.png", b"\x89PNG"),
        ("__MACOSX/._甲.txt", b"\0\0"),
    ]
    reading = read_paths([write(tmp_path, make_zip(files))])
    assert {document.title[7:13] for document in reading.documents} == {"关于加强示例", "关于做好示范", "关于推进样例"}
    assert reading.formats["包.zip/一/甲.txt"] == "txt"
    assert {document.source.file for document in reading.documents} == {"包.zip/一/甲.txt", "包.zip/乙.docx", "包.zip/丙.html"}
    (remark,) = reading.remarks
    assert remark.place.file == "包.zip/申报表.xlsx" and "电子表格" in remark.message


def test_names_without_the_flag_are_gbk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = zipfile.ZipInfo("placeholder")
    info.filename = "通知.txt".encode("gbk").decode("cp437")
    monkeypatch.setattr(zipfile.ZipInfo, "_encodeFilenameFlags", lambda self: (self.filename.encode("cp437"), 0))
    path = tmp_path / "包.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(info, TEXT.encode())
    assert read_paths([path]).documents[0].source.file == "包.zip/通知.txt"


def test_a_zip_in_a_zip_is_refused(tmp_path: Path) -> None:
    inner = make_zip([("甲.txt", TEXT.encode())])
    refused(tmp_path, make_zip([("里.zip", inner)]), NestedArchiveError, "里.zip：压缩包里又有压缩包")
    refused(tmp_path, make_zip([("里.txt", inner)]), NestedArchiveError, "里.txt：压缩包里又有压缩包")


def test_a_bomb_is_refused_before_it_unfolds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused(tmp_path, make_zip([("甲.txt", b"\n" * (8 << 20))]), TooLargeError, "压缩炸弹")
    monkeypatch.setattr(archive, "MOST_ENTRIES", 3)
    refused(tmp_path, make_zip([(f"{number}.txt", b"x") for number in range(4)]), TooLargeError, "4个文件")
    monkeypatch.setattr(archive, "MOST_BYTES", 1 << 20)
    refused(tmp_path, make_zip([("甲.txt", bytes(range(256)) * (5 << 12))]), TooLargeError, "展开后有5MB")


def test_damaged_and_locked_zips_are_refused(tmp_path: Path) -> None:
    whole = make_zip([("甲.txt", TEXT.encode() * 50)])
    refused(tmp_path, whole[:-30], BrokenFileError, "压缩包打不开")
    refused(tmp_path, whole.replace(whole[40:60], b"\xff" * 20, 1), BrokenFileError, "取不出来|打不开")
    locked = bytearray(whole)
    locked[6] |= 1
    locked[whole.index(b"PK\x01\x02") + 8] |= 1
    refused(tmp_path, bytes(locked), LockedFileError, "有密码")


def test_a_zip_without_texts_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, make_zip([("图.png", b"\x89PNG")]), EmptyFileError, "没有可读的文件")
    refused(tmp_path, make_zip([]), EmptyFileError, "没有可读的文件")
