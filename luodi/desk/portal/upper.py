"""What upper apps bring to the portal: a word on one's own pages, and an ear for what 算一算 came to.

Each enters its functions when it starts, before tables can be imported: so none is imported here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Word:
    """One line on somebody's own page, with where it leads and what the link says."""

    text: str
    link: str
    verb: str


_words: list[str] = []
_ears: list[str] = []


def enter(words: str, ear: str) -> None:
    """Full names of `words(account) -> list[Word]` and `ear(party, documents)`."""
    _words.append(words)
    _ears.append(ear)


def words_for(account: Any) -> list[Word]:
    """Nothing for somebody not signed in."""
    return [word for name in _words for word in import_string(name)(account)] if account.is_authenticated else []


def hear(party: Any, documents: Iterable[str]) -> None:
    """Somebody signed in for a party was shown that these documents give it something."""
    documents = list(documents)
    for name in _ears:
        import_string(name)(party, documents)
