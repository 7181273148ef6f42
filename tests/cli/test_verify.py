"""An audit packet of the small library: reckoned again offline, and a changed byte of facts, result, document or program named."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from luodi.cli.main import main

TESTS = Path(__file__).resolve().parent.parent
RENT = "注册地: 南昌市东湖区\n承租国有房产: 是\n月租金: 2万元\n行业: 工业\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LUODI_CACHE", str(tmp_path / "cache"))
    found = tmp_path / "root"
    shutil.copytree(TESTS / "policy" / "small", found)
    (found / "reference").symlink_to(TESTS.parent / "reference")
    return found


@pytest.fixture
def packet(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    firm, path = tmp_path / "firm.yaml", tmp_path / "packet.json"
    firm.write_text(RENT, encoding="utf-8")
    arguments = ["decide", "--subject", "企业", "--facts", str(firm), "--on", "2020-03-10", "--root", str(root), "--packet", str(path)]
    assert main(arguments) == 0
    capsys.readouterr()
    return path


def verify(packet: Path, root: Path, *more: str) -> int:
    return main(["verify", str(packet), "--root", str(root), *more])


def rewrite(packet: Path, change: Callable[[dict[str, Any]], None]) -> None:
    data = json.loads(packet.read_text("utf-8"))
    change(data)
    packet.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def rent(data: dict[str, Any]) -> dict[str, Any]:
    return next(one for one in data["result"]["benefits"] if one["id"] == "rent")


def test_a_packet_says_what_it_stands_on_and_holds(packet: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(packet.read_text("utf-8"))
    assert {"name": "月租金", "value": "2万元"}.items() <= data["facts"][2].items()
    assert data["facts"][2]["source"].endswith("firm.yaml:3")
    assert data["facts"][2]["at"].startswith("20")
    assert (data["subject"], data["on"]) == ("企业", "2020-03-10")
    assert [(one["file"], len(one["sha256"])) for one in data["documents"]] == [("demo.txt", 64)]
    assert list((root.parent / "cache" / "luodi" / "programs").glob(f"{data['program']['sha256']}.json"))
    assert verify(packet, root) == 0
    assert "相符" in capsys.readouterr().out


def test_it_holds_when_the_policies_have_changed_since(packet: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(root / "policies")
    assert verify(packet, root) == 0


def test_a_changed_fact_is_named_with_what_would_come_of_it(packet: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(packet, lambda data: data["facts"][2].update(value="3万元"))
    assert verify(packet, root) == 1
    out = capsys.readouterr().out
    assert "事实“月租金”被改过" in out
    assert "benefits[rent].gives.amount：写着 6000000，重算是 9000000" in out


def test_a_changed_result_is_named(packet: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(packet, lambda data: rent(data)["gives"].update(amount=6_000_001))
    assert verify(packet, root, "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert found["changed"] == ["结果“rent”被改过"]
    assert found["reckoned_otherwise"] == ["benefits[rent].gives.amount：写着 6000001，重算是 6000000"]


def test_a_changed_document_is_named(packet: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = root / "sources" / "demo.txt"
    raw = source.read_bytes()
    source.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    assert verify(packet, root) == 1
    assert "（demo.txt）与作答时不是同一份" in capsys.readouterr().out
    source.unlink()
    assert verify(packet, root) == 0
    assert "没有核对原文" in capsys.readouterr().out


def test_a_fact_taken_out_a_day_moved_and_seals_made_up_are_named(packet: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(packet, lambda data: (data["facts"].pop(), data.update(on="2020-03-11"), data["seals"]["rest"].update(total="0")))  # type: ignore[func-returns-value]
    assert verify(packet, root) == 1
    out = capsys.readouterr().out
    assert "事实“行业”被删掉了" in out
    assert "“日期”被改过" in out
    assert "封存值被改过" in out


def test_a_changed_program_is_refused(packet: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [path] = (root.parent / "cache" / "luodi" / "programs").glob("*.json")
    path.write_bytes(path.read_bytes().replace("最高不超过10万元".encode(), "最高不超过90万元".encode()))
    assert verify(packet, root) == 2
    assert "changed-program" in capsys.readouterr().err
    path.unlink()
    assert verify(packet, root) == 2
    assert "no-program" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "[]", "{", '{"kind": "luodi-decision"}'])
def test_what_is_no_packet_says_so(packet: Path, root: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    packet.write_text(text, encoding="utf-8")
    assert verify(packet, root) == 2
    assert "no-packet" in capsys.readouterr().err


def test_a_packet_with_a_part_of_another_shape_says_so(packet: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(packet, lambda data: data.update(facts=[1]))
    assert verify(packet, root) == 2
    assert "no-packet" in capsys.readouterr().err
