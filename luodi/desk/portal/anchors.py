"""Addresses that a page gives by the hundred, each made once: of a clause with words of it marked, a measure, a question."""

from functools import lru_cache
from urllib.parse import quote, urlencode

from django.urls import reverse

from luodi.text.anchors import clause_id

MANY = 16384


@lru_cache(MANY)
def clause_url(document: str, path: str, words: tuple[str, ...] = ()) -> str:
    """The document page, opened at a clause, with these words of it marked."""
    query = [*(("q", phrase) for phrase in words), ("at", path)]
    marked = f"?{urlencode(query)}" if len(query) > 1 else ""
    return f"{reverse('portal:document', args=[document])}{marked}#{quote(clause_id(path))}"


@lru_cache(MANY)
def measure_url(id: str) -> str:
    return reverse("portal:measure", args=[id])


@lru_cache(MANY)
def question_url(subject: str, fact: str) -> str:
    return reverse("portal:question", args=[subject, fact])
