"""A small library under a root of its own: one synthetic document, its rules and cases."""

import shutil
from pathlib import Path

import pytest

HERE = Path(__file__).parent
REFERENCE = HERE.parent.parent / "reference"


@pytest.fixture
def small_root(tmp_path: Path) -> Path:
    """A copy of the small library that a test may break."""
    root = tmp_path / "root"
    shutil.copytree(HERE / "small", root)
    (root / "reference").symlink_to(REFERENCE)
    return root
