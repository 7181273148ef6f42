"""Each test that stores runs on both databases: the other one takes the place of the default for its duration."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Barrier
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from pytest_django import DjangoDbBlocker

from luodi.desk.settings import database
from tests.desk.postgresql import NoPostgreSQLError, running
from tests.required import missing

OTHER = "postgresql"
APART = "apart"
T = TypeVar("T")


@pytest.fixture(scope="session", autouse=True)
def papers(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Papers that tests hand in lie with the tests."""
    settings.LUODI_PAPERS = tmp_path_factory.mktemp("papers")


@pytest.fixture(scope="session")
def postgresql(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A migrated test database on PostgreSQL beside the default one; empty where there is none, or why not."""
    try:
        with running() as address, django_db_blocker.unblock():
            # A connection kept open would keep its database from being dropped.
            settings.DATABASES[OTHER] = {**database(address), "CONN_MAX_AGE": 0}
            connections.settings = connections.configure_settings(settings.DATABASES)
            creation = connections[OTHER].creation
            ordinary = connections[OTHER].settings_dict["NAME"]
            creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            yield ""
            connections[OTHER].close()
            with server_beside(connections[OTHER].settings_dict):
                pass
            creation.destroy_test_db(ordinary, verbosity=0)
    except NoPostgreSQLError as error:
        yield str(error)


@pytest.fixture(params=["sqlite", OTHER])
def engine(request: pytest.FixtureRequest, django_db_setup: None) -> Iterator[str]:
    """Make SQLite or PostgreSQL the default connection."""
    if request.param == OTHER:
        if reason := request.getfixturevalue("postgresql"):
            missing("postgresql", reason)
        exchange()
    yield request.param
    if request.param == OTHER:
        exchange()


def exchange(name: str = OTHER) -> None:
    """Let two connections of this thread change places, names included: Django guards connections by their name."""
    default, other = connections["default"], connections[name]
    default.alias, other.alias = other.alias, default.alias
    connections["default"], connections[name] = other, default


@pytest.fixture
def stored(engine: str, db: None) -> str:
    """A database to write to, rolled back afterwards; gives its kind."""
    return engine


@pytest.fixture(params=["sqlite", OTHER])
def apart(request: pytest.FixtureRequest, tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a migrated database of its own that threads and other processes reach; here it is the default connection."""
    address = f"sqlite:///{tmp_path / 'apart.sqlite3'}"
    if request.param == OTHER and (reason := request.getfixturevalue("postgresql")):
        missing("postgresql", reason)
    with django_db_blocker.unblock(), copied() if request.param == OTHER else nullcontext(address) as address:
        settings.DATABASES[APART] = {**database(address), "CONN_MAX_AGE": 0}
        connections.settings = connections.configure_settings(settings.DATABASES)
        exchange(APART)
        call_command("migrate", verbosity=0)
        yield address
        exchange(APART)
        connections[APART].close()
        del connections[APART], settings.DATABASES[APART]


@contextmanager
def server_beside(origin: dict[str, Any]) -> Iterator[tuple[psycopg.Connection, str, str]]:
    """A connection to the server of a database that nobody is connected to any more; with the login and the place of an address there.

    A browser driver in this process may have held a connection of its own, and what is in use can be neither copied nor dropped.
    """
    login = f"postgresql://{quote(origin['USER'])}:{quote(origin['PASSWORD'])}@"
    place = urlencode({**origin["OPTIONS"], "host": origin["HOST"], **({"port": origin["PORT"]} if origin["PORT"] else {})})
    with psycopg.connect(f"{login}/postgres?{place}", autocommit=True) as server:
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [origin["NAME"]])
        yield server, login, place


@contextmanager
def copied() -> Iterator[str]:
    """The address of a copy of the test database on PostgreSQL, dropped afterwards."""
    connections[OTHER].close()
    with server_beside(connections[OTHER].settings_dict) as (server, login, place):
        origin = connections[OTHER].settings_dict["NAME"]
        server.execute(f'CREATE DATABASE {APART} TEMPLATE "{origin}"')
        try:
            yield f"{login}/{APART}?{place}"
        finally:
            server.execute(f"DROP DATABASE {APART} WITH (FORCE)")


def together(act: Callable[[], T], count: int = 2) -> list[T]:
    """What an act gives when as many threads begin it at one moment, each on a connection of its own to the database `apart`."""
    start = Barrier(count)

    def alone(_: int) -> T:
        exchange(APART)
        try:
            start.wait(timeout=60)
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(alone, range(count)))
