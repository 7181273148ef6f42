import pytest
from hypothesis import given, settings

from luodi.feel import tree as t
from luodi.feel.data import from_data, to_data
from luodi.feel.parse import parse, parse_tests
from luodi.feel.show import show, show_money
from tests.feel.trees import trees


@given(trees())
@settings(max_examples=300, deadline=None)
def test_reading_what_was_written_gives_the_tree_back(tree):
    assert parse(show(tree)) == tree


@given(trees())
@settings(max_examples=100, deadline=None)
def test_data_keep_the_tree_and_its_places(tree):
    read = parse(show(tree))
    again = from_data(to_data(read))
    assert again == read
    assert again.place == read.place


@pytest.mark.parametrize(
    "text",
    [
        "a - (b - c)",
        "(a or b) and not(c)",
        "a and (b and c)",
        "-(a + b) * c",
        "(-a) ** 2 ** 3",
        'x in ["甲", "乙"]',
        "x in (< 5, [1..2], 7)",
        "min(6% * 甲, 300万元)",
        "(if a then b else c) + 1",
        "[1..(a[1])]",
        "(function(x: list<number>) x + 1)(3)",
    ],
)
def test_brackets_stay_only_where_they_are_needed(text):
    assert show(parse(text)) == text.replace("(-a)", "-a")


@pytest.mark.parametrize("text", ["-", "< 5", "[1..3], > 7", 'not("甲", "乙")', "? > 3 and ? < 5"])
def test_cells_are_written_as_they_were_read(text):
    names = None if "?" not in text else ()
    assert show(parse_tests(text, names)) == text


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (30_000_000_000, "3亿元"),
        (15_000_000_000, "1.5亿元"),
        (300_000_000, "300万元"),
        (3_500_000, "3.5万元"),
        (20_000, "200元"),
        (5, "0.05元"),
        (-123_456, "-1234.56元"),
        (0, "0元"),
    ],
)
def test_sums_are_written_in_their_largest_unit(fen, text):
    assert show_money(fen) == text


def test_a_sum_without_words_reads_back():
    assert parse(show(t.Money(123_456_789))) == t.Money(123_456_789)
