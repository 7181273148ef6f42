"""A clause's place in a page: one id for each path, one address for each quotation."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from django.urls import reverse


def clause_id(path: str) -> str:
    """The id of a clause's element; a path holds no blanks, so it is an id as it stands."""
    return f"c-{path}"


def clause_url(document: str, path: str, words: Iterable[str] = ()) -> str:
    """The document page, opened at a clause, with these words of it marked."""
    query = [*(("q", phrase) for phrase in words), ("at", path)]
    marked = f"?{urlencode(query)}" if len(query) > 1 else ""
    return f"{reverse('portal:document', args=[document])}{marked}#{quote(clause_id(path))}"
