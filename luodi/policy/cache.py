"""Programs kept between runs: plain JSON under the hash of everything they were made from, so that none can go stale.

Without a place to write, everything works, only slower.
"""

import importlib
import json
import os
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

from luodi.policy import musts
from luodi.policy.codec import decode, encode
from luodi.policy.errors import PolicyError
from luodi.policy.making import uncollected
from luodi.policy.musts import Musts
from luodi.policy.program import FORMAT, Program

PACKAGE = Path(__file__).resolve().parent.parent
CODE = tuple((PACKAGE / name, ".py") for name in ("days", "places", "feel", "text", "policy"))
KEPT = 8
T = TypeVar("T")


def load_program(root: Path) -> Program:
    """The program of the library under `root`, from the cache where its content was met before.

    FaultyLibraryError where the library has errors; PolicyError where `root` holds none.
    """
    require_library(root)
    return _program(root, fingerprint(root))


def load_library(root: Path) -> tuple[Program, Musts]:
    """The program, and what the library asks of anybody, kept likewise: both of the same files, looked through once."""
    require_library(root)
    key = fingerprint(root)
    return _program(root, key), _load(root, key, f"musts-{musts.FORMAT}", Musts, "build_musts")


def _program(root: Path, key: str) -> Program:
    return _load(root, key, f"program-{FORMAT}", Program, "build_program")


def _load(root: Path, key: str, name: str, shape: type[T], build: str) -> T:
    path = cache_folder() / f"{name}-{key}.json"
    found = _kept(path, shape)
    if found is None:
        # Reading the sources takes modules that what is kept does without: they are loaded only now.
        found = getattr(importlib.import_module("luodi.policy.build"), build)(root, key)
        _keep(path, json.dumps(encode(found), ensure_ascii=False, separators=(",", ":")))
    assert isinstance(found, shape)
    return found


def require_library(root: Path) -> None:
    """PolicyError where `root` holds no library."""
    if not (root / "policies").is_dir() or not (root / "sources").is_dir():
        raise PolicyError("no-library", None, f"{root} 里没有 policies/ 和 sources/", "含这两个文件夹的目录", "用 --root 指明")


def fingerprint(root: Path) -> str:
    """A hash of every file a program is made from: policies, sources, divisions, and the code that reads them."""
    digest = blake2b(digest_size=16)
    for folder, ending in ((root / "policies", ""), (root / "sources", ""), (root / "reference/divisions", ""), *CODE):
        for name in _files(str(folder)):
            if name.endswith(ending):
                with open(name, "rb") as file:  # noqa: PTH123 - a tenth of the time that Path takes
                    raw = file.read()
                digest.update(f"{folder.name}{name[len(str(folder)) :]}\0{len(raw)}\0".encode())
                digest.update(raw)
    return digest.hexdigest()


def cache_folder() -> Path:
    """LUODI_CACHE, else the user's cache folder."""
    named = os.environ.get("LUODI_CACHE") or os.environ.get("XDG_CACHE_HOME")
    return Path(named) / "luodi" if named else Path.home() / ".cache" / "luodi"


def _files(folder: str) -> Iterator[str]:
    """Every file below a folder, hidden ones left out, in an order that is always the same."""
    if not os.path.isdir(folder):  # noqa: PTH112
        return
    entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            yield from _files(entry.path)
        elif not entry.name.startswith("."):
            yield entry.path


@uncollected()
def _kept(path: Path, shape: type[T]) -> T | None:
    """What was kept, or None where there is none or it cannot be read: then it is made anew."""
    try:
        return decode(shape, json.loads(path.read_bytes()))  # type: ignore[no-any-return]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _keep(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(f".{os.getpid()}")
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
        for old in sorted(path.parent.glob(f"{path.name.partition('-')[0]}-*.json"), key=lambda kept: kept.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return
