"""The reading copy: whole in itself, an anchor for each clause, units beside, doubts as notes; nothing of a text becomes markup."""

import re
from pathlib import Path

import pytest

from luodi.cli.main import main
from luodi.text.anchors import clause_id
from luodi.text.read import read_paths, read_text
from luodi.text.to_html import page

TEXT = """示例市人民政府关于支持示例企业的若干意见
各县（区）人民政府：
现提出以下意见：
一、加大补助。给予<b>一次性</b>补助&奖励。（责任单位：市工信局、市财政局）
二、优化服务
（一）容缺受理。压缩时限。（市政务服务局牵头，市财政局配合）
四、抓好落实。各地要抓好落实。
2020年3月4日
"""


@pytest.fixture
def copy() -> str:
    return page(read_text(TEXT).documents[0])


def test_every_clause_has_its_anchor(copy: str) -> None:
    for clause in read_text(TEXT).documents[0].clauses:
        assert copy.count(f'id="{clause_id(clause.path)}"') == 1


def test_it_is_whole_in_itself(copy: str) -> None:
    assert copy.startswith("<!DOCTYPE html>")
    assert not re.search(r"<script|<img|<link|@import|url\(|https?:", copy)
    assert all(target.startswith("#") for target in re.findall(r'href="([^"]*)"', copy))


def test_links_within_lead_somewhere(copy: str) -> None:
    ids = set(re.findall(r'id="([^"]*)"', copy))
    targets = set(re.findall(r'href="#(note-\d+)"', copy))
    assert targets
    assert targets <= ids


def test_words_of_the_text_never_become_markup(copy: str) -> None:
    assert "<b>" not in copy
    assert "给予&lt;b&gt;一次性&lt;/b&gt;补助&amp;奖励" in copy


def test_units_stand_beside_and_an_unknown_lead_is_said(copy: str) -> None:
    assert "<p>责任单位：市工信局、市财政局</p><p>谁牵头，文件未载明</p>" in copy
    assert "<p>牵头：市政务服务局</p><p>配合：市财政局</p>" in copy


def test_doubts_are_notes(copy: str) -> None:
    assert re.search(r'<li id="note-\d+">编号从二跳到四', copy)


def test_marks_are_printed_as_documents_do(copy: str) -> None:
    assert re.findall(r'class="mark"[^>]*>([^<]*)<', copy) == ["¶", "一、", "二、", "（一） ", "四、"]


def test_one_document_is_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "原文.txt", tmp_path / "新" / "读本.html"
    source.write_text(TEXT, "utf-8")
    assert main(["read", str(source), "--html", str(out)]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert out.read_text("utf-8") == page(read_paths([source]).documents[0])


def test_several_are_a_folder_with_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = tmp_path / "原文"
    sources.mkdir()
    for name in ("甲", "乙"):
        (sources / f"{name}.txt").write_text(TEXT.replace("示例企业", f"{name}类企业"), "utf-8")
    assert main(["read", str(sources), "--html", str(tmp_path / "读本")]) == 0
    pages = sorted((tmp_path / "读本").iterdir())
    assert len(pages) == 3
    listed = re.findall(r'href="([^"]+)"', (tmp_path / "读本" / "index.html").read_text("utf-8"))
    assert sorted(listed) == [path.name for path in pages if path.name != "index.html"]
    capsys.readouterr()
    assert main(["read", str(sources), "--html", str(tmp_path / "一个.html")]) == 2
    assert "读到2件文件" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "原文.txt"
    source.write_text(TEXT, "utf-8")
    assert main(["read", str(source), "--html", str(source / "里面")]) == 2
    assert "写不进去" in capsys.readouterr().err
