"""A database address, as Django connects by it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from luodi.desk.settings import database


def test_a_postgresql_address_is_taken_apart() -> None:
    settings = database("postgresql://luodi:p%40ss@db.example:5433/luo%20di?sslmode=require")
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    named = {key: settings[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert named == {"NAME": "luo di", "USER": "luodi", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "5433"}
    assert settings["OPTIONS"] == {"sslmode": "require"}


def test_a_socket_folder_stands_for_a_host() -> None:
    settings = database("postgresql://postgres:@/postgres?host=/tmp/pg")
    assert settings["HOST"] == "/tmp/pg"
    assert settings["NAME"] == "postgres"


def test_a_sqlite_address_names_its_file() -> None:
    settings = database("sqlite:////var/lib/luodi.sqlite3")
    assert settings["NAME"] == "/var/lib/luodi.sqlite3"
    assert "journal_mode=WAL" in settings["OPTIONS"]["init_command"]


def test_another_scheme_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ImproperlyConfigured, match="postgresql://"):
        database("mysql://localhost/luodi")
