"""Runs that end in the middle: the old folder or none, never half a one, and the same bytes after going on."""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import luodi.bulk.tables
from luodi.bulk.errors import TableError
from luodi.bulk.run import Job, run
from luodi.bulk.tables import open_table
from tests.bulk.build import ON, decided, digest, plan, written
from tests.bulk.killed import BATCH

COUNT = 400
FINISH = 13
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Eight batches, with a broken row in the third."""
    monkeypatch.setattr(luodi.bulk.tables, "rows_at_once", lambda _: BATCH)
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


def test_a_run_killed_at_any_moment_leaves_the_old_folder_or_none_and_goes_on_to_the_same_bytes(table: Path, tmp_path: Path) -> None:
    decided(table, tmp_path / "whole")
    whole, chance = digest(tmp_path / "whole"), random.Random(0)
    [touches] = map(int, killed(table, tmp_path / "counting", [0]).split())
    # Some of the moments at which parts are written, and each of those at which the folder is put in its place.
    moments = [*sorted(chance.sample(range(1, touches - FINISH), 10)), *range(touches - FINISH + 1, touches + 1)]
    assert killed(table, tmp_path / "killed", moments) == ""
    left = Counter[str]()
    for moment in moments:
        out = tmp_path / "killed" / str(moment)
        state = "none" if not out.exists() else "old" if [path.name for path in out.iterdir()] == ["old"] else "new"
        left[state] += 1
        assert state != "new" or digest(out) == whole
        run(Job(plan(), open_table(table), ON), out, resume=True)
        assert digest(out) == whole, moment
        assert not out.with_name(f"{moment}.partial").exists()
        assert not out.with_name(f"{moment}.old").exists()
    assert left["old"] > 10
    assert left["none"] == 1


def killed(table: Path, folder: Path, moments: Sequence[int]) -> str:
    """What the runs said that were killed at these moments, see tests/bulk/killed.py."""
    folder.mkdir()
    command = [sys.executable, "-m", "tests.bulk.killed", str(table), str(folder), *map(str, moments)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=300).stdout
