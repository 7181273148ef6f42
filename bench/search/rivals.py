"""The same words by other means: FTS5 phrases of characters, and PostgreSQL's tsvector phrases and arrays of pairs under GIN.

Run from the root of the checkout: python -m bench.search.rivals. The first 1,001 clauses by rank for one word each, in milliseconds.
Neither filters, nor does it put headings first: what is measured is the bare index.
"""

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

import psycopg

from bench.search.library import CLAUSES, documents, queries, repeated
from luodi.desk.search.fold import fold
from tests.desk.postgresql import running

LIMIT = 1_001


def texts() -> Iterator[str]:
    """The folded clauses of the repeated library, one a rank."""
    folded = cache(lambda text: fold(text).text)
    for policy in repeated(documents(), CLAUSES):
        yield from (folded(f"{clause.heading}{clause.text}") for clause in policy.text.clauses)


def figures(name: str, words: list[str], ask: Callable[[str], int]) -> None:
    took = {}
    for word in words:
        start = time.perf_counter()
        ask(word)
        took[word] = (time.perf_counter() - start) * 1000
    times = sorted(took.values())
    p95 = statistics.quantiles(times, n=20)[-1]
    print(
        f"{name:<34} p50 {statistics.median(times):6.1f} ms  p95 {p95:6.1f} ms  max {times[-1]:6.1f} ms  企业 {took['企业']:.1f} ms",
        flush=True,
    )


@cache
def coded(text: str) -> str:
    """Characters as tokens that no tokenizer takes apart."""
    return " ".join(f"{ord(char):x}" for char in text)


def fts5(words: list[str]) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE held USING fts5(body, content='')")
    database.executemany("INSERT INTO held(rowid, body) VALUES (?, ?)", ((rank, coded(text)) for rank, text in enumerate(texts())))
    sql = "SELECT rowid FROM held WHERE held MATCH ? ORDER BY rowid LIMIT ?"
    figures("SQLite FTS5, phrase of characters", words, lambda word: len(database.execute(sql, (f'"{coded(word)}"', LIMIT)).fetchall()))


@cache
def lexemes(text: str) -> str:
    places: dict[str, list[str]] = {}
    for place, char in enumerate(text, start=1):
        places.setdefault(char, []).append(str(place))
    return " ".join(f"'{f'{ord(char):x}'}':{','.join(found[:255])}" for char, found in places.items())


def tsvector(connection: psycopg.Connection, words: list[str]) -> None:
    connection.execute("CREATE TEMPORARY TABLE held (rank int PRIMARY KEY, body tsvector)")
    load(connection, lexemes)
    connection.execute("CREATE INDEX ON held USING gin(body) WITH (fastupdate = off)")
    connection.execute("ANALYZE held")
    sql = "SELECT rank FROM held WHERE body @@ %s::tsquery ORDER BY rank LIMIT %s"
    phrase = "<->".join
    figures(
        "PostgreSQL tsvector, phrase", words, lambda word: len(connection.execute(sql, (phrase(coded(word).split()), LIMIT)).fetchall())
    )
    connection.execute("DROP TABLE held")


@cache
def pairs(text: str) -> list[str]:
    return sorted({one + other for one, other in pairwise(text)})


def arrays(connection: psycopg.Connection, words: list[str]) -> None:
    """Exact for words of two characters only; longer ones would still have to be looked up in their clauses."""
    connection.execute("CREATE TEMPORARY TABLE held (rank int PRIMARY KEY, body text[])")
    load(connection, pairs)
    connection.execute("CREATE INDEX ON held USING gin(body) WITH (fastupdate = off)")
    connection.execute("ANALYZE held")
    sql = "SELECT rank FROM held WHERE body @> %s::text[] ORDER BY rank LIMIT %s"
    figures("PostgreSQL GIN over pairs", words, lambda word: len(connection.execute(sql, (pairs(word), LIMIT)).fetchall()))


def load(connection: psycopg.Connection, body: Callable[[str], object]) -> None:
    with connection.cursor() as cursor, cursor.copy("COPY held FROM STDIN") as copy:
        for rank, text in enumerate(texts()):
            copy.write_row((rank, body(text)))


def main() -> None:
    words = [query for query in queries(documents()) if " " not in query]
    fts5(words)
    with running() as address, psycopg.connect(address, autocommit=True) as connection:
        tsvector(connection, words)
        arrays(connection, words)


if __name__ == "__main__":
    main()
