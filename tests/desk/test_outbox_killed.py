"""Workers die, receivers are away, two want the same thing: nothing is lost, and what comes twice bears the same key."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.db import transaction

from luodi.desk import clock
from luodi.desk.outbox import actions, queries
from luodi.desk.outbox.leases import take
from luodi.desk.outbox.models import Message, State
from luodi.desk.outbox.schedules import run_schedules
from luodi.desk.outbox.worker import work_one
from tests.desk.conftest import OTHER, together
from tests.desk.receiver import receiving

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2020, 3, 10, 4, tzinfo=UTC)
NOTICES = 1000
on_postgresql = pytest.mark.parametrize("apart", [OTHER], indirect=True)


def fill(count: int, due: datetime | None = None) -> list[str]:
    """Put so many messages for the receiver 示例 into the outbox; their keys."""
    keys = [f"示例·通知:{n}" for n in range(count)]
    with transaction.atomic():
        for n, key in enumerate(keys):
            actions.enqueue("post", key, {"receiver": "示例", "body": {"n": n}}, due=due)
    return keys


@contextmanager
def two_workers(database: str, receiver: str, var: Path) -> Iterator[list[subprocess.Popen[str]]]:
    """Two workers as `luodi worker` opens them, both at work; killed at the end where they still live."""
    command = [sys.executable, "-m", "luodi.cli.main", "worker", "--root", str(ROOT), "--lease", "2"]
    environment = {
        **os.environ,
        "LUODI_DATABASE_URL": database,
        "LUODI_VAR": str(var),
        "LUODI_POST": f"示例={receiver}",
        "PYTHONPATH": str(ROOT),
    }
    with ExitStack() as stack:
        workers = [
            stack.enter_context(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)) for _ in range(2)
        ]
        try:
            for worker in workers:
                assert worker.stdout is not None
                assert "开着" in worker.stdout.readline()
            yield workers
        finally:
            for worker in workers:
                worker.kill()


def wait_until_done(count: int) -> None:
    end = time.monotonic() + 120
    while queries.counts()[State.DONE] < count and time.monotonic() < end:
        time.sleep(0.05)
    assert queries.counts() == {State.DONE: count}


def test_both_workers_killed_three_times_in_the_middle_lose_nothing(apart: str, tmp_path: Path) -> None:
    keys = fill(NOTICES)
    with receiving() as receiver:
        for sent in (NOTICES // 4, NOTICES // 2, NOTICES * 3 // 4):
            with two_workers(apart, receiver.address, tmp_path) as workers:
                receiver.wait_for(sent)
                # Both stand between the receiver's having it and their writing so down.
                receiver.hold(2)
                for worker in workers:
                    os.kill(worker.pid, signal.SIGKILL)
            receiver.release()
        with two_workers(apart, receiver.address, tmp_path) as workers:
            wait_until_done(NOTICES)
            for worker in workers:
                worker.terminate()
            assert [worker.wait(timeout=60) for worker in workers] == [0, 0]
    times = Counter(unquote(key) for key, _ in receiver.taken)
    assert set(times) == set(keys)
    assert sum(count > 1 for count in times.values()) >= 3, "what was cut off came again"
    assert len(set(receiver.taken)) == NOTICES, "with the same key and the same content"


def test_a_receiver_that_is_down_for_five_minutes_gets_everything_afterwards(stored: str, settings: pytest.FixtureRequest) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.LUODI_POST = {"示例": f"http://127.0.0.1:{port}/inbox"}
    keys = fill(50, due=NOON)
    for second in range(0, 300, 5):
        with clock.standing_at(moment=NOON + timedelta(seconds=second)):
            while work_one():
                pass
    assert queries.counts() == {State.WAITING: 50}
    assert "连不上" in Message.objects.first().reason
    with receiving(port) as receiver:
        for second in range(300, 900, 60):
            with clock.standing_at(moment=NOON + timedelta(seconds=second)):
                while work_one():
                    pass
    assert queries.counts() == {State.DONE: 50}
    assert sorted(unquote(key) for key, _ in receiver.taken) == sorted(keys)


@on_postgresql
def test_of_two_workers_that_want_one_thing_exactly_one_gets_it(apart: str) -> None:
    for n in range(20):
        actions.enqueue("post", f"a:{n}", {})
        taken = together(take)
        assert sorted(message is None for message in taken) == [False, True]


@on_postgresql
def test_four_workers_share_what_is_due_and_take_nothing_twice(apart: str) -> None:
    keys = fill(40)
    taken = together(lambda: [message.key for message in iter(take, None)], count=4)
    assert sorted(key for part in taken for key in part) == sorted(keys)


@on_postgresql
def test_one_key_enqueued_by_two_at_once_is_one_row(apart: str) -> None:
    for n in range(20):
        assert sorted(together(lambda key=f"a:{n}": actions.enqueue("post", key, {}))) == [False, True]
    assert Message.objects.count() == 20


@on_postgresql
def test_a_schedule_runs_once_a_period_although_two_workers_stand(apart: str) -> None:
    with clock.standing_at(day=date(2020, 3, 10)):
        actions.plan("周报", "每周一", "post")
        actions.plan("日查", "每日", "post")
    for n in range(14):
        with clock.standing_at(day=date(2020, 3, 10) + timedelta(days=n)):
            together(run_schedules)
    assert Message.objects.filter(key__startswith="schedule:日查").count() == 14
    assert Message.objects.filter(key__startswith="schedule:周报").count() == 2
