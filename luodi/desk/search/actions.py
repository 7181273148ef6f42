"""All that writes the index: it is built whole, from a library, when that has changed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import connection, transaction
from django.db.models.functions import Now

from luodi.desk.search.bits import BLOCK, encode
from luodi.desk.search.entries import entries, marks
from luodi.desk.search.models import Edition, Entry, Posting
from luodi.desk.search.queries import ONLY, stamp
from luodi.places.regions import Regions
from luodi.policy.model import PolicyDocument

# Tens of thousands of rows a block: as model instances they take three times as long.
INSERT = f"INSERT INTO {Posting._meta.db_table} (field, gram, block, packed) VALUES (%s, %s, %s, %s)"


@transaction.atomic
def build_index(documents: Iterable[PolicyDocument], regions: Regions, fingerprint: str) -> int:
    """Put the library's clauses in the place of whatever was indexed; how many, 0 where this library already is.

    Whoever searches meanwhile sees the old index; whoever builds meanwhile waits, and then finds it built.
    """
    edition, _ = Edition.objects.select_for_update().get_or_create(id=ONLY)
    if edition.fingerprint == stamp(fingerprint):
        return 0
    Posting.objects.all().delete()
    Entry.objects.all().delete()
    levels: Counter[str] = Counter()
    units: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    rows = entries(documents, regions)
    for block, chunk in enumerate(iter(lambda: list(islice(rows, BLOCK)), [])):
        Entry.objects.bulk_create(chunk, batch_size=1_000)
        with connection.cursor() as cursor:
            cursor.executemany(INSERT, _postings(block, chunk, regions))
        levels.update(entry.level for entry in chunk)
        units.update(unit for entry in chunk for unit in entry.units)
        kinds.update(kind for entry in chunk for kind in entry.kinds)
    edition.fingerprint, edition.built_at = stamp(fingerprint), Now()
    edition.levels, edition.units, edition.kinds = ([name for name, _ in seen.most_common()] for seen in (levels, units, kinds))
    edition.save()
    with connection.cursor() as cursor:
        for table in (Entry, Posting):
            cursor.execute(f"ANALYZE {table._meta.db_table}")
    return levels.total()


def _postings(block: int, chunk: Sequence[Entry], regions: Regions) -> Iterator[tuple[str, str, int, bytes]]:
    found: dict[tuple[str, str], list[int]] = {}
    for number, entry in enumerate(chunk):
        for mark in marks(entry, regions):
            found.setdefault(mark, []).append(number)
    for (field, gram), numbers in sorted(found.items()):
        yield field, gram, block, encode(numbers)
