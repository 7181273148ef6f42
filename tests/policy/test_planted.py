"""Errors planted in the real library are found: each test changes one place of one file, as a tired hand would."""

import shutil
from pathlib import Path

import pytest

from luodi.decide.cases import run_cases
from luodi.decide.engine import Engine
from luodi.places.regions import Regions
from luodi.policy.load import Loaded, load_library
from luodi.policy.lower import lower

ROOT = Path(__file__).resolve().parents[2]
PROJECTS, JOBS = "nc-20200226-projects-37", "jx-20200212-employment"
UPGRADE = f"{PROJECTS}/s5-finance.yaml"
GROWTH = "jx-20200204-growth-20/s4-jobs.yaml"
FIRMS = f"{JOBS}/s4-firms.yaml"
HIRING = f"{JOBS}/s1-2-firms-return.yaml"

# What is planted: the file, the words that stand there, what is put in their place, the finding that must come of it.
PLANTED = {
    "a quotation with one character changed": (
        UPGRADE,
        "给予最高不超过500万元的补助",
        "给予最高不超过500万元的补贴",
        "quote-not-in-clause",
    ),
    "an operator against its boundary word": (FIRMS, "if: 失业保险参保职工人数 <= 30,", "if: 失业保险参保职工人数 < 30,", "boundary-word"),
    "a swapped amount": (HIRING, "gives: {money: 1000元,", "gives: {money: 2000元,", "figure-not-quoted"),
    "a swapped share": (UPGRADE, "min(10% * (", "min(15% * (", "figure-not-quoted"),
    "a window one day too long": (GROWTH, "during: 2020-02-04..2020-12-31", "during: 2020-02-04..2021-01-01", "figure-not-quoted"),
    "a document's window one day too long": (f"{PROJECTS}/document.yaml", "2020-12-31", "2021-01-01", "figure-not-quoted"),
    "a benefit without stack": (HIRING, "  stack: 未规定\n", "", "no-stack"),
    "a benefit without force": (HIRING, "  force: 应\n", "", "missing-key"),
    "a count in a strange unit": (f"{JOBS}/s1-2-firms-return.cases.yaml", "吸纳就业人数: 12,", "吸纳就业人数: 12台,", "wrong-unit"),
    "conditions that never hold": (HIRING, "if: 吸纳就业人数 >= 1,", "if: 吸纳就业人数 < 0 and 吸纳就业人数 >= 1,", "dead-condition"),
    "a unit that the document does not name": (HIRING, "  force: 应\n", "  force: 应\n  lead: 省粮食局\n", "unknown-unit"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the library that a test may break."""
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    for name in ("sources", "reference"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def plant(root: Path, name: str, old: str, new: str) -> None:
    path = root / "policies" / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} has no {old!r} any more"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_library_itself_is_whole(root: Path) -> None:
    assert [str(finding) for finding in load_library(root).errors] == []


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_error_is_found_in_its_file(planted: str, root: Path) -> None:
    name, old, new, expected = PLANTED[planted]
    plant(root, name, old, new)
    found = [finding for finding in load_library(root).errors if finding.id == expected]
    assert any(finding.spot and finding.spot.file.endswith(name) for finding in found), [str(finding) for finding in found]


def test_a_case_tells_of_a_rule_that_pays_the_wrong_sum(root: Path) -> None:
    """1000 for each of two: the words hold both figures, so only the worked cases can tell."""
    plant(
        root,
        f"{PROJECTS}/s5-finance.yaml",
        "min(10% * (购买设备发票额 - 100万元), 500万元)",
        "min(10% * (购买设备发票额 - 500万元), 500万元)",
    )
    loaded = load_library(root)
    regions = Regions.load(root / "reference" / "divisions")
    cases = [case for case in loaded.cases if "s5-finance" in case.spot.file]
    told = [str(difference) for difference in run_cases(cases, Engine(lower(loaded.library, regions, ""), regions))]
    assert any("equipment-upgrade-grant" in line for line in told)


def test_every_document_of_the_library_is_encoded_whole(loaded: Loaded) -> None:
    documents = loaded.library.documents
    assert len(documents) == 22
    assert [document.id for document in documents if not document.instruments] == []
