"""What the texts of the library leave open is listed: numbers in two brackets, grants that may meet, who pays."""

import re

import pytest

from luodi.policy.load import Loaded
from luodi.policy.model import Benefit


@pytest.fixture(scope="module")
def found(loaded: Loaded) -> dict[str, list[str]]:
    """What is left open, by its id."""
    told: dict[str, list[str]] = {}
    for finding in loaded.findings:
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


def test_what_two_measures_ask_of_those_who_cannot_be_one_is_no_pair(loaded: Loaded) -> None:
    """Both of a pair are for one kind of subject, and each lowers a charge or gives money."""
    benefits = [one for document in loaded.library.documents for one in document.instruments if isinstance(one, Benefit)]
    paying = [one for one in benefits if one.gives.kind in ("money", "charge")]
    told = [one.found.rsplit("，能否", 1)[0] for one in loaded.findings if one.id == "stacking-open"]
    assert len(told) == 69
    together = [
        f"“{one.title}”与“{other.title}”"
        for one in paying
        for other in paying
        if one is not other and set(one.subjects) & set(other.subjects)
    ]
    assert [words for words in told if not words.startswith(tuple(together))] == []


def test_grants_whose_words_name_nobody_who_pays_are_told(loaded: Loaded) -> None:
    benefits = [one for document in loaded.library.documents for one in document.instruments if isinstance(one, Benefit)]
    without = [one for one in benefits if one.gives.kind == "money" and not one.shares]
    told = [one.spot for one in loaded.findings if one.id == "no-bearer"]
    assert told == [one.spot for one in without if one.force != "鼓励"]
