"""Whom duties and bans concern: the file that says so is held against the instruments it names."""

from pathlib import Path

import pytest

from luodi.places.regions import Regions
from luodi.policy.binding import lower_musts
from luodi.policy.load import Loaded, load_library

BAN = """
- id: no-deposit
  title: 不得收保证金
  kind: ban
  clause: 一
  quote: 对承租国有房产的企业
  on: [任何单位]
  what: 收保证金
"""


def load(root: Path, text: str) -> Loaded:
    (root / "policies" / "concerns.yaml").write_text(text, encoding="utf-8")
    with (root / "policies" / "demo-measures" / "all.yaml").open("a", encoding="utf-8") as file:
        file.write(BAN)
    return load_library(root)


@pytest.mark.parametrize(
    ("text", "id", "said"),
    [
        ("actors: [{words: [企业], for: [企业家]}]\nspares: []\nopens: {}\n", "wrong-choice", "企业家"),
        ("actors: [{words: [企业], for: [企业], if: 没有的}]\nspares: []\nopens: {}\n", "feel.name", "没有的"),
        ("actors: [{words: [企业], for: [企业], if: 月租金}]\nspares: []\nopens: {}\n", "wrong-type", "月租金"),
        ("actors: [{words: [企业], for: [企业], documents: [none]}]\nspares: []\nopens: {}\n", "wrong-choice", "none"),
        ("actors: []\nspares: [{ids: [no-deposits], for: [企业]}]\nopens: {}\n", "wrong-choice", "no-deposits"),
        ("actors: []\nspares: []\nopens: {否: [no-deposit]}\n", "wrong-choice", "control"),
        ("actors: []\nspares: []\nopens: {也许: []}\n", "wrong-type", "是 或 否"),
        ("actors: []\nspares: []\n", "missing-key", "opens"),
        ("actors: []\nspares: []\nopens: {}\nmore: []\n", "unknown-key", "more"),
    ],
)
def test_a_mistake_is_one_finding(small_root: Path, text: str, id: str, said: str) -> None:
    [found] = load(small_root, text).errors
    assert found.id == id
    assert said in str(found)


def test_a_ban_binds_those_its_words_name_and_spares_those_it_protects(small_root: Path) -> None:
    text = "actors: [{words: [任何单位], for: [机构]}]\nspares: [{ids: [no-deposit], for: [企业], if: 承租国有房产}]\nopens: {}\n"
    loaded = load(small_root, text)
    assert not loaded.errors
    musts = lower_musts(loaded.library, Regions.load(small_root / "reference" / "divisions"), loaded.concerns, "示例").musts
    assert [(must.sort, must.subjects, len(must.when)) for must in musts if must.id == "no-deposit"] == [
        ("not", ("机构",), 0),
        ("spared", ("企业",), 1),
    ]


def test_a_library_without_the_file_concerns_nobody(small_root: Path) -> None:
    loaded = load_library(small_root)
    assert not loaded.concerns.actors
