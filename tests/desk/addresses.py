"""Every address of the site, made from its patterns: whoever adds a page has it walked without saying so.

An address that asks for a number is made with every key that any table holds, one that asks for a word with those listed here.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.desk.worlds import GRANT, MONDAY, RETURN

# By the name of what an address asks for: a document, an instrument, a subject, a fact, a Monday, a letter's token.
WORDS: dict[str, tuple[Any, ...]] = {
    "id": (RETURN, GRANT, "jx-20200204-twenty-measures", "no-such-id"),
    "subject": ("企业",),
    "fact": ("企业规模",),
    "monday": (MONDAY,),
    "token": ("no-such-token",),
}
LIBRARIES = ("oidc", "static")


def keys() -> list[int]:
    """Every key of every table of ours, and one that none has."""
    found = {10**9}
    for model in apps.get_models():
        if model.__module__.startswith("luodi.desk.") and model._meta.pk.get_internal_type().endswith("AutoField"):
            found.update(model._default_manager.values_list("pk", flat=True)[:60])
    return sorted(found)


def patterns() -> Iterator[tuple[str, URLPattern]]:
    """Every pattern with its full name, such as `board:row`."""
    yield from _below(get_resolver(), "")


def _below(resolver: URLResolver, space: str) -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _below(one, f"{one.namespace}:" if one.namespace else space)
        elif one.name:
            yield f"{space}{one.name}", one


def addresses() -> list[tuple[str, str]]:
    """Each name with each address it can have here."""
    numbers, found = keys(), []
    for name, pattern in patterns():
        asked = pattern.pattern.converters
        choices = [numbers if type(converter).__name__ == "IntConverter" else WORDS[word] for word, converter in asked.items()]
        found += [(name, reverse(name, kwargs=dict(zip(asked, chosen, strict=True)))) for chosen in product(*choices)]
    return found
