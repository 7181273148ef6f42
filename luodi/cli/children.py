"""Processes that a verb keeps alive: forked, started again where one dies, stopped together."""

import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

LOOK = 0.1
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
# Who has lived so long starts again at once, as if nothing had been.
SETTLED = 60.0
# Longer than gunicorn gives the pages it is still serving.
PATIENCE = 15.0
STOPPING = (signal.SIGTERM, signal.SIGINT)


@dataclass(slots=True)
class Child:
    """`run` is the whole life of the process; `starts` counts its lives, `rests` until when it stays down (monotonic seconds)."""

    name: str
    run: Callable[[], None]
    pid: int = 0
    starts: int = 0
    began: float = 0.0
    pause: float = FIRST_PAUSE
    rests: float = 0.0


def keep(children: list[Child]) -> None:
    """Start all and keep them alive until SIGTERM or SIGINT comes; then stop all and return."""
    told: list[int] = []
    before = {number: signal.signal(number, _noting(told)) for number in STOPPING}
    heard, held = os.pipe()
    try:
        while not told:
            for child in children:
                if not child.pid and time.monotonic() >= child.rests:
                    _start(child, heard, held)
            time.sleep(LOOK)
            _bury(children)
    finally:
        _stop(children)
        os.close(heard)
        os.close(held)
        for number, handler in before.items():
            signal.signal(number, handler)


def _noting(told: list[int]) -> Callable[[int, FrameType | None], None]:
    """A signal only leaves a note: what it means is done between two looks."""
    return lambda number, _frame: told.append(number)


def _start(child: Child, heard: int, held: int) -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    # A signal that comes between the fork and the child's own handlers must not go to the parent's.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    child.pid = os.fork()
    if not child.pid:
        _live(child, heard, held)
    child.starts, child.began = child.starts + 1, time.monotonic()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)


def _live(child: Child, heard: int, held: int) -> None:
    """The child's whole life; never returns into what the parent was doing."""
    code = 1
    try:
        # Ctrl+C goes to all processes before a screen: it is the parent's to hear, who has what is being done ended first.
        os.setpgid(0, 0)
        for number in STOPPING:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
        os.close(held)
        threading.Thread(target=_leave_with_parent, args=(heard,), daemon=True).start()
        child.run()
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 0 if left.code is None else 1
    except BaseException:
        traceback.print_exc()
    finally:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code & 0xFF)


def _leave_with_parent(heard: int) -> None:
    """The parent alone holds the pipe's other end: when it is gone, however it went, reading ends."""
    os.read(heard, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def _bury(children: list[Child]) -> None:
    for child in children:
        if child.pid and (ended := os.waitpid(child.pid, os.WNOHANG))[0]:
            child.pid = 0
            if time.monotonic() - child.began >= SETTLED:
                child.pause = FIRST_PAUSE
            child.rests = time.monotonic() + child.pause
            how = os.waitstatus_to_exitcode(ended[1])
            print(f"{child.name}停了（{how}），{child.pause:g} 秒后重开。", file=sys.stderr, flush=True)
            child.pause = min(child.pause * 2, LONGEST_PAUSE)


def _stop(children: list[Child]) -> None:
    """SIGTERM to all, SIGKILL to whoever has not gone in time."""
    for number, patience in ((signal.SIGTERM, PATIENCE), (signal.SIGKILL, PATIENCE)):
        for child in children:
            if child.pid:
                os.kill(child.pid, number)
        end = time.monotonic() + patience
        while any(child.pid for child in children) and time.monotonic() < end:
            for child in children:
                if child.pid and os.waitpid(child.pid, os.WNOHANG)[0]:
                    child.pid = 0
            time.sleep(LOOK / 10)
