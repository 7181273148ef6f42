"""A program made anew from its folders, where none was kept."""

from pathlib import Path

from luodi.places.regions import Regions
from luodi.policy.errors import FaultyLibraryError
from luodi.policy.load import load_library
from luodi.policy.lower import lower
from luodi.policy.program import Program


def build_program(root: Path, fingerprint: str) -> Program:
    """The program of the library under `root`; FaultyLibraryError where it has errors."""
    loaded = load_library(root)
    if loaded.errors:
        raise FaultyLibraryError(loaded.findings)
    return lower(loaded.library, Regions.load(root / "reference" / "divisions"), fingerprint)
