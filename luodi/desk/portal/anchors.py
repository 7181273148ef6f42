"""A clause's address on the site: its document's page, opened at it, with the words of a quotation marked."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from django.urls import reverse

from luodi.text.anchors import clause_id


def clause_url(document: str, path: str, words: Iterable[str] = ()) -> str:
    """The document page, opened at a clause, with these words of it marked."""
    query = [*(("q", phrase) for phrase in words), ("at", path)]
    marked = f"?{urlencode(query)}" if len(query) > 1 else ""
    return f"{reverse('portal:document', args=[document])}{marked}#{quote(clause_id(path))}"
