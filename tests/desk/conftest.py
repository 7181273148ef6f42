"""Each test that stores runs on both databases: the other one takes the place of the default for its duration."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connections
from pytest_django import DjangoDbBlocker

from luodi.desk.settings import database
from tests.desk.postgresql import NoPostgreSQLError, running
from tests.required import missing

OTHER = "postgresql"


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


def exchange() -> None:
    """Let the two connections change places, names included: Django guards connections by their name."""
    default, other = connections["default"], connections[OTHER]
    default.alias, other.alias = other.alias, default.alias
    connections["default"], connections[OTHER] = other, default


@pytest.fixture
def stored(engine: str, db: None) -> str:
    """A database to write to, rolled back afterwards; gives its kind."""
    return engine
