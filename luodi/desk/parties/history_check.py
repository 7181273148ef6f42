"""A database that an earlier trial edition made, found before anything is written to it."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import Error
from django.db import connections
from django.db.migrations.loader import MigrationLoader


def tables_of_this_edition(*, databases: Sequence[str] | None = None, **_kwargs: Any) -> list[Error]:
    """No migration of ours was applied that is none any more."""
    return [error for name in databases or () for error in _strange(name)]


def _strange(database: str) -> list[Error]:
    loader = MigrationLoader(connections[database], ignore_no_migrations=True)
    known = {app for app, _ in loader.disk_migrations}
    strange = sorted(f"{app}.{name}" for app, name in set(loader.applied_migrations) - set(loader.disk_migrations) if app in known)
    if not strange:
        return []
    hint = "样例数据：删掉 LUODI_VAR（默认 var/）里的数据库再启动；别的数据：另给一个空库（LUODI_DATABASE_URL），原库没有动过"
    return [Error(f"这个数据库是更早的试用版建的（{'、'.join(strange[:3])}），这一版打不开", hint=hint, id="parties.E001")]
