"""What a file is, told from its bytes and never from its name: PDF, PNG, JPEG, DOCX, XLSX. Everything else is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from os import SEEK_END
from typing import IO
from zipfile import BadZipFile, ZipFile

from luodi.desk.cases.errors import FileError

OFFICE = "application/vnd.openxmlformats-officedocument"
TAIL = 2048
HINT = "请交 PDF、图片（PNG、JPG）、DOCX 或 XLSX"


@dataclass(frozen=True, slots=True)
class Content:
    """`begins` is how its bytes begin, `ends` what stands among its last ones; `holds` the part that an office file must have."""

    label: str
    media: str
    begins: bytes
    ends: bytes = b""
    holds: str = ""


CONTENTS: Mapping[str, Content] = {
    "pdf": Content("PDF", "application/pdf", b"%PDF-", b"%%EOF"),
    "png": Content("图片", "image/png", b"\x89PNG\r\n\x1a\n", b"IEND"),
    "jpg": Content("图片", "image/jpeg", b"\xff\xd8\xff"),
    "docx": Content("DOCX", f"{OFFICE}.wordprocessingml.document", b"PK\x03\x04", b"PK\x05\x06", "word/document.xml"),
    "xlsx": Content("XLSX", f"{OFFICE}.spreadsheetml.sheet", b"PK\x03\x04", b"PK\x05\x06", "xl/workbook.xml"),
}
ACCEPT = ",".join(f".{ending}" for ending in (*CONTENTS, "jpeg"))


def content_of(file: IO[bytes]) -> str:
    """The key of CONTENTS; FileError for an empty file, one of another kind, one cut short, one with macros."""
    head, tail = _ends(file)
    if not head:
        raise FileError("是空的，请重新选一份")
    found = {ending: one for ending, one in CONTENTS.items() if head.startswith(one.begins)}
    if not found:
        raise FileError(f"不是能收的文件；{HINT}")
    if not any(one.ends in tail for one in found.values()):
        raise FileError("不完整，像是没有传完，请重新选一份")
    return _office(file) if "docx" in found else next(iter(found))


def _ends(file: IO[bytes]) -> tuple[bytes, bytes]:
    file.seek(0)
    head = file.read(8)
    file.seek(-min(TAIL, file.seek(0, SEEK_END)), SEEK_END)
    tail = file.read()
    file.seek(0)
    return head, tail


def _office(file: IO[bytes]) -> str:
    """Which of the two office files it is, by the parts its directory lists; nothing is unpacked."""
    try:
        with ZipFile(file) as packed:
            parts = set(packed.namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise FileError(f"打不开；{HINT}") from error
    finally:
        file.seek(0)
    if any(part.lower().endswith("vbaproject.bin") for part in parts):
        raise FileError("带有宏，请去掉宏再交")
    for ending in ("docx", "xlsx"):
        if {"[Content_Types].xml", CONTENTS[ending].holds} <= parts:
            return ending
    raise FileError(f"是压缩包或别的文件；{HINT}")
