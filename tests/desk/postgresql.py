"""A PostgreSQL for the tests: the one that LUODI_TEST_DATABASE_URL names, or one out of a wheel in a folder of its own."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Its dependency warns about a missing XDG_RUNTIME_DIR when it is imported, which concerns no test.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    try:
        import pgserver
    except ImportError:
        pgserver = None


class NoPostgreSQLError(Exception):
    """There is none to be had; str() says why."""


@contextmanager
def running() -> Iterator[str]:
    """The address of a server that runs meanwhile."""
    if given := os.environ.get("LUODI_TEST_DATABASE_URL"):
        yield given
        return
    if pgserver is None:
        raise NoPostgreSQLError("没有装 pgserver")
    folder = Path(tempfile.mkdtemp(prefix="luodi-pg-"))
    # The server runs under an account of its own where the tests run as root, and must be able to enter.
    folder.chmod(0o755)
    try:
        server = pgserver.get_server(folder / "data", cleanup_mode="stop")
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise NoPostgreSQLError(f"起不来：{error}") from error
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
