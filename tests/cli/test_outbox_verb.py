"""`luodi outbox` and `luodi worker` where nothing is set up, and after something could not be sent."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Verb = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def luodi(tmp_path: Path) -> Verb:
    """Run a command on a desk of its own."""
    environment = {**os.environ, "LUODI_VAR": str(tmp_path), "LUODI_DATABASE_URL": "", "PYTHONPATH": str(ROOT)}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=180, check=False
        )

    return run


@pytest.mark.parametrize("verb", ["outbox", "worker"])
def test_a_database_that_was_never_made_is_named_with_what_to_do(luodi: Verb, verb: str) -> None:
    done = luodi("-m", "luodi.cli.main", verb)
    assert done.returncode == 2
    assert "先运行 luodi serve" in done.stderr
    assert done.stdout == ""


def test_what_could_not_be_sent_is_shown_and_sent_again(luodi: Verb, tmp_path: Path) -> None:
    assert luodi("manage.py", "migrate", "--verbosity", "0").returncode == 0
    row = ("post", "示例:1", "{}", "aside", "2020-03-10", 25, "接收方“示例”连不上", "2020-03-10")
    with sqlite3.connect(tmp_path / "luodi.sqlite3") as database:
        columns = "topic, key, payload, state, due, attempts, reason, closed"
        database.execute(f"INSERT INTO outbox_message ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    database.close()
    shown = luodi("-m", "luodi.cli.main", "outbox").stdout
    assert shown.startswith("待办 0 件，已办 0 件，没送出 1 件\n没送出 示例:1（post，试了 25 次，2020-03-10")
    assert "接收方“示例”连不上" in shown
    assert luodi("-m", "luodi.cli.main", "outbox", "--again", "别的").returncode == 2
    assert luodi("-m", "luodi.cli.main", "outbox", "--again", "全部").stdout == "重新送 1 件\n"
    assert json.loads(luodi("-m", "luodi.cli.main", "outbox", "--json").stdout) == {
        "counts": {"waiting": 1, "done": 0, "aside": 0},
        "aside": [],
    }
