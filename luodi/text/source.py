"""Source files as decoded text, whatever their format: chosen by what the bytes begin with, then by name; anything else refused.

TXT is UTF-8 (with or without BOM) or GB18030 and read as it is. Of HTML, DOCX and PDF the text is extracted: places count its characters.
"""

import importlib
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from luodi.text.errors import (
    BinaryFileError,
    BrokenFileError,
    EmptyFileError,
    LockedFileError,
    MissingFileError,
    UnknownEncodingError,
    UnknownFormatError,
)
from luodi.text.extract import NOTHING, Extract, Head

STANDARD_INPUT = "标准输入"
PLAIN = (".txt", ".text", "")
PAGES = (".html", ".htm", ".shtml", ".xhtml")
READ = (*PLAIN[:2], *PAGES, ".docx", ".pdf", ".zip")
UNREAD = {
    ".doc": "旧版Word（.doc）",
    ".wps": "WPS 文件（.wps）",
    ".rtf": "RTF 文件",
    ".xls": "电子表格",
    ".xlsx": "电子表格",
    ".et": "电子表格",
    ".csv": "电子表格",
    ".ppt": "演示文稿",
    ".pptx": "演示文稿",
    ".ofd": "OFD 文件",
    ".rar": "RAR 压缩包",
    ".7z": "7z 压缩包",
}
# Each format's module is loaded when the first such file comes: reading plain text needs none of them.
MODULES = {name: f"luodi.text.formats.{name}" for name in ("html", "docx", "pdf", "archive")}
SAVE_AS = "应是 TXT、HTML、DOCX、带文字层的 PDF，或装着它们的 zip；请先另存"
PROBE = 1 << 16
BINARY_MARKS = (
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"II*\0", "图片"),
    (b"MM\0*", "图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
)
PACKED = (b"PK\x03\x04", b"PK\x05\x06")
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|link|div|p|table|h[1-6]|section|article|span|center)\b[^<>]{0,2000}>)",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class Source:
    """One file as text. `name` has no folders (a file in a zip: the zip's name and its own); all places count characters of `text`.

    `format` is txt, html, docx or pdf: of txt, `text` is the decoded file itself (a BOM is not part of it), of the others what was
    extracted. `head` is what the file says of its document beside the text. `unread` says why nothing of the file was read.
    """

    name: str
    text: str
    format: str = "txt"
    head: Head = NOTHING
    unread: str = ""


def find_files(paths: Iterable[str | Path]) -> list[Path]:
    """Files in the order given; of a folder those of a known format, and those it cannot read, by name, subfolders included."""
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.is_file() and _is_candidate(file))
            if not any(file.suffix.lower() in READ for file in inside):
                raise MissingFileError(str(path), "文件夹里没有 .txt、.html、.docx、.pdf 或 .zip 文件", "请给出政策原文或放有原文的文件夹")
            found.extend(inside)
        elif path.is_file():
            found.append(path)
        else:
            raise MissingFileError(str(path), "没有这个文件或文件夹", "请检查路径")
    return found


def read_sources(paths: Iterable[str | Path]) -> Iterator[Source]:
    """Sources, one at a time. "-" is standard input. In folders and zips, what is of no readable format is passed on as unread."""
    given = list(paths)
    for path in given:
        if str(path) == "-":
            yield from _read(sys.stdin.buffer.read(), STANDARD_INPUT, "", STANDARD_INPUT)
            continue
        whole = Path(path).is_dir()
        for file in find_files([path]):
            if whole and file.suffix.lower() in UNREAD:
                yield _unread(file.name, file.suffix)
            else:
                yield from _read(file.read_bytes(), file.name, file.suffix.lower(), str(file))


def _is_candidate(file: Path) -> bool:
    return file.suffix.lower() in (*READ, *UNREAD) and not file.name.startswith((".", "~$"))


def _unread(name: str, suffix: str) -> Source:
    return Source(name, "", unread=f"没有读：{UNREAD[suffix.lower()]}；{SAVE_AS}")


