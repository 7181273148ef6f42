"""All that writes about parties."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from luodi.desk.parties.models import Enterprise, Fact
from luodi.desk.parties.queries import any_enterprise
from luodi.desk.parties.sample import SINCE, SOURCE, Sample


@transaction.atomic
def record_facts(enterprise: Enterprise, values: Mapping[str, str], *, since: date, source: str) -> list[Fact]:
    """Write values known since a day, from a source; earlier rows stay."""
    rows = [Fact(enterprise=enterprise, name=name, value=value, since=since, source=source) for name, value in values.items()]
    return Fact.objects.bulk_create(rows)


@transaction.atomic
def load_samples(samples: Iterable[Sample]) -> int:
    """Write the synthetic enterprises into an empty register; returns how many were written, 0 where there are any already."""
    if any_enterprise():
        return 0
    written = 0
    for number, sample in enumerate(samples, start=1):
        enterprise = Enterprise.objects.create(
            name=sample.name, code=f"合成-{sample.region}-{number:04}", region=sample.region, about=sample.about, synthetic=True
        )
        record_facts(enterprise, sample.facts, since=SINCE, source=SOURCE)
        written += 1
    return written
