"""`luodi serve` on a fresh machine, again on the same, with broken policies, and with its port taken."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.stories.conftest import ROOT, serving


def refused(arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "luodi.cli.main", "serve", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


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
