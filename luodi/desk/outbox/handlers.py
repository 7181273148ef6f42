"""Who does what is due: one handler a topic, named by the app that knows the topic when it starts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string

from luodi.desk.outbox.errors import NotSentError


@dataclass(frozen=True, slots=True)
class Handler:
    """`run` takes the message, returns when the thing is done and raises when it is not.

    `stored`: all it does is to write to the database, so it is done and marked as done in one transaction: exactly once.
    Otherwise it reaches outside: at least once, each time with the same key.
    """

    run: Callable[[Any], None]
    stored: bool


_by_topic: dict[str, tuple[str, bool]] = {}


def register(topic: str, run: str, *, stored: bool = False) -> None:
    """Let the function of that full name do what comes under a topic; called in an app's ready(), before tables can be imported."""
    _by_topic[topic] = (run, stored)


def handler_of(topic: str) -> Handler:
    try:
        name, stored = _by_topic[topic]
    except KeyError:
        raise NotSentError(f"没有程序办“{topic}”这类事，已有的是：{'、'.join(sorted(_by_topic))}") from None
    return Handler(import_string(name), stored)
