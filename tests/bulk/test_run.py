"""Runs that end in the middle: the old folder or none, never half a one, and the same bytes after going on."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import luodi.bulk.tables
from luodi.bulk.errors import TableError
from luodi.bulk.run import Job, run
from luodi.bulk.tables import open_table
from tests.bulk.build import ON, decided, digest, plan, written

COUNT = 400
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Eight batches, with a broken row in the third."""
    monkeypatch.setattr(luodi.bulk.tables, "BATCH", 50)
    rents = [str(number) for number in range(COUNT)]
    rents[120] = "-5"
    columns = {
        "id": [f"户{number}" for number in range(COUNT)],
        "规上": ["是"] * COUNT,
        "注册地": ["360102"] * COUNT,
        "月租金（元）": rents,
    }
    return written(tmp_path / "t.parquet", columns)


class StoppedError(Exception):
    """The run is over before its end."""


def stopping(rows: int) -> Callable[[int], None]:
    def told(done: int) -> None:
        if done >= rows:
            raise StoppedError

    return told


def test_the_same_bytes_whatever_the_threads(table: Path, tmp_path: Path) -> None:
    decided(table, tmp_path / "one", threads=1)
    decided(table, tmp_path / "two", threads=2)
    assert digest(tmp_path / "one") == digest(tmp_path / "two")
    assert len(list((tmp_path / "one" / "firms").iterdir())) == 8


def test_a_run_that_stops_leaves_the_old_folder_and_goes_on_to_the_same_bytes(table: Path, tmp_path: Path) -> None:
    decided(table, tmp_path / "whole")
    out = tmp_path / "out"
    out.mkdir()
    (out / "old").write_text("旧的")
    with pytest.raises(StoppedError):
        decided(table, out, told=stopping(150))
    assert [path.name for path in out.iterdir()] == ["old"]
    finished = list((tmp_path / "out.partial" / "parts").iterdir())
    before = {path: path.stat().st_mtime_ns for path in finished}
    assert len(before) >= 3
    decided(table, out, resume=True, told=lambda rows: _unchanged(before))
    assert digest(out) == digest(tmp_path / "whole")
    assert not (tmp_path / "out.partial").exists()
    assert not (tmp_path / "out.old").exists()


def _unchanged(before: dict[Path, int]) -> None:
    assert all(path.stat().st_mtime_ns == changed for path, changed in before.items())


def test_going_on_is_refused_where_the_table_has_changed(table: Path, tmp_path: Path) -> None:
    with pytest.raises(StoppedError):
        decided(table, tmp_path / "out", told=stopping(100))
    os.utime(table, ns=(1, 1))
    with pytest.raises(TableError, match="另一次计算"):
        decided(table, tmp_path / "out", resume=True)
    decided(table, tmp_path / "out")


def test_a_run_killed_outright_goes_on_to_the_same_bytes(table: Path, tmp_path: Path) -> None:
    decided(table, tmp_path / "whole")
    code = f"""
import os, signal, luodi.bulk.tables
luodi.bulk.tables.BATCH = 50
from pathlib import Path
from tests.bulk.build import decided
decided(Path({str(table)!r}), Path({str(tmp_path / "out")!r}), told=lambda rows: rows >= 200 and os.kill(os.getpid(), signal.SIGKILL))
"""
    killed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not (tmp_path / "out").exists()
    run(Job(plan(), open_table(table), ON), tmp_path / "out", resume=True)
    assert digest(tmp_path / "out") == digest(tmp_path / "whole")
