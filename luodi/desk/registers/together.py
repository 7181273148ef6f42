"""One act on several, each in a transaction of its own: who is refused holds nobody up, and every one is told of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Told:
    """For how many it was done, and what was refused with the reason."""

    done: int
    refused: tuple[tuple[str, str], ...]


def each(acts: Iterable[tuple[str, Act]], refusals: tuple[type[Exception], ...]) -> Told:
    """Do each, called by its title; what raises one of `refusals` is refused by what str() says, anything else ends it all."""
    done, refused = 0, []
    for title, act in acts:
        try:
            with transaction.atomic():
                act()
            done += 1
        except refusals as error:
            refused.append((title, str(error)))
    return Told(done, tuple(refused))
