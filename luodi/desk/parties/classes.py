"""Field classes: what a reader of each role sees plainly, what it sees as a pseudonym, and what leaves a trace when read.

Each app declares the class of its text fields in `classes` of its AppConfig; one that is not declared is 敏感.
"""

from base64 import b32encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model
from django.utils.crypto import salted_hmac

from luodi.desk.parties.models import Role
from luodi.desk.parties.scope import Scope

PUBLIC, WORK, PERSONAL, SENSITIVE = "公开", "工作", "个人", "敏感"
READERS: Mapping[str, frozenset[str]] = {
    WORK: frozenset(Role.values),
    PERSONAL: frozenset({Role.FIRM, Role.PERSON, Role.OFFICIAL, Role.WINDOW, Role.ADMINISTRATOR}),
    SENSITIVE: frozenset({Role.FIRM, Role.PERSON, Role.OFFICIAL}),
}
LOGGED = frozenset({PERSONAL, SENSITIVE})
LETTERS = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody read fields of one row (`parties.account:12`) of a class that leaves a trace."""

    account: int | None
    subject: str
    fields: tuple[str, ...]


def class_of(model: type[Model], field: str) -> str:
    """The class its app declares for a field (`account.phone`); 敏感 where it declares none."""
    declared: Mapping[str, str] = getattr(apps.get_app_config(model._meta.app_label), "classes", {})
    return declared.get(f"{model._meta.model_name}.{field}", SENSITIVE)


def class_in(row: Model, field: str) -> str:
    """The class of one row's field: what the row says of itself (`classes`) goes before what its app declares."""
    own: Mapping[str, str] = getattr(row, "classes", {})
    return own.get(field) or class_of(type(row), field)


def shown(row: Model, fields: Iterable[str], scope: Scope, *, inside: bool, log: Callable[[Reading], object]) -> dict[str, str]:
    """The fields' texts as a reader may see them; `inside`: whether the row is within the scope.

    What is not for the reader comes as a pseudonym. `log` is called once, before anything is returned, where something that leaves a
    trace is read plainly; one's own account and those one acts for leave none.
    """
    classes = {field: class_in(row, field) for field in fields}
    plain = {field for field, kind in classes.items() if kind == PUBLIC or inside and scope.role in READERS[kind]}
    traced = tuple(field for field in classes if field in plain and classes[field] in LOGGED)
    subject = f"{row._meta.label_lower}:{row.pk}"
    if traced and subject not in _own(scope):
        log(Reading(scope.account, subject, traced))
    texts = {field: str(getattr(row, field)) for field in classes}
    return {field: text if field in plain else pseudonym(f"{row._meta.label_lower}.{field}", text) for field, text in texts.items()}


def _own(scope: Scope) -> set[str]:
    return {f"parties.account:{scope.account}", *(f"parties.party:{party}" for party in scope.parties)}


def pseudonym(kind: str, text: str) -> str:
    """The same few letters for the same text of a kind, which nobody without the site's key can undo; empty stays empty."""
    if not text:
        return ""
    digest = salted_hmac(f"luodi.parties.pseudonym:{kind}", text, algorithm="sha256").digest()
    return f"化名{b32encode(digest).decode('ascii')[:LETTERS].lower()}"
