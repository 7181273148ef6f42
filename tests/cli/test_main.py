"""The command itself: where it prints, and what it does when it cannot."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from luodi.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
RENT = "承租国有房产: 是\n月租金: 3万元\n"
DECIDE = ["decide", "--subject", "企业", "--facts", "-", "--on", "2020-03-10"]


def luodi(*arguments: str, stdin: bytes = RENT.encode(), **settings: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "luodi.cli.main", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=ROOT, env={**os.environ, **settings}, check=False)


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_a_terminal_that_lacks_letters_gets_them_escaped(encoding: str) -> None:
    done = luodi(*DECIDE, "--json", PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert json.loads(done.stdout.decode(encoding))["subject"] == "企业"


def test_a_full_disk_is_one_message() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "luodi.cli.main", "read", "sources"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1


def test_a_reader_that_goes_away_is_no_fault() -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "luodi.cli.main", "read", "sources"]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_closed_standard_input_holds_no_facts(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main([*DECIDE, "--root", str(ROOT)]) == 2
    assert "[empty]" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["check", "serve"])
def test_a_root_without_a_library(verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, "--root", str(tmp_path)]) == 2
    assert "[no-library]" in capsys.readouterr().err


def test_a_catalogue_that_is_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one" / "document.yaml").mkdir(parents=True)
    assert main(["read", str(ROOT / "sources"), "--library", str(tmp_path)]) == 2
    assert "document.yaml" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["99999", "-1", "8000x", "9" * 5000])
def test_a_port_that_is_none(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["serve", f"--port={port}"])
    assert left.value.code == 2
    assert "0 到 65535" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value"), [("LUODI_DAY", "x"), ("LUODI_DATABASE_URL", "mysql://x"), ("LUODI_DATABASE_URL", "sqlite:////proc/none/x")]
)
def test_a_setting_that_cannot_be_is_one_message(name: str, value: str) -> None:
    done = luodi("serve", "--port", "0", **{name: value})
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert "网站没有开" in done.stderr.decode()
