"""`luodi read`: the listing, the tree, the JSON others build on, ids from the library."""

import json
from pathlib import Path

import pytest

from luodi.cli.main import main

TEXT = """示例市人民政府关于支持示例企业的若干意见
示府发〔2020〕3号
各县（区）人民政府：
现提出以下意见：
一、加大补助。给予一次性补助，标准另定。（责任单位：市工信局、市财政局）
二、优化服务。开辟绿色通道，压缩时限。（市政务服务局牵头，市财政局配合）
2020年3月4日
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "原文.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def data(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    assert main(["read", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_json_has_the_agreed_shape(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (document,) = data(capsys, str(source))["documents"]
    assert {"id", "title", "number", "issuers", "date", "level", "addressees", "source", "clauses", "remarks"} <= set(document)
    assert document["source"] == {"file": "原文.txt", "start": 0, "end": len(TEXT.rstrip())}
    clause = document["clauses"][2]
    assert {"path", "heading", "text", "place", "lead", "support", "unit_rule"} <= set(clause)
    assert (clause["path"], clause["lead"], clause["support"], clause["unit_rule"]) == ("二", ["市政务服务局"], ["市财政局"], "named")
    assert TEXT[clause["place"]["start"] : clause["place"]["end"]] == f"二、{clause['text']}"


def test_units_are_resolved_in_the_region_of_the_issuer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "原文.txt"
    path.write_text(TEXT.replace("示例市", "九江市").replace("市政务服务局牵头", "示例公司、市政务服务局牵头"), encoding="utf-8")
    clause = data(capsys, str(path))["documents"][0]["clauses"][2]
    assert [one["text"] for one in clause["resolved"]] == clause["units"]
    assert clause["resolved"] == [
        {"text": "示例公司", "name": None, "level": None, "region": None, "group": False},
        {"text": "市政务服务局", "name": "九江市政务服务局", "level": "city", "region": "360400", "group": False},
        {"text": "市财政局", "name": "九江市财政局", "level": "city", "region": "360400", "group": False},
    ]


def test_without_a_table_nothing_is_resolved(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    clause = data(capsys, str(source))["documents"][0]["clauses"][2]
    assert (clause["units"], clause["resolved"]) == (["市政务服务局", "市财政局"], [])


def test_ids_come_from_the_library(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "库" / "sample"
    folder.mkdir(parents=True)
    (folder / "document.yaml").write_text("id: sample-20200304\ntitle: 示例市人民政府 关于支持示例企业的若干意见\n", encoding="utf-8")
    (document,) = data(capsys, str(source), "--library", str(tmp_path / "库"))["documents"]
    assert document["id"] == "sample-20200304"


def test_ids_without_a_library_are_stable(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    identity = data(capsys, str(source))["documents"][0]["id"]
    assert identity.startswith("doc-20200304-") and len(identity) == len("doc-20200304-") + 8
    assert data(capsys, str(source))["documents"][0]["id"] == identity


@pytest.mark.parametrize(("content", "words"), [("id: [", "读不懂"), ("title: 示例\n", "没有 id 或 title"), ("- 一\n", "没有 id 或 title")])
def test_a_broken_library_is_one_message(
    content: str, words: str, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "库" / "sample"
    folder.mkdir(parents=True)
    (folder / "document.yaml").write_text(content, encoding="utf-8")
    assert main(["read", str(source), "--library", str(tmp_path / "库")]) == 2
    assert words in capsys.readouterr().err


def test_a_missing_library_is_said(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(source), "--library", str(tmp_path / "无")]) == 2
    assert "没有这个政策库文件夹" in capsys.readouterr().err


def test_the_listing(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(source)]) == 0
    printed = capsys.readouterr().out
    assert "示例市人民政府关于支持示例企业的若干意见" in printed
    assert "示府发〔2020〕3号 · 2020-03-04" in printed
    assert "共1件" in printed
    assert "加大补助" not in printed


def test_the_tree(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(source), "--clauses"]) == 0
    printed = capsys.readouterr().out
    assert "一  加大补助  ［市工信局、市财政局］" in printed
    assert "二  优化服务  ［牵头：市政务服务局；配合：市财政局］" in printed
