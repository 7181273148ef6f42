"""The library as the pages use it: every document as read, the policies made to run, and what decides; loaded once a process."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from luodi.days.calendar import Calendar
from luodi.decide.binding import Binder
from luodi.decide.engine import Engine
from luodi.places.regions import COUNTRY, Regions
from luodi.policy.cache import load_library
from luodi.policy.cases import Case
from luodi.policy.load import held_library
from luodi.policy.model import Benefit, Instrument, PolicyDocument
from luodi.policy.program import Program
from luodi.text.model import Document


@dataclass(frozen=True, slots=True)
class Shelf:
    """`documents` are the texts as read and `policies` what has been made of them, by id; `texts` the decoded files
    by name; `places` full names to choose from while typing."""

    documents: Mapping[str, Document]
    policies: Mapping[str, PolicyDocument]
    instruments: Mapping[str, Instrument]
    cases: tuple[Case, ...]
    texts: Mapping[str, str]
    program: Program
    engine: Engine
    binder: Binder
    regions: Regions
    places: tuple[str, ...]
    first_day: date
    last_day: date
    benefits: tuple[Benefit, ...]

    def short(self, id: str) -> str:
        """What screens call a document."""
        return self.policies[id].short


@cache
def shelf() -> Shelf:
    """Read everything below LUODI_ROOT. PolicyError, TextError where it cannot be."""
    return open_shelf(settings.LUODI_ROOT)


def open_shelf(root: Path) -> Shelf:
    loaded = held_library(root)
    policies = {policy.id: policy for policy in loaded.library.documents}
    program, musts = load_library(root)
    regions = Regions.load(root / "reference" / "divisions")
    calendar = Calendar.load(root / "reference" / "calendar" / "workdays.csv")
    engine = Engine(program, regions)
    instruments = {instrument.id: instrument for policy in policies.values() for instrument in policy.instruments}
    return Shelf(
        {id: policy.text for id, policy in policies.items()},
        policies,
        instruments,
        loaded.cases,
        loaded.texts,
        program,
        engine,
        Binder(musts, engine),
        regions,
        suggested_places(regions, {head.region[:2] for head in program.documents.values()}),
        calendar.first,
        calendar.last,
        tuple(instrument for instrument in instruments.values() if isinstance(instrument, Benefit)),
    )


def suggested_places(regions: Regions, provinces: set[str]) -> tuple[str, ...]:
    """All provinces and cities, and the counties of those provinces (two digits) that the library has documents of."""
    codes = (code for code in regions.names if code != COUNTRY and code not in regions.pseudo)
    return tuple(regions.full_name(code) for code in codes if code.endswith("00") or code[:2] in provinces)
