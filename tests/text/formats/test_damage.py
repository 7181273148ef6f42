"""Files damaged anywhere: each is read, or refused with one TextError; nothing else ever comes out."""

import random
from pathlib import Path

import pytest

from luodi.text.errors import TextError
from luodi.text.read import read_paths
from tests.text.formats.making import make_docx, make_page, make_pdf, make_zip

LINES = (Path(__file__).parent / "employment.txt").read_text("utf-8").splitlines()[:8]
WHOLE = {
    "page.html": make_page(LINES),
    "文件.docx": make_docx(LINES),
    "文件.pdf": make_pdf(LINES, "政府公报"),
    "包.zip": make_zip([("甲.txt", "\n".join(LINES).encode()), ("乙.docx", make_docx(LINES))]),
    "原文.txt": "\n".join(LINES).encode("gb18030"),
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Cut short, cut out of the middle, or with some bytes changed."""
    at, size = chance.randrange(len(data)), chance.randrange(1, 200)
    kind = chance.choice(("cut", "gap", "change", "double"))
    if kind == "cut":
        return data[:at]
    if kind == "gap":
        return data[:at] + data[at + size :]
    if kind == "double":
        return data[:at] + data[at : at + size] + data[at:]
    changed = bytearray(data)
    for _ in range(size // 10 + 1):
        changed[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(changed)


@pytest.mark.parametrize("name", WHOLE)
def test_damaged_files_are_read_or_refused(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)
    path = tmp_path / name
    for _ in range(60):
        path.write_bytes(damaged(WHOLE[name], chance))
        try:
            reading = read_paths([path])
        except TextError as error:
            assert name in str(error)
        else:
            assert all(document.source.end > document.source.start for document in reading.documents)
