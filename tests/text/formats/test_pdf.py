"""PDF with a text layer: wrapped lines joined again, page numbers and running heads dropped, scans refused."""

from pathlib import Path

import pytest

from luodi.text.errors import BrokenFileError, LockedFileError, NoTextError
from luodi.text.formats.pdf import extract
from luodi.text.read import read_paths
from tests.text.formats.making import make_pdf
from tests.text.formats.test_html import HERE, SEEDS, squeezed

LINES = (HERE / "employment.txt").read_text("utf-8").splitlines()
LOCK = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]" % (b"ab" * 32, b"cd" * 32)


@pytest.mark.parametrize("running", ["", "江西省人民政府公报"])
def test_paragraphs_come_back_whole(running: str) -> None:
    assert extract(make_pdf(LINES, running, centred=3), "公报.pdf").text.split("\n") == LINES


@pytest.mark.parametrize("source", [path for path in SEEDS if path.name[:3] in ("000", "004")], ids=lambda path: path.stem)
def test_the_source_texts_read_the_same_from_print(source: Path, tmp_path: Path) -> None:
    path = tmp_path / "文件.pdf"
    path.write_bytes(make_pdf(source.read_text("utf-8-sig").splitlines(), "政府公报"))
    reading = read_paths([path])
    assert [squeezed(document) for document in reading.documents] == [squeezed(document) for document in read_paths([source]).documents]
    assert reading.formats == {"文件.pdf": "pdf"}


def test_a_title_that_runs_on_at_the_head_of_pages_stays_on_the_first() -> None:
    title = "示例市人民政府关于支持示例企业的通知"
    text = extract(make_pdf(LINES[2:], title), "公报.pdf").text
    assert text.startswith(title)
    assert text.count(title) == 1


@pytest.mark.parametrize("number", ["— 3 —", "第3页 共12页", "3/12", "- 3 -", "３"])
def test_page_numbers_in_many_forms(number: str) -> None:
    assert number not in extract(make_pdf([*LINES[:3], number]), "公报.pdf").text.split("\n")


def test_a_scan_is_refused() -> None:
    with pytest.raises(NoTextError, match=r"扫描\.pdf：PDF 有1页，却没有文字，是扫描件"):
        extract(make_pdf([]), "扫描.pdf")


def test_a_locked_file_is_refused() -> None:
    with pytest.raises(LockedFileError, match=r"锁\.pdf：PDF 有密码"):
        extract(make_pdf(LINES, trailer=LOCK), "锁.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7\nrubbish", make_pdf(LINES)[:400]])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenFileError, match=r"坏\.pdf：PDF 打不开"):
        extract(data, "坏.pdf")
