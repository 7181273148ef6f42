"""Our own corpus: what the conformance kit has none of. corpus/*.yaml, one line an expression, written by hand from the standard."""

import re
from collections import Counter
from datetime import date
from fractions import Fraction

import pytest

from luodi.feel.builtins.conversion import shown
from luodi.feel.errors import FeelError
from luodi.feel.parse import parse
from luodi.feel.profile import check
from luodi.feel.run import compile_tree
from luodi.feel.scan import HALF_WIDTH
from luodi.feel.settle import settle
from luodi.feel.show import show
from luodi.feel.standard import compile_standard
from luodi.feel.unknown import Unknown
from tests.feel.corpus.read import FACTS, LETTERS, expected, given, rows, scope

SCOPE = scope()
CONTEXT = compile_standard(parse(FACTS, ()))({})


def test_the_corpus_has_at_least_four_hundred_expressions_and_none_twice():
    texts = [(name, *row[:-1]) for name in ("pairs", "full_width", "mistakes", "values", "plain") for row in map(repr_row, rows(name))]
    assert len(set(texts)) >= 400
    assert [text for text, count in Counter(texts).items() if count > 1] == []


def repr_row(row):
    return tuple(str(part) for part in row)


@pytest.mark.parametrize(("bare", "bracketed"), rows("pairs"))
def test_operators_bind_as_their_brackets_say(bare, bracketed):
    for names in (None, LETTERS):
        assert parse(bare, names) == parse(bracketed, names)
        assert parse(show(parse(bare, names)), names) == parse(bracketed, names)


@pytest.mark.parametrize(("text", "half"), rows("full_width"))
def test_full_width_signs_are_refused_with_the_sign_to_write(text, half):
    with pytest.raises(FeelError) as caught:
        check(parse(text), SCOPE, text)
    assert caught.value.id == "feel.full-width"
    assert caught.value.expected.removeprefix("半角 ") == half
    assert caught.value.found == text[caught.value.position]


def test_no_full_width_sign_is_left_out():
    assert set(HALF_WIDTH) <= set("".join(text for text, _ in rows("full_width")))


@pytest.mark.parametrize(("text", "id"), rows("mistakes"))
def test_mistakes_are_refused_by_their_id(text, id):
    with pytest.raises(FeelError) as caught:
        check(parse(text), SCOPE, text)
    assert caught.value.id == id
    assert re.search(r"[\u4e00-\u9fff]", str(caught.value))
    assert 0 <= caught.value.position <= len(text)


@pytest.mark.parametrize(("text", "facts", "answer"), rows("values"))
def test_the_profile_reckons_exactly_and_knows_what_it_does_not_know(text, facts, answer):
    kind, value = expected(answer)
    tree, known = parse(text), given(facts, SCOPE)
    assert check(tree, SCOPE, text).kind == kind
    found = compile_tree(tree)(known)
    assert found == value
    assert type(found) in (bool, int, Fraction, str, date, Unknown)
    assert parse(show(tree)) == tree
    settled = settle(tree, known, SCOPE)
    assert isinstance(value, Unknown) or settled == value


@pytest.mark.parametrize(("text", "answer"), rows("plain"))
def test_full_feel_gives_the_standard_value(text, answer):
    tree = parse(text, CONTEXT)
    assert shown(compile_standard(tree)(CONTEXT)) == answer
    assert parse(show(tree), CONTEXT) == tree