def _read(data: bytes, name: str, suffix: str, shown: str) -> Iterator[Source]:
    """The sources in one file's bytes: one, or those in a zip. `shown` names the file in errors."""
    format = _format(data, suffix, shown)
    if format == "zip":
        yield from _unpacked(data, name, shown)
    elif format in ("docx", "pdf"):
        yield _extracted(importlib.import_module(MODULES[format]).extract(data, shown), name, format)
    else:
        text = decode(data, shown)
        if MARKUP.match(text[:PROBE]) or suffix in PAGES:
            yield _extracted(importlib.import_module(MODULES["html"]).extract(text, shown), name, "html")
        elif suffix in PLAIN:
            yield Source(name, text)
        elif suffix in READ:
            kind = suffix[1:].upper()
            raise BrokenFileError(shown, f"名字是 {suffix}，内容却不是{kind}", f"应是完整的 {kind}；请重新下载，或在打开后另存一份")
        else:
            raise UnknownFormatError(shown, f"不认识的文件类型“{suffix}”", SAVE_AS)


def _extracted(extract: Extract, name: str, format: str) -> Source:
    return Source(name, extract.text, format, extract.head)


def _unpacked(data: bytes, name: str, shown: str) -> Iterator[Source]:
    found = False
    for inside, raw in importlib.import_module(MODULES["archive"]).entries(data, shown, UNREAD):
        suffix = Path(inside).suffix.lower()
        if suffix in UNREAD:
            yield _unread(f"{name}/{inside}", suffix)
        elif suffix in (*READ, ""):
            found = True
            yield from _read(raw, f"{name}/{inside}", suffix, f"{shown}/{inside}")
    if not found:
        raise EmptyFileError(shown, "压缩包里没有可读的文件", "应有 TXT、HTML、DOCX 或带文字层的 PDF")


def _format(data: bytes, suffix: str, shown: str) -> str:
    """docx, pdf, zip or text, by the first bytes; a format that cannot be read is refused."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(PACKED):
        kind = cast(str, importlib.import_module(MODULES["archive"]).kind_of(data))
        if kind in ("docx", "zip"):
            return "docx" if suffix == ".docx" else kind
        raise UnknownFormatError(shown, f"这是{UNREAD[f'.{kind}']}", SAVE_AS)
    if data.startswith(OLD_OFFICE):
        raise _old_office(data, shown)
    if data.startswith(b"{\\rtf"):
        raise UnknownFormatError(shown, f"这是{UNREAD['.rtf']}", SAVE_AS)
    for mark, kind in BINARY_MARKS:
        if data.startswith(mark):
            raise BinaryFileError(shown, f"这是{kind}，不是文本", SAVE_AS, 0)
    return "text"


def _old_office(data: bytes, shown: str) -> BrokenFileError | LockedFileError | UnknownFormatError:
    """What an OLE container holds, by the names of its streams."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return LockedFileError(shown, "文件有密码", "应是不用密码就能打开的 DOCX；请先去掉密码")
    streams = (("WordDocument", ".doc"), ("Workbook", ".xls"), ("PowerPoint Document", ".ppt"))
    kind = next((UNREAD[suffix] for name, suffix in streams if name.encode("utf-16-le") in data), "旧版Office 文件")
    return UnknownFormatError(shown, f"这是{kind}", SAVE_AS)


def decode(data: bytes, file: str) -> str:
    """Text of `data`; raises EmptyFileError, BinaryFileError or UnknownEncodingError, which name the first byte that breaks."""
    text = _decode(data, file)
    if not text.strip():
        raise EmptyFileError(file, "文件是空的，没有可读的文字", "应是一份或多份政策文件的正文")
    return text


def _decode(data: bytes, file: str) -> str:
    zero = data.find(b"\0")
    if zero >= 0:
        raise BinaryFileError(file, "含有零字节，不是 UTF-8 或 GB18030 文本", "二进制文件和 UTF-16 都请先转成 UTF-8 文本", zero)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        first = broken.start
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as broken:
        place = max(first, broken.start)
        hint = f"应是 UTF-8 或 GB18030；按 UTF-8 断在第{first}字节，按 GB18030 断在第{broken.start}字节"
        raise UnknownEncodingError(file, f"编码读不懂，字节 {data[place : place + 4].hex(' ')}", hint, place) from None
    if not _looks_chinese(text[:PROBE]):
        raise UnknownEncodingError(
            file, f"编码读不懂，字节 {data[first : first + 4].hex(' ')}", "应是 UTF-8 或 GB18030 编码的中文文本", first
        )
    return text


def _looks_chinese(text: str) -> bool:
    """GB18030 decodes nearly any bytes: what comes out must be mostly the common Han characters (GB 2312) and marks."""
    seen = [character for character in text if not character.isspace()]
    return sum(_common(character) for character in seen) * 10 >= len(seen) * 8


def _common(character: str) -> bool:
    if character < "\x80":
        return character >= " "
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return character in "〔〕［］—…·"
