"""The house as folders: each says in six lines what it is for, none hides behind a name that says nothing."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DJANGO_NAMES = {"migrations", "management", "commands", "templatetags"}
PACKAGES = sorted(path.parent for path in (ROOT / "luodi").rglob("__init__.py") if not DJANGO_NAMES & set(path.parts))
SOURCES = sorted(path for path in (ROOT / "luodi").rglob("*.py") if "migrations" not in path.parts)
SAYS_NOTHING = {"utils", "helpers", "common", "misc", "constants", "core"}


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_folder_has_a_law_of_at_most_six_lines(folder: Path) -> None:
    law = folder / "README.md" if folder != ROOT / "luodi" else ROOT / "docs" / "README.md"
    lines = law.read_text("utf-8").strip().splitlines()
    assert lines
    assert folder == ROOT / "luodi" or len(lines) <= 6


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_source_file_says_what_it_is_and_stays_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert path.stem not in SAYS_NOTHING
    assert path.parent.name not in SAYS_NOTHING
    assert len(text.splitlines()) <= 600
    assert not text or text.startswith('"""'), "a module begins with one sentence about its data"
    assert not re.search(r"^\s{4,}(from|import) ", text, re.M), "no import inside a function"
    assert "TYPE_CHECKING" not in text


def test_every_python_folder_is_a_package() -> None:
    """A folder without __init__.py is invisible to the import contracts."""
    folders = {path.parent for path in SOURCES}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_deciding_imports_nothing_heavy() -> None:
    heavy = ("django", "pydantic", "numpy", "pyarrow", "llvmlite", "lxml")
    code = f"import sys, luodi.cli.main, luodi.cli.decide; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip() == "[]"


def test_lock_files_name_hashes_and_no_index() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-spark.lock"):
        text = (ROOT / name).read_text("utf-8")
        pinned = re.findall(r"^[a-z0-9._-]+(?:\[[a-z,]+\])?==\S+ \\$", text, re.M)
        assert pinned
        assert text.count("==") == len(pinned)
        assert "http" not in text
        assert "index" not in text
