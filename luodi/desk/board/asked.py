"""What a list of rows is asked for: by light, unit, region, document and words, each from the address."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from luodi.desk.parties.scope import prefix
from luodi.desk.registers.models import Row
from luodi.desk.registers.queries import LIGHTS, in_order, lit

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """Empty is everything. `light` is a key of LIGHTS or `ahead`; `unit` a full name; `region` a code, whatever lies within included."""

    light: str = ""
    unit: str = ""
    region: str = ""
    document: str = ""
    q: str = ""

    def address(self, page: int = 1, done: int = 0) -> str:
        """Where these rows are listed; `done` tells for how many something has just been done."""
        given = {field.name: value for field in fields(self) if (value := getattr(self, field.name))}
        query = urlencode({**given, **({"page": page} if page > 1 else {}), **({"done": done} if done else {})})
        return reverse("board:rows") + (f"?{query}" if query else "")


def asked_for(query: Mapping[str, str]) -> Asked:
    """What is not understood is left out."""
    given = {field.name: query.get(field.name, "").strip()[:LONGEST] for field in fields(Asked)}
    if given["light"] not in (*LIGHTS, "ahead"):
        given["light"] = ""
    if not (given["region"].isdecimal() and given["region"].isascii() and len(given["region"]) == 6):
        given["region"] = ""
    return Asked(**given)


def found(rows: QuerySet[Row], asked: Asked, day: date) -> QuerySet[Row]:
    """Those of the rows that were asked for, what is due first first."""
    if asked.light:
        rows = rows.filter(lit(asked.light, day))
    if asked.unit:
        rows = rows.filter(unit__name=asked.unit)
    if asked.region:
        rows = rows.filter(region__startswith=prefix(asked.region))
    if asked.document:
        rows = rows.filter(document=asked.document)
    for word in asked.q.split():
        rows = rows.filter(title__contains=word)
    return in_order(rows)
