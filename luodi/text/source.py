"""Source files as decoded text: UTF-8 (with or without BOM) or GB18030, anything else refused."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from luodi.text.errors import BinaryFileError, EmptyFileError, MissingFileError, UnknownEncodingError, UnknownFormatError

SUFFIXES = (".txt", "")
PROBE = 1 << 16
BINARY_MARKS = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "压缩包或DOCX"),
    (b"\xd0\xcf\x11\xe0", "旧版Office"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """One decoded file. `name` has no folders; all places count characters of `text` (a BOM is not part of it)."""

    name: str
    text: str


def find_files(paths: Iterable[str | Path]) -> list[Path]:
    """Files in the order given; of a folder the .txt files in it, sorted by name, subfolders included."""
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*.txt") if file.is_file())
            if not inside:
                raise MissingFileError(str(path), "文件夹里没有 .txt 文件", "请给出政策原文（.txt）或放有原文的文件夹")
            found.extend(inside)
        elif path.is_file():
            if path.suffix.lower() not in SUFFIXES:
                raise UnknownFormatError(str(path), f"不认识的文件类型“{path.suffix}”，应是文本文件（.txt）", "请先另存为纯文本")
            found.append(path)
        else:
            raise MissingFileError(str(path), "没有这个文件或文件夹", "请检查路径")
    return found


def read_sources(paths: Iterable[str | Path]) -> Iterator[Source]:
    """Decoded sources, one at a time."""
    for path in find_files(paths):
        yield Source(path.name, decode(path.read_bytes(), str(path)))


def decode(data: bytes, file: str) -> str:
    """Text of `data`; raises EmptyFileError, BinaryFileError or UnknownEncodingError, which name the first byte that breaks."""
    for mark, kind in BINARY_MARKS:
        if data.startswith(mark):
            raise BinaryFileError(file, f"这是{kind}，不是文本", "应是 UTF-8 或 GB18030 编码的文本文件", 0)
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
