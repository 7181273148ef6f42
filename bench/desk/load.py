"""The desk under load: 100,000 synthetic cases, 200 officials of a unit each, `luodi serve` on PostgreSQL and its client on one machine.

Run from the root of the checkout: python -m bench.desk.load [CASES]. Takes three minutes. PostgreSQL is the one that
LUODI_TEST_DATABASE_URL names (a database of its own is made there and dropped), or one out of a wheel.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg

from bench.desk.asking import Ask, figures, filled, fire, get, visiting
from tests.desk.postgresql import running

ROOT = Path(__file__).resolve().parent.parent.parent
PORT = 8972
NAME = "luodi_load"
KEY = "a key for synthetic rows only"
RETURN = "streamline-return-application"
PAGES = ("/cases/", "/board/rows/", "/cases/", "/board/rows/?light=late", "/board/")
RESULT, QUESTION = "/ask/企业/result/", "/ask/企业/question/月租金/"


def fill(cases: int) -> None:
    """Bring the database up to date, fill it, and print the cookies of its people."""
    django.setup()
    from bench.desk.many import Crowd, enter_cases, enter_parties, enter_people  # noqa: PLC0415 - they read the settings

    crowd = Crowd(cases)
    units = enter_parties(crowd)
    enter_cases(crowd, units)
    print(json.dumps(enter_people(units)))


@contextmanager
def emptied(address: str) -> Iterator[str]:
    """The address of an empty database on that server, dropped afterwards."""
    own = urlunsplit(urlsplit(address)._replace(path=f"/{NAME}"))
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {NAME}")
        try:
            yield own
        finally:
            server.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[None]:
    """`luodi serve` as it is, two gunicorn workers and the outbox's worker, from the first page it gives on."""
    command = [sys.executable, "-m", "luodi.cli.main", "serve", "--port", str(PORT)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            while server.poll() is None:
                with suppress(OSError):
                    get(PORT, "/about/")
                    break
                time.sleep(0.1)
            yield
        finally:
            server.terminate()


def measure(people: dict[str, list[str]]) -> None:
    """One kind of work after the other, each at its rate for so many seconds."""
    print(f"{os.cpu_count()} cores, of which {os.getloadavg()[0]:.1f} are wanted before the client begins", flush=True)
    officials, firms = people["officials"], people["firms"]
    print("queue and list pages at 50 a second, limit p95 100 ms", flush=True)
    pages = [Ask(path, officials[number % len(officials)]) for number in range(1500) for path in (PAGES[number % len(PAGES)],)]
    fire(PORT, pages[:100], 20)
    figures(fire(PORT, pages, 50))
    print("what one could get, at 10 a second, limit p95 60 ms", flush=True)
    visitor = visiting(PORT)
    asked = [Ask(RESULT, visitor.cookie) if number % 2 else filled(visitor, QUESTION, {"月租金": "8000"}) for number in range(200)]
    figures(fire(PORT, asked, 10))
    print("filing a case, at 5 a second, limit p95 300 ms", flush=True)
    forms = [get(PORT, f"/services/{RETURN}/", firm) for firm in firms[:100]]
    figures(fire(PORT, [filled(form, form.path, {"file": "1"}) for form in forms], 5))


def main() -> None:
    if sys.argv[1:2] == ["--fill"]:
        fill(int(sys.argv[2]))
        return
    cases = sys.argv[1] if sys.argv[1:] else "100000"
    with running() as server, emptied(server) as address, tempfile.TemporaryDirectory(prefix="luodi-load-") as var:
        environment = {
            **os.environ,
            "LUODI_DATABASE_URL": address,
            "LUODI_VAR": var,
            "LUODI_SECRET_KEY": KEY,
            "LUODI_SAMPLES": "1",
            "LUODI_EMAIL_URL": "none:",
            "DJANGO_SETTINGS_MODULE": "luodi.desk.settings",
        }
        # The site's own start makes the tables and the sample cases that are copied.
        with serving(environment):
            pass
        began = time.perf_counter()
        made = subprocess.run(
            [sys.executable, "-m", "bench.desk.load", "--fill", cases], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE
        )
        print(f"{int(cases):,} cases entered in {time.perf_counter() - began:.0f} s", flush=True)
        with serving(environment):
            measure(json.loads(made.stdout))


if __name__ == "__main__":
    main()
