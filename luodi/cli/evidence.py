"""What a packet is made of beside the answer: which code, which program, which files, and where each fact stands."""

import json
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from luodi import __version__
from luodi.decide.engine import Engine
from luodi.decide.model import Decision
from luodi.decide.packet import Asked, DocumentHash, Source, packet
from luodi.policy.kept import folder_hash, keep_program
from luodi.policy.model import Spot
from luodi.policy.program import Program

PACKAGE = Path(__file__).resolve().parent.parent
CODE = ("days", "places", "feel", "policy", "decide")


def write_packet(path: Path, root: Path, engine: Engine, asked: Asked, decision: Decision) -> None:
    """Write the packet of a decision whole or not at all, and store its program under its hash. OSError where one cannot."""
    program = engine.program
    hashes = {
        "fingerprint": program.fingerprint,
        "sha256": keep_program(program),
        "divisions": folder_hash(root / "reference" / "divisions"),
    }
    data = packet(engine, asked, documents(program, decision, root), engine_hash(), hashes)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    aside.replace(path)


def sources(spots: Mapping[str, Spot], file: str) -> dict[str, Source]:
    """For each fact the line it stands in, and when its file was last written; of standard input no time is known."""
    path = Path(file)
    at = datetime.fromtimestamp(int(path.stat().st_mtime), UTC).isoformat() if file != "-" else None
    return {name: Source(f"{spot.file}:{spot.line}", at) for name, spot in spots.items()}


def documents(program: Program, decision: Decision, root: Path) -> list[DocumentHash]:
    """The documents of everything that is not refused, with the hash of their files."""
    files: dict[str, str] = {}
    for outcome in decision.outcomes:
        if outcome.status != "no" and outcome.quote.places:
            files.setdefault(outcome.document, outcome.quote.places[0][0])
    heads = {id: program.documents[id] for id in sorted(files) if id in program.documents}
    return [DocumentHash(id, head.title, head.number, files[id], file_hash(root, files[id])) for id, head in heads.items()]


def engine_hash() -> dict[str, str]:
    """The version and a hash of the code that reckons."""
    code = sha256("".join(folder_hash(PACKAGE / name, ".py") for name in CODE).encode()).hexdigest()
    return {"version": __version__, "code": code}


def file_hash(root: Path, name: str) -> str | None:
    """The SHA-256 of a source file (of a file in a zip: the zip's); None where it is not there."""
    found = _first((root / "sources").rglob(name.split("/")[0]))
    return sha256(found.read_bytes()).hexdigest() if found else None


def _first(paths: Iterable[Path]) -> Path | None:
    return next((path for path in paths if path.is_file()), None)
