"""Programs stored under the hash of their own content, for as long as a packet or a case names them; never tidied away."""

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from luodi.policy.cache import cache_folder
from luodi.policy.codec import decode, encode
from luodi.policy.errors import PolicyError
from luodi.policy.program import Program


def keep_program(program: Program) -> str:
    """Store it; its SHA-256 in hexadecimal digits. OSError where there is no place to write."""
    raw = json.dumps(encode(program), ensure_ascii=False, separators=(",", ":")).encode()
    hash = sha256(raw).hexdigest()
    path = _path(hash)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(f".{os.getpid()}")
        aside.write_bytes(raw)
        aside.replace(path)
    return hash


def kept_program(hash: str, file: Path | None = None) -> Program:
    """The program of that hash from `file` or the store. PolicyError where it is not there or is not what its hash says."""
    path = file or _path(hash)
    if not path.is_file():
        raise PolicyError(
            "no-program", None, f"没有找到规则程序 {hash[:16]}…（{path}）", "作答时存下的规则程序", "用 --program 指明它的文件"
        )
    raw = path.read_bytes()
    if sha256(raw).hexdigest() != hash:
        raise PolicyError("changed-program", None, f"{path} 不是作答时的规则程序：散列值不符", hash)
    program = decode(Program, json.loads(raw))
    assert isinstance(program, Program)
    return program


def folder_hash(folder: Path, ending: str = "") -> str:
    """A SHA-256 over the names and bytes of all files below a folder, in order; hidden ones and byte code left out."""
    digest = sha256()
    for path in _files(folder, ending):
        raw = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(raw)}\0".encode())
        digest.update(raw)
    return digest.hexdigest()


def _files(folder: Path, ending: str) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name.endswith(ending) and not path.name.startswith(".") and "__pycache__" not in path.parts:
            yield path


def _path(hash: str) -> Path:
    return cache_folder() / "programs" / f"{hash}.json"
