"""Zip archives as named files, within bounds; a name without the UTF-8 flag is GBK, as zips made in Chinese Windows have it."""

import io
import zipfile
import zlib
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from luodi.text.errors import BrokenFileError, LockedFileError, NestedArchiveError, TooLargeError

MOST_ENTRIES = 2000
MOST_BYTES = 256 << 20
MOST_UNFOLDED = 200
SMALL = 1 << 20
UTF8_NAME = 0x800
ENCRYPTED = 0x1
EXPECTED = "应是没有损坏、没有密码的 zip"
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


def entries(data: bytes, file: str, skipped: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """(name with its folders, bytes) of each file in the archive, sorted by name; no bytes of those whose suffix is in `skipped`.

    TextError where the archive breaks a bound, cannot be opened, or holds another.
    """
    with open_archive(data, file) as archive:
        named = sorted(((_name(info), info) for info in archive.infolist() if not info.is_dir()), key=lambda pair: pair[0])
        for name, info in named:
            if PurePosixPath(name).suffix.lower() in skipped:
                yield name, b""
            elif not _is_litter(name):
                yield name, _bytes(archive, info, f"{file}/{name}")


def open_archive(data: bytes, file: str) -> zipfile.ZipFile:
    """The archive, its bounds checked before anything is unfolded. Also for formats that are zips inside (DOCX)."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except FAULTS as error:
        raise BrokenFileError(file, f"压缩包打不开：{_reason(error)}", EXPECTED) from None
    infos = archive.infolist()
    if len(infos) > MOST_ENTRIES:
        raise TooLargeError(file, f"压缩包里有{len(infos)}个文件，太多", f"至多{MOST_ENTRIES}个；请分成几个包")
    total = sum(info.file_size for info in infos)
    if total > MOST_BYTES:
        raise TooLargeError(file, f"压缩包展开后有{total >> 20}MB，太大", f"至多{MOST_BYTES >> 20}MB；请分成几个包")
    for info in infos:
        if info.file_size > SMALL and info.file_size > MOST_UNFOLDED * max(info.compress_size, 1):
            times = info.file_size // max(info.compress_size, 1)
            raise TooLargeError(file, f"其中“{_name(info)}”展开到{times}倍，像是压缩炸弹", f"正常文件至多{MOST_UNFOLDED}倍；没有展开")
        if info.flag_bits & ENCRYPTED:
            raise LockedFileError(file, f"其中“{_name(info)}”有密码", EXPECTED)
    return archive


def kind_of(data: bytes) -> str:
    """What a file that begins like a zip is: docx, xlsx, pptx, ofd, or zip."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except FAULTS:
        return "zip"
    marks = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx"), ("OFD.xml", "ofd"))
    return next((kind for mark, kind in marks if mark in names), "zip")


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, shown: str) -> bytes:
    try:
        data = archive.read(info)
    except FAULTS as error:
        raise BrokenFileError(shown, f"压缩包里的这个文件取不出来：{_reason(error)}", EXPECTED) from None
    if info.filename.lower().endswith(".zip") or (data.startswith(b"PK\x03\x04") and kind_of(data) == "zip"):
        raise NestedArchiveError(shown, "压缩包里又有压缩包", "应是只有一层的 zip；请先把里面的解开")
    return data


def _name(info: zipfile.ZipInfo) -> str:
    """The entry's name as it was meant: zipfile reads what is not flagged as UTF-8 as cp437."""
    if info.flag_bits & UTF8_NAME:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    try:
        words = raw.decode("utf-8")
    except UnicodeDecodeError:
        words = ""
    # Bytes of GBK that happen to be UTF-8 come out as Greek, Hebrew or accents, never as Han: 通知, 联通.
    if words and all(character < "\x80" or character >= "\u2000" for character in words):
        return words
    try:
        return raw.decode("gbk")
    except UnicodeDecodeError:
        return info.filename


def _is_litter(name: str) -> bool:
    last = name.rsplit("/", 1)[-1]
    return name.startswith("__MACOSX/") or last.startswith((".", "~$")) or last in ("Thumbs.db", "desktop.ini")


def _reason(error: Exception) -> str:
    words = str(error)
    if "not a zip" in words.lower():
        return "找不到 zip 的目录，文件可能没有下载完整"
    if "CRC" in words:
        return "校验不符，内容已损坏"
    return "格式不合，可能没有下载完整"
