"""A program is plain data: it survives JSON, holds no terms, and is kept under the hash of what it was made from."""

import json
from pathlib import Path

import pytest

from luodi.feel.profile import names
from luodi.places.regions import Regions
from luodi.policy import build, cache
from luodi.policy.codec import decode, encode
from luodi.policy.errors import FaultyLibraryError, PolicyError
from luodi.policy.load import load_library
from luodi.policy.lower import lower
from luodi.policy.program import Program
from tests.policy.conftest import REFERENCE

TERM = """
- id: large
  title: 大投资
  kind: definition
  clause: 二
  quote: 设备投资额100万元以上
  term: 大投资
  means: 设备投资额 >= 100万元
"""


@pytest.fixture(autouse=True)
def kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUODI_CACHE", str(tmp_path / "cache"))


def test_a_program_survives_json(small_root: Path) -> None:
    program = lower(load_library(small_root).library, Regions.load(REFERENCE / "divisions"), "x")
    assert decode(Program, json.loads(json.dumps(encode(program)))) == program


def test_terms_are_inlined_and_regions_are_codes(small_root: Path) -> None:
    rules = small_root / "policies" / "demo-measures" / "all.yaml"
    rules.write_text(rules.read_text("utf-8").replace("{if: 设备投资额 >= 100万元, ", "{if: 大投资, ") + TERM, "utf-8")
    loaded = load_library(small_root)
    assert [str(error) for error in loaded.errors] == []
    equipment = next(benefit for benefit in cache.load_program(small_root).benefits if benefit.id == "equipment")
    assert names(equipment.when[0].expression.tree) == ("设备投资额",)
    assert equipment.area is not None
    assert equipment.area.within == "360000"


def test_a_kept_program_is_the_same_and_an_edit_makes_another(small_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cache.load_program(small_root)
    monkeypatch.setattr(build, "held_library", lambda root: pytest.fail("read anew"))
    assert cache.load_program(small_root) == first
    monkeypatch.undo()
    rules = small_root / "policies" / "demo-measures" / "all.yaml"
    rules.write_text(rules.read_text("utf-8").replace("title: 国有房租减免", "title: 房租减免"), "utf-8")
    second = cache.load_program(small_root)
    assert second.fingerprint != first.fingerprint
    assert second.benefits[0].title == "房租减免"


def test_a_damaged_cache_is_made_anew(small_root: Path) -> None:
    first = cache.load_program(small_root)
    for kept in cache.cache_folder().glob("program-*.json"):
        kept.write_text(kept.read_text("utf-8")[:1000], "utf-8")
    assert cache.load_program(small_root) == first


def test_without_a_place_to_write_everything_works(small_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("LUODI_CACHE", str(tmp_path / "file"))
    assert cache.load_program(small_root).benefits


def test_a_library_with_errors_decides_nothing(small_root: Path) -> None:
    rules = small_root / "policies" / "demo-measures" / "all.yaml"
    rules.write_text(rules.read_text("utf-8").replace("免收3个月房租，", "免收9个月房租，"), "utf-8")
    with pytest.raises(FaultyLibraryError, match="luodi check"):
        cache.load_program(small_root)


def test_a_folder_without_a_library_says_so(tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as caught:
        cache.load_program(tmp_path)
    assert caught.value.id == "no-library"


def test_a_kept_program_that_nests_without_end_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "program.json"
    path.write_text("[" * 200_000, encoding="ascii")
    assert cache._kept(path, Program) is None
