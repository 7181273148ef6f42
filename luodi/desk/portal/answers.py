"""A visitor's answers: texts as a policy file spells them, by fact, in the order given; an empty text is "I don't know".

They live in the session, which is a signed cookie. Names are kept as short digests, all of a subject's in one text and the answers in
another, so that every question answered still fits in 4 KB.
"""

from base64 import b32encode
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256

from django.contrib.sessions.backends.base import SessionBase

KEY = "answers"
ORIGIN = "origin"
OWN = "own"
SKIPPED = ""
LETTERS = 5
BETWEEN = "\x1f"


@cache
def digest(fact: str) -> str:
    """Five letters that stand for a fact's name whatever the library around it."""
    return b32encode(sha256(fact.encode()).digest())[:LETTERS].decode("ascii").lower()


def read_answers(session: SessionBase, subject: str, facts: Iterable[str]) -> dict[str, str]:
    """What has been answered about a subject, in order; answers to facts that no longer exist are left out."""
    names = {digest(fact): fact for fact in facts}
    # JSON gives the pair back as a list; a cookie of another shape holds nothing that could be read.
    pair = session.get(KEY, {}).get(subject)
    keys, texts = pair if isinstance(pair, list | tuple) and len(pair) == 2 else ("", "")
    kept = zip((keys[at : at + LETTERS] for at in range(0, len(keys), LETTERS)), texts.split(BETWEEN), strict=False)
    return {names[key]: text for key, text in kept if key in names}


def write_answers(session: SessionBase, subject: str, answers: Mapping[str, str]) -> None:
    """Replace all answers about a subject."""
    kept = session.get(KEY, {})
    texts = BETWEEN.join(text.replace(BETWEEN, " ") for text in answers.values())
    kept[subject] = ("".join(map(digest, answers)), texts)
    session[KEY] = kept


def clear_answers(session: SessionBase, subject: str) -> None:
    for name in (KEY, ORIGIN, OWN):
        kept = session.get(name, {})
        kept.pop(subject, None)
        session[name] = kept


def mark_own(session: SessionBase, subject: str, party: int) -> None:
    """Remember for which party, by its key, somebody signed in answers about a subject."""
    clear_mark(session, subject, ORIGIN)
    session[OWN] = {**session.get(OWN, {}), subject: party}


def own_of(session: SessionBase, subject: str) -> int | None:
    """The key of the party the answers are for; None where they are for nobody who is known."""
    return session.get(OWN, {}).get(subject)


def clear_mark(session: SessionBase, subject: str, name: str) -> None:
    session[name] = {other: mark for other, mark in session.get(name, {}).items() if other != subject}


def mark_origin(session: SessionBase, subject: str, name: str) -> None:
    """Remember that the answers about a subject were taken over from a synthetic party of this name."""
    clear_mark(session, subject, OWN)
    session[ORIGIN] = {**session.get(ORIGIN, {}), subject: name}


def origin(session: SessionBase, subject: str) -> str:
    """The synthetic party the answers were taken over from; empty where the visitor began with none."""
    return str(session.get(ORIGIN, {}).get(subject, ""))


def known(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that say something."""
    return {fact: text for fact, text in answers.items() if text != SKIPPED}
