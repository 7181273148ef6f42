"""What is costly to make, kept between runs in one SQLite file: plain bytes under the hash of all that they were made from.

Each entry bears its own checksum, and one that is damaged counts as none. Without a place to write, everything works, only slower.
"""

import os
import sqlite3
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Final

from luodi.policy.cache import cache_folder
from luodi.policy.kept import folder_hash

PACKAGE: Final = Path(__file__).resolve().parent.parent
CODE: Final = ("bulk", "feel")
MOST: Final = 20_000
ENGINES: Final = 3
PATIENCE: Final = 2.0
TABLE: Final = "create table if not exists kept (key text primary key, sum blob not null, entry blob not null)"


class Kept:
    """One file of entries. Whatever goes wrong with it is as if nothing were kept."""

    def __init__(self, path: Path) -> None:
        self.lock = Lock()
        self.file = _opened(path)

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Those of the entries that there are and that are whole."""
        wanted = tuple(keys)
        question = f"select key, sum, entry from kept where key in ({','.join('?' * len(wanted))})"
        with self.lock:
            try:
                found = self.file.execute(question, wanted).fetchall() if self.file else []
            except sqlite3.Error:
                return {}
        return {key: entry for key, sum, entry in found if sum == _sum(key, entry)}

    def put(self, entries: Mapping[str, bytes]) -> None:
        """Keep these; what was kept longest ago goes where there are too many."""
        if not self.file or not entries:
            return
        rows = [(key, _sum(key, entry), entry) for key, entry in entries.items()]
        with self.lock:
            try:
                with self.file:
                    self.file.executemany("insert or replace into kept values (?, ?, ?)", rows)
                    self.file.execute("delete from kept where rowid <= (select max(rowid) from kept) - ?", (MOST,))
            except sqlite3.Error:
                return


def kept() -> Kept:
    """What this very code has kept."""
    # A connection is not carried into a forked process.
    return _kept(cache_folder() / f"bulk-{engine()}.sqlite", os.getpid())


def key(*parts: object) -> str:
    """A hash of what an entry is made from."""
    return blake2b("\0".join(map(repr, parts)).encode(), digest_size=16).hexdigest()


@cache
def engine() -> str:
    """A hash of the code that makes entries."""
    return key(*(folder_hash(PACKAGE / name, ".py") for name in CODE))


@cache
def _kept(path: Path, _process: int) -> Kept:
    return Kept(path)


def _opened(path: Path) -> sqlite3.Connection | None:
    """The file, made anew where it is none of ours; None where it can be neither read nor made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _tidied(path)
        try:
            return _connected(path)
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            return _connected(path)
    except (OSError, sqlite3.Error):
        return None


def _connected(path: Path) -> sqlite3.Connection:
    # Code is run from here: nobody else may write it.
    path.touch(mode=0o600)
    if path.stat().st_uid != os.getuid():
        raise PermissionError(path)
    file = sqlite3.connect(path, timeout=PATIENCE, check_same_thread=False)
    # Entries bear their own checksums: what a crash tears is made anew.
    file.execute("pragma synchronous = off")
    file.execute(TABLE)
    return file


def _tidied(path: Path) -> None:
    """Files of other code go, but for the latest."""
    others = [file for file in path.parent.glob("bulk-*.sqlite") if file != path]
    for old in sorted(others, key=lambda file: file.stat().st_mtime)[: 1 - ENGINES]:
        old.unlink(missing_ok=True)


def _sum(key: str, entry: bytes) -> bytes:
    return blake2b(entry, key=key.encode(), digest_size=16).digest()
