"""A database address, as Django connects by it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from luodi.desk.settings import database

ROOT = Path(__file__).resolve().parents[2]
SHOWN = "from luodi.desk import settings; print(settings.LUODI_SAMPLES)"


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


def started(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A process of its own: settings are read once, at the start."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("LUODI_")}
    return subprocess.run([sys.executable, *arguments], env={**plain, **environment}, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_site_behind_https_has_nothing_to_complain_of() -> None:
    done = started("manage.py", "check", "--deploy", "--fail-level", "INFO", LUODI_HTTPS="1")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("environment", "samples"),
    [
        ({}, "True"),
        ({"LUODI_HTTPS": "1"}, "False"),
        ({"LUODI_HOSTS": "a.example"}, "False"),
        ({"LUODI_HTTPS": "1", "LUODI_SAMPLES": "1"}, "True"),
    ],
)
def test_a_site_that_others_reach_has_no_sample_accounts_unless_it_says_so(environment: dict[str, str], samples: str) -> None:
    assert started("-c", SHOWN, **environment).stdout.strip() == samples


def test_half_a_single_sign_on_is_refused_with_what_is_missing() -> None:
    done = started("manage.py", "check", LUODI_OIDC_CLIENT="luodi", LUODI_OIDC_SECRET="x")
    assert done.returncode != 0
    assert "单点登录缺 LUODI_OIDC_ISSUER、LUODI_OIDC_AUTHORIZE" in done.stderr


@pytest.mark.parametrize("minutes", ["0", "-5", "半小时"])
def test_an_idle_time_that_is_none_is_refused(minutes: str) -> None:
    done = started("manage.py", "check", LUODI_IDLE=minutes)
    assert f"LUODI_IDLE“{minutes}”不是分钟数" in done.stderr
