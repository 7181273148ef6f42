"""A program made anew from its folders, where none was kept, and what a subject must do beside it."""

from pathlib import Path

from luodi.places.regions import Regions
from luodi.policy.binding import lower_musts
from luodi.policy.errors import FaultyLibraryError
from luodi.policy.load import Loaded, held_library
from luodi.policy.lower import lower
from luodi.policy.musts import Musts
from luodi.policy.program import Program


def build_program(root: Path, fingerprint: str) -> Program:
    """The program of the library under `root`; FaultyLibraryError where it has errors."""
    return lower(_loaded(root).library, _regions(root), fingerprint)


def build_musts(root: Path, fingerprint: str) -> Musts:
    """What the library under `root` asks of anybody; FaultyLibraryError where it has errors."""
    loaded = _loaded(root)
    return lower_musts(loaded.library, _regions(root), loaded.concerns, fingerprint)


def _loaded(root: Path) -> Loaded:
    loaded = held_library(root)
    if loaded.errors:
        raise FaultyLibraryError(loaded.findings)
    return loaded


def _regions(root: Path) -> Regions:
    return Regions.load(root / "reference" / "divisions")
