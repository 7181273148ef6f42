"""The worker: runs the schedules, takes what is due, one thing at a time, until it is told to stop."""

import logging
import signal
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import InterfaceError, OperationalError, connections, transaction

from luodi.desk.outbox.errors import RefusedError
from luodi.desk.outbox.handlers import handler_of
from luodi.desk.outbox.leases import LEASE, finish, put_back, set_aside, take
from luodi.desk.outbox.models import Message
from luodi.desk.outbox.schedules import run_schedules

log = logging.getLogger("luodi.outbox")
IDLE = 0.5
WITHOUT_DATABASE = 5.0
# So many things are done before the schedules are looked at again.
ROUND = 100


def stand(lease: timedelta = LEASE) -> None:
    """Work until SIGTERM or SIGINT comes; what is being done then is done to its end."""
    told: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _frame: told.append(received))
    work(lambda: bool(told), lease)


def work(stopped: Callable[[], bool], lease: timedelta = LEASE) -> None:
    """Work until `stopped`; a database that is away is waited for."""
    while not stopped():
        pause = 0.0
        try:
            run_schedules()
            busy = True
            for _ in range(ROUND):
                busy = not stopped() and work_one(lease)
                if not busy:
                    break
            pause = 0.0 if busy else IDLE
        except (OperationalError, InterfaceError) as error:
            log.warning("数据库用不了，%s 秒后再试：%s", WITHOUT_DATABASE, error)
            connections.close_all()
            pause = WITHOUT_DATABASE
        _wait(pause, stopped)


def work_one(lease: timedelta = LEASE) -> bool:
    """Do the one message longest due; False where none is."""
    message = take(lease)
    if message is None:
        return False
    try:
        _do(message)
    except RefusedError as error:
        _give_up(message, _said(error))
    except Exception as error:
        # Whatever a handler raises, its message is kept.
        _try_later(message, _said(error))
    return True


def _do(message: Message) -> None:
    handler = handler_of(message.topic)
    if not handler.stored:
        handler.run(message)
        finish(message)
        return
    with transaction.atomic():
        if finish(message):
            handler.run(message)


def _try_later(message: Message, reason: str) -> None:
    put_back(message, reason)
    log.warning("没办成 %s（第 %s 次）：%s", message.key, message.attempts, reason)


def _give_up(message: Message, reason: str) -> None:
    set_aside(message, reason)
    log.error("没送出 %s：%s", message.key, reason)


def _said(error: Exception) -> str:
    return str(error).strip() or type(error).__name__


def _wait(seconds: float, stopped: Callable[[], bool]) -> None:
    """Sleep in short pieces: a signal only leaves a note, which is looked at between them."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not stopped():
        time.sleep(min(0.1, seconds))
