"""Processes kept alive: they come back where they die, with growing pauses, and go where their keeper goes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEEPER = """
import os, signal, time
from luodi.cli.children import Child, keep

def stand():
    print("甲", os.getpid(), flush=True)
    signal.pause()

def dies():
    print("乙", os.getpid(), flush=True)
    raise SystemExit(3)

keep([Child("甲", stand), Child("乙", dies)][:COUNT])
print("完", flush=True)
"""


@contextmanager
def keeper(count: int) -> Iterator[subprocess.Popen[str]]:
    """A process that keeps 甲, who stands, and where two are asked for 乙, who dies at once."""
    command = [sys.executable, "-c", KEEPER.replace("COUNT", str(count))]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True, process_group=0) as process:
        try:
            yield process
        finally:
            process.kill()


def pid_of(name: str, process: subprocess.Popen[str]) -> int:
    """The number of the next process that says its name."""
    assert process.stdout is not None
    said, number = process.stdout.readline().split()
    assert said == name
    return int(number)


def gone(pid: int) -> bool:
    for _ in range(1200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_who_is_killed_comes_back() -> None:
    with keeper(1) as process:
        first = pid_of("甲", process)
        os.kill(first, signal.SIGKILL)
        second = pid_of("甲", process)
        assert second != first
        process.terminate()
        said, complained = process.communicate(timeout=60)
    assert (said, process.returncode) == ("完\n", 0)
    assert complained == "甲停了（-9），1 秒后重开。\n"
    assert gone(second)


def test_who_dies_again_and_again_is_started_with_growing_pauses() -> None:
    with keeper(2) as process:
        time.sleep(4)
        process.terminate()
        _, complained = process.communicate(timeout=60)
    assert complained.splitlines()[:2] == ["乙停了（3），1 秒后重开。", "乙停了（3），2 秒后重开。"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_keeper_stops_all(number: signal.Signals) -> None:
    with keeper(1) as process:
        child = pid_of("甲", process)
        process.send_signal(number)
        assert process.communicate(timeout=60)[0] == "完\n"
    assert process.returncode == 0
    assert gone(child)


def test_ctrl_c_is_the_keeper_s_to_hear() -> None:
    """It goes to all processes before a screen: nobody dies of it and is said to be started again."""
    with keeper(1) as process:
        child = pid_of("甲", process)
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate(timeout=60) == ("完\n", "")
    assert process.returncode == 0
    assert gone(child)


def test_nobody_outlives_a_keeper_that_was_killed() -> None:
    with keeper(1) as process:
        child = pid_of("甲", process)
        process.kill()
        process.wait(timeout=60)
        assert gone(child)
