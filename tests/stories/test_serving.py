"""`luodi serve` on a fresh machine, again on the same, with broken policies, and with its port taken."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.stories.conftest import ROOT, serving


def refused(arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "luodi.cli.main", "serve", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=180, check=False)


def test_a_second_start_keeps_what_is_stored(tmp_path: Path) -> None:
    with serving(tmp_path):
        pass
    with serving(tmp_path) as address:
        page = urlopen(f"{address}/ask/%E4%BC%81%E4%B8%9A/").read().decode()
    assert page.count("示例·东湖饭庄") == 1


def test_broken_policies_are_refused_with_their_findings(tmp_path: Path) -> None:
    for folder in ("policies", "sources", "reference"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    rules = tmp_path / "policies" / "nc-20200226-projects-37" / "s5-finance.yaml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace("本年度设备投资额超过100万元的", "本年度设备投资额超过900万元的"), encoding="utf-8"
    )
    done = refused(["--root", str(tmp_path), "--port", "0"])
    assert done.returncode == 2
    assert "s5-finance.yaml:" in done.stderr
    assert "网站没有开" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_taken_port_is_named_with_another_to_try() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        done = refused(["--port", str(port)])
    assert done.returncode == 2
    assert f"--port {port + 1}" in done.stderr


def test_a_folder_without_policies_is_named(tmp_path: Path) -> None:
    done = refused(["--root", str(tmp_path), "--port", "0"])
    assert done.returncode == 2
    assert str(tmp_path) in done.stderr


@pytest.mark.parametrize("path", ["/static/portal/style.css", "/static/portal/icon.svg"])
def test_the_site_serves_its_own_files(site: str, path: str) -> None:
    assert urlopen(f"{site}{path}").status == 200


def test_a_site_that_is_killed_comes_back_at_its_address_and_all_stop_together(tmp_path: Path) -> None:
    with serving(tmp_path) as address:
        keeper = next(pid for pid in processes() if f"LUODI_VAR={tmp_path}" in environment_of(pid))
        children = children_of(keeper)
        assert len(children) == 2, "the site and the worker"
        for child in children:
            os.kill(child, signal.SIGKILL)
        assert in_time(lambda: len(children_of(keeper)) == 2 and set(children_of(keeper)).isdisjoint(children))
        assert urlopen(f"{address}/static/portal/icon.svg", timeout=20).status == 200
    assert in_time(lambda: not any(f"LUODI_VAR={tmp_path}" in environment_of(pid) for pid in processes()))


def in_time(holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold within a minute, however busy the machine."""
    end = time.monotonic() + 60
    while not holds() and time.monotonic() < end:
        time.sleep(0.1)
    return holds()


def processes() -> list[int]:
    return sorted(int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal())


def environment_of(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/environ").read_text(errors="replace").split("\0")
    except OSError:
        return []


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_an_sms_adapter_that_does_not_exist_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUODI_VAR", str(tmp_path))
    monkeypatch.setenv("LUODI_SMS", "luodi.nowhere.sms")
    done = refused(["--port", "0"])
    assert done.returncode == 2
    assert "LUODI_SMS“luodi.nowhere.sms”用不了" in done.stderr
    assert "Traceback" not in done.stderr
