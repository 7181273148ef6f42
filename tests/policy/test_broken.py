"""Each broken policy file gives exactly its own finding, at its own line; each broken facts file one clear error."""

import re
import shutil
from pathlib import Path

import pytest

from luodi.places.regions import Regions
from luodi.policy.errors import PolicyError
from luodi.policy.load import load_library
from luodi.policy.subject import read_facts
from tests.policy.conftest import HERE, REFERENCE

POLICIES = sorted((HERE / "broken").glob("*.yaml"))
FACTS = sorted((HERE / "broken_facts").glob("*.yaml"))


def expected(path: Path, word: str) -> tuple[str, int]:
    match = re.match(rf"# {word}: (\S+) (\d+)".encode(), path.read_bytes())
    assert match, f"{path.name} does not say what is wrong with it"
    return match[1].decode(), int(match[2])


def test_the_small_library_is_whole(small_root: Path) -> None:
    loaded = load_library(small_root)
    assert [str(finding) for finding in loaded.errors] == []
    assert len(loaded.cases) == 7


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_a_broken_policy_file_gives_its_own_finding(path: Path, small_root: Path) -> None:
    target = small_root / "policies" / "demo-measures" / f"zz-{path.name}"
    shutil.copy(path, target)
    # A benefit that is broken elsewhere has no cases yet; that is not its mistake.
    errors = [finding for finding in load_library(small_root).errors if finding.id != "no-case"]
    assert [(error.id, error.spot and error.spot.line) for error in errors] == [expected(path, "finding")], [str(error) for error in errors]
    assert errors[0].spot is not None
    assert errors[0].spot.file.endswith(target.name)
    assert errors[0].found


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.stem)
def test_a_broken_facts_file_is_one_clear_error(path: Path, small_root: Path) -> None:
    facts = load_library(small_root).library.facts
    with pytest.raises(PolicyError) as caught:
        read_facts(path, facts, Regions.load(REFERENCE / "divisions"))
    error = caught.value
    assert (error.id, error.spot and error.spot.line) == expected(path, "error"), str(error)
    assert error.expected
    assert path.name in str(error)


def test_an_unknown_fact_suggests_the_nearest(small_root: Path) -> None:
    facts = load_library(small_root).library.facts
    with pytest.raises(PolicyError, match="承租国有房产"):
        read_facts(HERE / "broken_facts" / "unknown-name.yaml", facts, Regions.load(REFERENCE / "divisions"))


def test_a_benefit_without_cases_is_found(small_root: Path) -> None:
    (small_root / "policies" / "demo-measures" / "all.cases.yaml").unlink()
    assert [error.id for error in load_library(small_root).errors] == ["no-case", "no-case"]


def test_a_sentence_with_a_number_that_nobody_claims_is_found(small_root: Path) -> None:
    rules = small_root / "policies" / "demo-measures" / "all.yaml"
    rules.write_text(
        rules.read_text("utf-8").replace("    - {for: 开工审批, within: 7个工作日}\n", "    - {for: 开工审批, within: 当场}\n"), "utf-8"
    )
    source = small_root / "sources" / "demo.txt"
    source.write_text(source.read_text("utf-8").replace("每周一报告进展。", "每周一报告进展。补助总额5000万元。"), "utf-8")
    errors = load_library(small_root).errors
    assert [error.id for error in errors] == ["unclaimed-number"]
    assert "5000万元" in errors[0].found
