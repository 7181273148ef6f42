"""Documents that repeat one another: on the sources, and on edits planted in them."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.text import alike as module
from luodi.text.alike import Likeness, alike, library, repeated
from luodi.text.model import Document
from luodi.text.read import read_paths, read_text

SOURCES = Path(__file__).parents[2] / "sources"
COMPILATION = "001_18fd0961877c4a42.txt"
TWICE = "002_249b4e24e5003887.txt"


@cache
def documents(name: str = COMPILATION) -> tuple[Document, ...]:
    return read_paths([SOURCES / name]).documents


@cache
def printings() -> tuple[Document, Document]:
    """The one document of 002, read from each of its two printings alone."""
    place = documents(TWICE)[0].copies[0]
    text = (SOURCES / TWICE).read_text("utf-8")
    (first,), (second,) = read_text(text[: place.start]).documents, read_text(text[place.start : place.end]).documents
    return first, second


def excerpt() -> Document:
    (found,) = documents("000_9ce9624b4f550d81.txt")
    return found


def full() -> Document:
    return next(document for document in documents() if document.title.startswith("江西省人民政府关于抢时间"))


def without(document: Document, numbers: range) -> Document:
    """The document less some clauses."""
    return replace(document, clauses=tuple(clause for number, clause in enumerate(document.clauses) if number not in numbers))


def edited(document: Document, old: str, new: str) -> Document:
    clauses = tuple(replace(clause, text=clause.text.replace(old, new)) for clause in document.clauses)
    assert clauses != document.clauses
    return replace(document, clauses=clauses)


def test_a_text_without_headings_numbers_and_units_is_an_excerpt_of_its_document() -> None:
    likeness = alike(excerpt(), full())
    assert (likeness.kind, likeness.lesser) == ("excerpt", "one")
    assert likeness.one_in_other > likeness.other_in_one
    assert alike(full(), excerpt()) == Likeness("excerpt", likeness.other_in_one, likeness.one_in_other, "other")


def test_two_printings_are_the_same() -> None:
    assert alike(*printings()) == Likeness("same", 1000, 1000)


def test_a_lower_document_that_follows_an_upper_one_in_its_own_words_is_no_version_of_it() -> None:
    assert alike(printings()[0], full()).kind == "none"


def test_of_all_sources_only_the_excerpt_and_the_second_printing_repeat_another() -> None:
    everything = [*documents(), excerpt(), *printings(), *documents("003_1cd16366889a7916.txt"), *documents("004_9e6f381f468e5676.txt")]
    held = library(everything)
    pairs = {(one.id, other.id, likeness.kind) for one in everything for other, likeness in repeated(one, held)}
    first, second = printings()
    assert pairs == {
        (excerpt().id, full().id, "excerpt"),
        (full().id, excerpt().id, "excerpt"),
        (first.id, second.id, "same"),
    }


def test_the_index_finds_what_comparing_all_pairs_finds() -> None:
    """Copies with a growing number of clauses left out, against the whole compilation."""
    held = library(documents())
    for document in documents():
        for left in range(2, len(document.clauses), 7):
            part = without(document, range(left, len(document.clauses)))
            expected = {other.id for other in documents() if alike(part, other).kind != "none"}
            assert {other.id for other, _ in repeated(part, held)} == expected


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.id)
def test_each_document_is_the_same_as_itself_with_its_signs_and_blanks_changed(document: Document) -> None:
    changed = tuple(replace(clause, text=clause.text.replace("，", ", ").replace("；", "。\n")) for clause in document.clauses)
    assert alike(document, replace(document, clauses=changed)).kind == "same"


def test_a_figure_changed_makes_another_version_and_the_day_says_which_is_older() -> None:
    later = replace(edited(full(), "2020年", "2021年"), date="2021-03-02")
    assert (alike(full(), later).kind, alike(full(), later).lesser) == ("version", "one")
    assert (alike(later, full()).kind, alike(later, full()).lesser) == ("version", "other")
    assert alike(replace(later, date=None), full()).lesser == ""


def test_clauses_added_later_make_a_version_those_left_out_on_the_same_day_an_excerpt() -> None:
    part = without(full(), range(10, 16))
    assert (alike(part, full()).kind, alike(part, full()).lesser) == ("excerpt", "one")
    assert (alike(replace(part, date="2020-02-01"), full()).kind, alike(replace(part, date="2020-02-01"), full()).lesser) == (
        "version",
        "one",
    )


def test_a_short_notice_of_another_day_inside_a_long_one_is_an_excerpt_all_the_same() -> None:
    part = replace(without(full(), range(5, len(full().clauses))), date="2019-01-01")
    assert (alike(part, full()).kind, alike(part, full()).lesser) == ("excerpt", "one")


def test_empty_documents_are_like_nothing() -> None:
    empty = replace(full(), clauses=())
    assert alike(empty, empty).kind == alike(empty, full()).kind == alike(full(), empty).kind == "none"
    assert repeated(empty, library([empty, full()])) == []


def test_many_reprints_do_not_hide_one_another() -> None:
    reprints = [replace(full(), id=f"reprint-{number:03}") for number in range(module.MOST_OWNERS + 20)]
    found = repeated(full(), library(reprints))
    assert len(found) == module.MOST_OWNERS
    assert {likeness.kind for _, likeness in found} == {"same"}


@settings(max_examples=40)
@given(st.integers(0, len(documents()) - 1), st.integers(0, len(documents()) - 1), st.integers(0, 30))
def test_likeness_is_the_same_from_both_sides(first: int, second: int, left: int) -> None:
    one, other = without(documents()[first], range(left)), documents()[second]
    there, back = alike(one, other), alike(other, one)
    swapped = {"one": "other", "other": "one", "": ""}
    assert (there.kind, there.one_in_other, there.other_in_one) == (back.kind, back.other_in_one, back.one_in_other)
    assert there.lesser == swapped[back.lesser] or there.one_in_other == there.other_in_one
