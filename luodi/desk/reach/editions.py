"""The states documents have had: each is noted when the site first sees it, so that what came after a subscription is known as new."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db.models import Max

from luodi.days.window import inside
from luodi.desk.portal.library import shelf
from luodi.desk.reach.models import Edition
from luodi.policy.model import PolicyDocument

WORKED_CASES = ".cases.yaml"


@dataclass(frozen=True, slots=True)
class Current:
    """A document's present state: the number of its edition, and whether it had none before."""

    document: PolicyDocument
    number: int
    fingerprint: str
    first: bool


@cache
def fingerprints() -> Mapping[str, str]:
    """By document the hash of its text and its policy files, worked cases and comments aside. Once a process, as the library is."""
    return {id: _fingerprint(policy, settings.LUODI_ROOT / "policies" / id) for id, policy in shelf().policies.items()}


def _fingerprint(policy: PolicyDocument, folder: Path) -> str:
    digest = sha256("\0".join(clause.text for clause in policy.text.clauses).encode())
    for line in _lines(folder):
        digest.update(f"\0{line}".encode())
    return digest.hexdigest()


def _lines(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.yaml")):
        if not path.name.endswith(WORKED_CASES):
            lines = (line.rstrip() for line in path.read_text("utf-8").splitlines())
            yield from (line for line in lines if line and not line.lstrip().startswith("#"))


def newest() -> int:
    """The number of the last edition there is."""
    return Edition.objects.aggregate(last=Max("id"))["last"] or 0


def current(day: date) -> list[Current]:
    """The documents of the library that may be in force on a day, each in its present state, the oldest edition first."""
    rows: dict[str, list[Edition]] = {}
    for row in Edition.objects.order_by("id"):
        rows.setdefault(row.document, []).append(row)
    found = []
    for id, fingerprint in fingerprints().items():
        policy, known = shelf().policies[id], rows.get(id, [])
        mine = next((row for row in known if row.fingerprint == fingerprint), None)
        if mine and inside(day, policy.during, shelf().program.events) != "no":
            found.append(Current(policy, mine.pk, fingerprint, mine is known[0]))
    return sorted(found, key=lambda one: one.number)
