"""Values as people write them, read by the type that is expected."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.policy import values
from luodi.policy.errors import PolicyError


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("3万元", 3_000_000),
        ("1.2亿元", 12_000_000_000),
        ("1500.50元", 150_050),
        ("1,000元", 100_000),
        ("-2万元", -2_000_000),
        ("0元", 0),
        ("2.5千元", 250_000),
    ],
)
def test_money(text: str, fen: int) -> None:
    assert values.money(text) == fen


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("30000", "money-without-unit"),
        ("三万元", "wrong-type"),
        ("3万", "money-without-unit"),
        ("0.001元", "wrong-type"),
        ("", "wrong-type"),
        ("1e9元", "wrong-type"),
    ],
)
def test_what_is_no_money(text: str, id: str) -> None:
    with pytest.raises(PolicyError) as caught:
        values.money(text)
    assert caught.value.id == id
    assert caught.value.expected


@given(st.integers(-(10**15), 10**15))
def test_shown_money_reads_back(fen: int) -> None:
    assert values.money(values.show_money(fen)) == fen


@pytest.mark.parametrize(
    ("text", "value"), [("30%", Fraction(3, 10)), ("0.5%", Fraction(1, 200)), ("0.25", Fraction(1, 4)), ("-0.5%", Fraction(-1, 200))]
)
def test_ratio(text: str, value: Fraction) -> None:
    assert values.ratio(text) == value


def test_a_count_takes_its_own_unit_only() -> None:
    assert values.number("12人", "人") == values.number("12", "人") == 12
    with pytest.raises(PolicyError, match="单位") as caught:
        values.number("12台", "人")
    assert caught.value.id == "wrong-unit"


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (6_000_000, "6万元"),
        (12_345, "123.45元"),
        (22_000_000, "22万元"),
        (30_000_000_000, "3亿元"),
        (0, "0元"),
        (333_333_333, "3333333.33元"),
    ],
)
def test_money_is_shown_in_its_largest_exact_unit(fen: int, text: str) -> None:
    assert values.show_money(fen) == text


@pytest.mark.parametrize("text", ["20200310", "2020-W11-2", "2020-3-1", "2020年3月10日", ""])
def test_a_day_has_one_spelling(text: str) -> None:
    with pytest.raises(PolicyError):
        values.day(text)


def test_a_sum_of_many_digits_is_still_a_sum() -> None:
    assert values.money("9" * 20 + "元") == int("9" * 20) * 100
