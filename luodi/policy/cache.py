"""Programs kept between runs: plain JSON under the hash of everything they were made from, so that none can go stale.

Without a place to write, everything works, only slower.
"""

import importlib
import json
import os
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from luodi.policy.codec import decode, encode
from luodi.policy.errors import PolicyError
from luodi.policy.program import FORMAT, Program

PACKAGE = Path(__file__).resolve().parent.parent
FOLDERS = ("days", "places", "feel", "text", "policy")
KEPT = 8


def load_program(root: Path) -> Program:
    """The program of the library under `root`, from the cache where its content was met before.

    FaultyLibraryError where the library has errors; PolicyError where `root` holds none.
    """
    require_library(root)
    key = fingerprint(root)
    path = cache_folder() / f"program-{FORMAT}-{key}.json"
    program = _kept(path)
    if program is not None:
        return program
    # Reading the sources takes modules that a kept program does without: they are loaded only now.
    program = importlib.import_module("luodi.policy.build").build_program(root, key)
    _keep(path, json.dumps(encode(program), ensure_ascii=False, separators=(",", ":")))
    assert isinstance(program, Program)
    return program


def require_library(root: Path) -> None:
    """PolicyError where `root` holds no library."""
    if not (root / "policies").is_dir() or not (root / "sources").is_dir():
        raise PolicyError("no-library", None, f"{root} 里没有 policies/ 和 sources/", "含这两个文件夹的目录", "用 --root 指明")


def fingerprint(root: Path) -> str:
    """A hash of every file a program is made from: policies, sources, divisions, and the code that reads them."""
    digest = blake2b(digest_size=16)
    for base, path in _inputs(root):
        raw = path.read_bytes()
        digest.update(f"{path.relative_to(base).as_posix()}\0{len(raw)}\0".encode())
        digest.update(raw)
    return digest.hexdigest()


def cache_folder() -> Path:
    """LUODI_CACHE, else the user's cache folder."""
    named = os.environ.get("LUODI_CACHE") or os.environ.get("XDG_CACHE_HOME")
    return Path(named) / "luodi" if named else Path.home() / ".cache" / "luodi"


def _inputs(root: Path) -> Iterator[tuple[Path, Path]]:
    for folder in ("policies", "sources", "reference/divisions"):
        yield from ((root, path) for path in sorted((root / folder).rglob("*")) if path.is_file() and not path.name.startswith("."))
    for name in FOLDERS:
        yield from ((PACKAGE, path) for path in sorted((PACKAGE / name).rglob("*.py")))


def _kept(path: Path) -> Program | None:
    """A kept program, or None where there is none or it cannot be read: then it is made anew."""
    try:
        return decode(Program, json.loads(path.read_bytes()))  # type: ignore[no-any-return]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _keep(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(f".{os.getpid()}")
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
        for old in sorted(path.parent.glob("program-*.json"), key=lambda kept: kept.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return
