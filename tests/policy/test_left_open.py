"""What the texts of the library leave open is listed: numbers in two brackets, grants that may meet, who pays."""

import re
from pathlib import Path

import pytest

from luodi.policy.load import load_library

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    """What is left open, by its id."""
    told: dict[str, list[str]] = {}
    for finding in load_library(ROOT).findings:
        if finding.severity == "open":
            told.setdefault(finding.id, []).append(finding.found)
    return told


def test_each_number_in_two_brackets_is_told_once(found: dict[str, list[str]]) -> None:
    assert [re.split("的，", words)[0] for words in found["edge-open"]] == [
        "一/（一）：项目投资总额正好1亿元",
        "四/（十九）：宗地起始总价正好5亿元",
        "四/（十九）：宗地起始总价正好3亿元",
    ]


def test_city_and_province_lowering_one_fee_are_a_pair(found: dict[str, list[str]]) -> None:
    pairs = found["stacking-open"]
    assert any(words.count("转贷") >= 2 and "使用普惠性转贷" in words for words in pairs)
    assert len(pairs) == len(set(pairs))


def test_two_cities_never_meet(found: dict[str, list[str]]) -> None:
    assert not any("九江" in words and "南昌" in words for words in found["stacking-open"])


def test_documents_without_a_day_are_named(found: dict[str, list[str]]) -> None:
    assert len(found["no-date"]) == 3
