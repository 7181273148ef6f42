"""Docs that a test can check, it checks: verbs, finding ids, settings, links, numbers in both READMEs."""

import re
from pathlib import Path

import pytest

from luodi.cli.main import VERBS
from luodi.policy.instruments import READERS

ROOT = Path(__file__).parent.parent.parent
DOCS = [ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
POLICY_SOURCES = "\n".join(path.read_text("utf-8") for path in (ROOT / "luodi" / "policy").rglob("*.py"))
FEEL_SOURCES = "\n".join(path.read_text("utf-8") for path in (ROOT / "luodi" / "feel").glob("*.py"))


def finding_ids() -> set[str]:
    """Every id that policy raises, and those of expressions."""
    raised = re.findall(r'(?:PolicyError|_error|_left_open)\(\s*"([a-z-]+)"', POLICY_SOURCES)
    conditional = re.findall(r'PolicyError\(\s*"([a-z-]+)" if .*? else "([a-z-]+)"', POLICY_SOURCES)
    return {*raised, *(id for pair in conditional for id in pair), *re.findall(r'"(feel\.[a-z-]+)"', FEEL_SOURCES)}


def test_every_finding_has_its_line() -> None:
    documented = set(re.findall(r"^\| `([a-z.-]+)` \|", (ROOT / "docs" / "findings.md").read_text("utf-8"), re.M))
    assert documented == finding_ids()


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_both_readmes_name_every_verb_and_begin_with_the_two_commands(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    assert text.index("make run") < text.index("make test") < 1500
    for verb in VERBS:
        assert f"luodi {verb}" in text


def test_policy_files_page_describes_every_kind() -> None:
    page = (ROOT / "docs" / "policies.md").read_text("utf-8")
    for kind in READERS:
        assert f"**{kind}**" in page or f"## {kind}" in page


def test_every_setting_is_described() -> None:
    sources = "\n".join(path.read_text("utf-8") for folder in ("luodi", "tests") for path in (ROOT / folder).rglob("*.py"))
    used = set(re.findall(r"[\"'](LUODI_[A-Z_]+)[\"']", sources))
    described = set(re.findall(r"`(LUODI_[A-Z_]+)`", (ROOT / "docs" / "house.md").read_text("utf-8")))
    assert described == used


@pytest.mark.parametrize("page", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_both_readmes_state_the_same_figures() -> None:
    english, chinese = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md"))
    assert sorted(re.findall(r"\d+(?:[.,]\d+)*", english)) == sorted(re.findall(r"\d+(?:[.,]\d+)*", chinese))
