"""How long the first twenty hits with the count up to 1,000 take over 300,000 clauses, on SQLite and on PostgreSQL.

Run from the root of the checkout: python -m bench.search.speed [sqlite] [postgresql]. Takes minutes, most of them for building the
indexes. PostgreSQL is the one that LUODI_TEST_DATABASE_URL names (its own tables are made and dropped there), or one out of a wheel.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import django
from django.core.management import call_command

from bench.search.library import CLAUSES, documents, queries, regions, repeated
from luodi.desk.search.words import read_words
from tests.desk.postgresql import running

FILTERED = {"level": "province", "region": "360000", "since": date(2020, 2, 1), "until": date(2020, 3, 3)}


@contextmanager
def sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="luodi-search-") as folder:
        yield f"sqlite:///{folder}/search.sqlite3"


ADDRESSES = {"sqlite": sqlite, "postgresql": running}


def measure(address: str) -> None:
    """Build the index in the database of that address, ask it everything twice (first cold), print the figures, take the tables away."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "luodi.desk.settings", "LUODI_DATABASE_URL": address}
    django.setup()
    from django.db import connection  # noqa: PLC0415 - it reads the settings

    from luodi.desk.search.actions import build_index  # noqa: PLC0415
    from luodi.desk.search.queries import Filters, search  # noqa: PLC0415

    call_command("migrate", "search", verbosity=0)
    originals = documents()
    asked = queries(originals)
    start = time.perf_counter()
    clauses = build_index(repeated(originals, CLAUSES), regions(), "bench")
    print(f"{connection.vendor}: {clauses:,} clauses indexed in {time.perf_counter() - start:.0f} s")
    for name, filters in (("all", Filters()), ("filtered", Filters(**FILTERED))):
        for turn in ("first time", "again"):
            print(f"  {name}, {turn:<10} {_figures(asked, lambda query, by=filters: search(query, by))}")
    call_command("migrate", "search", "zero", verbosity=0)
    connection.close()


def _figures(asked: list[str], ask) -> str:
    """p50, p95 and the longest in milliseconds: of all queries, of those in words of two characters, and some by name."""
    took = {}
    for query in asked:
        start = time.perf_counter()
        found = ask(query)
        took[query] = (time.perf_counter() - start) * 1000, found.counted
    times = sorted(milliseconds for milliseconds, _ in took.values())
    longest = max(took, key=lambda query: took[query][0])
    p95 = statistics.quantiles(times, n=20)[-1]
    pairs = sorted(milliseconds for query, (milliseconds, _) in took.items() if all(len(word) <= 2 for word in read_words(query)))
    p95_of_two = statistics.quantiles(pairs, n=20)[-1]
    two = f"two characters ({len(pairs)}): p50 {statistics.median(pairs):.1f}, p95 {p95_of_two:.1f}, longest {pairs[-1]:.1f}"
    named = "  ".join(f"{query} {took[query][0]:.1f} ({took[query][1]})" for query in (*asked[:5], longest))
    return f"{len(asked)} queries: p50 {statistics.median(times):.1f} ms, p95 {p95:.1f} ms; {two}; {named}"


def main() -> None:
    """Each engine in a process of its own, since settings are read once a process."""
    if sys.argv[1:2] == ["--at"]:
        measure(sys.argv[2])
        return
    shapes = [len(word) for query in queries(documents()) for word in read_words(query)]
    print("words by length:", {length: shapes.count(length) for length in sorted(set(shapes))})
    for engine in sys.argv[1:] or ADDRESSES:
        with ADDRESSES[engine]() as address:
            subprocess.run([sys.executable, "-m", "bench.search.speed", "--at", address], check=True)


if __name__ == "__main__":
    main()
